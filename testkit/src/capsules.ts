// What the tests of capsules share: keys of witnesses, a list of them, and what a capsule says.
import { createHash } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import { parseRobotId } from "@openrobotid/sdk";
import type { DeviceSigner } from "@openrobotid/sdk/device";
import { witnessKeyOf } from "@openrobotid/sdk/proof";
import type { CapsuleClaims, WitnessList } from "@openrobotid/sdk/witness";
import { bytesToHex } from "viem";

/** 2026-01-01T00:00:00Z. */
export const MOMENT = 1_767_225_600;

/** The key of a witness: made of its name, and signing the same in the same way each time. */
export function witnessSigner(name: string): DeviceSigner {
  const secret = createHash("sha256").update(`witness ${name}`).digest();
  const point = p256.getPublicKey(secret, false);
  return {
    key: { x: bytesToHex(point.slice(1, 33)), y: bytesToHex(point.slice(33)) },
    sign: async (message) => p256.sign(message, secret, { prehash: true }).toCompactRawBytes(),
  };
}

/** A list that names witnesses by their names: the first is seat 1's. */
export function listOf(names: readonly string[], more: Partial<WitnessList> = {}): WitnessList {
  return {
    chainId: 7777,
    timestamp: MOMENT,
    witnesses: names.map((name, index) => ({
      seat: index + 1,
      name,
      countries: [],
      key: witnessKeyOf(witnessSigner(name).key),
      url: `https://${name}.example`,
      issuedAt: MOMENT,
    })),
    without: [],
    departed: [],
    ...more,
  };
}

export const claims: CapsuleClaims = {
  chainId: 7777,
  seat: 1,
  id: parseRobotId("CN-BH01-TERN03-25W07000000000004"),
  verdict: "stopUse",
  also: ["disputed", "notApproved"],
  level: 3,
  market: "DE" as CapsuleClaims["market"],
  openRecalls: 2,
  recalls: [
    { campaign: 12, severity: "stopUse" },
    { campaign: 7, severity: "advisory" },
  ],
  head: `0x${"5a".repeat(32)}`,
  block: 1_234_567,
  blockTime: MOMENT - 20,
  issuedAt: MOMENT,
  expires: MOMENT + 86_400,
};
