// Papers that the chain of the tests commits to.
import type { RobotId } from "@openrobotid/sdk";
import { createCommitment, type RecordParameters } from "@openrobotid/sdk/actions";
import { type SignedTelemetry, telemetryDigest } from "@openrobotid/sdk/device";
import { clientOf, type Part, time } from "@openrobotid/testkit/chain";
import { spain } from "@openrobotid/testkit/robots";
import { type Hex, keccak256, stringToBytes } from "viem";
import type { Kind } from "../../src/access/tiers.js";
import type { Service } from "./service.js";
import { signedBatch } from "./telemetry.js";

/** A paper that is on the chain. */
export interface Paper {
  readonly robot: RobotId;
  readonly seq: number;
  readonly kind: Kind;
  readonly text: string;
  readonly salt: Hex;
  readonly writer: Part;
  /** Where it is shown; that of a document by default. */
  readonly path?: string;
  /** Telemetry, as it is pushed. */
  readonly signed?: SignedTelemetry;
}

/** A kind of which the chain has a commitment to each document. */
type DocumentPaper = Exclude<Kind, "telemetry">;

/** What a kind is recorded with, beside the commitment. */
type Recorder = (
  writer: Part,
  robot: RobotId,
  commitment: Hex,
) => Promise<{ readonly seq: bigint }>;

/** How each kind is recorded, and by whom. */
export const RECORDERS: {
  readonly [kind in DocumentPaper]: readonly [Part, Recorder];
} = {
  hardware: ["maker", byRecord("hardware", "maker")],
  factoryFiling: ["maker", byRecord("factoryFiling", "maker")],
  service: ["maker", byRecord("service", "maker")],
  incident: ["owner", byRecord("incident", "holder")],
  inspection: ["ES", byRecord("inspection", "authority", true)],
  insurance: ["insurer", byRecord("insurance", "insurer", true)],
  intelligenceGrade: [
    "ES",
    async (writer, id, certificateDigest) =>
      await clientOf(writer).gradeIntelligenceSync({
        ...inSpain(id),
        level: 3,
        certificateDigest,
      }),
  ],
  partReplaced: [
    "maker",
    async (writer, id, commitment) =>
      await clientOf(writer).replacePartSync({
        id,
        capacity: "maker",
        partNumber: "KNEE-L",
        removedSerial: commitment,
        fittedSerial: commitment,
        commitment,
      }),
  ],
  certificate: [
    "ES",
    async (writer, id, commitment) =>
      await clientOf(writer).issueCertificateSync({
        ...inSpain(id),
        scope: "safety",
        expiry: Date.UTC(2028, 0, 1) / 1000,
        commitment,
      }),
  ],
  brand: [
    "insurer",
    async (writer, id, evidenceDigest) =>
      await clientOf(writer).brandSync({
        ...inSpain(id),
        capacity: "insurer",
        code: "fire",
        asReported: "burnt",
        evidenceDigest,
      }),
  ],
};

function inSpain(id: RobotId) {
  return { id, capacity: "authority", jurisdiction: spain } as const;
}

function byRecord(
  kind: RecordParameters["kind"],
  capacity: RecordParameters["capacity"],
  isInSpain = false,
): Recorder {
  return async (writer, id, commitment) =>
    await clientOf(writer).recordSync({
      ...(isInSpain ? inSpain(id) : { id }),
      ...{ kind, capacity, commitment },
    });
}

/** Records a paper of a kind. */
export async function recordPaper(robot: RobotId, kind: Kind, writer?: Part): Promise<Paper> {
  if (kind === "telemetry") return await readPaper(robot);
  const [usual, record] = RECORDERS[kind];
  const by = writer ?? usual;
  const text = `A paper of kind ${kind} by ${by}.`;
  const salt = keccak256(stringToBytes(`salt of ${text}`));
  const { seq } = await record(by, robot, createCommitment(text, salt).commitment);
  return { robot, seq: Number(seq), kind, text, salt, writer: by };
}

/** A batch of telemetry of this second. */
async function readPaper(robot: RobotId): Promise<Paper> {
  const at = await time.latest();
  const signed = await signedBatch(robot, { sequence: at, from: at, until: at });
  return {
    ...{ robot, seq: 0, kind: "telemetry", salt: "0x", writer: "maker", signed },
    text: telemetryDigest(signed.batch),
    path: `/robots/${robot}/telemetry?period=batch&from=${at}&until=${at + 1}`,
  };
}

/** Puts a paper into the vault, as who wrote it. */
export async function putPaper(service: Service, paper: Paper): Promise<Response> {
  const { robot, seq, text, salt, writer, signed } = paper;
  if (signed) {
    const push = await service.as(undefined);
    return await push("PUT", `/robots/${robot}/telemetry`, { body: { batches: [signed] } });
  }
  const ask = await service.as(writer);
  const headers = { "document-salt": salt };
  return await ask("PUT", `/robots/${robot}/documents/${seq}`, { body: text, headers });
}

/** Path of a paper. */
export function pathOf({ robot, seq, path }: Paper): string {
  return path ?? `/robots/${robot}/documents/${seq}`;
}
