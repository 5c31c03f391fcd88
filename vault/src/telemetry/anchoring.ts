// Once a day, one transaction anchors the telemetry of all robots that came since, and one the head of the access log.
import type { RobotId } from "@openrobotid/sdk";
import { toBytes32 } from "@openrobotid/sdk";
import { anchorsHead, type TelemetryAnchor, type TelemetryProof } from "@openrobotid/sdk/device";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { type Address, type Hex, keccak256, stringToBytes } from "viem";
import type { AccessLog } from "../log/access-log.js";
import type { Tables, VaultStore } from "../store/tables.js";

/** What is anchored. */
export const TOPICS = ["telemetry", "log"] as const;

/** One of {@link TOPICS}. */
export type Topic = (typeof TOPICS)[number];

/** What the chain has of an account and a topic. */
export interface OnChain {
  readonly count: number;
  readonly head: Hex;
  /** Block time of the last one, in seconds. */
  readonly anchoredAt: number;
}

/** The contract `Anchors`, as the vault uses it. */
export interface AnchorsContract {
  /** Account that anchors. */
  readonly account: Address;
  readonly anchorsOf: (topic: Hex) => Promise<OnChain>;
  /** Sends a root, and waits until a block has it. */
  readonly send: (topic: Hex, root: Hex, leaves: number) => Promise<void>;
}

type Row = Tables["anchor"];
type Fleet = {
  readonly tree: StandardMerkleTree<[Hex, Hex]>;
  readonly robots: ReadonlyMap<
    string,
    { readonly index: number; readonly digests: readonly Hex[] }
  >;
};

/** The anchors of a vault. */
export class Anchoring {
  readonly #store: VaultStore;
  readonly #log: AccessLog;
  readonly #url: string;
  readonly #contract: AnchorsContract | undefined;
  #latest: { readonly number: number; readonly fleet: Fleet } | undefined;

  /**
   * @param url Address of the vault: its topics are named after it.
   * @param contract Without it nothing is anchored.
   */
  constructor(
    store: VaultStore,
    log: AccessLog,
    url: string,
    contract: AnchorsContract | undefined,
  ) {
    this.#store = store;
    this.#log = log;
    this.#url = url;
    this.#contract = contract;
  }

  /** Anchors what there is to anchor. Gives the topics of which something was. */
  async run(): Promise<readonly Topic[]> {
    if (!this.#contract) return [];
    const done: Topic[] = [];
    for (const topic of TOPICS) if (await this.#anchor(topic, this.#contract)) done.push(topic);
    return done;
  }

  async #anchor(topic: Topic, contract: AnchorsContract): Promise<boolean> {
    const rows = await this.#rows(topic);
    const waiting = rows.find(({ at }) => at === null);
    // What was begun is written down first: a crash in between neither anchors it twice nor forgets it.
    const row = waiting ?? (await (topic === "log" ? this.#nextHead(rows) : this.#nextFleet(rows)));
    if (!row) return false;
    const name = topicOf(topic, this.#url);
    if ((await contract.anchorsOf(name)).count < row.number) {
      await contract.send(name, row.root as Hex, row.leaves);
    }
    const { count, head, anchoredAt: at } = await contract.anchorsOf(name);
    const before = rows.filter(({ number }) => number < row.number).map(anchorOf);
    if (count !== row.number || head !== anchorsHead([...before, { ...anchorOf(row), at }])) {
      throw new Error(
        `The chain has ${count} anchors of ${contract.account} for the ${topic} of ${this.#url}, and not those of this vault. Expected an account that nothing else anchors with.`,
      );
    }
    await this.#store
      .updateTable("anchor")
      .set({ at })
      .where("topic", "=", topic)
      .where("number", "=", row.number)
      .execute();
    return true;
  }

  async #nextHead(rows: readonly Row[]): Promise<Row | undefined> {
    const { size, root } = await this.#log.head();
    if (size <= (rows.at(-1)?.leaves ?? 0)) return undefined;
    const number = rows.length + 1;
    const row: Row = { topic: "log", number, root: `0x${root}`, leaves: size, at: null };
    await this.#store.insertInto("anchor").values(row).execute();
    return row;
  }

  async #nextFleet(rows: readonly Row[]): Promise<Row | undefined> {
    const number = rows.length + 1;
    return await this.#store.transaction().execute(async (transaction) => {
      const some = await transaction
        .selectFrom("telemetryBatch")
        .select("digest")
        .where("anchor", "is", null)
        .limit(1)
        .executeTakeFirst();
      if (!some) return undefined;
      await transaction
        .updateTable("telemetryBatch")
        .set({ anchor: number })
        .where("anchor", "is", null)
        .execute();
      const { tree, robots } = await fleetOf(transaction, number);
      const root = tree.root;
      const row: Row = { topic: "telemetry", number, root, leaves: robots.size, at: null };
      await transaction.insertInto("anchor").values(row).execute();
      return row;
    });
  }

  /** Shows that a batch is under the root of an anchor. */
  async proofOf(robot: RobotId, digest: string, number: number): Promise<TelemetryProof> {
    if (this.#latest?.number !== number) {
      this.#latest = { number, fleet: await fleetOf(this.#store, number) };
    }
    const { tree, robots } = this.#latest.fleet;
    const found = robots.get(robot);
    if (!found) throw new Error(`Anchor ${number} has no batch of ${robot}.`);
    const own = treeOfRobot(found.digests);
    return {
      ofRobot: own.getProof([digest as Hex]) as Hex[],
      ofFleet: tree.getProof(found.index) as Hex[],
    };
  }

  /** All anchors of a topic that are on the chain, the first one first; under which account and name they are. */
  async list(topic: Topic) {
    const rows = await this.#rows(topic);
    return {
      account: this.#contract?.account ?? null,
      topic: topicOf(topic, this.#url),
      anchors: rows.filter(({ at }) => at !== null).map(anchorOf),
    };
  }

  async #rows(topic: Topic): Promise<Row[]> {
    return await this.#store
      .selectFrom("anchor")
      .selectAll()
      .where("topic", "=", topic)
      .orderBy("number")
      .execute();
  }
}

/** The name of a topic of a vault on the chain. */
export function topicOf(topic: Topic, url: string): Hex {
  return keccak256(stringToBytes(`Open Robot ID ${topic} of ${url}`));
}

function anchorOf({ root, leaves, at }: Row): TelemetryAnchor {
  return { root: root as Hex, leaves, at: at ?? 0 };
}

function treeOfRobot(digests: readonly Hex[]): StandardMerkleTree<[Hex]> {
  const leaves = digests.map((digest): [Hex] => [digest]);
  return StandardMerkleTree.of(leaves, ["bytes32"]);
}

async function fleetOf(store: Pick<VaultStore, "selectFrom">, anchor: number): Promise<Fleet> {
  const rows = await store
    .selectFrom("telemetryBatch")
    .select(["robot", "digest"])
    .where("anchor", "=", anchor)
    .orderBy("robot")
    .orderBy("digest")
    .execute();
  const digests = new Map<string, Hex[]>();
  for (const { robot, digest } of rows) {
    const there = digests.get(robot);
    if (there) there.push(digest as Hex);
    else digests.set(robot, [digest as Hex]);
  }
  const robots = new Map(
    [...digests].map(([robot, all], index) => [robot, { index, digests: all }]),
  );
  const leaves = [...digests].map(([robot, all]): [Hex, Hex] => [
    toBytes32(robot as RobotId),
    treeOfRobot(all).root as Hex,
  ]);
  return { tree: StandardMerkleTree.of(leaves, ["bytes32", "bytes32"]), robots };
}
