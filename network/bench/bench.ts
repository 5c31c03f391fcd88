// Measures a network: all kinds of load, one after the other, on the same nodes.
import type { Request } from "./load.js";
import { type Measured, measure } from "./load.js";
import { type Ground, prepare, type Size } from "./workloads.js";

/** What `npm run bench:network -- --json` prints. Transactions a second, but for `unitsPerSecond`. */
export interface Figures {
  /** Lots, each of `unitsPerLot` units. */
  readonly lotTps: number;
  /** Plain transfers of OpenZeppelin's ERC-20, beside the others. */
  readonly erc20Tps: number;
  /** Robots that change hands on two signatures, one transaction each. */
  readonly transferTps: number;
  /** Lots of a single unit. */
  readonly singleTps: number;
  /** Units issued by lots. */
  readonly unitsPerSecond: number;
}

/** What is measured, in this order. */
export async function bench(
  ground: Ground,
  nodes: readonly Request[],
  size: Size,
  say: (line: string) => void = () => {},
): Promise<Figures> {
  say(`Preparing ${size.senders} senders with ${size.perSender} transactions of each kind…`);
  const { lots, singles, transfers, erc20 } = await prepare(ground, size);
  const run = async (
    name: string,
    transactions: Parameters<typeof measure>[0],
  ): Promise<Measured> => {
    const measured = await measure(transactions, { nodes });
    say(
      `${name.padEnd(18)} ${measured.tps.toFixed(1)} a second (${measured.count} in ${measured.seconds.toFixed(1)} s)`,
    );
    return measured;
  };
  const lot = await run("lots", lots);
  const single = await run("single units", singles);
  const transfer = await run("transfers", transfers);
  const plain = await run("ERC-20 transfers", erc20);
  return {
    lotTps: rounded(lot.tps),
    erc20Tps: rounded(plain.tps),
    transferTps: rounded(transfer.tps),
    singleTps: rounded(single.tps),
    unitsPerSecond: rounded(lot.tps * size.unitsPerLot),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
