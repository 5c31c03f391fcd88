// The process of `robotid`.
import { constants } from "node:os";
import { text } from "node:stream/consumers";
import { EXIT } from "./exit-codes.js";
import { fileFault } from "./file-faults.js";
import { run } from "./run.js";

const controller = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // Anyone who asks twice does not want to wait.
    if (controller.signal.aborted) process.exit(128 + constants.signals[signal]);
    controller.abort();
  });
}
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Anyone who read this has read enough, as `head` does.
    if (error.code === "EPIPE") process.exit(process.exitCode ?? EXIT.ok);
    if (stream === process.stdout) {
      process.stderr.write(
        `✘ The answer could not be written: ${fileFault(error) ?? error.message}.\n`,
      );
    }
    process.exit(EXIT.usage);
  });
}

const exitCode = await run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  out: (content) => process.stdout.write(content),
  err: (content) => process.stderr.write(content),
  outIsTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  canAsk: process.stdin.isTTY === true && process.stderr.isTTY === true,
  readInput: () => text(process.stdin),
  signal: controller.signal,
});
// Connections may be open still. What was written goes out first; where it cannot, the stream says so.
process.exitCode = exitCode;
process.stdout.write("", (error) => {
  if (!error) process.exit(exitCode);
});
