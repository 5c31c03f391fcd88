// The key of a witness: a P-256 key in a file (JSON Web Key), for its owner alone.

import { webcrypto } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { UserError } from "@openrobotid/kit/command";
import { createSoftwareSigner, type DeviceSigner } from "@openrobotid/sdk/device";
import { witnessKeyOf } from "@openrobotid/sdk/proof";
import type { Hex } from "viem";

/** Makes a key, in a new file. Gives the public one. */
export async function makeWitnessKey(path: string): Promise<Hex> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const { privateKey } = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const { kty, crv, x, y, d } = await webcrypto.subtle.exportKey("jwk", privateKey);
  const text = `${JSON.stringify({ kty, crv, x, y, d })}\n`;
  let file: number;
  try {
    file = openSync(path, "wx", 0o600);
  } catch (error) {
    throw new UserError(
      `${path} cannot be made: ${error instanceof Error ? error.message : error}`,
    );
  }
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return witnessKeyOf((await readWitnessKey(path)).key);
}

/** Reads a key. Throws `UserError` where it is none; what is in the file is never shown. */
export async function readWitnessKey(path: string): Promise<DeviceSigner> {
  try {
    return await createSoftwareSigner(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT" || code === "EACCES" ? code : "it is no P-256 key as JSON Web Key";
    throw new UserError(`${path} holds no key of a witness: ${why}.`);
  }
}
