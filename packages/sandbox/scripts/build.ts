// Builds dist, one file of JavaScript and the types beside it; makes the state that a sandbox begins with; and brings the licence.
import { copyFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build as buildContracts } from "@openrobotid/kit/build";
import { writeDeclarations } from "@openrobotid/kit/declarations";
import { build } from "esbuild";
import { buildApi } from "./api.js";

const root = fileURLToPath(new URL("..", import.meta.url));

for (const folder of ["dist", "state"])
  rmSync(`${root}${folder}`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/index.ts"],
  outdir: "dist",
  bundle: true,
  // Found by the one that is installed beside the package.
  external: ["@foundry-rs/*"],
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "warning",
});
await buildApi(root);
writeDeclarations(root);
copyFileSync(`${root}../../LICENSE`, `${root}LICENSE`);

// Hardhat finds its configuration from where it is run.
process.chdir(`${root}../..`);
await buildContracts({ contractsOnly: true });
// It needs what the build makes.
const { writeState } = await import("./state.js");
await writeState(`${root}state`);
process.exit();
