#!/usr/bin/env node
// Starts `robotid`: the built command where the package is installed; in the repository its source, so that a fresh clone
// needs no build, under a Node that is new enough for the tools.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const bootstrap = at("../../scripts/bootstrap.mjs");

if (existsSync(at("../src/main.ts")) && existsSync(bootstrap)) {
  const child = spawn(process.execPath, [bootstrap, "cli/src/main.ts", ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  // A terminal sends Ctrl-C to the child as well.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
} else {
  await import("../dist/main.js");
}
