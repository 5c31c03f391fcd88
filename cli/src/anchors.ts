// Anchors of the command line: from a file of their own, or from the deployment file that carries one.
import { resolve } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Deployment } from "@openrobotid/sdk/chains";
import type { Anchor } from "@openrobotid/sdk/proof";
import type { Target } from "./connection.js";
import { usageFailure } from "./failure.js";
import { readText } from "./read-file.js";
import type { Shell } from "./shell.js";

/** What says which anchor is meant: a session. */
interface Meant {
  readonly shell: Shell;
  options(command: CommandUnknownOpts): { readonly anchor?: string | undefined };
  target(command: CommandUnknownOpts): Promise<{ target: Target; deployment: Deployment }>;
}

/** The anchor that is meant: the file that is named, or the one of the deployment; `undefined` where there is none. */
export async function findAnchor(
  session: Meant,
  command: CommandUnknownOpts,
): Promise<Anchor | undefined> {
  const { anchorOf, parseAnchor } = await import("@openrobotid/sdk/proof");
  const { anchor: given } = session.options(command);
  // With a file of its own, no registry has to be found.
  if (given !== undefined) return parseAnchor(readText(resolve(session.shell.cwd, given)));
  const { target, deployment } = await session.target(command);
  return target.anchor === undefined
    ? anchorOf(deployment)
    : parseAnchor(readText(resolve(session.shell.cwd, target.anchor)));
}

/** As {@link findAnchor}, where nothing can be done without one. */
export async function anchorFor(session: Meant, command: CommandUnknownOpts): Promise<Anchor> {
  const anchor = await findAnchor(session, command);
  if (anchor) return anchor;
  const { target } = await session.target(command);
  throw usageFailure(
    `${target.deployment} carries no anchor, so that nothing can be proven from it.`,
    "Give one with --anchor FILE, got from a place other than the node that is asked.",
  );
}
