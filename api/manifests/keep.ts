// Keeps the manifests of lots, from anyone who brings one: the root on the chain decides whether it
// is the right one. They are in the store of the service, because the tables of the index are
// rebuilt from the chain, which has none of this.
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ManifestError, verifyManifest } from "@openrobotid/sdk/batch";
import type { Hex } from "viem";
import type { ServiceStore } from "../service-store/store.js";
import { ManifestRefusedError } from "./refused.js";

/** What the index knows of the lot that a manifest is for. */
export interface ManifestLot {
  /** The registry's identifier of the lot. */
  readonly id: string;
  /** Root of the tree over its units; null where the maker gave none. */
  readonly unitsRoot: string | null;
}

/** A manifest that is kept. */
export interface KeptManifest {
  /** The root that its leaves give. Several lots of one production file share it. */
  readonly unitsRoot: Hex;
  /** Number of units. */
  readonly units: number;
  /** When it was stored, in seconds. */
  readonly storedAt: number;
}

/** Largest manifest that is taken, in bytes: that of a million units. */
export const LARGEST_MANIFEST = 256 * 1024 * 1024;

/** How much of a manifest one row holds, in bytes. */
const PART = 1024 * 1024;

/**
 * Takes a manifest in: reads it once, to a file, rebuilds its root, and keeps it where that is the lot's.
 *
 * @throws ManifestRefusedError saying why it is not kept.
 */
export async function putManifest(
  store: ServiceStore,
  lot: ManifestLot,
  content: AsyncIterable<Uint8Array>,
  { largest = LARGEST_MANIFEST }: { readonly largest?: number } = {},
): Promise<KeptManifest & { readonly stored: "new" | "already" }> {
  const root = lot.unitsRoot?.toLowerCase() as Hex | undefined;
  if (root === undefined) {
    throw new ManifestRefusedError("noRoot", `Lot ${lot.id} has no root: it needs no manifest.`);
  }
  const folder = await mkdtemp(join(tmpdir(), "open-robot-id-manifest-"));
  try {
    const file = join(folder, "manifest");
    await writeDown(content, file, largest);
    const units = await check(file, root);
    const known = await findManifest(store, root);
    if (known) return { ...known, stored: "already" };
    return await keep(store, file, { unitsRoot: root, units });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The manifest with a root; `undefined` where none is kept. */
export async function findManifest(
  store: ServiceStore,
  unitsRoot: string,
): Promise<KeptManifest | undefined> {
  const row = await store
    .selectFrom("manifest")
    .select(["unitsRoot", "units", "storedAt"])
    .where("unitsRoot", "=", unitsRoot.toLowerCase())
    .executeTakeFirst();
  return row && { ...row, unitsRoot: row.unitsRoot as Hex };
}

/** The manifest with a root, byte for byte as it was brought. */
export async function* manifestContent(
  store: ServiceStore,
  unitsRoot: string,
): AsyncGenerator<Uint8Array> {
  const row = await store
    .selectFrom("manifest")
    .select(["upload", "parts"])
    .where("unitsRoot", "=", unitsRoot.toLowerCase())
    .executeTakeFirst();
  if (!row) return;
  for (let ordinal = 0; ordinal < row.parts; ordinal += 1) {
    const part = await store
      .selectFrom("manifestPart")
      .select("content")
      .where("upload", "=", row.upload)
      .where("ordinal", "=", ordinal)
      .executeTakeFirst();
    if (part) yield part.content;
  }
}

async function writeDown(
  content: AsyncIterable<Uint8Array>,
  file: string,
  largest: number,
): Promise<void> {
  const handle = await open(file, "w");
  try {
    let size = 0;
    for await (const bytes of content) {
      size += bytes.length;
      if (size > largest) {
        throw new ManifestRefusedError("tooLarge", `The manifest is larger than ${largest} bytes.`);
      }
      await handle.writeFile(bytes);
    }
  } finally {
    await handle.close();
  }
}

async function check(file: string, root: Hex): Promise<number> {
  try {
    const { units, unitsRoot } = await verifyManifest({ file });
    if (unitsRoot === root) return units;
    const found = `The units of this manifest give the root ${unitsRoot}; that of the lot is ${root}.`;
    throw new ManifestRefusedError("otherRoot", found);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    // The path is nobody's business.
    throw new ManifestRefusedError("malformed", error.shortMessage.replace(file, "This"));
  }
}

/** The row that names a manifest is written last: until then none of its parts counts. */
async function keep(
  store: ServiceStore,
  file: string,
  { unitsRoot, units }: Pick<KeptManifest, "unitsRoot" | "units">,
): Promise<KeptManifest & { readonly stored: "new" | "already" }> {
  const upload = randomUUID();
  let parts = 0;
  for await (const content of createReadStream(file, { highWaterMark: PART })) {
    await store
      .insertInto("manifestPart")
      .values({ upload, ordinal: parts, content: content as Uint8Array })
      .execute();
    parts += 1;
  }
  const storedAt = Math.floor(Date.now() / 1000);
  const added = await store
    .insertInto("manifest")
    .values({ unitsRoot, units, storedAt, upload, parts })
    .onConflict((conflict) => conflict.column("unitsRoot").doNothing())
    .returning("unitsRoot")
    .execute();
  if (added.length > 0) return { unitsRoot, units, storedAt, stored: "new" };
  // Somebody brought it at the same time, and was first.
  await store.deleteFrom("manifestPart").where("upload", "=", upload).execute();
  const first = await findManifest(store, unitsRoot);
  return { unitsRoot, units, storedAt, ...first, stored: "already" };
}
