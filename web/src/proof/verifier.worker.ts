// Verifies evidence and capsules beside the page, which stays quick meanwhile. It asks nobody: all that it has is the file and the anchor.
//
// A robot's page needs no more than this file. What else a file may need is fetched with the first one that needs it.
import { parseRobotId, type RobotId } from "@openrobotid/sdk";
import {
  evidence,
  evidencedChain,
  type ProvingClient,
  readEvidence,
} from "@openrobotid/sdk/evidence";
import { anchorId, parseAnchor, proofErrorOf } from "@openrobotid/sdk/proof";
import { createClient } from "viem";
import { type ProvenRecord, readPublic } from "./public.js";
import type { NotProven, Question, Result } from "./results.js";

interface Numbered {
  readonly number: number;
  readonly question: Question;
}

self.addEventListener("message", async ({ data: { number, question } }: MessageEvent<Numbered>) => {
  const result = await answer(question).catch(failureOf);
  self.postMessage({ number, result });
});

async function answer(question: Question): Promise<Result> {
  if (question.capsule === undefined) return await verify(question);
  const { readCapsuleResult } = await import("./capsule.js");
  return await readCapsuleResult(question);
}

async function verify({ file, anchor: text, id, maxAge, now }: Question): Promise<Result> {
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
  const record = id === undefined ? await readAll(client, asked) : await readPublic(client, asked);
  const witnessCount = anchor.witnesses?.length ?? 0;
  return {
    ...record,
    answer: "proven",
    anchor: anchorId(anchor),
    bytes: file.length,
    witnessCount,
  };
}

/** The whole record where the file holds it, else the public view. */
async function readAll(
  client: ProvingClient,
  asked: { readonly id: RobotId; readonly at: number | undefined },
): Promise<ProvenRecord> {
  const { readWhole } = await import("./whole.js");
  return (await readWhole(client, asked)) ?? (await readPublic(client, asked));
}

function failureOf(error: unknown): NotProven {
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
