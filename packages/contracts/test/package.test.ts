// The package as it is published: what it holds, that every compiler that it names takes it, and the programs of its README, in an
// empty folder.

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { foundryProgram } from "@openrobotid/kit/anvil";
import { build } from "@openrobotid/kit/built";
import { faultsOfManifest, faultsOfTypes } from "@openrobotid/kit/lintPackage";
import { nodeOfPrograms } from "@openrobotid/kit/node";
import { installPacked, linkInstalled, programOfReadme } from "@openrobotid/kit/packed";
import * as abis from "@openrobotid/sdk/abis";
import { commitment } from "@openrobotid/testkit/device";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { modulesFixture, UNITS } from "@openrobotid/testkit/modules";
import { type Connection, START } from "@openrobotid/testkit/network";
import { expect } from "chai";
import { network } from "hardhat";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const workspace = "packages/contracts";
const readme = readFileSync(`${root}README.md`, "utf8");

/** What the README says a file holds. */
const fileOfReadme = (path: string) => programOfReadme(workspace, path);

type Compiler = { compile: (input: string, callbacks: object) => string; version: () => string };

/** How the README says where the contracts are. */
const SRC = 'src = "contracts"';

/** Compiles a file that imports others by their path below a folder; gives what the compiler says is wrong. */
function faultsOf(compiler: Compiler, content: string, remappings: string[], folder: string) {
  const input = {
    language: "Solidity",
    sources: { "contracts/ChargingStation.sol": { content } },
    settings: { remappings, viaIR: false, outputSelection: { "*": { "*": ["abi"] } } },
  };
  const read = (path: string) => ({ contents: readFileSync(join(folder, path), "utf8") });
  const output = JSON.parse(compiler.compile(JSON.stringify(input), { import: read })) as {
    errors?: { formattedMessage: string }[];
  };
  return output.errors?.map(({ formattedMessage }) => formattedMessage) ?? [];
}

describe("the package", () => {
  const folder = scratchFolder("open-robot-id-contracts-");
  const installed = join(folder, "node_modules/@openrobotid/contracts");

  before(async () => {
    await build(root);
    installPacked(workspace, folder);
    for (const name of [
      "hardhat",
      "@nomicfoundation/hardhat-toolbox-mocha-ethers",
      "@openzeppelin/contracts",
    ]) {
      linkInstalled(name, workspace, folder);
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  it("passes publint and attw", async () => {
    expect(await faultsOfManifest(root)).to.deep.equal([]);
    expect(await faultsOfTypes(root)).to.equal("");
  }).timeout(180_000);

  it("holds the interfaces, the identifiers, what they import, and nothing of the contracts beside", () => {
    const contracts = fileURLToPath(new URL("../../../contracts/", import.meta.url));
    for (const part of ["interfaces", "identifier"]) {
      expect(readdirSync(join(installed, part))).to.have.members(
        readdirSync(join(contracts, part)),
      );
    }
    expect(readdirSync(join(installed, "registry"))).to.deep.equal(["DeviceKey.sol"]);
    expect(readdirSync(join(installed, "authority"))).to.deep.equal(["Standing.sol"]);
    expect(readdirSync(join(installed, "dossier"))).to.deep.equal(["EntryKind.sol"]);
    expect(readdirSync(installed)).to.have.members([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "abis",
      "authority",
      "dossier",
      "examples",
      "identifier",
      "interfaces",
      "node_modules",
      "package.json",
      "registry",
      "words",
    ]);
  });

  it("has every ABI of the SDK, as JSON", () => {
    const inner = createRequire(join(folder, "program.js"));
    for (const [name, abi] of Object.entries(abis)) {
      const contract = `${name[0]?.toUpperCase()}${name.slice(1, -"Abi".length)}`;
      expect(inner(`@openrobotid/contracts/abis/${contract}.json`)).to.deep.equal(abi);
    }
  });

  it("shows the example of the package in the README", () => {
    const example = readFileSync(join(installed, "examples/ChargingStation.sol"), "utf8");
    expect(fileOfReadme("contracts/ChargingStation.sol")).to.equal(example);
  });

  it("names files that are there, and no others", () => {
    expect(readme).to.contain(`\`${SRC}\` in \`foundry.toml\``);
    const named = [
      ...readme.matchAll(
        /`((?:interfaces|identifier|registry|authority|words|abis|examples)\/[\w/]*(?:\.\w+)?)`/g,
      ),
    ];
    expect(named).to.have.length.greaterThan(3);
    for (const [, path = ""] of named)
      expect(existsSync(join(installed, path)), path).to.equal(true);
  });

  for (const name of ["solc-oldest", "solc"]) {
    const compiler = require(name) as Compiler;
    it(`compiles with solc ${compiler.version().split("+")[0]}, and with the remappings for Foundry`, () => {
      const remappings = fileOfReadme("remappings.txt").trim().split("\n");
      const everything = [...readdirSync(join(installed, "interfaces"))]
        .map((file) => `import "@openrobotid/contracts/interfaces/${file}";`)
        .join("\n");
      const source = `${fileOfReadme("contracts/ChargingStation.sol")}\n${everything}`;
      expect(faultsOf(compiler, source, remappings, folder)).to.deep.equal([]);
    });
  }

  describe("the quick start", () => {
    const node = nodeOfPrograms();

    /** Runs Hardhat in the folder of the newcomer. */
    async function hardhat(args: readonly string[], env: Record<string, string> = {}) {
      const bin = require
        .resolve("hardhat/package.json")
        .replace("package.json", "dist/src/cli.js");
      const { stdout } = await run(node, [bin, ...args], {
        cwd: folder,
        env: { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true", ...env },
        maxBuffer: 2 ** 26,
      });
      return stdout;
    }

    before(() => {
      writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
      for (const file of [
        "contracts/ChargingStation.sol",
        "test/ChargingStation.t.sol",
        "scripts/serve.ts",
        "hardhat.config.ts",
      ]) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        // The compiler that Hardhat would download is the one of this repository.
        const compiler = `{ version: "0.8.37", path: "${require.resolve("solc/soljson.js")}" }`;
        const text = fileOfReadme(file).replace('solidity: "0.8.28"', `solidity: ${compiler}`);
        writeFileSync(join(folder, file), text);
      }
    });

    it("tests the contract with Foundry", async () => {
      writeFileSync(join(folder, "remappings.txt"), fileOfReadme("remappings.txt"));
      writeFileSync(join(folder, "foundry.toml"), `[profile.default]\n${SRC}\n`);
      // The compiler that forge would download is the one of this repository, which is JavaScript.
      const solc = join(folder, "solc.cjs");
      const program = `#!${process.execPath}
        const solc = require(${JSON.stringify(require.resolve("solc"))});
        if (process.argv.includes("--version")) console.log("Version: " + solc.version());
        else console.log(solc.compile(require("node:fs").readFileSync(0, "utf8")));`;
      writeFileSync(solc, program, { mode: 0o755 });
      const args = ["test", "--offline", "--use", solc];
      const { stdout } = await run(foundryProgram("forge"), args, { cwd: folder });
      expect(stdout).to.contain("2 tests passed, 0 failed, 0 skipped");
    });

    it("tests the contract without a registry", async () => {
      expect(await hardhat(["test", "solidity"])).to.match(/\b2 passing\b/);
    });

    it("asks a registry: serves a robot in service, and refuses others with the reason", async () => {
      const server = await network.createServer(
        { override: { initialDate: START } },
        "127.0.0.1",
        0,
      );
      const { port } = await server.listen();
      const url = `http://127.0.0.1:${port}`;
      const connection = await network.create({ network: "localhost", override: { url } });
      try {
        const world = await modulesFixture(connection as Connection);
        await world.flags.connect(world.dealer).raiseFlag(UNITS.abroad, 1, commitment("report"));
        const env = { RPC_URL: url, REGISTRY: await world.registry.getAddress() };
        const ask = async (code: string) =>
          await hardhat(["run", "scripts/serve.ts"], { ...env, ROBOT: code });
        expect(await ask("CNUT01G1PRO126W05000000000001")).to.contain("In service: true\nServed");
        expect(await ask("CNUT01G1PRO126W05000000000002")).to.contain("Refused: NotServed(2,true)");
        expect(await ask("CNUT01G1PRO126W05000000000004")).to.contain(
          "Refused: NotServed(4,false)",
        );
        expect(await ask("CNUT01G1PRO126W05000000999999")).to.contain(
          "Refused: NotServed(0,false)",
        );
      } finally {
        await connection.close();
        await server.close();
      }
    });
  });
});
