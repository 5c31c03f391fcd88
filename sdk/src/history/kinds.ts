// Kinds of history entries, and the typed event that is beside each.
import type { AbiEvent, AbiParameter } from "abitype";
import { type Hex, toEventSelector } from "viem";
import { dossierAbi } from "../abis/dossier.js";
import { recallRegistryAbi } from "../abis/recall-registry.js";
import { registrarOrdersAbi } from "../abis/registrar-orders.js";
import { robotFlagsAbi } from "../abis/robot-flags.js";
import { robotRegistryAbi } from "../abis/robot-registry.js";
import { kinds } from "../generated/vocabulary.js";
import type { ReadableFields } from "../internal/readable.js";

export { kinds };

const abi = [
  ...robotRegistryAbi,
  ...robotFlagsAbi,
  ...registrarOrdersAbi,
  ...recallRegistryAbi,
  ...dossierAbi,
] as const;

/** Typed events are told by their first two parameters. */
type ChangeEvent = Extract<
  (typeof abi)[number],
  {
    readonly type: "event";
    readonly inputs: readonly [
      { readonly indexed: true; readonly name: "id" },
      { readonly indexed: true; readonly name: "seq" },
      ...(readonly AbiParameter[]),
    ];
  }
>;

/** Name of a typed event of a change to a robot. */
export type ChangeName = ChangeEvent["name"];

type FieldsOf<event extends ChangeEvent> = Omit<ReadableFields<event["inputs"]>, "id" | "seq">;

/** What happened to a robot, by the name of the typed event: codes as text, enums as words, times in seconds. */
export type Change = {
  [event in ChangeEvent as event["name"]]: {
    /** Name of the typed event. */
    readonly event: event["name"];
    /** What it says. */
    readonly fields: FieldsOf<event>;
  };
}[ChangeName];

/**
 * The typed events, by the first topic of their logs.
 *
 * @example
 * ```ts
 * import { changeEvents } from "@openrobotid/sdk/history";
 *
 * [...changeEvents.values()].some(({ name }) => name === "RobotScrapped"); // true
 * ```
 */
export const changeEvents: ReadonlyMap<Hex, AbiEvent & { name: ChangeName }> = new Map(
  (abi as readonly { type: string }[])
    .filter((item): item is ChangeEvent => item.type === "event" && isChange(item as AbiEvent))
    .map((event) => [toEventSelector(event), event]),
);

function isChange({ inputs: [id, seq] }: AbiEvent): boolean {
  return id?.name === "id" && id.indexed === true && seq?.name === "seq" && seq.indexed === true;
}

/** Kind of a history entry, in a word. */
export type HistoryKind = (typeof kinds)[keyof typeof kinds][0];
