// What the verifier answers, as it travels from its worker to the page.
import type { Verdict } from "@openrobotid/sdk";
import type { AnchoredLog, LogOnChain } from "@openrobotid/sdk/vault";

/** An open recall. */
export interface ProvenRecall {
  readonly number: string;
  readonly severity: string;
}

/** What was true at the moment that a file was made for. */
export interface ProvenPast {
  /** In seconds. */
  readonly at: number;
  readonly state: string;
  readonly market: string | undefined;
  readonly holder: string | undefined;
  readonly operator: string | undefined;
  readonly firmware: string | undefined;
  readonly recalls: readonly ProvenRecall[];
}

/** What only a file of the whole record shows. */
export interface ProvenWhole {
  readonly holder: string | undefined;
  readonly operator: string | undefined;
  readonly entries: number;
  /** What its entries commit to. */
  readonly documents: readonly {
    readonly seq: number;
    readonly kind: string;
    readonly commitment: string;
  }[];
  readonly past: ProvenPast | undefined;
}

/** The first of the four answers. */
export interface Proven {
  readonly answer: "proven";
  /** Names the anchor that it was proven from. */
  readonly anchor: string;
  readonly id: string;
  readonly verdict: Verdict;
  readonly also: readonly Verdict[];
  readonly state: string;
  readonly market: string | undefined;
  readonly level: number | undefined;
  readonly ordered: boolean;
  readonly recalls: readonly ProvenRecall[];
  /** Everything, where the file is of the whole record. */
  readonly whole: ProvenWhole | undefined;
  /** What the chain has of a log; `undefined` where it was not asked for, or the contract is another one. */
  readonly anchored?: AnchoredLog | undefined;
  readonly block: number;
  /** Time of the block, in seconds. */
  readonly timestamp: number;
  /** The seats whose validators sealed the block; `undefined` where nobody seals. */
  readonly seats:
    | readonly { readonly seat: number | undefined; readonly name: string }[]
    | undefined;
  /** Names of the seats whose witnesses cosigned it; `undefined` where none were asked for. */
  readonly cosigners: readonly string[] | undefined;
  /** How many witnesses the anchor names. */
  readonly witnessCount: number;
  readonly seatCount: number;
  /** Length of the file, in bytes. */
  readonly bytes: number;
}

/** The others, which never look like it. */
export type NotProven =
  | { readonly answer: "notProven"; readonly reason: string; readonly detail: string }
  | { readonly answer: "conflict"; readonly proven: string; readonly said: string }
  | { readonly answer: "unreachable" };

/** What a capsule says, signed by a seat; and why it is not good, where it is not. */
export interface CapsuleResult {
  readonly answer: "capsule";
  /** Why it was refused; `undefined` where it is good. */
  readonly refused: string | undefined;
  readonly id: string;
  readonly verdict: Verdict;
  readonly also: readonly Verdict[];
  readonly market: string | undefined;
  readonly openRecalls: number;
  readonly seat: number;
  /** Name of the seat, where its key signed the capsule. */
  readonly name: string | undefined;
  readonly block: number;
  /** Times in seconds. */
  readonly blockTime: number;
  readonly issuedAt: number;
  readonly expires: number;
}

export type Result = Proven | NotProven | CapsuleResult;

/** A file to verify, or a capsule. */
export interface Question {
  readonly file: Uint8Array;
  /** The text of a capsule: then the file is the list of witnesses that it is verified with. */
  readonly capsule?: string;
  /** Content of the anchor's file. */
  readonly anchor: string;
  /** The robot that it has to be about; any, where it is left out. */
  readonly id?: string;
  /** Greatest age, in seconds; any, where it is left out. */
  readonly maxAge?: number | undefined;
  /** The time by the page's clock, in seconds. */
  readonly now: number;
  /** A log: what the chain has of it is read as well. */
  readonly log?: LogOnChain | undefined;
}
