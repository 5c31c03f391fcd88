import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { code } from "@openrobotid/testkit/codes";
import { commitment } from "@openrobotid/testkit/device";
import { Capacity, EntryKind as Kind } from "@openrobotid/testkit/enums";
import { modulesFixture, UNITS } from "@openrobotid/testkit/modules";
import { type Connection, DAY, YEAR } from "@openrobotid/testkit/network";
import { SEQUENTIAL_MODEL, unit } from "@openrobotid/testkit/registry";

export const ES = code("ES");
export const MX = code("MX");
export const NONE = "0x0000";
export const MODEL = code(SEQUENTIAL_MODEL);
export const ID = UNITS.sold;

export const DOCUMENT = commitment("a document");
export const REASON = commitment("a reason");
export const IMAGE = commitment("firmware 2.4.1");
export const URI = "ipfs://dossier";

/** Figures of telemetry that nobody knows. */
export const UNKNOWN = 2n ** 32n - 1n;

export const KINDS = Object.values(Kind).filter(
  (kind): kind is Kind => typeof kind === "number" && kind !== Kind.None,
);

/** A capacity that an account can really have. */
export type Held = Exclude<Capacity, Capacity.None>;

export const CAPACITIES = Object.values(Capacity).filter(
  (capacity): capacity is Held => typeof capacity === "number" && capacity !== Capacity.None,
);

const LETTERS: Record<string, Held> = {
  M: Capacity.Maker,
  H: Capacity.Holder,
  O: Capacity.Operator,
  A: Capacity.Authority,
  W: Capacity.Workshop,
  I: Capacity.Inspector,
  N: Capacity.Insurer,
  V: Capacity.Investigator,
};

/** Who may write what. Of `CertificateWithdrawn`, the inspector that issued it; a correction has no row of its own. */
const TABLE: Record<Kind, string> = {
  [Kind.None]: "",
  [Kind.Hardware]: "MW",
  [Kind.FactoryFiling]: "MA",
  [Kind.IntelligenceGrade]: "AI",
  [Kind.SoftwareRelease]: "MW",
  [Kind.Training]: "MHO",
  [Kind.Service]: "MW",
  [Kind.PartReplaced]: "MW",
  [Kind.Inspection]: "AI",
  [Kind.Certificate]: "AI",
  [Kind.CertificateWithdrawn]: "AI",
  [Kind.Incident]: "MHOAWNV",
  [Kind.TelemetryAnchor]: "MHO",
  [Kind.Insurance]: "N",
  [Kind.Correction]: "",
  [Kind.Brand]: "AVN",
};

/** The capacities that may write a kind, by the table. */
export function writersOf(kind: Kind): Held[] {
  return CAPACITIES.filter((capacity) =>
    [...TABLE[kind]].some((letter) => LETTERS[letter] === capacity),
  );
}

/** The same as the contract says it. */
export function bitmap(capacities: Capacity[]): number {
  return capacities.reduce((bits, capacity) => bits | (1 << capacity), 0);
}

export const DOCUMENT_KINDS = [
  Kind.Hardware,
  Kind.FactoryFiling,
  Kind.Service,
  Kind.Inspection,
  Kind.Incident,
  Kind.Insurance,
];

export type Actor = { signer: HardhatEthersSigner; capacity: Held; jurisdiction: string };
export type World = Awaited<ReturnType<typeof dossierFixture>>;

/** The ready world, with an operator of the sold robot and a firmware release of its model. */
export async function dossierFixture(connection: Connection) {
  const world = await modulesFixture(connection);
  const { registry, dossier, owner, operator, maker, authorities } = world;
  const now = await connection.networkHelpers.time.latest();
  await registry.connect(owner).setOperator(ID, operator, now + YEAR);
  await registry.connect(operator).acceptOperator(ID);
  await dossier.connect(maker).publishRelease(MODEL, "2.4.1", IMAGE, URI);

  const act = (capacity: Held, signer: HardhatEthersSigner, jurisdiction = NONE): Actor => ({
    capacity,
    signer,
    jurisdiction,
  });
  /** One that really has each capacity towards the sold robot. */
  const actors: Record<Held, Actor> = {
    [Capacity.Maker]: act(Capacity.Maker, maker),
    [Capacity.Holder]: act(Capacity.Holder, owner),
    [Capacity.Operator]: act(Capacity.Operator, operator),
    [Capacity.Authority]: act(Capacity.Authority, authorities.ES, ES),
    [Capacity.Workshop]: act(Capacity.Workshop, world.workshop, ES),
    [Capacity.Inspector]: act(Capacity.Inspector, world.inspector, ES),
    [Capacity.Recycler]: act(Capacity.Recycler, world.recycler, ES),
    [Capacity.Insurer]: act(Capacity.Insurer, world.insurer, ES),
    [Capacity.Investigator]: act(Capacity.Investigator, world.investigator, ES),
  };
  return { ...world, now, actors };
}

/** The actor that the table names first for a kind. */
export function writerOf({ actors }: World, kind: Kind): Actor {
  const [capacity] = writersOf(kind);
  if (capacity === undefined) throw new Error(`nobody writes ${Kind[kind]}`);
  return actors[capacity];
}

/** A well-formed entry of a kind, about a robot, by an actor. */
export function write({ dossier, now }: World, kind: Kind, actor: Actor, id = ID) {
  const { signer, capacity, jurisdiction } = actor;
  const as = [capacity, jurisdiction] as const;
  const connected = dossier.connect(signer);
  switch (kind) {
    case Kind.IntelligenceGrade:
      return connected.gradeIntelligence(id, ...as, 3, DOCUMENT);
    case Kind.SoftwareRelease:
      return connected.installRelease([id], IMAGE, ...as);
    case Kind.Training:
      return connected.recordTraining(id, ...as, DOCUMENT, REASON, URI);
    case Kind.PartReplaced:
      return connected.replacePart(id, ...as, part());
    case Kind.Certificate:
      return connected.issueCertificate(id, ...as, "ISO 13482:2014", now + YEAR, DOCUMENT, URI);
    case Kind.TelemetryAnchor:
      return connected.anchorTelemetry(id, ...as, telemetry(now));
    case Kind.Brand:
      return connected.brand(id, ...as, 2, "WATER DAMAGE", DOCUMENT);
    default:
      return connected.record(id, kind, ...as, DOCUMENT, URI);
  }
}

/** A battery that was replaced. */
export function part() {
  return {
    partNumber: "BP-48-2",
    removedSerial: commitment("serial of the old battery"),
    fittedSerial: commitment("serial of the new battery"),
    commitment: DOCUMENT,
    uri: URI,
  };
}

/** The day before a moment. */
export function telemetry(until: number) {
  return {
    root: DOCUMENT,
    from: until - DAY,
    to: until,
    operatingHours: 1200n,
    chargeCycles: UNKNOWN,
    falls: 3n,
    uri: URI,
  };
}

/** Any unit of the lot to which nothing happened yet. */
export const FRESH = [unit(50), unit(51), unit(52)] as const;
