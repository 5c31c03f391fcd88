import { createRequire } from "node:module";
import hardhatToolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { builtOnce, isBuilt } from "@openrobotid/kit/builtOnce";
import { ownWarnings } from "@openrobotid/kit/ownWarnings";
import { defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);

// Fuzzing starts from one seed, so that a failure repeats on every machine.
const seed = "0x000000000000000000000000000000000000000000000000000000000b07c0de";

// Instrumented code must not pass for the real one, to the size check or to a deployment: it has folders of its own.
const coverage = process.argv.includes("--coverage") || process.env.HARDHAT_COVERAGE === "true";

const compiler = {
  version: "0.8.37",
  // The compiler comes from npm, so that the lockfile pins it and nothing else is downloaded.
  path: require.resolve("solc/soljson.js"),
  settings: {
    evmVersion: "osaka",
    viaIR: true,
    // As many as leave the registry of robots some room below the limit of 24,576 bytes.
    optimizer: { enabled: true, runs: 600 },
    // The reference pages of docs/ are made from the contracts' own documentation.
    outputSelection: { "*": { "*": ["userdoc", "devdoc", "storageLayout"] } },
  },
};

// Tests that deploy the contracts as compiled by the above, and contain none: to optimize the tests themselves would take
// the compiler minutes.
const plainTests = [
  "Consortium",
  "ConsortiumGovernor",
  "Issuance",
  "Recall",
  "RegistryInvariant",
].map((name) => `test/solidity/${name}.t.sol`);
const withoutOptimizer = {
  ...compiler,
  settings: { ...compiler.settings, viaIR: false, optimizer: { enabled: false } },
};

export default defineConfig({
  plugins: [hardhatToolbox, builtOnce, ownWarnings],
  paths: {
    ...(coverage && { artifacts: "coverage/artifacts", cache: "coverage/cache" }),
    // The build of the contracts may still be under way, and writes down in its own what it has compiled.
    ...(isBuilt() && { cache: "cache/beside" }),
    ignition: "deployment/ignition",
    sources: ["contracts", "bench/contracts", "test/mocks"],
    tests: { mocha: "test", solidity: "test/solidity" },
  },
  solidity: {
    compilers: [compiler],
    overrides: Object.fromEntries(plainTests.map((file) => [file, withoutOptimizer])),
    // Contracts of OpenZeppelin that are deployed as they are.
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@openzeppelin/contracts/governance/TimelockController.sol",
    ],
    // Mocha runs need no Solidity test compiled.
    splitTestsCompilation: true,
  },
  networks: {
    // Contract size and transaction gas limits hold here, except under --coverage, where Hardhat lifts them.
    default: { type: "edr-simulated", chainType: "l1", hardfork: "osaka" },
  },
  coverage: { skipFiles: ["bench/**", "test/**"] },
  // A block of the consortium's chain is final: what is in one need not be waited for any longer.
  ignition: { requiredConfirmations: 1, blockPollingInterval: 500 },
  typechain: { outDir: "types" },
  test: {
    mocha: { timeout: 120_000 },
    solidity: {
      profiles: {
        default: {
          fuzz: { runs: 256, seed },
          invariant: { runs: 32, depth: 64, failOnRevert: false },
        },
        deep: {
          fuzz: { runs: 100_000, seed },
          invariant: { runs: 400, depth: 256, failOnRevert: false },
        },
      },
    },
  },
});
