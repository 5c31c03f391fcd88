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

/** Turns of each kind. */
const TURNS = 4;

const usage = `Measures the registry on a network of 4 validators on this machine, beside plain ERC-20 transfers in the same run.

Every kind is warmed up first, then all have their turns, each turn begun by another one.

  npm run bench:network -- [--json] [--senders N] [--transactions N] [--units N]

  --json            prints one JSON object and nothing else
  --senders N       accounts that send at the same time: 16
  --transactions N  of each kind, by each sender, a multiple of ${TURNS}: 200
  --units N         units of each lot: 10000

Needs Besu 26.8.1 or newer: in BESU_HOME, on PATH, or Docker. Without it the command ends with ${NO_BESU}.
`;

await command(
  usage,
  {
    json: { type: "boolean", default: false },
    senders: { type: "string", default: "16" },
    transactions: { type: "string", default: "200" },
    units: { type: "string", default: "10000" },
  },
  async ({ json, senders, transactions, units }) => {
    const whole = (name: string, text: string, most: number) => {
      const value = Number(text);
      if (Number.isInteger(value) && value >= 1 && value <= most) return value;
      throw new UserError(`--${name} takes a whole number from 1 to ${most}, not "${text}".`);
    };
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
      unitsPerLot: whole("units", units, 1_000_000),
    };
    try {
      const figures = await run(size, json ? () => {} : console.log);
      if (json) console.log(JSON.stringify(figures));
      else console.log(summary(figures));
    } catch (error) {
      if (!(error instanceof NoBesuError)) throw error;
      process.stderr.write(`\n${error.message}\n`);
      process.exitCode = NO_BESU;
    }
  },
);

function summary({ erc20Tps, lotTps, cpuMsPerTx }: Figures): string {
  const cost = `\nA lot costs as much as ${(erc20Tps / lotTps).toFixed(2)} ERC-20 transfers of throughput.`;
  if (cpuMsPerTx === null)
    return `${cost}\nProcessor time is told on Linux, of nodes outside of containers.`;
  const each = Object.entries(cpuMsPerTx).map(([kind, of]) => `${kind} ${of} ms`);
  return `${cost}\nProcessor time of all nodes a transaction: ${each.join(", ")}.`;
}

type Size = Parameters<typeof bench>[2];

async function run(size: Size, say: (line: string) => void): Promise<Figures> {
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
    return await bench(ground, nodes, size, say, cpuSeconds);
  } finally {
    await network.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
