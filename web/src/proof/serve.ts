// Verifies evidence. It asks nobody: all that it has is the file and the anchor.
import { parseRobotId, type RobotId } from "@openrobotid/sdk";
import {
  evidence,
  evidencedChain,
  type ProvingClient,
  readEvidence,
} from "@openrobotid/sdk/evidence";
import { anchorId, parseAnchor, proofErrorOf } from "@openrobotid/sdk/proof";
import { createClient } from "viem";
import type { NotProven, Proven, Question, Result } from "./results.js";

/** What is read from a file. */
export type ProvenRecord = Omit<Proven, "answer" | "anchor" | "bytes">;

/** Reads it with a client that has nothing but the file. */
export type ReadRecord = (
  client: ProvingClient,
  asked: { readonly id: RobotId; readonly at: number | undefined },
) => Promise<ProvenRecord>;

interface Numbered {
  readonly number: number;
  readonly question: Question;
}

/** Answers the questions of the page. */
export function serve(
  read: ReadRecord,
  readCapsule?: (question: Question) => Promise<Result>,
): void {
  self.addEventListener(
    "message",
    async ({ data: { number, question } }: MessageEvent<Numbered>) => {
      const isCapsule = question.capsule !== undefined && readCapsule;
      const result = isCapsule
        ? await readCapsule(question).catch(failureOf)
        : await verify(question, read);
      self.postMessage({ number, result });
    },
  );
}

/** Verifies a file. Never throws. */
export async function verify(
  { file, anchor: text, id, maxAge, now }: Question,
  read: ReadRecord,
): Promise<Result> {
  try {
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
    const record = await read(client, asked);
    return { answer: "proven", anchor: anchorId(anchor), bytes: file.length, ...record };
  } catch (error) {
    return failureOf(error);
  }
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
