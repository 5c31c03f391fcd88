// `npm run bench:network`: transactions a second on a network of real nodes, started for it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@openrobotid/sdk/chains";
import type { Address } from "viem";
import { build } from "../../scripts/build.js";
import { command, UserError } from "../../scripts/command.js";
import { findBesu, NO_BESU, NoBesuError } from "../runner/besu-command.js";
import type { LocalNetwork as Network } from "../runner/local-network.js";
import { bench, type Figures } from "./bench.js";

const usage = `Measures the registry on a network of 4 validators on this machine, beside plain ERC-20 transfers in the same run.

  npm run bench:network -- [--json] [--senders N] [--transactions N] [--units N]

  --json            prints one JSON object and nothing else
  --senders N       accounts that send at the same time: 16
  --transactions N  of each kind, by each sender: 50
  --units N         units of each lot: 10000

Needs Besu 26.8.1 or newer: in BESU_HOME, on PATH, or Docker. Without it the command ends with ${NO_BESU}.
`;

await command(
  usage,
  {
    json: { type: "boolean", default: false },
    senders: { type: "string", default: "16" },
    transactions: { type: "string", default: "50" },
    units: { type: "string", default: "10000" },
  },
  async ({ json, senders, transactions, units }) => {
    const whole = (name: string, text: string, most: number) => {
      const value = Number(text);
      if (Number.isInteger(value) && value >= 1 && value <= most) return value;
      throw new UserError(`--${name} takes a whole number from 1 to ${most}, not "${text}".`);
    };
    const size = {
      senders: whole("senders", senders, 900),
      perSender: whole("transactions", transactions, 10_000),
      unitsPerLot: whole("units", units, 1_000_000),
    };
    try {
      const figures = await run(size, json ? () => {} : console.log);
      if (json) console.log(JSON.stringify(figures));
      else
        console.log(`\nA lot costs as much as ${ratio(figures)} ERC-20 transfers of throughput.`);
    } catch (error) {
      if (!(error instanceof NoBesuError)) throw error;
      process.stderr.write(`\n${error.message}\n`);
      process.exitCode = NO_BESU;
    }
  },
);

function ratio({ erc20Tps, lotTps }: Figures): string {
  return (erc20Tps / lotTps).toFixed(2);
}

type Size = Parameters<typeof bench>[2];

async function run(size: Size, say: (line: string) => void): Promise<Figures> {
  const besu = findBesu();
  say(`Besu ${besu.version} (${besu.found}).`);
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
    return await bench(ground, nodes, size, say);
  } finally {
    await network.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
