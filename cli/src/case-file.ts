// The file of a case: a ZIP archive with a list of what is in it, which the one who made it signed. The same parts give the same bytes.
import { createHash } from "node:crypto";
import { isRobotId, type RobotId, toBytes32 } from "@openrobotid/sdk";
import { unzipSync, type Zippable, zipSync } from "fflate";
import { type Address, type Hex, recoverTypedDataAddress } from "viem";
import { z } from "zod";
import { mismatchFailure } from "./failure.js";

const hex = (pattern: string) =>
  z.custom<Hex>((text) => typeof text === "string" && new RegExp(`^0x${pattern}$`, "i").test(text));
const account = hex("[0-9a-f]{40}");
const entry = { seq: z.number().int().positive(), kind: z.string() };

const manifest = z.strictObject({
  format: z.literal("open-robot-id-case"),
  version: z.literal(1),
  robot: z.custom<RobotId>((text) => typeof text === "string" && isRobotId(text)),
  chainId: z.number().int().positive(),
  /** The moment that is asked about, in seconds. */
  at: z.number().int().positive(),
  vault: z.string(),
  /** The contract that the log is compared with; null where it was with none. */
  anchors: account.nullable(),
  by: account,
  documents: z.array(z.strictObject({ ...entry, file: z.string(), salt: hex("[0-9a-f]{64}") })),
  /** Documents that the one who made the case was not shown, and why. */
  missing: z.array(z.strictObject({ ...entry, why: z.string() })),
  /** Why there is no log; null where there is one. */
  noLog: z.string().nullable(),
  /** Whether the one who made it held the robot, so that its own look closes the log. */
  holds: z.boolean(),
  /** SHA-256 of each file, by name. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** What is in a case. */
export type CaseManifest = z.infer<typeof manifest>;

/** Files by name. */
export type CaseFiles = Readonly<Record<string, Uint8Array>>;

/** Names of the two files that every case has beside those of its list. */
const LIST = "case.json";
const SIGNATURE = "signature.txt";
/** The earliest moment that a ZIP archive can name. */
const NO_TIME = new Date(1980, 0, 1);
/** Most bytes of a case, unpacked, and files in it. */
const MOST = { bytes: 512 * 2 ** 20, files: 5_000 };

/** What is signed of a case. */
export function caseTypedData(text: string, { chainId, robot, at }: CaseManifest) {
  return {
    domain: { name: "Open Robot ID case", version: "1", chainId },
    types: {
      Case: [
        { name: "robotId", type: "bytes32" },
        { name: "at", type: "uint256" },
        { name: "list", type: "bytes32" },
      ],
    },
    primaryType: "Case",
    message: {
      robotId: toBytes32(robot),
      at: BigInt(at),
      list: `0x${sha256(new TextEncoder().encode(text))}` as Hex,
    },
  } as const;
}

/** Packs a case. */
export async function packCase(
  content: Omit<CaseManifest, "files" | "format" | "version">,
  files: CaseFiles,
  sign: (typed: ReturnType<typeof caseTypedData>) => Promise<Hex>,
): Promise<Uint8Array> {
  const names = Object.keys(files).sort();
  const digests = names.map((name) => [name, sha256(files[name] as Uint8Array)]);
  const list: CaseManifest = {
    ...{ format: "open-robot-id-case", version: 1, ...content },
    files: Object.fromEntries(digests),
  };
  const text = `${JSON.stringify(list, null, 2)}\n`;
  const signature = await sign(caseTypedData(text, list));
  const encoder = new TextEncoder();
  const all: Zippable = {
    [LIST]: encoder.encode(text),
    [SIGNATURE]: encoder.encode(`${signature}\n`),
  };
  for (const name of names) all[name] = files[name] as Uint8Array;
  return zipSync(all, { mtime: NO_TIME, level: 6 });
}

/**
 * Unpacks a case: its signature, and the digest of each file.
 *
 * @throws Failure where it is none, was altered, or holds more or less than its list.
 */
export async function unpackCase(
  bytes: Uint8Array,
): Promise<{ readonly list: CaseManifest; readonly files: CaseFiles; readonly by: Address }> {
  const all = unzipped(bytes);
  const text = textOf(all[LIST]);
  const list = listIn(text);
  const { [LIST]: _list, [SIGNATURE]: signature, ...files } = all;
  const by = await recoverTypedDataAddress({
    ...caseTypedData(text, list),
    signature: textOf(signature).trim() as Hex,
  }).catch(() => undefined);
  if (by?.toLowerCase() !== list.by.toLowerCase()) {
    throw isWrong(`its list is not signed by ${list.by}, which it names`);
  }
  const listed = new Set([...Object.keys(list.files), ...Object.keys(files)]);
  for (const name of listed) {
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    const digest = Object.hasOwn(list.files, name) ? list.files[name] : undefined;
    if (!file) throw isWrong(`${name} is missing`);
    if (sha256(file) !== digest) throw isWrong(`${name} is not the file of its list`);
  }
  return { list, files, by: by as Address };
}

function unzipped(bytes: Uint8Array): Record<string, Uint8Array> {
  const seen = new Set<string>();
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        size += originalSize;
        if (size > MOST.bytes || seen.size >= MOST.files || seen.has(name)) {
          throw new Error("it holds too much, or a file twice");
        }
        seen.add(name);
        return true;
      },
    });
  } catch (error) {
    throw isWrong(`it cannot be unpacked: ${(error as Error).message}`);
  }
}

function listIn(text: string): CaseManifest {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw isWrong(`it has no ${LIST}`);
  }
  const read = manifest.safeParse(given);
  if (read.success) return read.data;
  throw isWrong(`${LIST}: ${read.error.issues[0]?.path.join(".") || "it"} is not as it must be`);
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A case that does not verify. */
export function isWrong(what: string): Error {
  return mismatchFailure(
    `The case does not verify: ${what}.`,
    "Get the file again from the one who made it: this copy shows nothing.",
  );
}
