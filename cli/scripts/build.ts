// Builds dist: the command from src, one file of JavaScript for each of TypeScript. What it imports stays outside.
// And brings the licence.
import { copyFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

rmSync(`${root}dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/**/*.ts"],
  outdir: "dist",
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "warning",
});
copyFileSync(`${root}../LICENSE`, `${root}LICENSE`);
