// `npm run bench:network`: transactions a second on a network of real nodes, started for it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "@openrobotid/kit/build";
import { command, UserError } from "@openrobotid/kit/command";
import type { Deployment } from "@openrobotid/sdk/chains";
import type { Address } from "viem";
import { findBesu, NO_BESU, NoBesuError } from "../runner/besu-command.js";
import type { LocalNetwork as Network } from "../runner/local-network.js";
import { bench, type Figures } from "./bench.js";
import { benchFreshness } from "./freshness.js";
import type { Request } from "./load.js";
import type { Ground } from "./workloads.js";

/** Turns of each kind. */
const TURNS = 4;

const usage = `Measures the registry on a network of 4 validators on this machine, beside plain ERC-20 transfers in the same run.

Every kind is warmed up first, then all have their turns, each turn begun by another one.

  npm run bench:network -- [--json] [--senders N] [--transactions N] [--units N]
  npm run bench:network -- --freshness MINUTES [--json] [--units N] [--believe]

  --json            prints one JSON object and nothing else
  --senders N       accounts that send at the same time: 16
  --transactions N  of each kind, by each sender, a multiple of ${TURNS}: 200
  --units N         units of each lot: 10000
  --freshness N     measures instead how old an answer of the index is, for N minutes, from 1 to 60, in a world of so many
                    --units on the market: 2800. Needs PostgreSQL beside Besu
  --believe         with --freshness: the index believes its node, instead of proving what it says

Needs Besu 26.8.1 or newer: in BESU_HOME, on PATH, or Docker. Without it the command ends with ${NO_BESU}.
`;

await command(
  usage,
  {
    json: { type: "boolean", default: false },
    senders: { type: "string", default: "16" },
    transactions: { type: "string", default: "200" },
    units: { type: "string" },
    freshness: { type: "string" },
    believe: { type: "boolean", default: false },
  },
  async ({ json, senders, transactions, units, freshness, believe }) => {
    const whole = (name: string, text: string, most: number) => {
      const value = Number(text);
      if (Number.isInteger(value) && value >= 1 && value <= most) return value;
      throw new UserError(`--${name} takes a whole number from 1 to ${most}, not "${text}".`);
    };
    const say = json ? () => {} : console.log;
    if (freshness !== undefined) {
      const of = {
        units: whole("units", units ?? "2800", 100_000),
        minutes: whole("freshness", freshness, 60),
        proven: !believe,
      };
      return await withBesu(async () => {
        const figures = await onNetwork(say, ({ ground, file, period }) =>
          benchFreshness(ground, file, { ...of, period }, say),
        );
        console.log(JSON.stringify(figures, null, json ? undefined : 2));
      });
    }
    if (believe) throw new UserError("--believe goes with --freshness.");
    const perSender = whole("transactions", transactions, 10_000);
    if (perSender % TURNS !== 0) {
      throw new UserError(
        `--transactions takes a multiple of ${TURNS}, so that all turns are alike, not "${transactions}".`,
      );
    }
    const size = {
      senders: whole("senders", senders, 900),
      turns: TURNS,
      perTurn: perSender / TURNS,
      unitsPerLot: whole("units", units ?? "10000", 1_000_000),
    };
    await withBesu(async () => {
      const figures = await onNetwork(say, ({ ground, nodes, cpuSeconds }) =>
        bench(ground, nodes, size, say, cpuSeconds),
      );
      if (json) console.log(JSON.stringify(figures));
      else console.log(summary(figures));
    });
  },
);

/** Ends with a code of its own where there is no Besu. */
async function withBesu(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof NoBesuError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = NO_BESU;
  }
}

function summary({ erc20Tps, lotTps, cpuMsPerTx }: Figures): string {
  const cost = `\nA lot costs as much as ${(erc20Tps / lotTps).toFixed(2)} ERC-20 transfers of throughput.`;
  if (cpuMsPerTx === null)
    return `${cost}\nProcessor time is told on Linux, of nodes outside of containers.`;
  const each = Object.entries(cpuMsPerTx).map(([kind, of]) => `${kind} ${of} ms`);
  return `${cost}\nProcessor time of all nodes a transaction: ${each.join(", ")}.`;
}

/** What a benchmark works on. */
interface Running {
  readonly ground: Ground;
  readonly nodes: readonly Request[];
  readonly cpuSeconds: () => number | undefined;
  /** The file that tells where the registry is. */
  readonly file: string;
  /** Time between two blocks, in milliseconds. */
  readonly period: number;
}

/** Fails where somebody stops the benchmark: the nodes are processes of their own, and would go on. */
async function stoppedBySomebody(): Promise<never> {
  return await new Promise((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => reject(new UserError("Stopped, and the nodes with it.")));
    }
  });
}

/** Starts four validators, and stops them after the work. */
async function onNetwork<figures>(
  say: (line: string) => void,
  work: (running: Running) => Promise<figures>,
): Promise<figures> {
  const besu = findBesu();
  say(`Besu ${besu.version} (${besu.found}).`);
  for (const warning of besu.warnings) say(`Warning: ${warning}`);
  await build();
  const { initTestNetwork } = await import("../src/test-network.js");
  const { LocalNetwork, waitForSeals } = await import("../runner/local-network.js");
  const folder = mkdtempSync(join(tmpdir(), "robotid-bench-"));
  const made = await initTestNetwork({
    folder: join(folder, "net"),
    observers: 0,
    firstPort: 21_660,
  });
  const network: Network = new LocalNetwork(made, join(folder, "net"), besu);
  try {
    await network.start();
    const [first] = network.validators;
    if (first === undefined) throw new UserError("There is no validator to ask.");
    await waitForSeals(
      first,
      network.validators.map((node) => network.addressOf(node)),
      240_000,
    );
    const authorityKey = made.authorityKeys.get("validator-1");
    if (authorityKey === undefined) throw new UserError("There is no key of the first authority.");
    const ground = {
      deployment: made.deployment as unknown as Deployment,
      rpcUrl: first.rpcUrl,
      authorityKey,
      // What the permissioner would do a moment later.
      letIn: async (accounts: readonly Address[]) => {
        const add = ({ request }: typeof first) =>
          request("perm_addAccountsToAllowlist", [accounts]);
        await Promise.all(network.validators.map(add));
      },
    };
    const nodes = network.validators.map(
      ({ request }) =>
        (method: string, params: readonly unknown[]) =>
          request(method, [...params]),
    );
    const cpuSeconds = () => {
      const times = network.validators.map((node) => node.cpuSeconds());
      return times.every((time) => time !== undefined)
        ? times.reduce((sum, time) => sum + time, 0)
        : undefined;
    };
    const file = first.folder.deployment;
    const period = made.founding.chain.blockPeriodSeconds * 1_000;
    return await Promise.race([
      work({ ground, nodes, cpuSeconds, file, period }),
      stoppedBySomebody(),
    ]);
  } finally {
    await network.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
