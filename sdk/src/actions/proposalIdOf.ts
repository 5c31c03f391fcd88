import { encodeAbiParameters, hexToBigInt, keccak256, parseAbiParameters } from "viem";
import type { RegistryClient } from "../internal/call.js";
import { toAction } from "../internal/proposal.js";
import type { Proposal } from "../proposal-calls.js";

/**
 * The number of a proposal, which follows from what it proposes. Computed here: no node is asked.
 *
 * @example
 * ```ts
 * import { setResolver } from "@openrobotid/sdk/actions";
 *
 * const calls = [setResolver({ baseUri: "https://robots.example" })];
 * const proposal = { calls, description: "Move the resolver" };
 * const { proposalId } = await spain.proposeSync(proposal);
 * spain.proposalIdOf(proposal) === proposalId; // true
 * ```
 */
export function proposalIdOf(client: RegistryClient, proposal: Proposal): bigint {
  const action = encodeAbiParameters(
    parseAbiParameters("address[], uint256[], bytes[], bytes32"),
    toAction(client, proposal),
  );
  return hexToBigInt(keccak256(action));
}
