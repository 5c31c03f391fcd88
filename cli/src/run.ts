// Runs the command once, in whatever surroundings: the process of `robotid`, or a test.

import { printable } from "@openrobotid/sdk";
import { requireChecksums } from "./addresses.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import { Failure, interruption, toFailure } from "./failure.js";
import { toJson } from "./json.js";
import { createProgram } from "./program.js";
import { withoutSecrets } from "./secrets.js";
import { Session } from "./session.js";
import type { Shell } from "./shell.js";

/** Runs the command with these arguments, and says what it ends with. It never throws. */
export async function run(args: readonly string[], shell: Shell): Promise<ExitCode> {
  const session = new Session(shell);
  try {
    const program = createProgram(session);
    program.hook("preAction", async (_program, command) => {
      session.begin(command);
      await requireChecksums(command);
    });
    if (args.length === 0) program.help();
    await orInterrupted(program.parseAsync([...args], { from: "user" }), session);
    return session.exitCode;
  } catch (error) {
    const { code, exitCode } = error as { code?: unknown; exitCode?: unknown };
    // Help and version are on the screen already: asked for, or in the place of a command that is missing.
    if (code === "commander.help" && exitCode !== 0) return EXIT.usage;
    if (error instanceof Error && exitCode === 0) return EXIT.ok;
    const failure = toFailure(error);
    report(failure, session, args.includes("--json"));
    return failure.exitCode;
  } finally {
    session.end();
  }
}

async function orInterrupted(ended: Promise<unknown>, session: Session): Promise<void> {
  const { signal } = session;
  const interrupted = new Promise<never>((_, reject) => {
    const stop = () => {
      if (!session.stopsByItself) reject(toFailure(stopReason(session)));
    };
    signal.addEventListener("abort", stop, { once: true });
  });
  await Promise.race([ended, interrupted]);
}

/** Why a run was stopped: its own time was up, or somebody told it to. */
function stopReason({ signal }: Session): unknown {
  const { reason } = signal;
  return reason instanceof Failure ? reason : interruption();
}

function report(failure: Failure, { shell, sent }: Session, isJson: boolean): void {
  const { exitCode, code, message, suggestion, details, lines } = failure;
  const onItsWay = exitCode === EXIT.interrupted || exitCode === EXIT.network ? sent : [];
  if (isJson) {
    const error = { exitCode, code, message, suggestion, details, sent: onItsWay };
    shell.err(`${withoutSecrets(toJson({ error }), shell.env)}\n`);
    return;
  }
  const said = [message, ...lines, ...(suggestion ? [suggestion] : [])].map(printable);
  for (const hash of onItsWay)
    said.push(`Sent already, and may still be executed: transaction ${hash}.`);
  const text = said.map((line, index) => (index === 0 ? `✘ ${line}` : `  ${line}`)).join("\n");
  shell.err(`${withoutSecrets(text, shell.env)}\n`);
}
