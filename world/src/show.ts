// Plays the year before an audience: deploys, prints every step, and says how it ended.
import { relative } from "node:path";
import { deploy } from "@openrobotid/deployment/deploy";
import type { Deployment } from "@openrobotid/deployment/file";
import { readParameters } from "@openrobotid/deployment/parameters";
import { showProgress } from "@openrobotid/kit/progress";
import type { NetworkConnection } from "hardhat/types/network";
import { throwawayClient, type WorldClient } from "./client.js";
import type { World } from "./files.js";
import { differenceText, gasText, stepPrinter } from "./print.js";
import { issueAtScale, MODELS } from "./scale.js";
import { playYear } from "./year.js";

/** The set of parameters whose founding seats are those of the example world. */
const PARAMETERS = "development";

const DAY = 24 * 60 * 60;

/** A chain with the registry on it. */
export type Chain = { client: WorldClient; deployment: Deployment };

/** The day on which a chain must begin so that everything in a world is still to come. */
export function dayBefore({ events }: World): Date {
  const [first] = events;
  return new Date(((first?.value.date ?? 0) - DAY) * 1000);
}

/** Deploys for the example world and says so. `isThrowaway` as in `deploy`. */
export async function deployFor(
  connection: NetworkConnection,
  { isThrowaway = false } = {},
): Promise<Chain> {
  const parameters = readParameters(PARAMETERS);
  const deployment = await deploy(connection, { name: PARAMETERS, parameters, isThrowaway });
  const contracts = Object.keys(deployment.contracts).length;
  const seats = parameters.seats.map(({ name }) => name).join(", ");
  console.log(`Deployed ${contracts} contracts. The deploying account has no power left.`);
  console.log(`Founding seats: ${seats}.`);
  return { client: throwawayClient(deployment, connection.provider), deployment };
}

/** Plays a world and prints it; whether everything is as it was expected. */
export async function showYear(
  { client }: Chain,
  world: World,
  manifestFolder: string,
): Promise<boolean> {
  const productions = [...world.productions.values()];
  const units = productions.reduce((sum, production) => sum + production.units, 0);
  console.log(
    `Read ${relative(process.cwd(), world.folder)}: ${world.parties.size} parties, ` +
      `${units.toLocaleString("en")} units in ${productions.length} production files, ${world.events.length} events.`,
  );
  let [gas, transactions, refusals] = [0n, 0, 0];
  const printStep = stepPrinter(console.log);
  const year = await playYear({
    client,
    world,
    manifests: manifestFolder,
    onStep: (step) => {
      gas += step.gas;
      transactions += step.transactions;
      if (step.refusal !== undefined) refusals += 1;
      printStep(step);
    },
  });

  console.log(
    `\n${transactions} transactions, ${gasText(gas)}; ${refusals} attempts, all refused.`,
  );
  for (const { file, units: count, unitsRoot } of year.play.manifests) {
    console.log(
      `✔ ${file}: ${count.toLocaleString("en")} units, and their root is the one on the chain:`,
    );
    console.log(`  ${unitsRoot}`);
  }
  for (const difference of year.differences) console.error(`✘ ${differenceText(difference)}`);
  const passed = year.differences.length === 0;
  if (passed) {
    console.log(
      `✔ The heads of all ${year.robots.length} robots with a history follow from events alone, ${year.entries} entries.`,
    );
    console.log("✔ The end of the year is as expected.json says.");
  } else {
    console.error(`\n${year.differences.length} differences from what was expected.`);
  }
  return passed;
}

/** Issues units of many manufacturers and prints what it took. */
export async function showScale({ client }: Chain, units: number, folder: string): Promise<void> {
  const started = performance.now();
  const progress = showProgress("Issuing", units);
  try {
    const scale = await issueAtScale(client, units, folder, progress.advance);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    progress.finish(
      `Issued ${units.toLocaleString("en")} units of ${MODELS} models of ${MODELS / 2} manufacturers in ${seconds} s.`,
    );
    for (const [name, { batches, units: count, gas }] of [
      ["lots", scale.lots],
      ["lists", scale.lists],
    ] as const) {
      const each = (Number(gas) / count).toFixed(1);
      const total = `${batches} ${name}, ${count.toLocaleString("en")} units`;
      console.log(`${total.padEnd(28)} ${gasText(gas).padStart(18)}, ${each} a unit`);
    }
    console.log(`${"admissions and models".padEnd(28)} ${gasText(scale.preparation).padStart(18)}`);
    console.log(
      "✔ Every lot and list has its root on the chain, and its first and last unit its maker.",
    );
  } catch (error) {
    progress.fail("Stopped.");
    throw error;
  }
}
