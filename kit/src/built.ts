// Builds packages for the tests that look at them as they are published.
import { execa } from "execa";
import { isBuilt } from "./builtOnce.js";

const begun = new Map<string, Promise<unknown>>();

/** Builds the workspace in a folder: once, no matter how many tests of a process ask. */
export async function build(folder: string): Promise<void> {
  const building = begun.get(folder) ?? execa("npm", ["run", "--silent", "build"], { cwd: folder });
  begun.set(folder, building);
  await building;
}

/** As {@link build}, of a workspace whose own tests build it too: `npm test` has run them before. */
export async function buildOther(folder: string): Promise<void> {
  if (!isBuilt()) await build(folder);
}
