// Everything that the vault's database holds, the same in SQLite and PostgreSQL. Times are in seconds. docs/privacy.md says of each field
// why it is kept, and a test holds the page to this file.
import { type Kysely, SqliteAdapter } from "kysely";

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
  /** A batch of telemetry. */
  readonly telemetryBatch: {
    readonly robot: string;
    /** SHA-256 of what was signed. */
    readonly digest: string;
    readonly sequence: number;
    /** `device` or `gateway`. */
    readonly signedBy: string;
    /** Whose gateway. */
    readonly account: string | null;
    readonly beganAt: number;
    readonly endedAt: number;
    readonly receivedAt: number;
    /** What was found about it, separated by spaces. */
    readonly marks: string;
    /** How often it came again. */
    readonly replays: number;
    /** Batch and signature, sealed with the robot's key; removed when its term is over. As bytes: a robot sends thousands. */
    readonly sealed: Uint8Array | null;
    /** Whether the rollups have it: 0 or 1. */
    readonly rolled: number;
    /** Number of the anchor that has it. */
    readonly anchor: number | null;
  };
  /** The key that telemetry of a robot is sealed with, sealed with the master key. */
  readonly telemetryKey: { readonly robot: string; readonly sealedKey: string };
  /** Figures of a kind over a day or a week. */
  readonly telemetryRollup: {
    readonly robot: string;
    readonly kind: string;
    /** `day` or `week`. */
    readonly period: string;
    /** Its first second. */
    readonly start: number;
    readonly sealed: string;
  };
  /** Rules of diagnosis of a model, as its maker signed them. Each revision stays. */
  readonly telemetryRules: {
    readonly model: string;
    readonly revision: number;
    /** JSON, as it was signed. */
    readonly text: string;
    readonly account: string;
    readonly signature: string;
    readonly storedAt: number;
  };
  /** A robot that drifts by the rules of its maker. */
  readonly telemetryDrift: {
    readonly robot: string;
    /** Revision of the rules that found it. */
    readonly revision: number;
    /** When it was found first. */
    readonly since: number;
    /** What was found, sealed with the robot's key. */
    readonly sealed: string;
  };
  /** A root on the chain, or on its way there. */
  readonly anchor: {
    /** `telemetry` or `log`. */
    readonly topic: string;
    readonly number: number;
    readonly root: string;
    readonly leaves: number;
    /** Block time; none until the chain has it. */
    readonly at: number | null;
  };
  /** A holder's wish that everybody sees the wear class of its robot. */
  readonly wearWish: {
    readonly robot: string;
    readonly holder: string;
    /** How often the robot had changed hands. */
    readonly holding: number;
  };
  /** What the database is sealed with. */
  readonly fact: { readonly name: string; readonly value: string };
}

/** The vault's database. */
export type VaultStore = Kysely<Tables>;

type Columns<table> = { readonly [column in keyof table]: "text" | "bigint" | "bytes" };

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
  telemetryBatch: {
    robot: "text",
    digest: "text",
    sequence: "bigint",
    signedBy: "text",
    account: "text",
    beganAt: "bigint",
    endedAt: "bigint",
    receivedAt: "bigint",
    marks: "text",
    replays: "bigint",
    sealed: "bytes",
    rolled: "bigint",
    anchor: "bigint",
  },
  telemetryKey: { robot: "text", sealedKey: "text" },
  telemetryRollup: { robot: "text", kind: "text", period: "text", start: "bigint", sealed: "text" },
  telemetryRules: {
    model: "text",
    revision: "bigint",
    text: "text",
    account: "text",
    signature: "text",
    storedAt: "bigint",
  },
  telemetryDrift: { robot: "text", revision: "bigint", since: "bigint", sealed: "text" },
  anchor: { topic: "text", number: "bigint", root: "text", leaves: "bigint", at: "bigint" },
  wearWish: { robot: "text", holder: "text", holding: "bigint" },
  fact: { name: "text", value: "text" },
};

const KEYS: { readonly [name in keyof Tables]: readonly (string & keyof Tables[name])[] } = {
  document: ["robot", "seq"],
  upload: ["blob"],
  grant: ["id"],
  breakGlass: ["id"],
  logEntry: ["position"],
  logNode: ["level", "position"],
  telemetryBatch: ["robot", "digest"],
  telemetryKey: ["robot"],
  telemetryRollup: ["robot", "period", "start", "kind"],
  telemetryRules: ["model", "revision"],
  telemetryDrift: ["robot"],
  anchor: ["topic", "number"],
  wearWish: ["robot"],
  fact: ["name"],
};

const NULLABLE: { readonly [name in keyof Tables]?: readonly (string & keyof Tables[name])[] } = {
  document: ["blob", "sealedKey", "erasedAt", "erasedWhy"],
  grant: ["revokedAt"],
  telemetryBatch: ["account", "sealed", "anchor"],
  anchor: ["at"],
};

/** Makes the tables where there are none. */
export async function makeTables(store: VaultStore): Promise<void> {
  const { schema } = store;
  const bytes = store.getExecutor().adapter instanceof SqliteAdapter ? "blob" : "bytea";
  for (const [name, columns] of Object.entries(COLUMNS)) {
    const keys = KEYS[name as keyof Tables];
    const nullable: readonly string[] = NULLABLE[name as keyof Tables] ?? [];
    let table = schema.createTable(name).ifNotExists();
    for (const [column, type] of Object.entries(columns)) {
      table = table.addColumn(column, type === "bytes" ? bytes : type, (one) =>
        nullable.includes(column) ? one : one.notNull(),
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
  await index("batchOfAnchor").on("telemetryBatch").columns(["anchor", "robot"]).execute();
  await index("batchOfTime").on("telemetryBatch").columns(["robot", "endedAt"]).execute();
  await index("grantOfRobot").on("grant").columns(["robot", "grantee"]).execute();
}
