// What the permissioner tells Prometheus. The names are also in observability/metric-names.json.
import { metricsRegistry } from "../src/metrics.js";

/** Everything that can be wrong, one word each. */
export const ALARMS = [
  /** No answer of the chain that enough nodes agree on. */
  "chainUnreadable",
  /** The newest block is old. */
  "chainStalled",
  /** A node says something else than the others, or nothing. */
  "dissent",
  /** Besu does not answer, or refuses. */
  "besu",
  /** An entry could not be brought into or out of a list. */
  "lists",
  /** A source of the directory cannot be read. */
  "directorySource",
  /** An entry of the directory was refused. */
  "directoryEntry",
  /** A validator cannot be placed, or is claimed by another seat. */
  "findings",
] as const;

/** What can be wrong. */
export type Alarm = (typeof ALARMS)[number];

/** Alarms with which the lists may not be what they should be. The others want looking into. */
export const GRAVE: ReadonlySet<Alarm> = new Set(["chainUnreadable", "chainStalled", "besu"]);

/** The metrics of one permissioner. */
export function createMetrics() {
  const { registry, gauge, counter } = metricsRegistry();
  return {
    registry,
    alarm: gauge("robotid_permissioner_alarm", "1 while this is wrong, 0 while it is not.", [
      "kind",
    ]),
    lastApplied: gauge(
      "robotid_permissioner_last_applied_timestamp_seconds",
      "When the lists of Besu were last found or made to be what the contracts say.",
    ),
    block: gauge("robotid_permissioner_block", "The block that the lists were last computed of."),
    nodes: gauge("robotid_permissioner_nodes", "Nodes on Besu's allowlist."),
    accounts: gauge("robotid_permissioner_accounts", "Accounts on Besu's allowlist."),
    changes: counter(
      "robotid_permissioner_changes_total",
      "Entries added to and removed from the lists of Besu.",
      ["change"],
    ),
    steps: counter(
      "robotid_permissioner_steps_total",
      "Times that the lists were looked at, by outcome.",
      ["outcome"],
    ),
    interval: gauge("robotid_block_interval_seconds", "Seconds between the latest two blocks."),
    timestamp: gauge("robotid_block_timestamp_seconds", "Time of the latest block."),
    round: gauge(
      "robotid_block_round",
      "Round in which the latest block was agreed on: 0 where the first proposer succeeded.",
    ),
    failedRounds: counter("robotid_failed_rounds_total", "Rounds that ended without a block."),
    validators: gauge("robotid_validators", "Validators that the contract names."),
    sealed: gauge(
      "robotid_validator_last_sealed_timestamp_seconds",
      "Time of the latest block that carries the validator's seal or that it proposed.",
      ["validator", "seat"],
    ),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
