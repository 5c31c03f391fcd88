import type { Address, Hash, Hex } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { type ManufacturerId, toBytes } from "../robot-id.js";

/** What {@link nameSuccessor} is given. */
export interface NameSuccessorParameters extends WriteOptions {
  /** Country and manufacturer block of its codes. */
  readonly manufacturer: ManufacturerId;
  /** The account that is to take over. */
  readonly successor: Address;
  /** Salted commitment to the decision. */
  readonly reasonDigest: Hex;
}

/** What {@link nameSuccessorSync} gives. */
export type NameSuccessorSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "SuccessorNamed"
>;

const call = ({ manufacturer, successor, reasonDigest, ...options }: NameSuccessorParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "nameSuccessor",
    args: [toBytes(manufacturer), successor, reasonDigest],
    eventName: "SuccessorNamed",
  }) as const;

/**
 * Names the account that is to take over the code of a compromised manufacturer, in place of one named before. It can
 * accept after a notice, once as many other seats of tenure have countersigned as a third of all. Called by the
 * authority of its country code.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the manufacturer is not compromised.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const hash = await china.nameSuccessor({
 *   manufacturer: parseManufacturerId("CN-UT01"),
 *   successor: newcomer.account.address,
 *   reasonDigest: createCommitment("Decision of 6 January").commitment,
 * });
 * ```
 */
export async function nameSuccessor(
  client: RegistryClient,
  parameters: NameSuccessorParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link nameSuccessor}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const { needed, acceptableFrom } = await china.nameSuccessorSync({
 *   manufacturer: parseManufacturerId("CN-UT01"),
 *   successor: newcomer.account.address,
 *   reasonDigest: createCommitment("Decision of 6 January").commitment,
 * });
 * needed; // 2n
 * ```
 */
export async function nameSuccessorSync(
  client: RegistryClient,
  parameters: NameSuccessorParameters,
): Promise<NameSuccessorSyncReturnType> {
  return await writeSync(client, call(parameters));
}
