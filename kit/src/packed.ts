// Installs a workspace as somebody gets it who installs its package: packed, unpacked in another folder, with what it declares to
// depend on and nothing else beside it. Needs no internet.

import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execaSync } from "execa";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

type Manifest = {
  name: string;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
};

/**
 * Puts a package that is built into a folder's node_modules as npm would, and links what it depends on.
 *
 * @param without - Optional peers that nobody has installed.
 */
export function installPacked(
  workspace: string,
  folder: string,
  { without = [] }: { without?: readonly string[] } = {},
): void {
  const from = join(ROOT, workspace);
  const manifest = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as Manifest;
  const home = join(folder, "node_modules", manifest.name);
  mkdirSync(home, { recursive: true });
  const args = ["pack", "--json", "--pack-destination", folder];
  const [{ filename }] = JSON.parse(run("npm", args, from)) as [{ filename: string }];
  run("tar", ["-xzf", join(folder, filename), "--strip-components=1"], home);
  for (const [command, file] of Object.entries(manifest.bin ?? {})) {
    const link = join(folder, "node_modules/.bin", command);
    mkdirSync(dirname(link), { recursive: true });
    chmodSync(join(home, file), 0o755);
    symlinkSync(join(home, file), link);
  }
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    if (name.startsWith("@openrobotid/") || without.includes(name)) continue;
    linkInstalled(name, from, home);
  }
}

/**
 * A program that the README of a workspace shows: the block of code behind the name of its file, which begins a paragraph.
 *
 * @throws Error where it shows none of that name.
 */
export function programOfReadme(workspace: string, file: string): string {
  const readme = readFileSync(join(ROOT, workspace, "README.md"), "utf8");
  const from = readme.indexOf(`\n\`${file}\``);
  const [, program] = /\n```\w+\n(.*?)^```$/ms.exec(readme.slice(from)) ?? [];
  if (from < 0 || program === undefined) {
    throw new Error(`${workspace}/README.md shows no ${file}.`);
  }
  return program;
}

/** Links a package that a workspace uses into another folder's node_modules. */
export function linkInstalled(name: string, workspace: string, folder: string): void {
  const found = [workspace, ROOT]
    .map((place) => join(place, "node_modules", name))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is not installed.`);
  const link = join(folder, "node_modules", name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(found, link, "junction");
}

function run(program: string, args: readonly string[], cwd: string): string {
  return execaSync(program, args, { cwd }).stdout;
}
