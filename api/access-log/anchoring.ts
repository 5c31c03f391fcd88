// Roots of one topic on the chain, in order: what was begun is written down first, so that a crash in between neither anchors it twice nor
// forgets it.
import { anchorsHead, type TelemetryAnchor } from "@openrobotid/sdk/device";
import type { AnchoredLog, LogOnChain } from "@openrobotid/sdk/vault";
import type { Kysely } from "kysely";
import { type Address, type Hex, keccak256, stringToBytes } from "viem";
import type { Head, LogTree } from "./tree.js";

/** A root on the chain, or on its way there. */
export interface AnchorRow {
  /** `telemetry` or `log`. */
  readonly topic: string;
  readonly number: number;
  readonly root: string;
  readonly leaves: number;
  /** Block time; none until the chain has it. */
  readonly at: number | null;
}

/** The table of roots. */
export interface AnchorTables {
  readonly anchor: AnchorRow;
}

/** The contract `Anchors`, as the one who anchors uses it. */
export interface AnchorsContract {
  /** Its address. */
  readonly address: Address;
  /** Account that anchors. */
  readonly account: Address;
  readonly anchorsOf: (topic: Hex) => Promise<AnchoredLog>;
  /** Sends a root, and waits until a block has it. */
  readonly send: (topic: Hex, root: Hex, leaves: number) => Promise<void>;
}

/** The roots of a topic. */
export class TopicAnchors {
  readonly #store: Kysely<AnchorTables>;
  readonly #topic: string;
  readonly #url: string;
  readonly #contract: AnchorsContract | undefined;
  /** Its name on the chain. */
  readonly #name: Hex;

  /**
   * @param store Has the table {@link AnchorTables}.
   * @param url Address of the service: its topics are named after it.
   * @param contract Without it nothing is anchored.
   */
  constructor(store: unknown, topic: string, url: string, contract: AnchorsContract | undefined) {
    this.#store = store as Kysely<AnchorTables>;
    this.#topic = topic;
    this.#url = url;
    this.#contract = contract;
    this.#name = topicOf(topic, url);
  }

  /** Where the chain has them; `undefined` where nothing is anchored. */
  get onChain(): LogOnChain | undefined {
    if (!this.#contract) return undefined;
    const { address: contract, account } = this.#contract;
    return { contract, account, topic: this.#name };
  }

  /**
   * Anchors what was begun, or what comes next. Gives whether there was something.
   *
   * @param next Writes the next row down and gives it, if there is something to anchor.
   */
  async run(
    next: (rows: readonly AnchorRow[]) => Promise<AnchorRow | undefined>,
  ): Promise<boolean> {
    const contract = this.#contract;
    if (!contract) return false;
    const rows = await this.rows();
    const row = rows.find(({ at }) => at === null) ?? (await next(rows));
    if (!row) return false;
    const name = this.#name;
    if ((await contract.anchorsOf(name)).count < row.number) {
      await contract.send(name, row.root as Hex, row.leaves);
    }
    const { count, head, anchoredAt: at } = await contract.anchorsOf(name);
    const before = rows.filter(({ number }) => number < row.number).map(anchorOf);
    if (count !== row.number || head !== anchorsHead([...before, { ...anchorOf(row), at }])) {
      throw new Error(
        `The chain has ${count} anchors of ${contract.account} for the ${this.#topic} of ${this.#url}, and not those that are kept here. Expected an account that nothing else anchors with.`,
      );
    }
    await this.#store
      .updateTable("anchor")
      .set({ at })
      .where("topic", "=", this.#topic)
      .where("number", "=", row.number)
      .execute();
    return true;
  }

  /** Anchors the head of a log, if it has more lines than the last one that was anchored. */
  async runHead(headOf: () => Promise<Head>): Promise<boolean> {
    return await this.run(async (rows) => {
      const { size, root } = await headOf();
      if (size <= (rows.at(-1)?.leaves ?? 0)) return undefined;
      const number = rows.length + 1;
      const row = { topic: this.#topic, number, root: `0x${root}`, leaves: size, at: null };
      await this.#store.insertInto("anchor").values(row).execute();
      return row;
    });
  }

  /** All that are on the chain, the first one first; under which account and name they are. */
  async list() {
    const rows = await this.rows();
    return {
      account: this.#contract?.account ?? null,
      topic: this.#name,
      anchors: rows.filter(({ at }) => at !== null).map(anchorOf),
    };
  }

  /** Those that a log had by some size, and what shows that it continues each of them. */
  async continued(tree: LogTree, size: number) {
    const list = await this.list();
    const anchors = list.anchors.filter(({ leaves }) => leaves <= size);
    const continued = anchors.map(async ({ leaves }, index) => [
      ...(await tree.consistency(leaves, anchors[index + 1]?.leaves ?? size)),
    ]);
    return { ...list, anchors, continued: await Promise.all(continued) };
  }

  /** All, the first one first. */
  async rows(): Promise<readonly AnchorRow[]> {
    return await this.#store
      .selectFrom("anchor")
      .selectAll()
      .where("topic", "=", this.#topic)
      .orderBy("number")
      .execute();
  }
}

/** The name of a topic of a service on the chain. */
export function topicOf(topic: string, url: string): Hex {
  return keccak256(stringToBytes(`Open Robot ID ${topic} of ${url}`));
}

function anchorOf({ root, leaves, at }: AnchorRow): TelemetryAnchor {
  return { root: root as Hex, leaves, at: at ?? 0 };
}
