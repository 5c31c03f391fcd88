// Node keys of Besu: secp256k1. What identifies a node is its public key; a validator's address follows from it.
import { secp256k1 } from "@noble/curves/secp256k1";
import type { Address, Hex } from "viem";
import { publicKeyToAddress } from "viem/accounts";

/** Public key of a node as `besu public-key export` prints it: 0x and the 128 digits of both coordinates. */
export type NodePublicKey = Hex;

/** Whether a text is the public key of a node: written as Besu writes it, and a point of the curve. */
export function isNodePublicKey(text: string): text is NodePublicKey {
  if (!/^0x[0-9a-f]{128}$/.test(text)) return false;
  try {
    secp256k1.ProjectivePoint.fromHex(`04${text.slice(2)}`).assertValidity();
    return true;
  } catch {
    return false;
  }
}

/** The address under which a node seals blocks, and under which `Consortium` lists it. */
export function addressOfNode(publicKey: NodePublicKey): Address {
  return publicKeyToAddress(`0x04${publicKey.slice(2)}`);
}

/** The public key that belongs to a private one. */
export function publicKeyOf(privateKey: Hex): NodePublicKey {
  const uncompressed = secp256k1.getPublicKey(privateKey.slice(2), false);
  return `0x${Buffer.from(uncompressed.subarray(1)).toString("hex")}`;
}

/** Where a node listens for others. */
export type NodePlace = { nodePublicKey: NodePublicKey; host: string; p2pPort: number };

/** The URL by which nodes find and tell each other. */
export function enodeOf({ nodePublicKey, host, p2pPort }: NodePlace): string {
  return `enode://${nodePublicKey.slice(2)}@${host}:${p2pPort}`;
}
