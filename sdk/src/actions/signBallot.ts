import type { Address, Hex } from "viem";
import { signTypedData } from "viem/actions";
import { type RegistryClient, read, type WriteOptions, writerOf } from "../internal/call.js";
import { consortiumGovernor } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import type { Support } from "../words.js";

/** What {@link signBallot} is given. */
export interface SignBallotParameters extends Pick<WriteOptions, "account"> {
  /** Number of the proposal. */
  readonly proposalId: bigint;
  /** How the seat votes. */
  readonly support: Support;
}

/** A vote that a seat has signed. */
export interface SignedBallot {
  /** Number of the proposal. */
  readonly proposalId: bigint;
  /** How the seat votes. */
  readonly support: Support;
  /** Account that acts for the seat. */
  readonly voter: Address;
  /** Its signature. */
  readonly signature: Hex;
}

/**
 * Signs a vote as the account that acts for a seat. Nothing is sent: anyone who has it submits it
 * by `castSignedVote`. It is good once, and until the account's next signed vote is counted.
 *
 * @returns The ballot.
 *
 * @example
 * ```ts
 * const ballot = await spain.signBallot({ proposalId, support: "for" });
 * ballot.voter === spain.account.address; // true
 * ```
 */
export async function signBallot(
  client: RegistryClient,
  { proposalId, support, account }: SignBallotParameters,
): Promise<SignedBallot> {
  const writer = writerOf(client, { account });
  const voter = writer.address;
  const [[, name, version, chainId, verifyingContract], nonce] = await Promise.all([
    read(client, { ...consortiumGovernor, functionName: "eip712Domain", args: [] }),
    read(client, { ...consortiumGovernor, functionName: "nonces", args: [voter] }),
  ]);
  const signature = await signTypedData(client, {
    account: writer,
    domain: { name, version, chainId, verifyingContract },
    types: {
      Ballot: [
        { name: "proposalId", type: "uint256" },
        { name: "support", type: "uint8" },
        { name: "voter", type: "address" },
        { name: "nonce", type: "uint256" },
      ],
    },
    primaryType: "Ballot",
    message: { proposalId, support: toNumber("support", support), voter, nonce },
  });
  return { proposalId, support, voter, signature };
}
