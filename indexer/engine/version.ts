// Which version of the index fills tables: they follow from the chain, and from the tables and handlers alone.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A digest of the tables and handlers, as it is kept beside the rows. */
export function indexVersion(): string {
  const digest = createHash("sha256");
  const handlers = readdirSync(join(root, "src")).sort();
  for (const file of [
    "ponder.schema.ts",
    "bytes.ts",
    ...handlers.map((name) => join("src", name)),
  ]) {
    digest.update(readFileSync(join(root, file)));
  }
  return digest.digest("hex").slice(0, 10);
}
