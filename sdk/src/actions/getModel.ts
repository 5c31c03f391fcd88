import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { authorityRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { theEventAt } from "../internal/logs.js";
import { readWords } from "../internal/reads.js";
import { type ModelId, toBytes } from "../robot-id.js";
import type { SerialScheme } from "../words.js";

/** What {@link getModel} is given. */
export interface GetModelParameters extends ReadOptions {
  /** The model. */
  readonly model: ModelId;
}

/** A model. */
export interface Model {
  /** Country, manufacturer and model block of its codes. */
  readonly model: ModelId;
  /** How its serials are made. */
  readonly scheme: SerialScheme;
  /** Digits of the counter that its serials end with; `undefined` where they are listed. */
  readonly counterWidth: number | undefined;
  /** When it was registered, in seconds. */
  readonly registeredAt: number;
  /** Its name, as the public knows it. */
  readonly name: string;
  /** Where its public documentation is; may be empty. */
  readonly documentationUri: string;
}

/**
 * A model.
 *
 * @returns The model; `undefined` where none was ever registered under this code.
 * @throws RegistryRecordError where the node does not give the event of the registration.
 *
 * @example
 * ```ts
 * import { parseModelId } from "@openrobotid/sdk";
 *
 * const model = await client.getModel({ model: parseModelId("CN-UT01-G1PRO1") });
 * model?.name; // "G1 Pro"
 * model?.scheme; // "sequential"
 * ```
 */
export async function getModel(
  node: RegistryClient,
  { model, ...options }: GetModelParameters,
): Promise<Model | undefined> {
  const client = readerOf(node, options);
  const moment = await momentOf(client, options);
  const id = toBytes(model);
  const { scheme, counterWidth, registeredAt } = await readWords(client, {
    ...authorityRegistry,
    functionName: "model",
    args: [id],
    blockNumber: moment.blockNumber,
  });
  if (scheme === "none") return undefined;
  const filter = { ...authorityRegistry, eventName: "ModelRegistered", args: { id } } as const;
  const { name, documentationURI } = await theEventAt(client, filter, registeredAt, moment);
  return {
    model,
    scheme,
    counterWidth: scheme === "sequential" ? counterWidth : undefined,
    registeredAt,
    name,
    documentationUri: documentationURI,
  };
}
