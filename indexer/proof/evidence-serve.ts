// Makes evidence in a thread of its own: it takes the processor, for which neither the API nor the index must wait.
import { parentPort, workerData } from "node:worker_threads";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { proven } from "@openrobotid/sdk/proof";
import type { EvidenceAnswer, EvidenceQuestion, EvidenceThreadOptions } from "./evidence.js";
import { EvidenceMaker } from "./evidence-maker.js";

/** Milliseconds that a node may take for an answer, before another is asked. */
const TIMEOUT = 5_000;

const { anchor, rpcUrls, maxAge } = workerData as EvidenceThreadOptions;

const transports = rpcUrls.map((url) =>
  endpointTransport(url, { batch: true, timeout: TIMEOUT, retryCount: 1 }),
);
const maker = new EvidenceMaker(
  proven(transports, { anchor, maxAge: maxAge ?? Number.POSITIVE_INFINITY }),
);

parentPort?.on("message", async ({ number, asked }: EvidenceQuestion) => {
  let answer: EvidenceAnswer;
  try {
    const made = asked === "path" ? await maker.path() : await maker.evidence(asked);
    answer = { number, ...made } as EvidenceAnswer;
  } catch (error) {
    answer = { number, failed: (error as Error).stack ?? String(error) };
  }
  parentPort?.postMessage(answer);
});
