import type { Hash } from "viem";
import {
  type RegistryClient,
  type SyncReturnType,
  type WriteOptions,
  write,
  writeSync,
} from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import { type ModelId, toBytes } from "../robot-id.js";
import type { SerialScheme } from "../words.js";

/** What {@link registerModel} is given. */
export interface RegisterModelParameters extends WriteOptions {
  /** Country, manufacturer and model block of its codes. */
  readonly model: ModelId;
  /** How its serials are made. Never changes. */
  readonly scheme: SerialScheme;
  /** Digits of the counter of a sequential model, 1 to 16; none for a listed one. */
  readonly counterWidth?: number | undefined;
  /** Its name, as the public knows it. */
  readonly name: string;
  /** Where its public documentation is; empty by default. */
  readonly documentationUri?: string | undefined;
}

/** What {@link registerModelSync} gives. */
export type RegisterModelSyncReturnType = SyncReturnType<
  typeof authorityRegistry.abi,
  "ModelRegistered"
>;

const call = ({
  model,
  scheme,
  counterWidth = 0,
  name,
  documentationUri = "",
  ...options
}: RegisterModelParameters) =>
  ({
    ...options,
    ...authorityRegistry,
    functionName: "registerModel",
    args: [
      toBytes(model),
      toNumber("enum IAuthorityRegistry.SerialScheme", scheme),
      counterWidth,
      name,
      documentationUri,
    ],
    eventName: "ModelRegistered",
  }) as const;

/**
 * Registers a model with its serial scheme, once and for all. Called by the account of an active manufacturer.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. where the model was registered before.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 *
 * const hash = await maker.registerModel({
 *   model: parseModelId("CN-UT01-G2PRO1"),
 *   scheme: "sequential",
 *   counterWidth: 12,
 *   name: "G2 Pro",
 * });
 * ```
 */
export async function registerModel(
  client: RegistryClient,
  parameters: RegisterModelParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link registerModel}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 *
 * const { scheme } = await maker.registerModelSync({
 *   model: parseModelId("CN-UT01-G2PRO1"),
 *   scheme: "sequential",
 *   counterWidth: 12,
 *   name: "G2 Pro",
 * });
 * ```
 */
export async function registerModelSync(
  client: RegistryClient,
  parameters: RegisterModelParameters,
): Promise<RegisterModelSyncReturnType> {
  return await writeSync(client, call(parameters));
}
