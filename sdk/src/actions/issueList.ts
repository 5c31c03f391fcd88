import { type Hash, type Hex, zeroHash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";
import { composeRobotId, type ModelId, serialOf, toBytes } from "../robot-id.js";

/** What {@link issueList} is given. */
export interface IssueListParameters extends WriteOptions {
  /** A model whose serials are listed. */
  readonly model: ModelId;
  /** Serials of the units, 17 characters each. */
  readonly serials: readonly string[];
  /** Root of the Merkle tree over the units; zero, the default, where the maker publishes none. */
  readonly unitsRoot?: Hex | undefined;
  /** Where the leaves are published; empty by default. */
  readonly manifestUri?: string | undefined;
}

/** What {@link issueListSync} gives. */
export type IssueListSyncReturnType = SyncReturnType<typeof robotRegistry.abi, "ListIssued">;

const call = ({
  model,
  serials,
  unitsRoot = zeroHash,
  manifestUri = "",
  ...options
}: IssueListParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "issueList",
    args: [
      toBytes(model),
      serials.map((serial) => toBytes(serialOf(composeRobotId(model, serial)))),
      unitsRoot,
      manifestUri,
    ],
    eventName: "ListIssued",
  }) as const;

/**
 * Issues units with the serials given, at the cost of one storage slot each. Called by the account of the model's
 * manufacturer.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where a code was issued before.
 * @throws RobotIdError where a serial is none, naming the position.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 *
 * const hash = await maker.issueList({
 *   model: parseModelId("CN-UT01-H2LAB1"),
 *   serials: ["CHARLIE0000000001", "CHARLIE0000000002"],
 * });
 * ```
 */
export async function issueList(
  client: RegistryClient,
  parameters: IssueListParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link issueList}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 *
 * const { lot } = await maker.issueListSync({
 *   model: parseModelId("CN-UT01-H2LAB1"),
 *   serials: ["CHARLIE0000000001", "CHARLIE0000000002"],
 * });
 * ```
 */
export async function issueListSync(
  client: RegistryClient,
  parameters: IssueListParameters,
): Promise<IssueListSyncReturnType> {
  return await writeSync(client, call(parameters));
}
