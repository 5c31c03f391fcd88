// Once a day, one transaction anchors the telemetry of all robots that came since, and one the head of the access log.
import { type AnchorsContract, TopicAnchors } from "@openrobotid/api-server/access-log/anchoring";
import type { RobotId } from "@openrobotid/sdk";
import { toBytes32 } from "@openrobotid/sdk";
import type { TelemetryProof } from "@openrobotid/sdk/device";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { Hex } from "viem";
import type { AccessLog } from "../log/access-log.js";
import type { Tables, VaultStore } from "../store/tables.js";

/** What is anchored. */
export const TOPICS = ["telemetry", "log"] as const;

/** One of {@link TOPICS}. */
export type Topic = (typeof TOPICS)[number];

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
  /** Those of each topic. */
  readonly topics: { readonly [topic in Topic]: TopicAnchors };
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
    this.topics = {
      telemetry: new TopicAnchors(store, "telemetry", url, contract),
      log: new TopicAnchors(store, "log", url, contract),
    };
  }

  /** Anchors what there is to anchor. Gives the topics of which something was. */
  async run(): Promise<readonly Topic[]> {
    const { telemetry, log } = this.topics;
    const done: Topic[] = [];
    if (await telemetry.run(async (rows) => await this.#nextFleet(rows))) done.push("telemetry");
    if (await log.runHead(async () => await this.#log.tree.head())) done.push("log");
    return done;
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
