// Anchors of the command line: from a file of their own, or from the deployment file that carries one.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Anchor } from "@openrobotid/sdk/proof";
import { usageFailure } from "./failure.js";
import type { Session } from "./session.js";

/** The anchor that is meant: the file that is named, or the one of the deployment. */
export async function anchorFor(
  session: Session,
  command: CommandUnknownOpts,
  file: string | undefined,
): Promise<Anchor> {
  const { anchorOf, parseAnchor } = await import("@openrobotid/sdk/proof");
  if (file !== undefined) {
    return parseAnchor(readFileSync(resolve(session.shell.cwd, file), "utf8"));
  }
  const { target, deployment } = await session.target(command);
  const anchor = anchorOf(deployment);
  if (anchor) return anchor;
  throw usageFailure(
    `${target.deployment} carries no anchor, so that nothing can be proven from it.`,
    "Give one with --anchor FILE, got from a place other than the node that is asked.",
  );
}
