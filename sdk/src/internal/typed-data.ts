// What is signed as EIP-712 typed data: by both sides of a transfer, by a holder for somebody else to submit, by a maker, by
// a robot, by the key of a validator's node. The contracts' twins are the type hashes of SignedActs and Consortium; tests
// compare the digests.
import type { TypedDataDomain } from "viem";
import { type ContractName, contractOf } from "../chains/contracts.js";
import { RegistryConfigurationError } from "../errors/registry-error.js";
import type { RegistryClient } from "./call.js";

/** The domain of what people, makers and robots sign: no signature is good for another registry, or on another chain. */
export function domainOf(client: RegistryClient) {
  return domain(client, "Open Robot ID", "signedActs");
}

/** The domain of what the keys of validators' nodes sign. */
export function consortiumDomainOf(client: RegistryClient) {
  return domain(client, "Open Robot ID Consortium", "consortium");
}

/** The chain's id. */
export function chainIdOf({ chain }: RegistryClient): number {
  if (chain) return chain.id;
  throw new RegistryConfigurationError(
    "The client has no chain.",
    "Make the chain with robotIdChain({ deployment, … }) from `@openrobotid/sdk/chains`.",
  );
}

function domain(client: RegistryClient, name: string, contract: ContractName) {
  const verifyingContract = contractOf(client, contract).address;
  const chainId = chainIdOf(client);
  return { name, version: "1", chainId, verifyingContract } as const satisfies TypedDataDomain;
}

const ROBOT = { name: "robotId", type: "bytes32" } as const;
const SIGNER = { name: "signer", type: "address" } as const;
const REASON = { name: "reasonDigest", type: "bytes32" } as const;
const ONCE = [
  { name: "nonce", type: "uint256" },
  { name: "deadline", type: "uint256" },
] as const;

/** The fields of each kind of typed data, in the order in which they are signed. */
export const signedTypes = {
  Consent: [
    ROBOT,
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    ...ONCE,
    { name: "robotSigns", type: "bool" },
    { name: "expectedHead", type: "bytes32" },
    { name: "termsDigest", type: "bytes32" },
  ],
  DeviceAttestation: [
    ROBOT,
    { name: "deviceKeyDigest", type: "bytes32" },
    { name: "birthRecordDigest", type: "bytes32" },
    { name: "deadline", type: "uint256" },
  ],
  DeviceBinding: [ROBOT, { name: "holder", type: "address" }],
  ValidatorBinding: [
    { name: "seat", type: "uint256" },
    { name: "validator", type: "address" },
  ],
  ConsentRevocation: [ROBOT, SIGNER, { name: "consentDigest", type: "bytes32" }, ...ONCE],
  ConsentsRevocation: [ROBOT, SIGNER, ...ONCE],
  Objection: [ROBOT, SIGNER, { name: "order", type: "uint256" }, REASON, ...ONCE],
  FlagReport: [ROBOT, SIGNER, { name: "flag", type: "uint8" }, REASON, ...ONCE],
  FlagClearance: [ROBOT, SIGNER, { name: "flag", type: "uint8" }, REASON, ...ONCE],
  OperatorNaming: [
    ROBOT,
    SIGNER,
    { name: "operator", type: "address" },
    { name: "until", type: "uint40" },
    ...ONCE,
  ],
  IntakeOffer: [ROBOT, SIGNER, { name: "recycler", type: "address" }, ...ONCE],
  TakingBack: [ROBOT, SIGNER, ...ONCE],
  Relocation: [ROBOT, SIGNER, { name: "country", type: "bytes2" }, ...ONCE],
} as const;
