// Checks the packages as somebody gets them who installs them: packs the SDK and the command, unpacks both in an empty folder,
// with what they declare to depend on and nothing else beside them, and runs them there. Needs no internet.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { command, UserError } from "./command.js";

const USAGE = `Usage: npm run packages -- [options]

Builds and packs the published packages, installs them in an empty folder, and runs them there.

  --built   does not build: takes dist as it is
  --help    this text
`;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PACKAGES = ["sdk", "cli"];
const CODE = "CN-UT01-G1PRO1-26W05000000001234";

type Manifest = {
  name: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
};

const CHECKS: readonly { what: string; line: readonly string[]; says: string }[] = [
  { what: "robotid --help", line: ["robotid", "--help"], says: "Usage: robotid" },
  { what: "robotid parse", line: ["robotid", "parse", CODE.toLowerCase()], says: CODE },
  {
    what: "the SDK",
    line: script(
      `import { parseRobotId } from "@openrobotid/sdk"; console.log(parseRobotId("${CODE}"));`,
    ),
    says: CODE.replaceAll("-", ""),
  },
  {
    what: "every part of the SDK",
    line: script(
      `for (const part of ["abis", "actions", "batch", "chains", "device", "endpoint", "ethers", "history"]) {
         if (Object.keys(await import("@openrobotid/sdk/" + part)).length === 0) throw new Error(part);
       }
       console.log("all there");`,
    ),
    says: "all there",
  },
];

await command(USAGE, { built: { type: "boolean" } }, async ({ built = false }) => {
  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-packages-"));
  try {
    for (const workspace of PACKAGES) {
      if (!built) run("npm", ["run", "--silent", "build"], join(ROOT, workspace));
      install(workspace, folder);
    }
    for (const { what, line, says } of CHECKS) {
      const output = run(process.execPath, programOf(line, folder), folder);
      if (!output.includes(says)) {
        throw new UserError(`${what}: expected "${says}" in what it prints:\n\n${output}`);
      }
      console.log(`✔ ${what}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Puts a package into a folder's node_modules as npm would, and links what it depends on. */
function install(workspace: string, folder: string): void {
  const from = join(ROOT, workspace);
  const manifest = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as Manifest;
  const home = join(folder, "node_modules", manifest.name);
  mkdirSync(home, { recursive: true });
  const [{ filename }] = JSON.parse(
    run("npm", ["pack", "--json", "--pack-destination", folder], from),
  );
  run("tar", ["-xzf", join(folder, filename), "--strip-components=1"], home);
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    if (name.startsWith("@openrobotid/")) continue;
    const link = join(home, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(installed(name, from), link, "junction");
  }
}

/** Where a dependency of a workspace stands. */
function installed(name: string, workspace: string): string {
  const found = [workspace, ROOT]
    .map((folder) => join(folder, "node_modules", name))
    .find((path) => existsSync(path));
  if (found === undefined) throw new UserError(`${name} is not installed.`);
  return found;
}

function script(text: string): string[] {
  return ["--input-type=module", "--eval", text];
}

/** The arguments of Node for a command line; `robotid` stands for the command that was installed. */
function programOf([first = "", ...rest]: readonly string[], folder: string): string[] {
  const bin = join(folder, "node_modules", "@openrobotid", "cli", "bin", "robotid.js");
  return first === "robotid" ? [bin, ...rest] : [first, ...rest];
}

function run(program: string, args: readonly string[], cwd: string): string {
  return execFileSync(program, args, { cwd, encoding: "utf8", maxBuffer: 2 ** 26 });
}
