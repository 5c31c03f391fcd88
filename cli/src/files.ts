// Files that go from one command to another: keys of devices, challenges, bindings, attestations, consents, acts. Each is read with care: some
// of them come from strangers.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type CountryCode, type Hex, isRobotId, type RobotId } from "@openrobotid/sdk";
import { type Act, type Attestation, type Consent, words } from "@openrobotid/sdk/actions";
import type { DeviceSigner } from "@openrobotid/sdk/device";
import type { LocalAccount } from "viem";
import { z } from "zod";
import { usageFailure } from "./failure.js";
import { toJsonValue } from "./json.js";
import { parseJson, readBytes, readText as readFileText } from "./read-file.js";
import type { Shell } from "./shell.js";

const code = z.custom<RobotId>(isRobotId, "expected a code of 29 characters");
const hex = (pattern: string, what: string) =>
  z.custom<Hex>(
    (text) => typeof text === "string" && new RegExp(`^0x${pattern}$`).test(text),
    `expected ${what}`,
  );
const bytes32 = hex("[0-9a-fA-F]{64}", "0x and 64 hexadecimal digits");
const address = hex("[0-9a-fA-F]{40}", "an address");
const bytes = hex("(?:[0-9a-fA-F]{2})+", "0x and hexadecimal digits");
const seconds = z.number().int().nonnegative();
const signature = z.object({ r: bytes32, s: bytes32 });

const challenge = z.object({
  id: code,
  nonce: bytes32,
  chainId: z.number().int(),
  registry: address,
  issuedAt: seconds,
  expiresAt: seconds,
});

const binding = z.object({ key: z.object({ x: bytes32, y: bytes32 }), signature });

const whole = z
  .string()
  .regex(/^\d{1,78}$/, "expected a number")
  .transform(BigInt);
const consent = z.object({
  id: code,
  from: address,
  to: address,
  nonce: whole,
  deadline: seconds,
  robotSigns: z.boolean(),
  expectedHead: bytes32,
  termsDigest: bytes32,
});

const consentFile = z.object({
  consent,
  signatures: z.object({
    from: bytes.nullable(),
    to: bytes.nullable(),
    robot: signature.nullable(),
  }),
});

const attestationFile = z.object({
  attestation: z.object({ attester: address, deadline: seconds, signature: bytes }),
});

const [, ...FLAGS] = words["enum IRobotFlags.Flag"];

const signedAct = { id: code, signer: address, nonce: whole, deadline: seconds };
const report = { flag: z.enum(FLAGS), reasonDigest: bytes32 };
const country = z.custom<CountryCode>(
  (text) => typeof text === "string" && /^[A-Z]{2}$/.test(text),
  "expected the two letters of a country",
);
const actFile = z.object({
  act: z.discriminatedUnion("act", [
    z.object({
      act: z.literal("objectToOrder"),
      ...signedAct,
      order: whole,
      reasonDigest: bytes32,
    }),
    z.object({ act: z.literal("raiseFlag"), ...signedAct, ...report }),
    z.object({ act: z.literal("clearFlag"), ...signedAct, ...report }),
    z.object({
      act: z.literal("setOperator"),
      ...signedAct,
      operator: address,
      until: seconds,
    }),
    z.object({ act: z.literal("offerIntake"), ...signedAct, recycler: address }),
    z.object({ act: z.literal("takeBack"), ...signedAct }),
    z.object({ act: z.literal("relocate"), ...signedAct, country }),
    z.object({ act: z.literal("revokeConsent"), ...signedAct, consent }),
    z.object({ act: z.literal("revokeConsents"), ...signedAct }),
  ]),
  signature: bytes.nullable(),
});

const jwk = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
  d: z.string("expected a private key"),
});

/** A consent, and who has signed it. */
export interface SignedConsent {
  readonly consent: Consent;
  readonly signatures: {
    readonly from: Hex | null;
    readonly to: Hex | null;
    readonly robot: { readonly r: Hex; readonly s: Hex } | null;
  };
}

/** An act, and its signer's signature. */
export interface SignedAct {
  readonly act: Act;
  readonly signature: Hex | null;
}

/** Reads a file, or standard input where it is called `-`. */
export async function readText({ cwd, readInput }: Shell, file: string): Promise<string> {
  return file === "-" ? await readInput() : readFileText(resolve(cwd, file));
}

async function readAs<Output>(
  shell: Shell,
  file: string,
  schema: z.ZodType<Output>,
  what: string,
): Promise<Output> {
  const name = file === "-" ? "standard input" : file;
  return parseAs(name, await readText(shell, file), schema, what);
}

function parseAs<Output>(
  name: string,
  text: string,
  schema: z.ZodType<Output>,
  what: string,
): Output {
  const read = schema.safeParse(parseJson(name, text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw usageFailure(`${name} is no ${what}: ${issue?.path.join(".") || "it"}: ${issue?.message}.`);
}

export async function readChallenge(shell: Shell, file: string) {
  return await readAs(shell, file, challenge, "challenge");
}

export async function readBinding(shell: Shell, file: string) {
  return await readAs(shell, file, binding, "binding of a device key");
}

export async function readConsent(shell: Shell, file: string): Promise<SignedConsent> {
  return await readAs(shell, file, consentFile, "consent");
}

export async function readAct(shell: Shell, file: string): Promise<SignedAct> {
  return await readAs(shell, file, actFile, "act");
}

/** A consent or an act in a text; what begins with neither is told as an act. */
export function parseSigned(name: string, text: string): SignedConsent | SignedAct {
  const isConsent = z.object({ consent: z.unknown(), signatures: z.unknown() });
  return isConsent.safeParse(parseJson(name, text)).success
    ? parseAs(name, text, consentFile, "consent")
    : parseAs(name, text, actFile, "act");
}

/**
 * What `transferWithConsent` is given of a consent that everybody has signed who has to.
 *
 * @throws Failure where a signature is missing.
 */
export function signedByAll(
  { consent, signatures: { from, to, robot } }: SignedConsent,
  name = "The consent",
) {
  if (from && to && (robot || !consent.robotSigns)) {
    const robotSignature = robot ? { robotSignature: robot } : {};
    return { consent, fromSignature: from, toSignature: to, ...robotSignature };
  }
  const missing = [
    !from && "the holder",
    !to && "the receiver",
    consent.robotSigns && !robot && "the robot",
  ];
  throw usageFailure(
    `${name} is not signed yet by ${missing.filter(Boolean).join(" and ")}.`,
    "`robotid transfer consent sign` adds a signature.",
  );
}

export async function readAttestation(shell: Shell, file: string): Promise<Attestation> {
  return (await readAs(shell, file, attestationFile, "attestation")).attestation;
}

/** The key of a validator's node, as Besu keeps it: hexadecimal, with 0x or without. */
export async function readNodeKey(shell: Shell, file: string): Promise<LocalAccount> {
  const [, digits] = /^(?:0x)?([0-9a-fA-F]{64})\s*$/.exec(await readText(shell, file)) ?? [];
  if (digits === undefined) {
    throw usageFailure(
      `${file === "-" ? "Standard input" : file} holds no node key.`,
      "Expected 64 hexadecimal digits, as Besu keeps its key.",
    );
  }
  const { privateKeyToAccount } = await import("viem/accounts");
  return privateKeyToAccount(`0x${digits}`);
}

/** A robot's key in a file: for tests and simulations. A real robot keeps its key in a secure element. */
export async function readDeviceKey(shell: Shell, file: string): Promise<DeviceSigner> {
  const text = await readText(shell, file);
  const name = file === "-" ? "standard input" : file;
  const key = text.includes("-----BEGIN")
    ? await jwkOfPem(name, text)
    : parseAs(name, text, jwk, "P-256 key, as JSON Web Key or PEM");
  const { createSoftwareSigner } = await import("@openrobotid/sdk/device");
  try {
    return await createSoftwareSigner(key);
  } catch {
    throw usageFailure(`${file} is no P-256 key: its numbers do not fit each other.`);
  }
}

/** A public key in a file: text, or the bytes of DER. */
export async function readKeyFile(shell: Shell, file: string): Promise<string | Uint8Array> {
  if (file === "-") return await shell.readInput();
  const bytes = readBytes(resolve(shell.cwd, file));
  // DER and points begin with bytes that no text begins with.
  const isText = bytes.every(
    (byte) => byte === 9 || byte === 10 || byte === 13 || (byte > 31 && byte < 127),
  );
  return isText ? bytes.toString("utf8") : bytes;
}

/** A private key in PEM, as OpenSSL writes it (PKCS #8 or SEC 1). */
async function jwkOfPem(name: string, pem: string): Promise<z.infer<typeof jwk>> {
  const { createPrivateKey } = await import("node:crypto");
  try {
    return jwk.parse(createPrivateKey(pem).export({ format: "jwk" }));
  } catch {
    throw usageFailure(
      `${name} is no private P-256 key in PEM.`,
      "Expected PKCS #8 or SEC 1 without a password, as `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256` writes it.",
    );
  }
}

/** Writes a new file; one that is there already is left alone. */
export function writeNew(shell: Shell, file: string, content: unknown, mode = 0o644): string {
  return writeNewBytes(shell, file, `${JSON.stringify(toJsonValue(content), null, 2)}\n`, mode);
}

/** As {@link writeNew}, of bytes or a text as they are. */
export function writeNewBytes(
  { cwd }: Shell,
  file: string,
  content: Uint8Array | string,
  mode = 0o644,
): string {
  const path = resolve(cwd, file);
  writeFileSync(path, content, { mode, flag: "wx" });
  return path;
}

/** Overwrites a file. */
export function overwrite({ cwd }: Shell, file: string, content: unknown): string {
  const path = resolve(cwd, file);
  writeFileSync(path, `${JSON.stringify(toJsonValue(content), null, 2)}\n`);
  return path;
}
