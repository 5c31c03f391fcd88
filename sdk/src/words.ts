// The words of the SDK for the numbers of the contracts' enums.
import { documentKinds, entryWriters, enums } from "./generated/vocabulary.js";

export { documentKinds, entryWriters };

/**
 * The lists, each in the order of its enum, by the name that the ABI gives the enum.
 *
 * @example
 * ```ts
 * import { words } from "@openrobotid/sdk/actions";
 *
 * words["enum IRobotFlags.Flag"]; // ["none", "stolen", "disputed"]
 * ```
 */
export const words = {
  ...enums,
  /** The governor's ABI has plain numbers for what a vote says. */
  support: enums["enum GovernorCountingSimple.VoteType"],
} as const;

/** Names of the lists. */
export type WordList = keyof typeof words;

/** Any word of a list. */
export type Word<list extends WordList> = (typeof words)[list][number];

type Given<list extends WordList> = Exclude<Word<list>, "none">;

/** In what capacity somebody acts on a robot. */
export type Capacity = Given<"enum Capacity">;

/** Standing of a manufacturer; `none` where it was never admitted. */
export type ManufacturerStatus = Word<"enum IAuthorityRegistry.ManufacturerStatus">;

/** What an account can be accredited as. */
export type Role = Given<"enum IAuthorityRegistry.Role">;

/** How a model's serials are made: a stem and a counter, or as the maker lists them. */
export type SerialScheme = Given<"enum IAuthorityRegistry.SerialScheme">;

/** What a robot's title can be branded with. */
export type BrandCode = Given<"enum IDossier.BrandCode">;

/** Kinds of entries in the dossier. */
export type EntryKind = Given<"enum EntryKind">;

/** Kinds of entries that are only a document. */
export type DocumentKind = (typeof documentKinds)[number];

/** The state of a proposal. */
export type ProposalState = Word<"enum IGovernor.ProposalState">;

/** How a seat votes. */
export type Support = Word<"support">;

/** How a campaign says which units it binds. */
export type ScopeKind = Given<"enum IRecallRegistry.ScopeKind">;

/** How grave a campaign is. `advisory` never blocks; `stopUse` says besides that the robot must not be run. */
export type Severity = Given<"enum IRecallRegistry.Severity">;

/** The status of a unit under a campaign. */
export type UnitStatus = Word<"enum IRecallRegistry.UnitStatus">;

/** What a registrar order does. */
export type OrderAction = Given<"enum IRegistrarOrders.Action">;

/** How far a registrar order came. */
export type OrderStatus = Given<"enum IRegistrarOrders.Status">;

/** What can be reported of a robot. */
export type Flag = Given<"enum IRobotFlags.Flag">;

/** The state of a robot; `none` for a code that was never issued. */
export type RobotState = Word<"enum IRobotHistory.State">;

/** On what ground a robot changed hands. */
export type Basis = Given<"enum IRobotOwnership.Basis">;

/** Intelligence level: L1 to L5 of T/CIE 298. */
export type IntelligenceLevel = 1 | 2 | 3 | 4 | 5;

/**
 * What an answer to a challenge shows.
 *
 * - `genuine`: this is the robot of that code
 * - `wrongKey`: this is another machine, or its computer was replaced without a word to the registry
 * - `notActivated`: the code was issued, and no key was ever bound to it: nothing can be shown
 * - `unknownCode`: the code was never issued
 * - `scrapped`: the robot of that code was destroyed: what answers here is another machine
 * - `expired`: the answer came too late, or before the challenge; ask again
 */
export type ChallengeAnswer =
  | "genuine"
  | "wrongKey"
  | "notActivated"
  | "unknownCode"
  | "scrapped"
  | "expired";
