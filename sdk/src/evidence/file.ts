// How evidence is written: CBOR, deflated, in a CBOR array that says what it is; or JSON. A reader takes nothing but what is written here, and
// never more memory than the limits say.
import { decode, encode } from "cborg";
import { bytesToHex, isHex } from "viem";
import { RegistryArgumentError } from "../errors/registry-error.js";
import { bytesOf } from "../internal/bytes.js";
import { decoded, deflate, inflate, STRICT } from "../internal/strict-cbor.js";
import type { NotProvenError } from "../proof/errors.js";
import { contentOf, type Evidence } from "./content.js";
import { refusedFile } from "./refused.js";

/** What a file says that it is. */
const FORMAT = "open-robot-id-evidence";
const VERSION = 1;

/**
 * Media type of the deflated form.
 *
 * @example
 * ```ts
 * import { EVIDENCE_MEDIA_TYPE } from "@openrobotid/sdk/evidence";
 *
 * EVIDENCE_MEDIA_TYPE; // "application/vnd.openrobotid.evidence+cbor"
 * ```
 */
export const EVIDENCE_MEDIA_TYPE = "application/vnd.openrobotid.evidence+cbor";

/** How evidence is written: deflated CBOR, or JSON for who wants to look into it. */
export type EvidenceFormat = "cbor" | "json";

/** Most bytes of a file as it is, and of its content when it is inflated. */
const MOST_BYTES = 16 * 2 ** 20;
const MOST_JSON_BYTES = 2 * MOST_BYTES;

/**
 * Writes the content of a file: to put one that was read into the other form, byte for byte as `recordEvidence` writes it.
 *
 * @throws RegistryArgumentError where it is larger than a reader takes.
 *
 * @example
 * ```ts
 * import { readEvidence, writeEvidence } from "@openrobotid/sdk/evidence";
 *
 * const content = { chainId: 1, blocks: [], nodes: [], code: [], path: [], logs: [] };
 * const file = await writeEvidence(content, "cbor");
 * (await readEvidence(file)).chainId; // 1
 * ```
 */
export async function writeEvidence(
  evidence: Evidence,
  format: EvidenceFormat,
): Promise<Uint8Array> {
  if (format === "json") {
    const content = mapped(evidence, (leaf) => leaf) as Evidence;
    const text = JSON.stringify({ format: FORMAT, version: VERSION, ...content }, null, 1);
    return new TextEncoder().encode(`${text}\n`);
  }
  const content = encode(mapped(evidence, toBytes));
  requireWritable(content);
  const deflated = await deflate(content);
  const file = encode([FORMAT, VERSION, content.length, deflated]);
  // What cannot be deflated takes more than before.
  requireWritable(file);
  return file;
}

/** Refuses what a reader would refuse. */
function requireWritable({ length }: Uint8Array): void {
  if (length <= MOST_BYTES) return;
  throw new RegistryArgumentError(
    `The evidence takes ${length} bytes, and ${MOST_BYTES} are the most.`,
    "Ask for less at once, and write several files.",
  );
}

/**
 * Reads a file as it was written, and proves nothing of it.
 *
 * @param file The bytes of the file; of one that is JSON, or its text.
 * @throws NotProvenError whose reason says what is wrong with the file: it begins with `file`.
 *
 * @example
 * ```ts
 * import { NotProvenError } from "@openrobotid/sdk/proof";
 * import { readEvidence } from "@openrobotid/sdk/evidence";
 *
 * const error = await readEvidence("{}").catch((thrown) => thrown);
 * error instanceof NotProvenError; // true
 * error.reason; // "fileFormat"
 * ```
 */
export async function readEvidence(file: Uint8Array | string): Promise<Evidence> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  // A list of CBOR never begins with the brace of JSON.
  if (bytes[0] === 0x7b) return contentOf(await readJson(bytes));
  if (bytes.length > MOST_BYTES) throw tooLarge(bytes.length, MOST_BYTES);
  if (!mayBeEvidence(bytes)) requireFormat(undefined, undefined);
  const outer = decoded(refusedFile, () => decode(bytes, STRICT));
  const [format, version, length, deflated, ...more] = Array.isArray(outer) ? outer : [];
  requireFormat(format, version);
  if (!(deflated instanceof Uint8Array) || !Number.isSafeInteger(length) || more.length > 0) {
    throw refusedFile("fileShape", "is no list of format, version, length and content");
  }
  if (length > MOST_BYTES) throw tooLarge(length, MOST_BYTES);
  const content = await inflated(deflated, length);
  return contentOf(decoded(refusedFile, () => mapped(decode(content, STRICT), toHex)));
}

/** Whether a file says what it is, or breaks off before it has: else it is something else, and not a broken file. */
function mayBeEvidence(bytes: Uint8Array): boolean {
  const beginning = encode([FORMAT, VERSION, 0, new Uint8Array()]).subarray(0, FORMAT.length + 2);
  const breaksOff = bytes.every((byte, index) => byte === beginning[index]);
  return breaksOff || new TextDecoder().decode(bytes.subarray(0, 64)).includes(FORMAT);
}

async function readJson(bytes: Uint8Array): Promise<unknown> {
  if (bytes.length > MOST_JSON_BYTES) throw tooLarge(bytes.length, MOST_JSON_BYTES);
  // A browser that is given no JSON does not load what reads it.
  const { decode: decodeJson } = await import("cborg/json");
  const given = decoded(refusedFile, () => decodeJson(bytes, STRICT)) as Record<string, unknown>;
  const { format, version, ...content } = given;
  requireFormat(format, version);
  return content;
}

function requireFormat(format: unknown, version: unknown): void {
  if (format !== FORMAT) {
    throw refusedFile("fileFormat", `is none: it does not say "${FORMAT}"`);
  }
  if (version === VERSION) return;
  const shown = JSON.stringify(version)?.slice(0, 20);
  throw refusedFile("fileVersion", `is of version ${shown}, and this release reads ${VERSION}`);
}

async function inflated(deflated: Uint8Array, length: number): Promise<Uint8Array> {
  const content = await inflate(refusedFile, deflated, length);
  if (content?.length === length) return content;
  const found = content ? `${content.length}` : "more";
  throw refusedFile("fileLength", `says that it holds ${length} bytes, and it holds ${found}`);
}

/** The same with every leaf put otherwise, and without what is undefined. */
function mapped(value: unknown, leaf: (value: unknown) => unknown): unknown {
  const isGiven = (item: unknown) => item !== undefined;
  if (Array.isArray(value)) return value.filter(isGiven).map((item) => mapped(item, leaf));
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return leaf(value);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      isGiven(item) ? [[key, mapped(item, leaf)]] : [],
    ),
  );
}

/** In CBOR, what is hexadecimal elsewhere is bytes. */
function toBytes(value: unknown): unknown {
  return isHex(value) ? bytesOf(value) : value;
}

function toHex(value: unknown): unknown {
  // Two ways to write the same would be two files of the same evidence.
  if (isHex(value)) throw refusedFile("fileShape", "has bytes that are written as text");
  return value instanceof Uint8Array ? bytesToHex(value) : value;
}

function tooLarge(length: number, most: number): NotProvenError {
  return refusedFile("fileTooLarge", `takes ${length} bytes, and ${most} are the most`);
}
