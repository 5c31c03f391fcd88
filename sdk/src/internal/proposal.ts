import { type Address, type Hash, type Hex, isAddress, keccak256, stringToBytes } from "viem";
import { type ContractName, contractOf } from "../chains/contracts.js";
import type { Proposal } from "../proposal-calls.js";
import type { RegistryClient } from "./call.js";

/** What the governor calls an action: targets, values and calls. None of this registry carries a value. */
export function toCalls(
  client: RegistryClient,
  { calls }: Proposal,
): readonly [targets: Address[], values: bigint[], calldatas: Hex[]] {
  return [
    calls.map(({ target }) => addressOf(client, target)),
    calls.map(() => 0n),
    calls.map(({ data }) => data),
  ];
}

/** An action and the digest of its description: what queueing, executing and cancelling take. */
export function toAction(client: RegistryClient, proposal: Proposal) {
  return [...toCalls(client, proposal), descriptionHash(proposal)] as const;
}

function descriptionHash({ description }: Proposal): Hash {
  return keccak256(stringToBytes(description));
}

function addressOf(client: RegistryClient, target: ContractName | Address): Address {
  return isAddress(target) ? target : contractOf(client, target as ContractName).address;
}
