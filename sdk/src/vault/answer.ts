// An answer of a vault without the file, signed (EIP-712): yes, no or unknown.
import { type Address, type Hex, isAddressEqual, recoverTypedDataAddress } from "viem";
import { isRobotId, type RobotId, toBytes32 } from "../robot-id.js";
import { malformed, VaultError } from "./errors.js";
import {
  isVaultQuestion,
  type VaultQuestionName,
  vaultQuestions,
  type YesNo,
} from "./questions.js";
import { accountOf, hexOf, jsonOf, textOf, wholeOf } from "./read.js";

/** What a vault says of a robot. Times are in seconds. */
export interface VaultAnswer {
  /** Address of the vault. */
  readonly vault: string;
  readonly chainId: number;
  /** Address of `RobotRegistry`. */
  readonly registry: Address;
  readonly robot: RobotId;
  readonly question: VaultQuestionName;
  /** The number of the question. */
  readonly value: number;
  readonly answer: YesNo;
  readonly at: number;
  /** The block as of which the vault asked who may know. */
  readonly blockNumber: number;
  readonly blockHash: Hex;
  /** Account of the vault, which signs. */
  readonly account: Address;
}

/** An answer with its signature. */
export interface SignedVaultAnswer extends VaultAnswer {
  readonly signature: Hex;
}

const TYPES = {
  Answer: [
    { name: "vault", type: "string" },
    { name: "robotId", type: "bytes32" },
    { name: "question", type: "string" },
    { name: "value", type: "uint256" },
    { name: "answer", type: "string" },
    { name: "at", type: "uint256" },
    { name: "blockNumber", type: "uint256" },
    { name: "blockHash", type: "bytes32" },
    { name: "account", type: "address" },
  ],
} as const;

/**
 * What a vault signs of an answer.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { vaultAnswerTypedData } from "@openrobotid/sdk/vault";
 *
 * const answer = {
 *   ...{ vault: "https://vault.example", chainId: 31337, registry: owner.account.address },
 *   ...{ robot: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"), question: "fallen", value: 365, answer: "no" },
 *   ...{ at: 1767225600, blockNumber: 9, blockHash: `0x${"11".repeat(32)}`, account: owner.account.address },
 * };
 * vaultAnswerTypedData(answer).primaryType; // "Answer"
 * ```
 */
export function vaultAnswerTypedData({ chainId, registry, robot, ...answer }: VaultAnswer) {
  return {
    domain: { name: "Open Robot ID vault", version: "1", chainId, verifyingContract: registry },
    types: TYPES,
    primaryType: "Answer",
    message: {
      ...answer,
      robotId: toBytes32(robot),
      value: BigInt(answer.value),
      at: BigInt(answer.at),
      blockNumber: BigInt(answer.blockNumber),
    },
  } as const;
}

/** What an answer is compared with. */
export interface VerifyVaultAnswerParameters {
  readonly chainId: number;
  /** Address of `RobotRegistry`. */
  readonly registry: Address;
  readonly robot?: RobotId | undefined;
  /** The question that was asked, and its number; by default any. */
  readonly question?: VaultQuestionName | undefined;
  readonly value?: number | undefined;
  /** Address of the vault. */
  readonly vault?: string | undefined;
  /** Account that must have signed; by default the one that the answer names. */
  readonly account?: Address | undefined;
  /** Time now, in seconds. An answer of later is refused. */
  readonly now?: number | undefined;
  /** Greatest age, in seconds; by default any. */
  readonly maxAge?: number | undefined;
}

/** By how much clocks may differ, in seconds. */
const SLACK = 60;

/**
 * Verifies an answer of a vault, and gives it. It is the vault's word on what it keeps: believe it as far as you believe the vault.
 *
 * @param text What the vault sent, as JSON.
 * @throws VaultError where it is malformed, of something else, too old, or signed by somebody else.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { vaultAnswerTypedData, verifyVaultAnswer } from "@openrobotid/sdk/vault";
 *
 * const { address: account } = owner.account;
 * const answer = {
 *   ...{ vault: "https://vault.example", chainId: 31337, registry: account },
 *   ...{ robot: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"), question: "fallen", value: 365, answer: "no" },
 *   ...{ at: 1767225600, blockNumber: 9, blockHash: `0x${"11".repeat(32)}`, account },
 * };
 * const signature = await owner.account.signTypedData(vaultAnswerTypedData(answer));
 * const text = JSON.stringify({ ...answer, signature });
 * (await verifyVaultAnswer(text, { chainId: 31337, registry: account, account })).answer; // "no"
 * ```
 */
export async function verifyVaultAnswer(
  text: string,
  expected: VerifyVaultAnswerParameters,
): Promise<SignedVaultAnswer> {
  const answer = readAnswer(text);
  const { chainId, registry, robot, question, value, vault, account, now, maxAge } = expected;
  const isOther =
    answer.chainId !== chainId ||
    !isAddressEqual(answer.registry, registry) ||
    (robot !== undefined && answer.robot !== robot) ||
    (question !== undefined && answer.question !== question) ||
    (value !== undefined && answer.value !== value) ||
    (vault !== undefined && answer.vault !== vault);
  if (isOther) {
    throw refused(
      "another",
      `It answers ${answer.question} ${answer.value} about ${answer.robot}, from ${answer.vault} on chain ${answer.chainId}: that was not asked.`,
    );
  }
  const { signature, ...signed } = answer;
  const signer = await recoverTypedDataAddress({
    ...vaultAnswerTypedData(signed),
    signature,
  }).catch(() => undefined);
  if (!signer || !isAddressEqual(signer, answer.account)) {
    throw refused("notSigned", `${answer.account} did not sign this answer.`);
  }
  if (account && !isAddressEqual(signer, account)) {
    throw refused("notSigned", `The answer is signed by ${signer}, not by ${account}.`);
  }
  if (now !== undefined && answer.at > now + SLACK) {
    throw refused("another", "The answer is of a moment that is yet to come.");
  }
  if (now !== undefined && maxAge !== undefined && answer.at < now - maxAge) {
    throw refused("another", `The answer is ${now - answer.at} s old; ${maxAge} s are the most.`);
  }
  return answer;
}

function readAnswer(text: string): SignedVaultAnswer {
  const given = jsonOf(text, "answer");
  const robot = textOf(given.robot, "answer.robot");
  const question = textOf(given.question, "answer.question");
  const answer = textOf(given.answer, "answer.answer");
  if (!isRobotId(robot)) throw malformed("answer.robot", "the 29 characters of a code");
  if (!isVaultQuestion(question)) {
    throw malformed("answer.question", `one of ${Object.keys(vaultQuestions).join(", ")}`);
  }
  if (answer !== "yes" && answer !== "no" && answer !== "unknown") {
    throw malformed("answer.answer", "yes, no or unknown");
  }
  return {
    ...{ robot, question, answer },
    vault: textOf(given.vault, "answer.vault"),
    chainId: wholeOf(given.chainId, "answer.chainId"),
    registry: accountOf(given.registry, "answer.registry"),
    value: wholeOf(given.value, "answer.value"),
    at: wholeOf(given.at, "answer.at"),
    blockNumber: wholeOf(given.blockNumber, "answer.blockNumber"),
    blockHash: hexOf(given.blockHash, "answer.blockHash", 32),
    account: accountOf(given.account, "answer.account"),
    signature: hexOf(given.signature, "answer.signature"),
  };
}

function refused(reason: "another" | "notSigned", message: string): VaultError {
  return new VaultError(reason, message, "Do not rely on it. Ask the vault again.");
}
