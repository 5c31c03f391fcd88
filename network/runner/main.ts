// `npm run network`: a network of validators and observers on this machine, until Ctrl-C.
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../../scripts/build.js";
import { command, UserError } from "../../scripts/command.js";
import { findBesu, NO_BESU, NoBesuError } from "./besu-command.js";

const FOLDER = fileURLToPath(new URL("../local/network", import.meta.url));

const usage = `A consortium chain on this machine: validators and observers, each a process of Besu, until Ctrl-C.

  npm run network -- [options]

  --folder FOLDER         where it is made (network/local/network); what is there of an earlier run is deleted
  --validators N          4
  --observers N           1
  --first-port PORT       21600; each node takes three
  --empty-block-period S  seconds between blocks while there is nothing to write: 5

Needs Besu 26.8.1 or newer: in BESU_HOME, on PATH, or Docker. Without it the command ends with ${NO_BESU}.
`;

await command(
  usage,
  {
    folder: { type: "string", default: FOLDER },
    validators: { type: "string", default: "4" },
    observers: { type: "string", default: "1" },
    "first-port": { type: "string", default: "21600" },
    "empty-block-period": { type: "string", default: "5" },
  },
  async (options) => {
    try {
      await run(options);
    } catch (error) {
      if (!(error instanceof NoBesuError)) throw error;
      process.stderr.write(`\n${error.message}\n`);
      process.exitCode = NO_BESU;
    }
  },
);

async function run(options: Readonly<Record<string, string | undefined | boolean>>): Promise<void> {
  const besu = findBesu();
  const whole = (name: string, least: number, most: number) => {
    const value = Number(options[name]);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new UserError(
      `--${name} takes a whole number from ${least} to ${most}, not "${options[name]}".`,
    );
  };
  const folder = resolve(String(options.folder));
  const parameters = {
    folder,
    validators: whole("validators", 1, 16),
    observers: whole("observers", 0, 16),
    firstPort: whole("first-port", 1024, 65_000),
    chain: { emptyBlockPeriodSeconds: whole("empty-block-period", 2, 600) },
  };
  if (existsSync(folder)) {
    if (!existsSync(join(folder, "founding.json"))) {
      throw new UserError(`${folder} holds something else than a network. Nothing was deleted.`);
    }
    rmSync(folder, { recursive: true });
  }
  console.log(`Besu ${besu.version} (${besu.found}).`);
  await build();
  const { initTestNetwork } = await import("../src/test-network.js");
  const { LocalNetwork, waitForSeals } = await import("./local-network.js");
  const network = new LocalNetwork(await initTestNetwork(parameters), folder, besu);
  const asked = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => asked.abort());
  try {
    console.log("Starting the nodes…");
    await network.start();
    const [first] = network.validators;
    if (first === undefined) throw new UserError("There is no validator to ask.");
    const addresses = network.validators.map((node) => network.addressOf(node));
    if (!asked.signal.aborted) {
      const height = await waitForSeals(first, addresses, 180_000);
      console.log(`All ${addresses.length} validators seal; the chain is at block ${height}.\n`);
      for (const node of network.nodes) {
        const role = network.validators.includes(node) ? network.addressOf(node) : "observer";
        console.log(`  ${node.node.id.padEnd(14)} ${node.rpcUrl}  ${role}`);
      }
      console.log(`\n  contracts      ${join(folder, "deployment.json")}`);
      console.log(`  logs           ${folder}/*/besu.log`);
      console.log("\nCtrl-C stops the nodes. Their folders stay until the next run.");
      await new Promise<void>((done) => {
        if (asked.signal.aborted) done();
        asked.signal.addEventListener("abort", () => done(), { once: true });
      });
    }
  } finally {
    const killed = await network.stop();
    for (const { node } of killed)
      console.error(`${node.id} did not stop by itself and was killed.`);
  }
  console.log("\nThe nodes have stopped.");
}
