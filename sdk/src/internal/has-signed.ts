import { type Address, type BaseError, type Client, type Hex, recoverAddress } from "viem";
import { readContract } from "viem/actions";
import { proofErrorOf } from "../proof/errors.js";

const YES = "0x1626ba7e";
const ERC1271 = [
  {
    type: "function",
    name: "isValidSignature",
    stateMutability: "view",
    inputs: [{ type: "bytes32" }, { type: "bytes" }],
    outputs: [{ type: "bytes4" }],
  },
] as const;

/** Names of errors with which viem says what a contract did: it reverted, there is none, or its answer is no `bytes4`. */
const ANSWERS = /^(ContractFunction(Reverted|ZeroData)|AbiDecoding)/;

/** What {@link hasSigned} is asked. */
export interface SignedParameters {
  readonly account: Address;
  readonly hash: Hex;
  readonly signature: Hex;
}

/**
 * Whether an account signed a hash: by its key, or as its contract says now (ERC-1271). A contract that fails in any way, or answers something else, did not.
 *
 * @throws what keeps it from being known: the proof is missing, the node does not answer. A node that is believed may call the fault of a contract
 * its own, e.g. that it used up all gas; over a transport that proves, the two are told apart.
 *
 * @example
 * ```ts
 * import { hasSigned } from "@openrobotid/sdk/vault";
 *
 * const hash = `0x${"11".repeat(32)}`;
 * const { address: account } = owner.account;
 * const signature = await owner.account.sign({ hash });
 * await hasSigned(client, { account, hash, signature }); // true
 * ```
 */
export async function hasSigned(
  client: Client,
  { account, hash, signature }: SignedParameters,
): Promise<boolean> {
  // No contract has an address whose key somebody knows, except one that a key lent its code to (EIP-7702): that key counts as well.
  const signer = await recoverAddress({ hash, signature }).catch(() => undefined);
  if (signer?.toLowerCase() === account.toLowerCase()) return true;
  try {
    const answer = await readContract(client, {
      address: account,
      abi: ERC1271,
      functionName: "isValidSignature",
      args: [hash, signature],
    });
    return answer === YES;
  } catch (error) {
    // A call that was executed here failed for no other reason than what the contract does.
    const isAnswer = ({ name, code }: { readonly name: string; readonly code?: number }) =>
      ANSWERS.test(name) || (code === -32_000 && "proof" in client.transport);
    if (!proofErrorOf(error) && (error as BaseError).walk(isAnswer as never)) return false;
    throw error;
  }
}
