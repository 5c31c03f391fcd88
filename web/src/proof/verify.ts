// Verifies evidence of a robot from a file and an anchor, and asks nobody.
import { parseRobotId, type RobotId } from "@openrobotid/sdk";
import {
  evidence,
  evidencedChain,
  type ProvingClient,
  readEvidence,
} from "@openrobotid/sdk/evidence";
import { anchorId, parseAnchor, proofErrorOf } from "@openrobotid/sdk/proof";
import { createClient } from "viem";
import type { ProvenRecord } from "./public.js";
import type { NotProven, Question, Result } from "./results.js";

/** What is read of a robot, of what a file has. */
export type ReadRecord = (
  client: ProvingClient,
  asked: { readonly id: RobotId; readonly at: number | undefined },
  log?: Question["log"],
) => Promise<ProvenRecord>;

/** Verifies evidence. What keeps it from being verified is an answer too: `failureOf` says which. */
export async function verify(
  { file, anchor: text, id, maxAge, now, log }: Question,
  read: ReadRecord,
): Promise<Result> {
  const anchor = parseAnchor(text);
  const content = await readEvidence(file);
  const { about } = content;
  if (!about || (id !== undefined && about.id !== id)) {
    const found = about?.id ?? "none";
    return notProven("otherRobot", `The file is about ${found}.`);
  }
  const transport = await evidence(content, { anchor, maxAge, now: () => now });
  const client = createClient({ chain: evidencedChain(anchor), transport, cacheTime: 0 });
  const asked = { id: parseRobotId(about.id), at: about.at };
  const record = await read(client, asked, log);
  const witnessCount = anchor.witnesses?.length ?? 0;
  return {
    ...record,
    answer: "proven",
    anchor: anchorId(anchor),
    bytes: file.length,
    witnessCount,
  };
}

/** What is answered where something was thrown. */
export function failureOf(error: unknown): NotProven {
  const proof = proofErrorOf(error);
  if (!proof) {
    // A fault of the verifier itself, for who looks for it.
    console.error(error);
    return notProven("fault", error instanceof Error ? error.message : String(error));
  }
  if ("said" in proof && "proven" in proof) {
    return { answer: "conflict", proven: String(proof.proven), said: String(proof.said) };
  }
  const reason = "reason" in proof ? String(proof.reason) : proof.answer;
  return notProven(reason, proof.shortMessage);
}

function notProven(reason: string, detail: string): NotProven {
  return { answer: "notProven", reason, detail };
}
