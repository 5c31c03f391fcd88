// What a witness tells Prometheus. The names are also in observability/metric-names.json.
import { metricsRegistry } from "../src/metrics.js";

/** Everything that can be wrong, one word each. */
export const ALARMS = [
  /** Nothing of the chain is proven. */
  "chainUnproven",
  /** The node shows a chain that this witness's own signature contradicts. */
  "contradiction",
  /** A second chain was seen: a file shows it. */
  "secondChain",
  /** A member's witness does not answer, or serves what it did not sign or what cannot be compared with the chain. */
  "witnessSilent",
  /** A source of the directory cannot be read. */
  "directorySource",
  /** The list of witnesses could not be made. */
  "witnessList",
] as const;

/** What can be wrong. */
export type Alarm = (typeof ALARMS)[number];

/** Alarms with which the witness does not do its work, or the chain is not what it should be. */
export const GRAVE: ReadonlySet<Alarm> = new Set(["chainUnproven", "contradiction", "secondChain"]);

/** The metrics of one witness. */
export function createMetrics() {
  const { registry, gauge, counter } = metricsRegistry();
  return {
    registry,
    alarm: gauge("robotid_witness_alarm", "1 while this is wrong, 0 while it is not.", ["kind"]),
    block: gauge("robotid_witness_block", "Number of the block that was cosigned last."),
    timestamp: gauge(
      "robotid_witness_block_timestamp_seconds",
      "Time of the block that was cosigned last.",
    ),
    newest: gauge(
      "robotid_witness_seen_block",
      "Number of the newest block that the witness of a seat cosigned, as the monitor saw it.",
      ["seat"],
    ),
    secondChains: gauge("robotid_witness_second_chains", "Files that show a second chain."),
    signed: counter("robotid_witness_signed_total", "Blocks that were cosigned since the start."),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
