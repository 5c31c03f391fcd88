// Ends the parts of a sandbox whose own process was killed before it could. It reads which process groups there are, one
// line each ("+123" begun, "-123" ended), and acts when nobody is left who could write to it.
//
// Plain JavaScript, so that it needs next to nothing while it waits.
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";

const GRACE = 3_000;

/** @type {Set<number>} */
const groups = new Set();

for await (const line of createInterface({ input: process.stdin })) {
  const group = Number(line.slice(1));
  if (line.startsWith("+")) groups.add(group);
  else groups.delete(group);
}
for (const signal of /** @type {const} */ (["SIGTERM", "SIGKILL"])) {
  if (groups.size === 0) break;
  for (const group of groups) {
    try {
      process.kill(-group, signal);
    } catch {
      groups.delete(group);
    }
  }
  if (signal === "SIGTERM") await setTimeout(GRACE);
}
