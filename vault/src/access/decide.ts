// Whether somebody may see a document, by the table alone. Asks no chain, no database and no clock.
import type { CommittedDocument } from "../chain/documents.js";
import {
  ANSWERS,
  type Capacity,
  type Grantable,
  KINDS,
  PARTIES,
  type Party,
  type Row,
} from "./tiers.js";

/** A grant that is in force: signed by who holds the robot now. */
export interface ForceGrant {
  readonly id: string;
  readonly holder: string;
  readonly capacity: Capacity;
  readonly kinds: readonly Grantable[];
  readonly purpose: string;
}

/** A glass that somebody broke, and that is still open. */
export interface BrokenGlass {
  readonly id: string;
  readonly caseNumber: string;
  readonly reason: string;
}

/** What somebody is to a robot and has at the moment of the request. */
export interface Standing {
  /** Who asks; `undefined` for nobody in particular. */
  readonly account: string | undefined;
  /** By the chain, without what depends on the document. */
  readonly parties: ReadonlySet<Party>;
  readonly grants: readonly ForceGrant[];
  readonly glass: BrokenGlass | undefined;
}

/** Why a document is shown. */
export interface Entitlement {
  readonly party: Party;
  readonly grant?: ForceGrant;
  readonly glass?: BrokenGlass;
}

/** What somebody may see a document as; `undefined` where it may not. */
export function entitlementTo(
  document: Pick<CommittedDocument, "kind" | "past">,
  standing: Standing,
): Entitlement | undefined {
  return entitlementBy(KINDS[document.kind], document, standing);
}

/** What somebody may be answered as; `undefined` where it may not. Who may see telemetry itself may ask, too. */
export function entitlementToAnswers(standing: Standing): Entitlement | undefined {
  const past = { holder: undefined, operator: undefined };
  return (
    entitlementBy(ANSWERS, { kind: "answers", past }, standing) ??
    entitlementTo({ kind: "telemetry", past }, standing)
  );
}

/** What is shown: a document, or an answer. */
interface Shown {
  readonly kind: Grantable;
  readonly past: CommittedDocument["past"];
}

function entitlementBy(row: Row, shown: Shown, standing: Standing): Entitlement | undefined {
  const parties = partiesTo(shown, standing);
  for (const party of Object.keys(PARTIES) as Party[]) {
    const way = row[party];
    if (way === "no" || !parties.has(party)) continue;
    if (way === "yes") return { party };
    const grant = grantFor(row, shown, party, standing);
    if (grant) return { party, grant };
    if (way === "glass" && standing.glass) return { party, glass: standing.glass };
  }
  return undefined;
}

/** All that somebody is to a document. */
export function partiesTo(
  { past }: Pick<CommittedDocument, "past">,
  { account, parties }: Pick<Standing, "account" | "parties">,
): ReadonlySet<Party> {
  const all = new Set<Party>([...parties, "reader", "public"]);
  if (account === undefined) return all;
  if (past.holder === account) all.add("holderThen");
  if (past.operator === account) all.add("operatorThen");
  return all;
}

/** Nobody lets others see more than it sees itself. */
function grantFor(
  row: Row,
  { kind, past }: Shown,
  party: Party,
  { grants }: Standing,
): ForceGrant | undefined {
  return grants.find(({ capacity, kinds, holder }) => {
    if (capacity !== party) return false;
    const holderSees = row.holder === "yes" || (row.holderThen === "yes" && past.holder === holder);
    return kinds.includes(kind) && holderSees;
  });
}
