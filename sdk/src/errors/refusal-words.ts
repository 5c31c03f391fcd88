import type { AbiParameter, ExtractAbiError } from "abitype";
import { errorsAbi } from "../abis/errors.js";
import { type ReadableFields, readFields } from "../internal/readable.js";
import type { Explanation, RegistryErrorName } from "./explanations/explanation.js";
import { explanations } from "./explanations.js";

/** The arguments of an error of the contracts by name: codes as text, enums as words, times in seconds. */
export type RefusalValues<name extends RegistryErrorName> = ReadableFields<
  ExtractAbiError<typeof errorsAbi, name>["inputs"]
>;

/** What is said of a refusal. */
interface RefusalWords<name extends RegistryErrorName> extends Explanation {
  readonly values: RefusalValues<name>;
  /** Where the error is explained, with each of its parameters. */
  readonly page: string;
}

/** Whether an error is one of the registry's; Solidity's own `Error` and `Panic` are none. */
export function isOfRegistry(errorName: string): errorName is RegistryErrorName {
  return Object.hasOwn(explanations, errorName);
}

/** A refusal in words, from its arguments as viem or ethers decode them. */
export function wordsOfRefusal<name extends RegistryErrorName>(
  errorName: name,
  args: readonly unknown[],
): RefusalWords<name> {
  const item = errorsAbi.find((one) => one.name === errorName);
  const values = readFields((item?.inputs ?? []) as readonly AbiParameter[], args);
  const explain = explanations[errorName] as (values: object) => Explanation;
  const page = `docs/errors.md#${errorName.toLowerCase()}`;
  return { ...explain(values), values: values as RefusalValues<name>, page };
}
