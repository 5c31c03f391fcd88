// The tree of a log in a database: the hashes of its complete subtrees, in the table `logNode`. Vault and API keep their logs so.
import type { Kysely } from "kysely";
import {
  completedBy,
  consistencyProof,
  type Digest,
  inclusionProof,
  type Node,
  type Nodes,
  rootOf,
} from "./merkle.js";

/** The table of a log's tree. */
export interface LogTables {
  /** Hashes of the log's complete subtrees. */
  readonly logNode: Node;
}

/** The whole log in two values. */
export interface Head {
  readonly size: number;
  readonly root: Digest;
}

/** Rows that are written at once. */
const ROWS = 500;

/** The tree, as a store or a transaction of it sees it. */
export class LogTree {
  readonly #store: Kysely<LogTables>;
  /** Gives the hash of a complete subtree. Throws where there is none. */
  readonly nodes: Nodes;

  constructor(store: unknown) {
    this.#store = store as Kysely<LogTables>;
    this.nodes = async (level, position) => {
      const { hash } = await this.#store
        .selectFrom("logNode")
        .select("hash")
        .where("level", "=", level)
        .where("position", "=", position)
        .executeTakeFirstOrThrow();
      return hash;
    };
  }

  /** How many lines it has. */
  async size(): Promise<number> {
    const { last } = await this.#store
      .selectFrom("logNode")
      .select(({ fn }) => fn.max("position").as("last"))
      .where("level", "=", 0)
      .executeTakeFirstOrThrow();
    return last === null || last === undefined ? 0 : Number(last) + 1;
  }

  /** The head, now. */
  async head(): Promise<Head> {
    return await this.headAt(await this.size());
  }

  /** The head as it was with some lines. */
  async headAt(size: number): Promise<Head> {
    return { size, root: await rootOf(size, this.nodes) };
  }

  /** The tree as it was is the beginning of the tree as it is. */
  async consistency(from: number, size: number): Promise<readonly Digest[]> {
    return await consistencyProof(from, size, this.nodes);
  }

  /** A line is in the tree. */
  async inclusion(position: number, size: number): Promise<readonly Digest[]> {
    return await inclusionProof(position, size, this.nodes);
  }

  /** Adds leaves behind the `size` that there are: the one who adds has the log for itself meanwhile. */
  async append(leaves: readonly Digest[], size: number): Promise<void> {
    const made = new Map<string, Node>();
    const nodes: Nodes = async (level, position) =>
      made.get(`${level} ${position}`)?.hash ?? (await this.nodes(level, position));
    for (const [index, leaf] of leaves.entries()) {
      for (const node of await completedBy(leaf, size + index, nodes)) {
        made.set(`${node.level} ${node.position}`, node);
      }
    }
    const all = [...made.values()];
    for (let first = 0; first < all.length; first += ROWS) {
      await this.#store
        .insertInto("logNode")
        .values(all.slice(first, first + ROWS))
        .execute();
    }
  }
}
