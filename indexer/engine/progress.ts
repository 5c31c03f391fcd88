// What the engine writes down about itself, in the transaction of the rows: how far it is, and how to take the newest blocks back.
import type { Header } from "./chain.js";
import { indexStatements, tableStatements } from "./schema.js";
import type { Session } from "./session.js";
import { quoted, type Shape } from "./shape.js";
import type { Undo } from "./store.js";

/** A block whose hash is written down. */
export interface Known {
  readonly number: number;
  readonly hash: string;
}

/** The tables were filled by another version of the index. */
export class OtherVersionError extends Error {
  override readonly name = "OtherVersionError";
}

/** Blocks that are taken back at most: older ones count as final. */
export const FINAL = 30;

export interface ProgressOptions {
  readonly tables: object;
  readonly schema: string;
  readonly chainId: number;
  /** Says which tables and handlers filled the database. */
  readonly version: string;
  /**
   * Whether the chain may go back to any block that is taken in from now on, as a chain of tests does that takes its blocks back:
   * none counts as final. By default those {@link FINAL} deep do.
   */
  readonly mayGoBack?: boolean;
}

export class Progress {
  readonly #options: ProgressOptions;
  readonly #at: (table: string) => string;
  /** The newest blocks that are taken in, oldest first. */
  #known: Known[] = [];

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#at = (table) => `${quoted(options.schema)}.${quoted(table)}`;
  }

  /** The last block that is taken in. */
  get last(): Known | undefined {
    return this.#known.at(-1);
  }

  get known(): readonly Known[] {
    return this.#known;
  }

  get mayGoBack(): boolean {
    return this.#options.mayGoBack ?? false;
  }

  /**
   * Makes the tables, or reads how far they are.
   *
   * @param rebuild - Whether tables that another version filled are made again.
   * @throws OtherVersionError where they are not.
   */
  async open(session: Session, { rebuild }: { readonly rebuild: boolean }): Promise<void> {
    const { schema, version } = this.#options;
    let filledBy = await this.#filledBy(session);
    if (filledBy !== undefined && filledBy !== version) {
      if (!rebuild) {
        throw new OtherVersionError(
          `DATABASE_SCHEMA: "${schema}" was filled by another version of the index. Name another schema, or drop this one.`,
        );
      }
      await session.query(`drop schema ${quoted(schema)} cascade`);
      filledBy = undefined;
    }
    if (filledBy === undefined) await this.#make(session);
    const blocks = await session.query(
      `select number, hash from ${this.#at("_block")} order by number`,
    );
    this.#known = blocks.map(([number, hash]) => ({ number: Number(number), hash: String(hash) }));
  }

  async #make(session: Session): Promise<void> {
    const { tables, schema, version } = this.#options;
    for (const statement of tableStatements(tables, schema)) await session.query(statement);
    await session.query(`insert into ${this.#at("_ponder_meta")} values ('app', $1)`, [
      JSON.stringify({ build_id: version, is_ready: 0 }),
    ]);
  }

  /** The version that made the tables; `undefined` where there are none. */
  async #filledBy(session: Session): Promise<string | undefined> {
    const meta = this.#at("_ponder_meta");
    const [[there] = []] = await session.query("select to_regclass($1)::text", [meta]);
    if (!there) return undefined;
    const [[found] = []] = await session.query(
      `select value->>'build_id' from ${meta} where key = 'app'`,
    );
    return String(found);
  }

  /**
   * Writes down a block, and how rows were before it.
   *
   * @param undo - Nothing where that is not known: no block before it is gone back to.
   */
  async advance(
    session: Session,
    to: Omit<Header, "parentHash">,
    undo: readonly Undo[] | undefined,
  ): Promise<void> {
    const { chainId } = this.#options;
    const checkpoint = checkpointOf(to, chainId);
    const depth = this.mayGoBack ? to.number : FINAL;
    const oldest = undo ? to.number - depth : to.number;
    this.#known = [...this.#known, { number: to.number, hash: to.hash }].filter(
      ({ number }) => number >= oldest,
    );
    await Promise.all([
      session.query(
        `insert into ${this.#at("_ponder_checkpoint")} values ('registry', $1, $2, $2, $2)
          on conflict (chain_name) do update
          set safe_checkpoint = $2, latest_checkpoint = $2, finalized_checkpoint = $2`,
        [chainId, checkpoint],
      ),
      session.query(
        `insert into ${this.#at("_block")} values ($1, $2)
          on conflict (number) do update set hash = excluded.hash`,
        [to.number, to.hash],
      ),
      session.query(`delete from ${this.#at("_block")} where number < $1`, [oldest]),
      session.query(`delete from ${this.#at("_undo")} where block < $1`, [oldest]),
      ...(undo && undo.length > 0
        ? [
            session.query(
              `insert into ${this.#at("_undo")}
                select $1, e->>'table', e->'key', e->>'line' from jsonb_array_elements($2::jsonb) e`,
              [to.number, JSON.stringify(undo)],
            ),
          ]
        : []),
    ]);
  }

  /** Takes everything after a block back. */
  async goBackTo(session: Session, to: Header, shapes: readonly Shape[]): Promise<void> {
    // Of a row that several blocks changed, the first of them says how it was.
    const undone = await session.query(
      `select distinct on ("table", key) "table", key, line from ${this.#at("_undo")}
        where block > $1 order by "table", key, block`,
      [to.number],
    );
    for (const shape of shapes) {
      const own = undone.filter(([table]) => table === shape.name);
      const where = shape.key.map(
        ({ name, type }, place) => `${quoted(name)} = $${place + 1}::${type}`,
      );
      for (const [, key] of own) {
        await session.query(
          `delete from ${shape.path} where ${where.join(" and ")}`,
          key as string[],
        );
      }
      const lines = own.flatMap(([, , line]) => (line === null ? [] : [String(line)]));
      if (lines.length > 0) await session.copy(shape.path, lines);
    }
    await session.query(`delete from ${this.#at("_undo")} where block > $1`, [to.number]);
    await session.query(`delete from ${this.#at("_block")} where number > $1`, [to.number]);
    this.#known = this.#known.filter(({ number }) => number < to.number);
    await this.advance(session, to, []);
  }

  /** Makes the indexes that are not there, and says that the tables answer. */
  async ready(session: Session): Promise<void> {
    const { tables, schema } = this.#options;
    for (const statement of indexStatements(tables, schema)) await session.query(statement);
    await session.query(
      `update ${this.#at("_ponder_meta")} set value = value || '{"is_ready": 1}' where key = 'app'`,
    );
  }
}

/** As answers read it: time of the block in 10 digits, chain in 16, number of the block in 16, and the end of the block. */
function checkpointOf(
  { timestamp, number }: Pick<Header, "timestamp" | "number">,
  chainId: number,
): string {
  const digits = (value: number | bigint, length: number) => String(value).padStart(length, "0");
  return `${digits(timestamp, 10)}${digits(chainId, 16)}${digits(number, 16)}${"9".repeat(33)}`;
}
