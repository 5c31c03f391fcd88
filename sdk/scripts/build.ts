// Builds dist: the package from src, and under dist/ethers/contracts the typed contracts for ethers v6, which TypeChain makes of the
// same ABIs. And brings the licence.
import { appendFileSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "@openrobotid/kit/compiler";
import { runTypeChain } from "typechain";
import * as abis from "../src/abis/index.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const generated = join(root, "build");
const dist = join(root, "dist");

for (const folder of [generated, dist]) rmSync(folder, { recursive: true, force: true });

compile(join(root, "tsconfig.build.json"));
await generateContracts();
const contracts = join(generated, "ethers");
const project = join(contracts, "tsconfig.json");
const options = {
  rootDir: contracts,
  outDir: join(dist, "ethers/contracts"),
  // What TypeChain writes was not written for these.
  noImplicitOverride: false,
  verbatimModuleSyntax: false,
  exactOptionalPropertyTypes: false,
};
writeFileSync(
  project,
  JSON.stringify({
    extends: join(root, "tsconfig.build.json"),
    compilerOptions: options,
    include: ["**/*.ts"],
  }),
);
compile(project);
for (const index of ["index.js", "index.d.ts"]) {
  appendFileSync(join(dist, "ethers", index), `\nexport * from "./contracts/index.js";\n`);
}

copyFileSync(join(root, "../LICENSE"), join(root, "LICENSE"));

/** One file an ABI, named as its contract; then TypeChain. */
async function generateContracts(): Promise<void> {
  const folder = join(generated, "abis");
  mkdirSync(folder, { recursive: true });
  const files = Object.entries(abis)
    .filter(([name]) => name !== "errorsAbi")
    .map(([name, abi]) => {
      const contract = `${name[0]?.toUpperCase()}${name.slice(1, -"Abi".length)}`;
      const file = join(folder, `${contract}.json`);
      writeFileSync(file, JSON.stringify(abi));
      return file;
    });
  await runTypeChain({
    cwd: generated,
    filesToProcess: files,
    allFiles: files,
    outDir: join(generated, "ethers"),
    target: "ethers-v6",
    flags: {
      alwaysGenerateOverloads: false,
      discriminateTypes: false,
      node16Modules: true,
      tsNocheck: false,
      environment: undefined,
    },
  });
}
