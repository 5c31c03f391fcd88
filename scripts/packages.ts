// Checks the packages as somebody gets them who installs them: packs them, unpacks them in empty folders, with what they declare to
// depend on and nothing else beside them, and runs there what a newcomer writes from their READMEs. Programs that need a browser or a
// compiler run in the tests of their packages. Needs no internet, except for another Node.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { command, UserError } from "@openrobotid/kit/command";
import { nodeOfPrograms, nodeOfVersion } from "@openrobotid/kit/node";
import { installPacked, linkInstalled, programOfReadme } from "@openrobotid/kit/packed";
import type * as sandboxPackage from "@openrobotid/sandbox";
import { execaSync } from "execa";
import { type Abi, createClient, encodeFunctionData, type Hex, http, zeroAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { deployContract, sendTransaction, waitForTransactionReceipt } from "viem/actions";

const USAGE = `Usage: npm run packages -- [options]

Builds and packs the published packages, installs them in empty folders, and runs there what newcomers write.

  --built          does not build: takes dist as it is
  --node <major>   the Node that runs the programs, which npm fetches; the one that runs this where it is left out
  --help           this text
`;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CODE = "CN-UT01-G1PRO1-26W05000000001234";

/** A folder of somebody who installs packages. */
interface Project {
  readonly packages: readonly string[];
  /** What else is installed, and the workspace whose version it is. */
  readonly beside: readonly (readonly [name: string, workspace: string])[];
  /** Optional peers that are not installed. */
  readonly without?: readonly string[];
  /** Programs of READMEs. */
  readonly programs: readonly (readonly [workspace: string, file: string])[];
  readonly checks: readonly Check[];
}

interface Check {
  readonly what: string;
  /** Arguments of Node; `robotid` first is the command that was installed. */
  readonly line: readonly string[];
  /** What it prints, among other things. */
  readonly says: readonly string[];
  /** The first Node that it runs on, where that is not the first of all packages. */
  readonly since?: number;
}

const PROJECTS: readonly Project[] = [
  {
    packages: ["sdk", "cli", "packages/api", "packages/mcp", "packages/sandbox"],
    beside: [
      ["@modelcontextprotocol/sdk", "packages/mcp"],
      ["viem", "packages/sandbox"],
    ],
    programs: [
      ["packages/mcp", "ask.mjs"],
      ["packages/sandbox", "robots.test.js"],
      ["packages/sandbox", "api.test.js"],
      ["sdk", "place.mjs"],
      ["sdk", "safe.mjs"],
    ],
    checks: [
      { what: "robotid --help", line: ["robotid", "--help"], says: ["Usage: robotid"] },
      { what: "robotid parse", line: ["robotid", "parse", CODE.toLowerCase()], says: [CODE] },
      {
        what: "every part of the SDK",
        line: imports(["abis", "actions", "batch", "chains", "device", "endpoint", "ethers"], {
          more: ["evidence", "history", "label", "proof", "rules", "vault", "watch", "witness"],
        }),
        says: ["all there"],
      },
      {
        what: "a robot that is issued and placed on a market",
        line: ["place.mjs"],
        says: [
          "CN-BH01-TERN03-26W50000000000001 is issued\n",
          "CN-BH01-TERN03-26W50000000000001 is inService, on the market of ES",
        ],
      },
      {
        what: "a transfer by consent that a Safe sends",
        line: ["safe.mjs"],
        says: ["It is the buyer's."],
      },
      {
        what: "an agent's session",
        line: ["ask.mjs", "--rpc", "http://127.0.0.1:1"],
        says: ["CN-BH01-TERN03-25W07000000000001"],
      },
      {
        what: "a test with a sandbox",
        line: ["--test", "robots.test.js"],
        says: ["pass 2"],
      },
      {
        what: "a test with a sandbox and its API",
        line: ["--test", "api.test.js"],
        says: ["pass 3"],
        since: 22,
      },
    ],
  },
  {
    packages: ["sdk"],
    beside: [["ethers", "sdk"]],
    without: ["viem"],
    programs: [["sdk", "ethers.mjs"]],
    checks: [
      {
        what: "what needs no viem, without it",
        line: imports(["abis", "ethers", "rules"], { absent: "viem" }),
        says: ["all there"],
      },
      {
        what: "a look-up and a lot with ethers, without viem",
        line: ["ethers.mjs"],
        says: [
          "CN-BH01-TERN03-25W07000000000004 is recalled, on the market of",
          "CN-BH01-TERN03-26W51000000000001 is issued\n",
          "The lot begins at CN-BH01-TERN03-26W51000000000001, and units were issued",
        ],
      },
    ],
  },
];

await command(
  USAGE,
  { built: { type: "boolean" }, node: { type: "string" } },
  async ({ built = false, node: major }) => {
    const workspaces = new Set(PROJECTS.flatMap(({ packages }) => packages));
    for (const workspace of built ? [] : workspaces) {
      run("npm", ["run", "--silent", "build"], join(ROOT, workspace));
    }
    const node = major === undefined ? nodeOfPrograms() : nodeOfVersion(major);
    const version = run(node, ["-p", "process.versions.node"], ROOT);
    console.log(`Node ${version}`);
    const dist = pathToFileURL(join(ROOT, "packages/sandbox/dist/index.js")).href;
    const { startSandbox } = (await import(dist)) as typeof sandboxPackage;
    const sandbox = await startSandbox();
    try {
      for (const project of PROJECTS) await check(project, { path: node, version }, sandbox);
    } finally {
      await sandbox.stop();
    }
  },
);

async function check(
  { packages, beside, without = [], programs, checks }: Project,
  { path: node, version }: { path: string; version: string },
  sandbox: sandboxPackage.Sandbox,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-packages-"));
  try {
    for (const workspace of packages) installPacked(workspace, folder, { without });
    for (const [name, workspace] of beside) linkInstalled(name, workspace, folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    for (const [workspace, file] of programs) {
      writeFileSync(join(folder, file), programOfReadme(workspace, file));
    }
    const deployment = join(folder, "deployment.json");
    writeFileSync(deployment, JSON.stringify(sandbox.deployment));
    const keyOf = (party: string) => sandbox.account(party).privateKey;
    const env = {
      RPC_URL: sandbox.rpcUrl,
      DEPLOYMENT: deployment,
      MAKER_KEY: keyOf("beihu"),
      SELLER_KEY: keyOf("lira"),
      BUYER_KEY: keyOf("hotel"),
      DEALER_KEY: keyOf("norte"),
      SAFE: await deploySafe(sandbox.rpcUrl, keyOf("norte")),
    };
    for (const { what, line, says, since = 0 } of checks) {
      if (Number.parseInt(version, 10) < since) {
        console.log(`- ${what}: needs Node ${since}`);
        continue;
      }
      const output = run(node, programOf(line, folder), folder, env);
      const missing = says.find((text) => !output.includes(text));
      if (missing !== undefined) {
        throw new UserError(`${what}: expected "${missing}" in what it prints:\n\n${output}`);
      }
      console.log(`✔ ${what}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A program that imports parts of the SDK, and makes sure that a package is not there. */
function imports(
  parts: readonly string[],
  { more = [], absent }: { more?: readonly string[]; absent?: string } = {},
): string[] {
  const text = `
    for (const part of ${JSON.stringify(["", ...[...parts, ...more].map((part) => `/${part}`)])}) {
      if (Object.keys(await import("@openrobotid/sdk" + part)).length === 0) throw new Error(part);
    }
    const absent = ${JSON.stringify(absent ?? "")};
    const isThere = absent !== "" && await import(absent).then(() => true, () => false);
    console.log(isThere ? absent + " is there" : "all there");`;
  return ["--input-type=module", "--eval", text];
}

/** Deploys a Safe that one account owns alone, from the contracts as they are published; gives its address. */
async function deploySafe(rpcUrl: string, key: Hex): Promise<Hex> {
  const account = privateKeyToAccount(key);
  const client = createClient({ account, transport: http(rpcUrl), pollingInterval: 50 });
  const require = createRequire(import.meta.url);
  const deploy = async (path: string, args: readonly unknown[]) => {
    const artifact = `@safe-global/safe-smart-account/build/artifacts/contracts/${path}.json`;
    const { abi, bytecode } = require(artifact) as { abi: Abi; bytecode: Hex };
    const hash = await deployContract(client, { abi, bytecode, args, chain: null });
    const { contractAddress } = await waitForTransactionReceipt(client, { hash });
    if (!contractAddress) throw new Error(`${path} was not deployed.`);
    return { abi, address: contractAddress };
  };
  const { abi, address: singleton } = await deploy("Safe.sol/Safe", []);
  const proxy = await deploy("proxies/SafeProxy.sol/SafeProxy", [singleton]);
  const setup = encodeFunctionData({
    abi,
    functionName: "setup",
    args: [[account.address], 1n, zeroAddress, "0x", zeroAddress, zeroAddress, 0n, zeroAddress],
  });
  const hash = await sendTransaction(client, { to: proxy.address, data: setup, chain: null });
  await waitForTransactionReceipt(client, { hash });
  return proxy.address;
}

function programOf([first = "", ...rest]: readonly string[], folder: string): string[] {
  const bin = join(folder, "node_modules", "@openrobotid", "cli", "bin", "robotid.js");
  return first === "robotid" ? [bin, ...rest] : [first, ...rest];
}

function run(program: string, args: readonly string[], cwd: string, env = {}): string {
  return execaSync(program, args, { cwd, env }).stdout;
}
