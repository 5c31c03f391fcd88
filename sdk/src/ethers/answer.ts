import type {
  Abi,
  AbiFunction,
  AbiParameter,
  ExtractAbiFunction,
  ExtractAbiFunctionNames,
} from "abitype";
import { type Readable, type ReadableFields, readOutputs } from "../internal/readable.js";

/** What a function answers, in the words of the SDK: its one result, or several by their names. */
export type ReadAnswerReturnType<abi extends Abi, name extends string> =
  ExtractAbiFunction<abi, name> extends infer item extends AbiFunction
    ? item["outputs"] extends readonly [infer one extends AbiParameter]
      ? Readable<one>
      : ReadableFields<item["outputs"]>
    : never;

/**
 * What ethers gives for a function of a contract, as the SDK gives all that it reads: codes as text, enums as words, times in seconds.
 *
 * @param abi - Of the contract, from `@openrobotid/sdk/abis`.
 * @param functionName - Of the function, which has one form alone.
 * @param answer - As `contract.getFunction(name)(…)` of ethers gives it.
 *
 * @example
 * ```ts
 * import { robotRegistryAbi } from "@openrobotid/sdk/abis";
 * import { readAnswer } from "@openrobotid/sdk/ethers";
 *
 * readAnswer(robotRegistryAbi, "stateOf", 2n); // "inService"
 * ```
 */
export function readAnswer<
  const abi extends Abi,
  name extends ExtractAbiFunctionNames<abi, "view">,
>(abi: abi, functionName: name, answer: unknown): ReadAnswerReturnType<abi, name> {
  return readOutputs(abi, functionName, answer) as ReadAnswerReturnType<abi, name>;
}
