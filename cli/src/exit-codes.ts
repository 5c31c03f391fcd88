// What the command ends with, in one table: for scripts, the help, the documentation and the tests.

/** Exit codes, by what they say. */
export const EXIT = {
  ok: 0,
  refused: 1,
  usage: 2,
  unknown: 3,
  network: 4,
  mismatch: 5,
  notProven: 6,
  fault: 70,
  interrupted: 130,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each of them means. */
export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: "It was done, or answered; a dry run would pass.",
  refused: "The registry refused it. Nothing has changed.",
  usage: "The command, a code, a file, a key or the configuration is not as it must be.",
  unknown: "The code was never issued, or there is no such maker, model, recall, order or entry.",
  network: "The node does not answer, or answers with an error.",
  mismatch:
    "Something does not verify: a history, a signature, a manifest, a deployment; or two nodes differ, or a node and a proof.",
  notProven: "No node can prove it: it may be true or not. `--no-prove` believes the node.",
  fault: "The command itself is at fault. Please report it.",
  interrupted: "It was interrupted (Ctrl-C, SIGTERM).",
};
