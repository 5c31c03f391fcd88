// What the verifier answers, as it travels from its worker to the page.
import type { Verdict } from "@openrobotid/sdk";

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
  readonly block: number;
  /** Time of the block, in seconds. */
  readonly timestamp: number;
  /** The seats whose validators sealed the block; `undefined` where nobody seals. */
  readonly seats:
    | readonly { readonly seat: number | undefined; readonly name: string }[]
    | undefined;
  /** Names of the seats whose witnesses cosigned it; `undefined` where none were asked for. */
  readonly cosigners: readonly string[] | undefined;
  readonly seatCount: number;
  /** Length of the file, in bytes. */
  readonly bytes: number;
}

/** The others, which never look like it. */
export type NotProven =
  | { readonly answer: "notProven"; readonly reason: string; readonly detail: string }
  | { readonly answer: "conflict"; readonly proven: string; readonly said: string }
  | { readonly answer: "unreachable" };

export type Result = Proven | NotProven;

/** A file to verify. */
export interface Question {
  readonly file: Uint8Array;
  /** Content of the anchor's file. */
  readonly anchor: string;
  /** The robot that it has to be about; any, where it is left out. */
  readonly id?: string;
  /** Greatest age, in seconds; any, where it is left out. */
  readonly maxAge?: number;
  /** The time by the page's clock, in seconds. */
  readonly now: number;
}
