// The words of the example world's files and the numbers that the contracts have for them.

/** Numbers words from 0, in the order of the contract's enum. */
const numbered = <const T extends readonly string[]>(words: T): T => words;

export const STATES = numbered(["none", "issued", "inService", "endOfLife", "scrapped"]);
export const ROLES = numbered([
  "none",
  "workshop",
  "inspector",
  "recycler",
  "insurer",
  "investigator",
]);
export const SCHEMES = numbered(["none", "sequential", "listed"]);
export const MANUFACTURER_STATUSES = numbered([
  "none",
  "active",
  "suspended",
  "revoked",
  "compromised",
]);
export const CAPACITIES = numbered([
  "none",
  "maker",
  "holder",
  "operator",
  "authority",
  "workshop",
  "inspector",
  "recycler",
  "insurer",
  "investigator",
]);
export const DOCUMENT_KINDS = {
  hardware: 1,
  factoryFiling: 2,
  service: 6,
  inspection: 8,
  incident: 11,
  insurance: 13,
} as const;
export const BRANDS = numbered([
  "none",
  "salvage",
  "flood",
  "fire",
  "structuralDamage",
  "export",
  "rebuilt",
  "lemonBuyback",
  "hoursDiscrepancy",
  "theftRecovery",
  "tampering",
  "other",
]);
export const FLAGS = numbered(["none", "stolen", "disputed"]);
export const SEVERITIES = numbered(["none", "advisory", "noTransfer", "stopUse"]);
export const UNIT_STATUSES = numbered(["unaffected", "open", "remedied", "notApplicable"]);
export const ORDER_ACTIONS = numbered(["none", "transfer", "intake"]);
export const ORDER_STATUSES = numbered([
  "none",
  "proposed",
  "objected",
  "countersigned",
  "executed",
  "withdrawn",
]);
export const VOTES = numbered(["against", "for", "abstain"]);

/** The words but the one that means nothing. */
export function choices<T extends readonly [string, ...string[]]>(words: T) {
  return words.slice(1) as unknown as T extends readonly [string, ...infer R extends string[]]
    ? R
    : never;
}

/** The contract's number for a word. */
export function numberOf(words: readonly string[], word: string): number {
  return words.indexOf(word);
}

/** The word for a contract's number. */
export function wordFor(words: readonly string[], number: bigint | number): string {
  return words[Number(number)] ?? `unknown (${number})`;
}

/** A word of the files as people say it: "theftRecovery" is theft recovery. */
export function aloud(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
