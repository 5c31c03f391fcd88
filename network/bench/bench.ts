// Measures a network: all kinds of load in turns, on the same nodes, after each has been warmed up.
import type { Request } from "./load.js";
import { measure } from "./load.js";
import { type Ground, KINDS, type Kind, prepare, type Size } from "./workloads.js";

/** What `npm run bench:network -- --json` prints. Transactions a second, except the last two. */
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
  /** Milliseconds of processor time of all nodes together for one transaction; null where it cannot be told. */
  readonly cpuMsPerTx: Readonly<Record<Kind, number>> | null;
}

/** What the turns of one kind come to. */
interface Total {
  count: number;
  seconds: number;
  /** Blocks with a transaction of it. */
  blocks: number;
  /** Seconds of processor time, while that could be told. */
  cpu: number | undefined;
}

const NAMES: Readonly<Record<Kind, string>> = {
  lot: "lots",
  single: "single units",
  transfer: "transfers",
  erc20: "ERC-20 transfers",
};

/**
 * @param cpuSeconds Processor time that all nodes together have used so far; `undefined` where it cannot be told.
 * @throws where a transaction is refused or fails.
 */
export async function bench(
  ground: Ground,
  nodes: readonly Request[],
  size: Size,
  say: (line: string) => void = () => {},
  cpuSeconds: () => number | undefined = () => undefined,
): Promise<Figures> {
  const perKind = size.perTurn * size.turns;
  say(
    `Preparing ${size.senders} senders with ${perKind} transactions of each kind, and ${size.perTurn} to warm up…`,
  );
  const totals = new Map<Kind, Total>(
    KINDS.map((kind) => [kind, { count: 0, seconds: 0, blocks: 0, cpu: 0 }]),
  );
  for (const { kind, isWarmUp, transactions } of await prepare(ground, size)) {
    const before = cpuSeconds();
    const measured = await measure(transactions, { nodes });
    const after = cpuSeconds();
    const total = totals.get(kind);
    if (isWarmUp || total === undefined) continue;
    total.count += measured.count;
    total.seconds += measured.seconds;
    total.blocks += measured.blocks;
    const spent = before === undefined || after === undefined ? undefined : after - before;
    total.cpu = total.cpu === undefined || spent === undefined ? undefined : total.cpu + spent;
  }
  const of = (kind: Kind): Total => totals.get(kind) as Total;
  for (const kind of KINDS) {
    const { count, seconds, blocks } = of(kind);
    say(
      `${NAMES[kind].padEnd(18)} ${(count / seconds).toFixed(1)} a second (${count} in ${seconds.toFixed(1)} s, in ${blocks} blocks)`,
    );
  }
  const tps = (kind: Kind): number => of(kind).count / of(kind).seconds;
  return {
    lotTps: rounded(tps("lot")),
    erc20Tps: rounded(tps("erc20")),
    transferTps: rounded(tps("transfer")),
    singleTps: rounded(tps("single")),
    unitsPerSecond: rounded(tps("lot") * size.unitsPerLot),
    cpuMsPerTx: cpuOf(totals),
  };
}

function cpuOf(totals: ReadonlyMap<Kind, Total>): Figures["cpuMsPerTx"] {
  const entries: [Kind, number][] = [];
  for (const [kind, { cpu, count }] of totals) {
    if (cpu === undefined) return null;
    entries.push([kind, rounded((cpu * 1000) / count)]);
  }
  return Object.fromEntries(entries) as Record<Kind, number>;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
