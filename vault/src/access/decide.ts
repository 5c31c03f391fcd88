// Whether somebody may see a document, by the table alone. Asks no chain, no database and no clock.
import type { CommittedDocument } from "../chain/documents.js";
import { type Capacity, KINDS, type Kind, PARTIES, type Party } from "./tiers.js";

/** A grant that is in force: signed by who holds the robot now. */
export interface ForceGrant {
  readonly id: string;
  readonly holder: string;
  readonly capacity: Capacity;
  readonly kinds: readonly Kind[];
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
  const row = KINDS[document.kind];
  const parties = partiesTo(document, standing);
  for (const party of Object.keys(PARTIES) as Party[]) {
    const way = row[party];
    if (way === "no" || !parties.has(party)) continue;
    if (way === "yes") return { party };
    const grant = grantFor(document, party, standing);
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
  { kind, past }: Pick<CommittedDocument, "kind" | "past">,
  party: Party,
  { grants }: Standing,
): ForceGrant | undefined {
  const row = KINDS[kind];
  return grants.find(({ capacity, kinds, holder }) => {
    if (capacity !== party) return false;
    const holderSees = row.holder === "yes" || (row.holderThen === "yes" && past.holder === holder);
    return kinds.includes(kind) && holderSees;
  });
}
