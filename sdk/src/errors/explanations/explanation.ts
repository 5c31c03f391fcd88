import type { ExtractAbiError, ExtractAbiErrorNames } from "abitype";
import type { errorsAbi } from "../../abis/errors.js";
import type { ReadableFields } from "../../internal/readable.js";

/** Names of all errors that a contract of the registry can give. */
export type RegistryErrorName = ExtractAbiErrorNames<typeof errorsAbi>;

/** A contract's error in words. */
export interface Explanation {
  /** What was wrong, with the values. */
  readonly message: string;
  /** What would have been right. */
  readonly suggestion: string;
}

/** An explanation for each of some errors, made from the error's arguments. */
export type Explanations<names extends RegistryErrorName> = {
  readonly [name in names]: (
    values: ReadableFields<ExtractAbiError<typeof errorsAbi, name>["inputs"]>,
  ) => Explanation;
};

/** The errors whose names begin alike, as those of one contract do. */
export type ErrorsOf<prefix extends string> = Extract<RegistryErrorName, `${prefix}${string}`>;
