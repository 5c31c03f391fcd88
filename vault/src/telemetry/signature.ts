// Who signed a batch of telemetry.
import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { deviceKeyDigest } from "@openrobotid/sdk/actions";
import type { SignedTelemetry } from "@openrobotid/sdk/device";
import { type Address, type Hex, isAddressEqual, recoverMessageAddress } from "viem";
import { VaultProblem } from "../problem.js";

/** Who may sign for a robot, as the chain says now. */
export interface Signers {
  readonly deviceKeyDigest: Hex | undefined;
  /** Who holds it, and who runs it. */
  readonly accounts: readonly Address[];
}

/** Keys that are kept ready. */
const MOST_KEYS = 50_000;
const keys = new Map<string, { readonly digest: Hex; readonly key: KeyObject }>();

/** As `telemetryDigest` of the SDK, by the platform: several times as fast. */
export function digestOf(message: Uint8Array): Hex {
  return `0x${createHash("sha256").update(message).digest("hex")}`;
}

/** Whether a device key signed a message: ES256. In this thread: to hand a check to another one takes as long as the check. */
export function deviceSigned(
  { key }: { readonly key: KeyObject },
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  return verify("sha256", message, { key, dsaEncoding: "ieee-p1363" }, signature);
}

/** A device key, ready to verify with. */
export function deviceKeyOf({ x, y }: NonNullable<SignedTelemetry["key"]>) {
  const name = x + y;
  const kept = keys.get(name);
  if (kept) return kept;
  const [first, second] = [x, y].map((half) => Buffer.from(half.slice(2), "hex"));
  const jwk = { kty: "EC", crv: "P-256", x: base64url(first), y: base64url(second) };
  const made = {
    digest: deviceKeyDigest({ x, y }),
    key: createPublicKey({ key: jwk, format: "jwk" }),
  };
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(name, made);
  return made;
}

/**
 * Checks a signature over what is signed of a batch. Gives the account whose gateway signed; nothing where the robot did.
 *
 * @throws VaultProblem where nobody signed who may.
 */
export async function signerOf(
  { signedBy, signature, key }: SignedTelemetry,
  message: Uint8Array,
  signers: Signers,
): Promise<Address | undefined> {
  if (signedBy === "gateway") {
    const raw = digestOf(message);
    const account = await recoverMessageAddress({ message: { raw }, signature }).catch(
      () => undefined,
    );
    if (account && signers.accounts.some((one) => isAddressEqual(one, account))) return account;
    throw notSigned("Its gateway's signature is of nobody who holds or runs the robot now.");
  }
  const device = key && readKey(key);
  if (!device || device.digest !== signers.deviceKeyDigest) {
    throw notSigned("Its key is not the one that the chain has of the robot.");
  }
  const isSigned =
    signature.length === 130 &&
    deviceSigned(device, message, Buffer.from(signature.slice(2), "hex"));
  if (isSigned) return undefined;
  throw notSigned("The signature is not of the robot's key over this batch.");
}

function readKey(key: NonNullable<SignedTelemetry["key"]>) {
  try {
    return deviceKeyOf(key);
  } catch {
    return undefined;
  }
}

function base64url(bytes: Buffer | undefined): string {
  return bytes?.toString("base64url") ?? "";
}

function notSigned(detail: string): VaultProblem {
  return new VaultProblem("not-signed", detail);
}
