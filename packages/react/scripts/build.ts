// Builds dist: one file of JavaScript, and the types beside it. What it imports stays outside. And brings the licence.
import { copyFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeDeclarations } from "@openrobotid/kit/declarations";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

rmSync(`${root}dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/index.ts"],
  outdir: "dist",
  bundle: true,
  packages: "external",
  external: ["@openrobotid/sdk"],
  format: "esm",
  platform: "neutral",
  target: "es2022",
  // For frameworks that render on a server first: hooks are for the browser.
  banner: { js: '"use client";' },
  logLevel: "warning",
});
writeDeclarations(root);
copyFileSync(`${root}../../LICENSE`, `${root}LICENSE`);
