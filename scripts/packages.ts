// Checks the packages as somebody gets them who installs them: packs those whose programs use one another, the SDK, the command, the
// tools for agents and the sandbox, unpacks them in an empty folder, with what they declare to depend on and nothing else beside them,
// and runs them there. The other packages are checked by their own tests. Needs no internet.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { command, UserError } from "@openrobotid/kit/command";
import { installPacked, linkInstalled } from "@openrobotid/kit/packed";
import { execaSync } from "execa";

const USAGE = `Usage: npm run packages -- [options]

Builds and packs the published packages, installs them in an empty folder, and runs them there.

  --built   does not build: takes dist as it is
  --help    this text
`;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PACKAGES = ["sdk", "cli", "packages/mcp", "packages/sandbox"];
/** Programs of READMEs. */
const PROGRAMS = [
  ["packages/mcp", "ask.mjs"],
  ["packages/sandbox", "robots.test.js"],
] as const;
const CODE = "CN-UT01-G1PRO1-26W05000000001234";

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
      `for (const part of ["abis", "actions", "batch", "chains", "device", "endpoint", "ethers", "evidence", "history", "proof", "rules", "vault"]) {
         if (Object.keys(await import("@openrobotid/sdk/" + part)).length === 0) throw new Error(part);
       }
       console.log("all there");`,
    ),
    says: "all there",
  },
  {
    what: "an agent's session, as the README of the tools for agents has it",
    line: ["ask.mjs", "--rpc", "http://127.0.0.1:1"],
    says: "CN-BH01-TERN03-25W07000000000001",
  },
  {
    what: "a test with a sandbox, as its README has it",
    line: ["--test", "robots.test.js"],
    says: "pass 2",
  },
];

await command(USAGE, { built: { type: "boolean" } }, async ({ built = false }) => {
  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-packages-"));
  try {
    for (const workspace of PACKAGES) {
      if (!built) run("npm", ["run", "--silent", "build"], join(ROOT, workspace));
      installPacked(workspace, folder);
    }
    linkInstalled("@modelcontextprotocol/sdk", "packages/mcp", folder);
    linkInstalled("viem", "packages/sandbox", folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    for (const [workspace, file] of PROGRAMS) {
      writeFileSync(join(folder, file), programOfReadme(workspace, file));
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

function script(text: string): string[] {
  return ["--input-type=module", "--eval", text];
}

/** A program that the README of a workspace shows under the name of its file. */
function programOfReadme(workspace: string, file: string): string {
  const readme = readFileSync(join(ROOT, workspace, "README.md"), "utf8");
  const [, program] =
    new RegExp(`^\`${file}\`:\\n\\n\`\`\`js\\n(.*?)^\`\`\`$`, "ms").exec(readme) ?? [];
  if (program === undefined) throw new UserError(`${workspace}/README.md shows no ${file}.`);
  return program;
}

/** The arguments of Node for a command line; `robotid` stands for the command that was installed. */
function programOf([first = "", ...rest]: readonly string[], folder: string): string[] {
  const bin = join(folder, "node_modules", "@openrobotid", "cli", "bin", "robotid.js");
  return first === "robotid" ? [bin, ...rest] : [first, ...rest];
}

function run(program: string, args: readonly string[], cwd: string): string {
  return execaSync(program, args, { cwd }).stdout;
}
