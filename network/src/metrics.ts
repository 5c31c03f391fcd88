// How a service of a member's machine makes its metrics.
import { Counter, Gauge, Registry } from "prom-client";

/** A registry of metrics of its own, and what makes gauges and counters in it. */
export function metricsRegistry() {
  const registry = new Registry();
  const registers = [registry];
  const gauge = <label extends string = never>(
    name: string,
    help: string,
    labelNames: label[] = [],
  ) => new Gauge({ name, help, labelNames, registers });
  const counter = <label extends string = never>(
    name: string,
    help: string,
    labelNames: label[] = [],
  ) => new Counter({ name, help, labelNames, registers });
  return { registry, gauge, counter };
}
