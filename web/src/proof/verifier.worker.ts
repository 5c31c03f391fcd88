// Verifies evidence and capsules beside the page, which stays quick meanwhile. It asks nobody: all that it has is the file and the anchor.
//
// A robot's page needs no more than this file. What else a file may need is fetched with the first one that needs it.
import { readPublic } from "./public.js";
import type { Question, Result } from "./results.js";
import { failureOf, type ReadRecord, verify } from "./verify.js";

interface Numbered {
  readonly number: number;
  readonly question: Question;
}

self.addEventListener("message", async ({ data: { number, question } }: MessageEvent<Numbered>) => {
  const result = await answer(question).catch(failureOf);
  self.postMessage({ number, result });
});

async function answer(question: Question): Promise<Result> {
  if (question.capsule === undefined) {
    return await verify(question, question.id === undefined ? readAll : readPublic);
  }
  const { readCapsuleResult } = await import("./capsule.js");
  return await readCapsuleResult(question);
}

const readAll: ReadRecord = async (...asked) =>
  await (await import("./whole.js")).readAll(...asked);
