// Stands in for the computers of the example world's robots. Their private keys derive from a
// public seed: anyone who reads this can sign as any of them. A real robot makes its key itself and
// never lets it out.
import { createECDH, createHash } from "node:crypto";
import { p256 } from "@noble/curves/p256";
import type { DeviceKey, DeviceSignature } from "@openrobotid/sdk/actions";
import { type Hex, hexToBytes, numberToHex, toHex } from "viem";

export const PUBLIC_SEED = "Open Robot ID example world: known to everybody";

/** 32 bytes that follow from the public seed, a purpose and a name. */
export function derive(purpose: string, name: string): Buffer {
  return createHash("sha256").update(`${PUBLIC_SEED}\n${purpose}\n${name}`).digest();
}

/** The computer with a name: for the first one of a robot, its code. */
export class Device {
  readonly #secret: Buffer;

  constructor(name: string) {
    this.#secret = derive("device key", name);
  }

  /** The public key as factories write it: 04, then both coordinates, in hexadecimal. */
  get publicKey(): string {
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(this.#secret);
    return pair.getPublicKey("hex", "uncompressed");
  }

  get key(): DeviceKey {
    const point = Buffer.from(this.publicKey, "hex");
    const half = (from: number) => toHex(point.subarray(from, from + 32));
    return { x: half(1), y: half(33) };
  }

  /** ES256 over 32 bytes, s in the low half. */
  sign(message: Hex): DeviceSignature {
    const { r, s } = p256.sign(hexToBytes(message), this.#secret, { prehash: true, lowS: true });
    const half = (number: bigint) => numberToHex(number, { size: 32 });
    return { r: half(r), s: half(s) };
  }
}
