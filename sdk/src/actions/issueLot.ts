import { type Hash, type Hex, zeroHash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { modelOf, type RobotId, serialOf, toBytes } from "../robot-id.js";

/** What {@link issueLot} is given. */
export interface IssueLotParameters extends WriteOptions {
  /** Code of the first unit: model, stem and counter. */
  readonly first: RobotId;
  /** Number of units, at least 1. */
  readonly count: bigint;
  /** Root of the Merkle tree over the units; zero, the default, where the maker publishes none. */
  readonly unitsRoot?: Hex | undefined;
  /** Where the leaves are published; empty by default. */
  readonly manifestUri?: string | undefined;
}

/** What {@link issueLotSync} gives. */
export type IssueLotSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "LotIssued">;

const call = ({
  first,
  count,
  unitsRoot = zeroHash,
  manifestUri = "",
  ...options
}: IssueLotParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "issueLot",
    args: [toBytes(modelOf(first)), toBytes(serialOf(first)), count, unitsRoot, manifestUri],
    eventName: "LotIssued",
  }) as const;

/**
 * Issues a consecutive range of units, at the same cost whatever their number. Called by the account of the model's
 * manufacturer.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the lot does not begin after the last one of its stem.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const hash = await maker.issueLot({ first: parseRobotId("CN-UT01-G1PRO1-26W06000000000001"), count: 10_000n });
 * ```
 */
export async function issueLot(
  client: RegistryClient,
  parameters: IssueLotParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link issueLot}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const { lot } = await maker.issueLotSync({ first: parseRobotId("CN-UT01-G1PRO1-26W06000000000001"), count: 10_000n });
 * ```
 */
export async function issueLotSync(
  client: RegistryClient,
  parameters: IssueLotParameters,
): Promise<IssueLotSyncReturnType> {
  return await writeSync(client, call(parameters));
}
