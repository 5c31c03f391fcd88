// What the engine tells monitoring. network/observability/ uses it.
import { Counter, Gauge, Registry } from "prom-client";

/** The figures of an engine. */
export type EngineMetrics = ReturnType<typeof createEngineMetrics>;

/** Makes them, in a registry of their own. */
export function createEngineMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    block: new Gauge({
      name: "robotid_index_block",
      help: "Number of the last block that the index took in",
      registers,
    }),
    timestamp: new Gauge({
      name: "robotid_index_block_timestamp_seconds",
      help: "Time of the last block that the index took in",
      registers,
    }),
    follows: new Gauge({
      name: "robotid_index_follows",
      help: "1 once the index has taken in the chain's past",
      registers,
    }),
    events: new Counter({
      name: "robotid_index_events_total",
      help: "Events that this process took in",
      registers,
    }),
    reorganisations: new Counter({
      name: "robotid_index_reorganisations_total",
      help: "Times that the index took blocks back that the chain gave up",
      registers,
    }),
    nodeFailures: new Counter({
      name: "robotid_index_node_failures_total",
      help: "Requests of the index that a node did not answer",
      labelNames: ["node"],
      registers,
    }),
  };
}
