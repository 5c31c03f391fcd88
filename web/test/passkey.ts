// A passkey of the tests: what the virtual authenticator of Chromium is given, and whether it signed a message.
import { createECDH, createHash, createPrivateKey, createPublicKey, verify } from "node:crypto";
import { decodeAbiParameters, type Hex, hashMessage, hexToBytes } from "viem";

const ecdh = createECDH("prime256v1");
ecdh.setPrivateKey(Buffer.alloc(32, 0x44));
const point = ecdh.getPublicKey();
const jwk = {
  ...{ kty: "EC", crv: "P-256", d: Buffer.alloc(32, 0x44).toString("base64url") },
  ...{
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  },
};
const privateKey = createPrivateKey({ format: "jwk", key: jwk });

/** The account whose contract has the key. */
export const PASSKEY_ACCOUNT = "0x5555555555555555555555555555555555555555";

/** The credential, as `WebAuthn.addCredential` of Chromium takes it. */
export const CREDENTIAL = {
  credentialId: Buffer.alloc(16, 0x66).toString("base64"),
  userHandle: Buffer.alloc(8, 0x77).toString("base64"),
  privateKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
  isResidentCredential: true,
  rpId: "localhost",
  signCount: 0,
};

/** OpenZeppelin's `WebAuthnAuth`. */
const AUTH = [
  { name: "r", type: "bytes32" },
  { name: "s", type: "bytes32" },
  { name: "challengeIndex", type: "uint256" },
  { name: "typeIndex", type: "uint256" },
  { name: "authenticatorData", type: "bytes" },
  { name: "clientDataJSON", type: "string" },
] as const;

/** Whether the passkey signed a message at a site, with its user verified: what the contract of an account asks (ERC-1271). */
export function isOfPasskey(message: string, signature: Hex, origin: string): boolean {
  const [r, s, , , authenticatorData, clientDataJSON] = decodeAbiParameters(AUTH, signature);
  const said = JSON.parse(clientDataJSON) as Record<string, string>;
  const data = Buffer.from(hexToBytes(authenticatorData));
  const digest = createHash("sha256").update(clientDataJSON).digest();
  const isUserVerified = ((data[32] ?? 0) & 4) !== 0;
  const challenge = Buffer.from(hexToBytes(hashMessage(message))).toString("base64url");
  if (!isUserVerified || said.challenge !== challenge || said.origin !== origin) return false;
  return verify(
    "sha256",
    Buffer.concat([data, digest]),
    { key: createPublicKey(privateKey), dsaEncoding: "ieee-p1363" },
    Buffer.from(hexToBytes(`0x${r.slice(2)}${s.slice(2)}`)),
  );
}
