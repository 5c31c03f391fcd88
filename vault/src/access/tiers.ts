// Who may see which documents: the one table. `docs/vault.md` holds the same table, and tests hold both together and try every cell.
import { type DocumentKind, documentKinds } from "@openrobotid/sdk/actions";

/** How somebody gets to see a document of a kind. */
export type Way =
  /** By what it is. */
  | "yes"
  /** By what it is, and a grant of the holder. */
  | "grant"
  /** By a grant of the holder, or by breaking the glass. */
  | "glass"
  | "no";

/** What somebody is to a document, as the chain says at the moment of the request. The first that opens a document is the one that is logged. */
export const PARTIES = {
  holder: "holds the robot now",
  operator: "named by the holder, accepted, term running",
  holderThen: "held the robot as the entry was made",
  operatorThen: "ran the robot as the entry was made",
  maker: "made the robot, and is not declared compromised",
  authority: "acts for the country that answers for the robot",
  workshop: "accredited in that country, with a grant of the holder for work on the robot",
  insurer: "accredited in that country, with a grant of the holder as its mandate",
  reader: "any account with a grant of the holder: a buyer, an expert",
  investigator: "accredited in that country; breaks the glass where it has no grant",
  public: "everybody",
} as const;

/** One of {@link PARTIES}. */
export type Party = keyof typeof PARTIES;

/** Ways of all parties. */
export type Row = { readonly [party in Party]: Way };

/** What is of the robot itself. */
const OF_THE_ROBOT: Row = {
  holder: "yes",
  operator: "yes",
  holderThen: "yes",
  operatorThen: "yes",
  maker: "yes",
  authority: "yes",
  workshop: "grant",
  insurer: "grant",
  reader: "grant",
  investigator: "glass",
  public: "no",
};

/** What happened with people around. */
const OF_AN_EVENT: Row = { ...OF_THE_ROBOT, workshop: "no" };

/** What is of those who made a contract. A later holder has no part in it. */
const OF_A_CONTRACT: Row = {
  ...OF_THE_ROBOT,
  holder: "no",
  operator: "no",
  operatorThen: "no",
  maker: "no",
  authority: "no",
  workshop: "no",
  reader: "no",
};

/** How somebody uses a robot, from day to day: who holds and runs it decide who else is to know (Regulation (EU) 2023/2854, article 4). */
const OF_USE: Row = { ...OF_AN_EVENT, workshop: "grant", maker: "no", authority: "no" };

/** Answers without the file, of telemetry. Who may see telemetry may ask as well. */
export const ANSWERS: Row = OF_USE;

/** What nobody has decided about yet: a kind of document that came to the dossier later. */
const UNDECIDED: Row = {
  ...OF_A_CONTRACT,
  holder: "yes",
  reader: "grant",
  insurer: "no",
  investigator: "no",
};

/** What was decided about kinds of documents, as the dossier calls them; a correction is of the kind that it corrects. */
export const DECIDED = {
  hardware: OF_THE_ROBOT,
  factoryFiling: { ...OF_THE_ROBOT, insurer: "no" },
  intelligenceGrade: OF_THE_ROBOT,
  service: OF_THE_ROBOT,
  partReplaced: OF_THE_ROBOT,
  inspection: OF_THE_ROBOT,
  certificate: OF_THE_ROBOT,
  incident: OF_AN_EVENT,
  insurance: OF_A_CONTRACT,
  brand: OF_AN_EVENT,
  telemetry: OF_USE,
} as const satisfies Record<string, Row>;

/** A kind of document. */
export type Kind = keyof typeof DECIDED | DocumentKind;

/** All kinds of documents. One of the dossier about which nothing was decided is the holder's, who may grant it. */
export const KINDS: Readonly<Record<Kind, Row>> = {
  ...DECIDED,
  ...(Object.fromEntries(
    documentKinds.filter((kind) => !(kind in DECIDED)).map((kind) => [kind, UNDECIDED]),
  ) as Record<Exclude<Kind, keyof typeof DECIDED>, Row>),
};

/** What a holder can grant: kinds of documents, and answers without the file. */
export const GRANTABLE = [...(Object.keys(KINDS) as Kind[]), "answers"] as const;

/** One of {@link GRANTABLE}. */
export type Grantable = (typeof GRANTABLE)[number];

/** As what a holder can let somebody see. */
export const CAPACITIES = [
  "workshop",
  "insurer",
  "reader",
  "investigator",
] as const satisfies readonly Party[];

/** One of {@link CAPACITIES}. */
export type Capacity = (typeof CAPACITIES)[number];
