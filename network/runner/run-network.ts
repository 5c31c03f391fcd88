// Makes a network on this machine, runs it until it is told to stop, and says everything that is needed to act on it.
import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "@openrobotid/kit/build";
import { UserError } from "@openrobotid/kit/command";
import { choosePorts, type WantedPorts } from "@openrobotid/whole-sandbox/ports";
import type { TestNetwork } from "../src/test-network.js";
import type { Beside } from "./beside.js";
import { type BesuCommand, findBesu } from "./besu-command.js";
import { listenForOrders } from "./control.js";
import type { LocalNetwork } from "./local-network.js";
import { memoryText } from "./memory.js";
import { missingMetrics } from "./metrics-check.js";

/** What is to run. */
export interface RunOptions {
  readonly folder: string;
  readonly validators: number;
  readonly observers: number;
  readonly firstPort: number;
  readonly emptyBlockPeriodSeconds: number;
  /** Whether permissioners, index and pages run beside it. */
  readonly all: boolean;
  readonly ports: Omit<WantedPorts, "chain">;
}

/** Time in which every validator seals, in milliseconds. */
const SEALING = 180_000;

/**
 * Runs it until SIGINT or SIGTERM.
 *
 * @throws NoBesuError where there is no Besu that will do, and UserError where anything does not start.
 */
export async function runNetwork(options: RunOptions): Promise<void> {
  const { folder, validators, observers, firstPort, emptyBlockPeriodSeconds, all } = options;
  const besu = findBesu();
  if (existsSync(folder)) {
    if (!existsSync(join(folder, "founding.json"))) {
      throw new UserError(`${folder} holds something else than a network. Nothing was deleted.`);
    }
    rmSync(folder, { recursive: true });
  }
  console.log(`Besu ${besu.version} (${besu.found}).`);
  for (const warning of besu.warnings) console.log(`Warning: ${warning}`);
  for (const line of memoryText(validators + observers, all)) console.log(line);
  await build();
  const { initTestNetwork } = await import("../src/test-network.js");
  const { LocalNetwork, waitForSeals } = await import("./local-network.js");
  const chain = { emptyBlockPeriodSeconds };
  const made = await initTestNetwork({ folder, validators, observers, firstPort, chain });
  const network = new LocalNetwork(made, folder, besu);
  const asked = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => asked.abort());
  let beside: Beside | undefined;
  let deaf: (() => Promise<void>) | undefined;
  try {
    console.log("Starting the nodes…");
    await network.start();
    deaf = await listenForOrders(network, folder);
    const [first] = network.validators;
    if (first === undefined) throw new UserError("There is no validator to ask.");
    const addresses = network.validators.map((node) => network.addressOf(node));
    if (asked.signal.aborted) return;
    const height = await waitForSeals(first, addresses, SEALING);
    console.log(`All ${addresses.length} validators seal; the chain is at block ${height}.\n`);
    await warnOfMetrics(first, besu);
    if (all && !asked.signal.aborted) {
      console.log("Starting permissioners, index and pages…");
      beside = await startAll(network, options);
    }
    showNetwork(network, made, folder, beside);
    await new Promise<void>((done) => {
      if (asked.signal.aborted) done();
      asked.signal.addEventListener("abort", () => done(), { once: true });
    });
  } finally {
    await beside?.stop();
    await deaf?.();
    const killed = await network.stop();
    for (const { node } of killed)
      console.error(`${node.id} did not stop by itself and was killed.`);
  }
  console.log("\nThe nodes have stopped.");
}

async function startAll(network: LocalNetwork, { folder, ports }: RunOptions): Promise<Beside> {
  const { startBeside } = await import("./beside.js");
  const { readWorld } = await import("@openrobotid/world/files");
  const { partiesOf } = await import("./play.js");
  // The parties of the example world may send, so that it can be played; everybody has their keys.
  const parties = partiesOf(await readWorld());
  return await startBeside(
    network.nodes,
    folder,
    await choosePorts({ ...ports, chain: "0" }),
    parties,
  );
}

/** Releases rename metrics: then alerts and dashboard show nothing, and nobody notices. */
async function warnOfMetrics(
  node: LocalNetwork["nodes"][number],
  { version }: BesuCommand,
): Promise<void> {
  const missing = await missingMetrics(node).catch(() => undefined);
  if (missing === undefined) console.log(`Warning: Besu ${version} tells no metrics.`);
  else if (missing.length > 0) {
    console.log(
      `Warning: Besu ${version} does not give ${missing.join(", ")}, which observability/ uses. Some come with the first event that they count.`,
    );
  }
}

function showNetwork(
  network: LocalNetwork,
  { founding }: TestNetwork,
  folder: string,
  beside: Beside | undefined,
): void {
  const usual = relative(process.cwd(), folder) === join("network", "local", "network");
  const named = usual ? "" : ` --folder ${folder}`;
  for (const node of network.nodes) {
    const role = network.validators.includes(node) ? network.addressOf(node) : "observer";
    console.log(`  ${node.node.id.padEnd(14)} ${node.rpcUrl}  ${role}`);
  }
  const lines: [string, string][] = [
    ["contracts", join(folder, "deployment.json")],
    ["genesis", join(folder, "genesis.json")],
    ["seats' keys", `${join(folder, "seats")}/*.key, readable for you alone`],
    ["logs", `${folder}/*/besu.log`],
    ...(beside
      ? ([
          ["pages", beside.web],
          ["API", beside.index],
          ["permissioners", beside.permissioners.map((url) => `${url}/health`).join(" ")],
        ] as [string, string][])
      : []),
  ];
  console.log();
  for (const [name, value] of lines) console.log(`  ${name.padEnd(14)} ${value}`);
  const one = founding.members.length;
  console.log(`
From another terminal:

  npm run network:play${named && ` --${named}`}             plays the example world on it${one < 4 ? " (it needs four validators)" : ""}
  npm run network -- --down ${one}${named}    stops a validator; --up ${one} starts it again

Ctrl-C stops everything. The folder stays until the next run.`);
}
