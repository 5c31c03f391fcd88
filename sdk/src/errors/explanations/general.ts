// What ERC-721 names, and what OpenZeppelin's libraries refuse below the contracts.
import { readValue } from "../../internal/readable.js";
import type { ErrorsOf, Explanations } from "./explanation.js";
import { robot } from "./show.js";

/** The robot of a token: its id holds the bytes of the code. */
function token(tokenId: bigint): string {
  const bytes = `0x${tokenId.toString(16).padStart(64, "0")}` as const;
  return robot(readValue({ type: "bytes32", internalType: "RobotId" }, bytes));
}

export const general: Explanations<
  | ErrorsOf<"ERC721">
  | "AddressEmptyCode"
  | "CheckpointUnorderedInsertion"
  | "FailedCall"
  | "InsufficientBalance"
  | "InvalidAccountNonce"
  | "InvalidShortString"
  | "SafeCastOverflowedUintDowncast"
  | "StringTooLong"
> = {
  ERC721IncorrectOwner: ({ sender, tokenId, owner }) => ({
    message: `${sender} does not hold ${token(tokenId)}; ${owner} does.`,
    suggestion: "Name its holder as the one who gives.",
  }),
  ERC721InsufficientApproval: ({ operator, tokenId }) => ({
    message: `${operator} is not approved for ${token(tokenId)}.`,
    suggestion: "Have the holder approve it with approveTransfer.",
  }),
  ERC721InvalidApprover: ({ approver }) => ({
    message: `${approver} may not approve a receiver of this robot.`,
    suggestion:
      "Call from the account of its holder, or of an operator for all that the holder named.",
  }),
  ERC721InvalidOperator: ({ operator }) => ({
    message: `${operator} cannot be an operator for all.`,
    suggestion: "Give an account other than zero.",
  }),
  ERC721InvalidOwner: ({ owner }) => ({
    message: `${owner} cannot hold robots.`,
    suggestion: "Ask about an account other than zero.",
  }),
  ERC721InvalidReceiver: ({ receiver }) => ({
    message: `${receiver} cannot receive a robot.`,
    suggestion:
      "Give an account other than zero; a contract must say that it takes robots (ERC-721).",
  }),
  ERC721InvalidSender: ({ sender }) => ({
    message: `${sender} cannot give a robot away.`,
    suggestion: "Name its holder as the one who gives.",
  }),
  ERC721NonexistentToken: ({ tokenId }) => ({
    message: `${token(tokenId)} was never issued.`,
    suggestion: "Check every character of the code; its check character would show a slip.",
  }),

  AddressEmptyCode: ({ target }) => ({
    message: `There is no contract at ${target}.`,
    suggestion:
      "Check the deployment file: it belongs to another chain, or the proposal names a wrong target.",
  }),
  CheckpointUnorderedInsertion: () => ({
    message: "The votes were written down out of their order.",
    suggestion: "The chain's clock ran backwards: report this to those who run the validators.",
  }),
  FailedCall: () => ({
    message: "A call of the decision failed without saying why.",
    suggestion: "Simulate each call of the proposal by itself.",
  }),
  InsufficientBalance: ({ balance, needed }) => ({
    message: `The contract has ${balance} wei, and the call would take ${needed}.`,
    suggestion: "Proposals of this consortium carry no value: give zero.",
  }),
  InvalidAccountNonce: ({ account, currentNonce }) => ({
    message: `The signature of ${account} was made for another nonce than ${currentNonce}.`,
    suggestion: "Sign again.",
  }),
  InvalidShortString: () => ({
    message: "A text of the contract is stored wrongly.",
    suggestion: "The contract is not the registry's: check the deployment.",
  }),
  SafeCastOverflowedUintDowncast: ({ bits, value }) => ({
    message: `${value} does not fit ${bits} bits.`,
    suggestion: "Give a smaller number.",
  }),
  StringTooLong: ({ str }) => ({
    message: `"${str}" is too long.`,
    suggestion: "Give 31 bytes of UTF-8 or fewer.",
  }),
};
