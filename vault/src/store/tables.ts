// Everything that the vault's database holds, the same in SQLite and PostgreSQL. Times are in seconds. docs/privacy.md says of each field
// why it is kept, and a test holds the page to this file.
import type { Kysely } from "kysely";

/** The tables. */
export interface Tables {
  /** A document that is kept, or was. */
  readonly document: {
    readonly robot: string;
    /** Number of the entry of the robot's history that commits to it. */
    readonly seq: number;
    readonly kind: string;
    /** As the chain has it. */
    readonly commitment: string;
    /** Of the document, without its salt. */
    readonly bytes: number;
    /** Name of its file. Erased with the document, as is the key. */
    readonly blob: string | null;
    /** Its own key, sealed with the master key. */
    readonly sealedKey: string | null;
    readonly putBy: string;
    readonly putAt: number;
    readonly erasedAt: number | null;
    readonly erasedWhy: string | null;
  };
  /** A file that is being written: what a crash leaves of it is removed at the next start. */
  readonly upload: { readonly blob: string; readonly at: number };
  /** What a holder signed. */
  readonly grant: {
    readonly id: string;
    readonly robot: string;
    readonly holder: string;
    readonly grantee: string;
    readonly capacity: string;
    /** Separated by spaces. */
    readonly kinds: string;
    readonly purpose: string;
    readonly until: number;
    /** How often the robot had changed hands. */
    readonly holding: number;
    readonly nonce: string;
    readonly signature: string;
    readonly storedAt: number;
    readonly revokedAt: number | null;
  };
  /** An investigator's word that a case needs the file. */
  readonly breakGlass: {
    readonly id: string;
    readonly robot: string;
    readonly account: string;
    readonly caseNumber: string;
    readonly reason: string;
    readonly at: number;
    readonly until: number;
    /** When the holder is told. */
    readonly toldAt: number;
  };
  /** A line of the log. It is never changed. */
  readonly logEntry: {
    readonly position: number;
    readonly robot: string;
    /** `told` at once, or `delayed`. */
    readonly series: string;
    /** Number of the line within its series of this robot. */
    readonly ordinal: number;
    readonly at: number;
    /** From when on the holder is shown it. */
    readonly toldAt: number;
    /** What is hashed. */
    readonly line: string;
  };
  /** Hashes of the log's complete subtrees. */
  readonly logNode: { readonly level: number; readonly position: number; readonly hash: string };
  /** What the database is sealed with. */
  readonly fact: { readonly name: string; readonly value: string };
}

/** The vault's database. */
export type VaultStore = Kysely<Tables>;

type Columns<table> = { readonly [column in keyof table]: "text" | "bigint" };

/** The columns. Where the type allows null, so does the column. */
export const COLUMNS: { readonly [name in keyof Tables]: Columns<Tables[name]> } = {
  document: {
    robot: "text",
    seq: "bigint",
    kind: "text",
    commitment: "text",
    bytes: "bigint",
    blob: "text",
    sealedKey: "text",
    putBy: "text",
    putAt: "bigint",
    erasedAt: "bigint",
    erasedWhy: "text",
  },
  upload: { blob: "text", at: "bigint" },
  grant: {
    id: "text",
    robot: "text",
    holder: "text",
    grantee: "text",
    capacity: "text",
    kinds: "text",
    purpose: "text",
    until: "bigint",
    holding: "bigint",
    nonce: "text",
    signature: "text",
    storedAt: "bigint",
    revokedAt: "bigint",
  },
  breakGlass: {
    id: "text",
    robot: "text",
    account: "text",
    caseNumber: "text",
    reason: "text",
    at: "bigint",
    until: "bigint",
    toldAt: "bigint",
  },
  logEntry: {
    position: "bigint",
    robot: "text",
    series: "text",
    ordinal: "bigint",
    at: "bigint",
    toldAt: "bigint",
    line: "text",
  },
  logNode: { level: "bigint", position: "bigint", hash: "text" },
  fact: { name: "text", value: "text" },
};

const KEYS: { readonly [name in keyof Tables]: readonly (string & keyof Tables[name])[] } = {
  document: ["robot", "seq"],
  upload: ["blob"],
  grant: ["id"],
  breakGlass: ["id"],
  logEntry: ["position"],
  logNode: ["level", "position"],
  fact: ["name"],
};

const NULLABLE = new Set(["blob", "sealedKey", "erasedAt", "erasedWhy", "revokedAt"]);

/** Makes the tables where there are none. */
export async function makeTables({ schema }: VaultStore): Promise<void> {
  for (const [name, columns] of Object.entries(COLUMNS)) {
    const keys = KEYS[name as keyof Tables];
    let table = schema.createTable(name).ifNotExists();
    for (const [column, type] of Object.entries(columns)) {
      const isNullable = NULLABLE.has(column) && !(keys as readonly string[]).includes(column);
      table = table.addColumn(column, type as "text" | "bigint", (one) =>
        isNullable ? one : one.notNull(),
      );
    }
    await table.addPrimaryKeyConstraint(`${name}Key`, [...keys] as never[]).execute();
  }
  const index = (name: string) => schema.createIndex(name).ifNotExists();
  await index("logOfRobot")
    .unique()
    .on("logEntry")
    .columns(["robot", "series", "ordinal"])
    .execute();
  await index("grantOfRobot").on("grant").columns(["robot", "grantee"]).execute();
}
