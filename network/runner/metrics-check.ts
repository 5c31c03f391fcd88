// Whether a Besu gives the metrics that alerts and dashboard are made of: releases rename some.
import documented from "../observability/metric-names.json" with { type: "json" };
import type { NodeProcess } from "./node-process.js";

/**
 * Names of `observability/metric-names.json` that a node does not give. Some appear with the first
 * event they count.
 */
export async function missingMetrics({ node }: NodeProcess): Promise<string[]> {
  const response = await fetch(`http://127.0.0.1:${node.metricsPort}/metrics`, {
    signal: AbortSignal.timeout(10_000),
  });
  const told = new Set(
    (await response.text()).split("\n").map((line) => /^[a-zA-Z_:][\w:]*/.exec(line)?.[0]),
  );
  return documented.besu.names.filter((name) => !told.has(name));
}
