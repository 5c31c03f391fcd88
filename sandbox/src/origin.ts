// What a world was made from. A chain that is kept goes on though the sources have changed since,
// and those who play with it are told.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { filesIn } from "@openrobotid/kit/run";
import { ROOT, readJsonFile, type SandboxFolder, writeWhole } from "./folder.js";

type Origin = { world: string; digest: string };

/** Notes what the world of a folder is made from. */
export function noteOrigin(folder: SandboxFolder, world: string): void {
  writeWhole(folder.origin, JSON.stringify(originOf(resolve(world)), null, 2));
}

/** The folder of the world that is kept, and whether what it was made from has changed since. */
export function readOrigin(folder: SandboxFolder): { world: string; isChanged: boolean } {
  const { world, digest } = readJsonFile<Origin>(folder.origin);
  return { world, isChanged: originOf(world).digest !== digest };
}

function originOf(world: string): Origin {
  const files = [
    ...filesIn(join(ROOT, "contracts"), ".sol"),
    ...filesIn(join(ROOT, "deployment"), ".ts"),
    join(ROOT, "deployment", "ignition", "parameters.json"),
    ...[".csv", ".json"].flatMap((extension) => filesIn(world, extension)),
  ];
  const hash = createHash("sha256");
  for (const file of files.filter((path) => existsSync(path))) {
    hash.update(relative(ROOT, file)).update(readFileSync(file));
  }
  return { world, digest: hash.digest("hex") };
}
