import { Interface, isError } from "ethers";
import { errorsAbi } from "../abis/errors.js";
import type { RegistryErrorName } from "../errors/explanations/explanation.js";
import { findRefusal } from "../errors/find-refusal.js";
import { messageOf } from "../errors/message.js";
import { isOfRegistry, type RefusalValues, wordsOfRefusal } from "../errors/refusal-words.js";
import { printable } from "../printable.js";
import type { Hex } from "../robot-id.js";

/** One error of the contracts, as an error of JavaScript. */
class Refused<name extends RegistryErrorName> extends Error {
  override readonly name = "RegistryRefusedError";
  /** Name of the contract's custom error, e.g. `RobotRegistryNotHolder`. */
  readonly errorName: name;
  /** Its arguments, as ethers decodes them. */
  readonly args: readonly unknown[];
  /** Its arguments by name: codes as text, enums as words, times in seconds. */
  readonly values: RefusalValues<name>;
  /** What was wrong, in one sentence. */
  readonly shortMessage: string;
  /** What would have been right, or what to do about it. */
  readonly suggestion: string;

  constructor(errorName: name, args: readonly unknown[], cause: unknown) {
    const words = wordsOfRefusal(errorName, args);
    const [short, suggestion] = [words.message, words.suggestion].map(printable) as [
      string,
      string,
    ];
    super(messageOf(short, [suggestion], words.page), cause instanceof Error ? { cause } : {});
    this.errorName = errorName;
    this.args = args;
    this.values = words.values;
    this.shortMessage = short;
    this.suggestion = suggestion;
  }
}

/** What a contract refused. A union by `errorName`: where that is compared, `values` have the types of that error. */
export type Refusal = { [name in RegistryErrorName]: Refused<name> }[RegistryErrorName];

const errors = new Interface(errorsAbi);

/**
 * What a contract of the registry refused, in words, for those who use ethers, to which custom errors are unknown: as
 * `explainRefusal` of `@openrobotid/sdk/actions`, without viem.
 *
 * @param source - Revert data in hexadecimal, an error as it was caught, or text.
 * @returns The refusal, an error that can be thrown; `undefined` where none of the registry's is in it.
 *
 * @example
 * ```ts
 * import { explainRefusal } from "@openrobotid/sdk/ethers";
 *
 * const refusal = explainRefusal("custom error RobotRegistryNotHolder(0x434e55543031473150524f313236573035303030303030303030303031000000, 0x70997970C51812dc3A010C7d01b50e0d17dc79C8)");
 * if (refusal?.errorName === "RobotRegistryNotHolder") {
 *   refusal.values.id; // "CNUT01G1PRO126W05000000000001"
 *   refusal.shortMessage; // "0x70997970C51812dc3A010C7d01b50e0d17dc79C8 does not hold CN-UT01-G1PRO1-26W05000000000001."
 * }
 * ```
 */
export function explainRefusal(source: unknown): Refusal | undefined {
  const make = (errorName: RegistryErrorName, args: readonly unknown[]) =>
    new Refused(errorName, args, source) as Refusal;
  return findRefusal(source, {
    known: (error) => (error instanceof Refused ? (error as Refusal) : undefined),
    ofData: (data) => {
      const found = decode(data);
      return found && isOfRegistry(found.name) ? make(found.name, found.args) : undefined;
    },
    ofName: make,
  });
}

function decode(data: Hex) {
  try {
    const found = errors.parseError(data);
    // What is wrong with a value is thrown where it is read.
    return found && { name: found.name, args: [...found.args] };
  } catch (error) {
    // An error of another contract, or no error's data at all.
    if (isError(error, "BUFFER_OVERRUN") || isError(error, "INVALID_ARGUMENT")) return undefined;
    throw error;
  }
}
