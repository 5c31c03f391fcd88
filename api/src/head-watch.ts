// Asks the chain itself for the heads of histories, beside the index. The index recomputes every head from the entries that a
// node gave it. Only the registry's own head can show that the node gave all of them, the last one too. Each node is
// asked, or the one that proves, about the units that changed last and, turn by turn, about all that ever changed.

import { proofStatus } from "@openrobotid/indexer/proof/status";
import { historyAlarm, historyRecord, unit } from "@openrobotid/indexer/tables";
import { type RobotId, toBytes32 } from "@openrobotid/sdk";
import { robotRegistryAbi } from "@openrobotid/sdk/abis";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { gt, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { type Address, createPublicClient, type Hex, type PublicClient } from "viem";
import { momentOf, progress } from "./as-of.js";
import { Rounds } from "./rounds.js";
import { type Asked, ask, rows, value } from "./rows.js";

/** What the watch works with. */
export interface HeadWatchOptions {
  readonly db: Asked;
  readonly rpcUrls: readonly string[];
  readonly registry: Address;
  readonly logger: Pick<Logger, "error" | "warn">;
}

/** Milliseconds between two rounds. */
const INTERVAL = 10_000;
/** Units of either kind that a round looks at. */
const UNITS = 50;
/** So many where each head is proven, which costs more, and everything was proven when it was taken in. */
const UNITS_PROVEN = 10;
/** Rounds in a row that a head must differ in: a block that the chain gives up differs in one. */
const ROUNDS = 2;

type Watched = { readonly id: string; readonly head: string };

/** Compares heads with the chain until it is stopped. */
export class HeadWatch {
  readonly #options: HeadWatchOptions;
  readonly #nodes: readonly PublicClient[];
  /** In how many rounds the head of a unit differed; those that agree are not in it. */
  readonly #differed = new Map<string, number>();
  /** The unit that the turn of all units has reached. */
  #turn = "";
  readonly #rounds: Rounds;

  constructor(options: HeadWatchOptions) {
    this.#options = options;
    this.#nodes = options.rpcUrls.map((url) =>
      createPublicClient({
        transport: endpointTransport(url, { batch: true, retryCount: 0, timeout: 5_000 }),
      }),
    );
    this.#rounds = new Rounds({
      interval: INTERVAL,
      round: () => this.#look(),
      failed: ({ message: reason }) => options.logger.warn({ reason }, "No heads were compared"),
    });
  }

  /** Whether the head of a unit on the chain is not the one that follows from what the index was told. */
  differs(id: string): boolean {
    return (this.#differed.get(id) ?? 0) >= ROUNDS;
  }

  /** How many histories do not hold: heads that differ on the chain, and those with an alarm of the index. */
  async mismatches(): Promise<number> {
    const { alarms } = await ask(this.#options.db, {
      alarms: value<readonly string[]>(
        sql`select coalesce(json_agg(distinct ${historyAlarm.unit}), '[]') from ${historyAlarm}`,
      ),
    });
    const differing = [...this.#differed.keys()].filter((id) => this.differs(id));
    return new Set([...alarms, ...differing]).size;
  }

  /** Begins. Never throws: what goes wrong is logged. */
  start(): void {
    this.#rounds.start();
  }

  /** Ends with the round that is under way. */
  async stop(): Promise<void> {
    await this.#rounds.stop();
  }

  async #look(): Promise<void> {
    const limit = proofStatus() ? UNITS_PROVEN : UNITS;
    const found = await ask(this.#options.db, {
      progress: progress(),
      latest: rows(unit, {
        // As many entries as units are wanted: there is an index of their places.
        where: sql`${unit.id} in (select ${historyRecord.unit} from ${historyRecord}
          order by ${historyRecord.blockNumber} desc, ${historyRecord.logIndex} desc limit ${limit})`,
      }),
      turn: rows(unit, { where: gt(unit.id, this.#turn), orderBy: [unit.id], limit }),
      again: rows(unit, {
        where: sql`${unit.id} in (select jsonb_array_elements_text(${JSON.stringify([...this.#differed.keys()])}::jsonb))`,
      }),
    });
    if (!found.progress.ready) return;
    const { blockNumber } = momentOf(found.progress);
    this.#turn = found.turn.length < limit ? "" : (found.turn.at(-1)?.id ?? "");
    const units = new Map(
      [...found.latest, ...found.turn, ...found.again].map((each) => [each.id, each]),
    );
    await Promise.all([...units.values()].map((each) => this.#compare(each, BigInt(blockNumber))));
  }

  async #compare({ id, head }: Watched, blockNumber: bigint): Promise<void> {
    const heads = await Promise.all(this.#nodes.map((node) => this.#headAt(node, id, blockNumber)));
    const other = heads.find((each) => each !== undefined && each !== head);
    if (other === undefined) {
      this.#differed.delete(id);
      return;
    }
    const rounds = (this.#differed.get(id) ?? 0) + 1;
    this.#differed.set(id, rounds);
    if (rounds !== ROUNDS) return;
    const what = { unit: id, expected: other, found: head, block: Number(blockNumber) };
    this.#options.logger.error(what, "The head of a robot is another one on the chain");
  }

  /** The head on the chain; `undefined` where a node does not have that block or does not answer. */
  async #headAt(node: PublicClient, id: string, blockNumber: bigint): Promise<Hex | undefined> {
    try {
      const [head] = await node.readContract({
        abi: robotRegistryAbi,
        address: this.#options.registry,
        functionName: "historyOf",
        args: [toBytes32(id as RobotId)],
        blockNumber,
      });
      return head;
    } catch {
      // A node that is behind or gone says nothing about a head.
      return undefined;
    }
  }
}
