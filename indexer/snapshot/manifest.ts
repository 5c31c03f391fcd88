// What is beside the files of a snapshot or dump, and says what they are. Without it they are nothing: it is written last.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { IndexedDeployment } from "../settings.js";
import { ForgedError, SnapshotError } from "./problem.js";

/** The name of the file. */
export const MANIFEST = "manifest.json";

const FORMAT = "open-robot-id-index";
/** What changed in the files of dumps, by version: counted up where a reader of the earlier ones would misread them. */
export const FORMAT_CHANGES = [
  { version: 1, change: "The first: CSV as PostgreSQL writes it, in gzip, with a manifest." },
] as const;
/** The version of the files, by what they are. Those of snapshots have digests and accounts as bytes since 2. */
const VERSIONS: Readonly<Record<string, number>> = { snapshot: 2, full: 1, delta: 1 };

const digest = z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256, 64 hexadecimal digits");
const word = z.string().regex(/^0x[0-9a-f]{64}$/, "expected 32 bytes, 0x and 64 digits");
const count = z.number().int().min(0);
const decimal = z.string().regex(/^\d{1,20}$/, "expected a number in decimal text");

const file = z.strictObject({
  table: z.string().regex(/^[a-z][a-z0-9_]*$/, "expected the name of a table"),
  /** No path: nothing outside of the folder is read. */
  file: z.string().regex(/^[a-z][a-z0-9_]*\.csv\.gz$/, "expected a name that ends in .csv.gz"),
  rows: count,
  /** Of the file, as it is on disk. */
  bytes: count,
  sha256: digest,
  /** Of the CSV in it. */
  csvBytes: count,
  csvSha256: digest,
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })).min(1),
  key: z.array(z.string()).min(1),
});

const manifest = z.strictObject({
  format: z.literal(FORMAT),
  version: count,
  kind: z.enum(["snapshot", "full", "delta"]),
  chainId: z.number().int().positive(),
  /** What says which registry it is. */
  anchor: z.strictObject({
    genesisHash: z.string().nullable(),
    contracts: z.record(z.string(), z.string()),
  }),
  /** Everything up to this block is in the files, and nothing later. */
  block: z.strictObject({ number: count, hash: word, timestamp: count }),
  /** The block that a delta begins after; null where the files begin with the registry. */
  since: count.nullable(),
  /** Which handlers and tables made the rows. */
  build: z.string(),
  /** The log of each contract that keeps one, recomputed from the rows. */
  logs: z.record(z.string(), z.strictObject({ count: decimal, head: word })),
  files: z.array(file).min(1),
  /** Of what the files hold, however they are compressed: two indexes that hold the same give the same. */
  digest,
});

/** What a folder of files is. */
export type Manifest = z.infer<typeof manifest>;
export type ManifestFile = z.infer<typeof file>;
/** The log of a contract. */
export type Logs = Manifest["logs"];

/** What says which registry a deployment is. */
export function anchorOf({ contracts, ...rest }: IndexedDeployment): Manifest["anchor"] {
  const { anchor } = rest as { anchor?: { genesisHash?: string } };
  const addresses = Object.entries(contracts).map(
    ([name, { address }]) => [name, address.toLowerCase()] as const,
  );
  return {
    genesisHash: anchor?.genesisHash ?? null,
    contracts: Object.fromEntries(addresses.sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** The digest of what the files hold. */
export function digestOf({ files, ...given }: Omit<Manifest, "digest">): string {
  const held = files.map(({ table, rows, csvBytes, csvSha256, columns, key }) => ({
    table,
    rows,
    csvBytes,
    csvSha256,
    columns,
    key,
  }));
  const { version, kind, chainId, anchor, block, since, build, logs } = given;
  const all = { version, kind, chainId, anchor, block, since, build, logs, held };
  return createHash("sha256")
    .update(JSON.stringify(inOrder(all)))
    .digest("hex");
}

/** The same with the names of every object in order: how it was put together does not matter. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, each]) => [name, inOrder(each)]));
}

/** Puts it beside the files: at once as a whole, or not. */
export function writeManifest(
  folder: string,
  given: Omit<Manifest, "digest" | "format" | "version">,
): Manifest {
  const content = { format: FORMAT, version: VERSIONS[given.kind] ?? 0, ...given } as const;
  const whole: Manifest = { ...content, digest: digestOf(content) };
  const part = join(folder, `${MANIFEST}.part`);
  writeFileSync(part, `${JSON.stringify(whole, null, 2)}\n`, { flush: true });
  renameSync(part, join(folder, MANIFEST));
  return whole;
}

/** Reads it. Throws {@link SnapshotError} where it is missing or not what it must be. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) {
    throw new SnapshotError(
      `There is no ${path}: it is written last, so the files there are not whole, or it is another folder. Get them again, or run the export to its end.`,
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ForgedError(`${path} is not JSON: ${(cause as Error).message}`);
  }
  const { kind, version } = (content ?? {}) as { kind?: unknown; version?: unknown };
  const expected = VERSIONS[String(kind)];
  if (expected !== undefined && typeof version === "number" && version !== expected) {
    throw new SnapshotError(
      `${path}: version: found ${version}, expected ${expected}: another release wrote the files, and this one would misread them. Get files that this release wrote, or read these with the other one.`,
    );
  }
  const read = manifest.safeParse(content);
  if (!read.success) {
    const issues = read.error.issues.map(
      ({ path: where, message }) => `${path}: ${where.join(".")}: ${message}`,
    );
    throw new ForgedError(issues.join("\n"));
  }
  const found = digestOf(read.data);
  if (found !== read.data.digest) {
    throw new ForgedError(
      `${path}: digest: found ${read.data.digest}, but what the manifest says of the files gives ${found}: it was altered.`,
    );
  }
  return read.data;
}
