// `Anchors` in a file that outlives the process that writes to it, as a chain does. A line is whole or not there.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { AnchorsContract } from "@openrobotid/api-server/access-log/anchoring";
import { anchorsHead, type TelemetryAnchor } from "@openrobotid/sdk/device";
import type { Hex } from "viem";
import { WRITER } from "./documents.js";

/** What the file has of a topic. */
export function anchorsIn(file: string, topic: Hex): readonly TelemetryAnchor[] {
  const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  return lines
    .map((line) => JSON.parse(line) as TelemetryAnchor & { topic: Hex })
    .filter((one) => one.topic === topic)
    .map(({ root, leaves, at }) => ({ root, leaves, at }));
}

/** The contract. */
export function chainFile(file: string, now: () => number): AnchorsContract {
  return {
    ...{ address: WRITER, account: WRITER },
    anchorsOf: async (topic) => {
      const all = anchorsIn(file, topic);
      return { count: all.length, head: anchorsHead(all), anchoredAt: all.at(-1)?.at ?? 0 };
    },
    send: async (topic, root, leaves) =>
      appendFileSync(file, `${JSON.stringify({ topic, root, leaves, at: now() })}\n`),
  };
}
