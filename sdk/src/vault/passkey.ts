// What a passkey signed, as an account that is a contract takes it (ERC-1271): OpenZeppelin's `WebAuthn.WebAuthnAuth`, ABI-encoded.
import { bytesToHex, encodeAbiParameters, type Hex } from "viem";
import { toDeviceSignature } from "../device/signature.js";
import { malformed } from "./errors.js";

/** What an authenticator answers: the three fields of `AuthenticatorAssertionResponse`. */
export interface PasskeyAssertion {
  readonly authenticatorData: ArrayBuffer | Uint8Array;
  readonly clientDataJSON: ArrayBuffer | Uint8Array;
  /** ASN.1 DER. */
  readonly signature: ArrayBuffer | Uint8Array;
}

/** The fields of the struct, as its own call data has them: no offset goes before them. */
const AUTH = [
  { name: "r", type: "bytes32" },
  { name: "s", type: "bytes32" },
  { name: "challengeIndex", type: "uint256" },
  { name: "typeIndex", type: "uint256" },
  { name: "authenticatorData", type: "bytes" },
  { name: "clientDataJSON", type: "string" },
] as const;

/**
 * The signature of an account whose contract verifies a passkey. The challenge of the passkey is the hash that is signed: `hashMessage` of a
 * message of EIP-4361, `hashTypedData` of a grant.
 *
 * @throws VaultError where it is no assertion of a passkey.
 *
 * @example
 * ```ts
 * import { passkeySignature } from "@openrobotid/sdk/vault";
 *
 * const clientDataJSON = new TextEncoder().encode('{"type":"webauthn.get","challenge":"AA","origin":"https://vault.example"}');
 * const signature = new Uint8Array(64).fill(1);
 * passkeySignature({ authenticatorData: new Uint8Array(37), clientDataJSON, signature }).slice(0, 2); // "0x"
 * ```
 */
export function passkeySignature(assertion: PasskeyAssertion): Hex {
  const [authenticatorData, clientData, signature] = [
    assertion.authenticatorData,
    assertion.clientDataJSON,
    assertion.signature,
  ].map((part) => new Uint8Array(part)) as [Uint8Array, Uint8Array, Uint8Array];
  const clientDataJSON = new TextDecoder().decode(clientData);
  const challenge = clientDataJSON.indexOf('"challenge":"');
  const type = clientDataJSON.indexOf('"type":"webauthn.get"');
  if (challenge < 0 || type < 0) throw malformed("clientDataJSON", "that of an assertion");
  const { r, s } = toDeviceSignature(signature);
  return encodeAbiParameters(AUTH, [
    ...([r, s, BigInt(challenge), BigInt(type)] as const),
    ...([bytesToHex(authenticatorData), clientDataJSON] as const),
  ]);
}
