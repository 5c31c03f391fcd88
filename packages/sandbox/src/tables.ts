// The tables of the index as the package brings them: the folder of PGlite, as tar, compressed with Brotli.
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

/** Schema of the tables. */
export const SCHEMA = "robot_index";

const TAR = "application/x-tar";
/** More takes four times as long, and saves a sixtieth. */
const QUALITY = 5;

/** As it is stored, from what PGlite gives of itself. */
export async function packed(folder: Blob): Promise<Buffer> {
  const tar = Buffer.from(await folder.arrayBuffer());
  return brotliCompressSync(tar, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
}

/** As PGlite takes it. */
export const unpacked = (stored: Buffer): Blob =>
  new Blob([brotliDecompressSync(stored)], { type: TAR });
