// Handlers of typed events: those that are beside the entries of a robot's history.

import type { EventFields } from "@openrobotid/sdk/actions";
import type { Abi } from "abitype";
import type { ContractEventName } from "viem";
import type { Change } from "./history.js";
import type { Changes } from "./unit-row.js";

/** What the typed events of a contract change; those without a handler change nothing but the history. */
export type ChangeHandlers<abi extends Abi> = {
  readonly [name in ContractEventName<abi>]?: (
    change: Change,
    fields: EventFields<abi, name>,
  ) => Promise<Changes | undefined>;
};
