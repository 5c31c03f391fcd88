// A folder of dumps as the index writes them, small: for tests, and for the examples of the document.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { writeManifest } from "@openrobotid/indexer/dumps";

/** The name of the dump. */
export const DUMP = "full-000000000412";

/** The CSV in its one file. */
export const CSV = "week,count\n2025-03-03,120\n2025-03-10,80\n";

/** Makes the folder, and gives the bytes of the file. */
export function makeDumps(folder: string): Buffer {
  const place = join(folder, DUMP);
  mkdirSync(place, { recursive: true });
  const packed = gzipSync(CSV);
  writeFileSync(join(place, "issued_week.csv.gz"), packed);
  const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
  writeManifest(place, {
    kind: "full",
    chainId: 31_337,
    anchor: { genesisHash: null, contracts: {} },
    block: { number: 412, hash: `0x${"ab".repeat(32)}`, timestamp: 1_741_600_000 },
    since: null,
    build: "0123456789",
    logs: { RobotRegistry: { count: "900", head: `0x${"cd".repeat(27)}${"00".repeat(5)}` } },
    files: [
      {
        table: "issued_week",
        file: "issued_week.csv.gz",
        rows: 2,
        bytes: packed.length,
        sha256: sha256(packed),
        csvBytes: CSV.length,
        csvSha256: sha256(CSV),
        columns: [
          { name: "week", type: "text" },
          { name: "count", type: "bigint" },
        ],
        key: ["week"],
      },
    ],
  });
  return packed;
}
