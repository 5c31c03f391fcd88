import { findRefusal } from "./find-refusal.js";
import { decodeRefusal, RegistryRefusedError } from "./refusal.js";

/**
 * What a contract of the registry refused, in words, whatever library called it: revert data, an error of viem, wagmi or
 * ethers, or a line of a trace or an error of Foundry. The result is a union by `errorName`, whose `values` have the types of
 * that error.
 *
 * @param source - Revert data in hexadecimal, an error as it was caught, or text.
 * @returns The refusal; `undefined` where none of the registry's is in it.
 *
 * @example
 * ```ts
 * import { explainRefusal } from "@openrobotid/sdk/actions";
 *
 * const refusal = explainRefusal("custom error RobotRegistryNotHolder(0x434e55543031473150524f313236573035303030303030303030303031000000, 0x70997970C51812dc3A010C7d01b50e0d17dc79C8)");
 * if (refusal?.errorName === "RobotRegistryNotHolder") {
 *   refusal.values.id; // "CNUT01G1PRO126W05000000000001"
 *   refusal.shortMessage; // "0x70997970C51812dc3A010C7d01b50e0d17dc79C8 does not hold CN-UT01-G1PRO1-26W05000000000001."
 * }
 * ```
 */
export function explainRefusal(source: unknown): RegistryRefusedError | undefined {
  return findRefusal(source, {
    known: (error) => (error instanceof RegistryRefusedError ? error : undefined),
    ofData: (data) => decodeRefusal(data),
    ofName: (errorName, args) => new RegistryRefusedError(errorName, args),
  });
}
