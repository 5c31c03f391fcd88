// CBOR as this project writes it (deterministic, RFC 8949, section 4.2), and zlib with a bound: what a reader of files takes, and nothing else.
import { decode } from "cborg";
import { NotProvenError, type NotProvenReason } from "../proof/errors.js";

/** Nothing of CBOR but whole numbers, bytes, texts, lists and maps, each in its shortest form. */
export const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
} as const;

/** Makes the error of a file that is not as it must be; `what` is what follows its name in a sentence. */
export type Refuse = (reason: NotProvenReason, what: string, cause?: Error) => NotProvenError;

/** What the decoder says of what it does not take, and what it is called here. */
const FAULTS: readonly (readonly [said: RegExp, reason: NotProvenReason, what: string])[] = [
  [/not enough|unexpected end|did not find any content/i, "fileTruncated", "ends too early"],
  [/too many terminals/, "fileTrailing", "goes on after its end"],
  [/repeat map key/, "fileDuplicateKey", "has a key twice"],
  [/indefinite/, "fileIndefinite", "has something of indefinite length"],
  [/tag/, "fileTag", "has a tag where there is none"],
];

/** What a decoder gives; what it throws is told as a refusal. */
export function decoded<value>(refuse: Refuse, decode: () => value): value {
  try {
    return decode();
  } catch (error) {
    if (error instanceof NotProvenError) throw error;
    const { message } = error as Error;
    const [, reason = "fileShape", what = "is not written as it must be"] =
      FAULTS.find(([said]) => said.test(message)) ?? [];
    throw refuse(reason as NotProvenReason, what, error as Error);
  }
}

/** Decodes CBOR; maps are given as `Map`, because their keys may be numbers. */
export function decodeMaps(refuse: Refuse, bytes: Uint8Array): unknown {
  return decoded(refuse, () => decode(bytes, { ...STRICT, useMaps: true }));
}

/** Deflates bytes as zlib does (RFC 1950). */
export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const anyLength = Number.POSITIVE_INFINITY;
  return (await through(bytes, new CompressionStream("deflate"), anyLength)) as Uint8Array;
}

/** Inflates bytes; `undefined` where more than the most come out, which are not waited for. */
export async function inflate(
  refuse: Refuse,
  bytes: Uint8Array,
  most: number,
): Promise<Uint8Array | undefined> {
  try {
    return await through(bytes, new DecompressionStream("deflate"), most);
  } catch (error) {
    throw refuse("fileDamaged", "cannot be inflated", error as Error);
  }
}

/** Bytes, led through a stream; `undefined` where more than the most come out. */
async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array | undefined> {
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(stream as ReadableWritablePair<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
