// Changes the files of a snapshot as somebody would who wants them to be taken.
import { createHash } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { digestOf, type Manifest } from "../../snapshot/manifest.js";

/** The manifest of a folder. */
export const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;

/** Writes a manifest as it is. */
export const writeAsIs = (folder: string, manifest: Manifest) =>
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));

/** Forges copies of a snapshot. */
export class Forger {
  #forgeries = 0;

  readonly honest: string;

  constructor(honest: string) {
    this.honest = honest;
  }

  /** A copy of the files, to be changed. */
  copy(): string {
    this.#forgeries += 1;
    const folder = `${this.honest}-forged-${this.#forgeries}`;
    cpSync(this.honest, folder, { recursive: true });
    return folder;
  }

  /** Changes the manifest, and makes its digest fit. */
  forge(change: (manifest: Manifest) => Manifest, folder = this.copy()): string {
    const forged = change(manifestOf(folder));
    writeAsIs(folder, { ...forged, digest: digestOf(forged) });
    return folder;
  }

  /** Changes the lines of a file, and makes every digest fit. */
  forgeLines(table: string, change: (lines: string[]) => string[], folder = this.copy()): string {
    const path = join(folder, `${table}.csv.gz`);
    const [names = "", ...lines] = gunzipSync(readFileSync(path)).toString().trimEnd().split("\n");
    const changed = change(lines);
    const plain = Buffer.from(`${[names, ...changed].join("\n")}\n`);
    const packed = gzipSync(plain);
    writeFileSync(path, packed);
    const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    const of = {
      rows: changed.length,
      bytes: packed.length,
      sha256: sha256(packed),
      csvBytes: plain.length,
      csvSha256: sha256(plain),
    };
    return this.forge(({ files, ...rest }) => {
      const forged = files.map((file) => (file.table === table ? { ...file, ...of } : file));
      return { ...rest, files: forged };
    }, folder);
  }

  /** Robots whose first entry commits to something else; every digest and log fits. */
  alterEntry(): string {
    const digests = /\\x[0-9a-f]{64}/g;
    return this.forgeLines("history_record", ([first = "", ...lines]) => {
      // Of the three words of an entry, the second is what it commits to.
      const [, payload = ""] = first.match(digests) ?? [];
      return [first.replace(payload, `\\x${"56".repeat(32)}`), ...lines];
    });
  }
}
