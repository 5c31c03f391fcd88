import type { ExtractAbiErrorNames } from "abitype";
import type { errorsAbi } from "../abis/errors.js";
import type { Explanation } from "./registry-error.js";

/** Names of all errors that a contract of the registry can give. */
export type RegistryErrorName = ExtractAbiErrorNames<typeof errorsAbi>;

/** The errors in words, each from its arguments. */
export const explanations: Partial<
  Record<RegistryErrorName, (...args: readonly never[]) => Explanation>
> = {};
