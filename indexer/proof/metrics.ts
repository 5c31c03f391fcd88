// Figures of the proofs for Prometheus.
import { Counter, Gauge, type Registry } from "prom-client";
import { proofStatus } from "./status.js";

/** Registers them. */
export function addProofMetrics(registry: Registry): void {
  const registers = [registry];
  new Counter({
    name: "robotid_node_faults_total",
    help: "How often a node lied, or proved nothing",
    labelNames: ["node", "kind"],
    registers,
    collect() {
      this.reset();
      for (const [node, { lied, failed }] of Object.entries(proofStatus()?.counts ?? {})) {
        this.inc({ node, kind: "lied" }, lied);
        this.inc({ node, kind: "failed" }, failed);
      }
    },
  });
  new Gauge({
    name: "robotid_unproven_seconds",
    help: "For how long the index has waited for what it can prove; 0 while it goes on",
    registers,
    collect() {
      const { waiting } = proofStatus() ?? {};
      this.set(waiting ? Date.now() / 1000 - waiting.since : 0);
    },
  });
}
