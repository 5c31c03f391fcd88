// What is signed as EIP-712 typed data: by both sides of a transfer, by a maker, by a robot. The contracts' twins are the
// type hashes of RobotOwnership and RobotLifecycle; a test compares the digests.
import type { TypedDataDomain } from "viem";
import { contractOf } from "../chains/contracts.js";
import { RegistryConfigurationError } from "../errors/registry-error.js";
import type { RegistryClient } from "./call.js";

/** The domain of the client's registry: no signature is good for another one, or on another chain. */
export function domainOf(client: RegistryClient) {
  const { address } = contractOf(client, "robotRegistry");
  if (!client.chain) {
    throw new RegistryConfigurationError(
      "The client has no chain.",
      "Make the chain with robotIdChain({ deployment, … }) from `@openrobotid/sdk/chains`.",
    );
  }
  return {
    name: "Open Robot ID",
    version: "1",
    chainId: client.chain.id,
    verifyingContract: address,
  } as const satisfies TypedDataDomain;
}

/** The fields of each kind of typed data, in the order in which they are signed. */
export const signedTypes = {
  Consent: [
    { name: "robotId", type: "bytes32" },
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
    { name: "robotSigns", type: "bool" },
    { name: "termsDigest", type: "bytes32" },
  ],
  DeviceAttestation: [
    { name: "robotId", type: "bytes32" },
    { name: "deviceKeyDigest", type: "bytes32" },
    { name: "birthRecordDigest", type: "bytes32" },
  ],
  DeviceBinding: [
    { name: "robotId", type: "bytes32" },
    { name: "holder", type: "address" },
  ],
} as const;
