// Figures of the API for Prometheus, under /metrics.

import { addProofMetrics } from "@openrobotid/indexer/proof/metrics";
import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** Figures of the API. */
export interface Metrics {
  /** Answers, by operation and status. */
  readonly answers: Counter<"operation" | "status">;
  /** How long they took, in seconds. */
  readonly seconds: Histogram<"operation">;
  /** Requests that were refused for coming too often, by what was counted. */
  readonly refused: Counter<"kind">;
  /** Looks at what is not public, by scope. */
  readonly looks: Counter<"scope" | "question">;
  /** Webhooks sent, by what happened. */
  readonly webhooks: Counter<"outcome">;
}

/**
 * Registers the figures.
 *
 * @param mismatches - Counts the histories that do not hold.
 */
export function createMetrics(registry: Registry, mismatches: () => Promise<number>): Metrics {
  const registers = [registry];
  new Gauge({
    name: "robotid_head_mismatches",
    help: "Robots whose head did not follow from their entries, or is another one on the chain",
    registers,
    async collect() {
      // Without its database everything else is worth knowing all the more.
      this.set(await mismatches().catch(() => Number.NaN));
    },
  });
  addProofMetrics(registry);
  return {
    answers: new Counter({
      name: "robotid_api_answers_total",
      help: "Answers of the API",
      labelNames: ["operation", "status"],
      registers,
    }),
    seconds: new Histogram({
      name: "robotid_api_answer_seconds",
      help: "Time that an answer of the API took",
      labelNames: ["operation"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    refused: new Counter({
      name: "robotid_api_refused_total",
      help: "Requests refused: problems by their kind",
      labelNames: ["kind"],
      registers,
    }),
    looks: new Counter({
      name: "robotid_api_looks_total",
      help: "Looks at what is not public",
      labelNames: ["scope", "question"],
      registers,
    }),
    webhooks: new Counter({
      name: "robotid_webhooks_total",
      help: "Webhooks sent: those that arrived, and attempts that failed",
      labelNames: ["outcome"],
      registers,
    }),
  };
}
