import type { Account, Hash, Hex } from "viem";
import type { RegistryClient } from "../internal/call.js";
import type { Journal } from "./journal.js";
import type { Plan, PlannedIssuance } from "./plan-file.js";

/** One transaction that issued units. */
export interface Issuance extends PlannedIssuance {
  /** The lot or list. */
  readonly lot: Hex;
  /** Hash of the transaction. */
  readonly transaction: Hash;
}

/** What the issuing of a plan needs. */
export interface IssuingJob {
  readonly client: RegistryClient;
  readonly plan: Plan;
  readonly journal: Journal;
  readonly options: { readonly manifestUri: string; readonly account: Account };
  readonly signal: AbortSignal | undefined;
  /** Is called when units are on the chain. */
  readonly issued: (units: number) => void;
}
