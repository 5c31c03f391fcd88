// Builds dist: one file of JavaScript, with the little that it takes of the SDK, and the types beside it. And brings the licence.
import { copyFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeDeclarations } from "@openrobotid/kit/declarations";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

rmSync(join(root, "dist"), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/index.ts"],
  outdir: "dist",
  bundle: true,
  external: ["openapi-fetch"],
  format: "esm",
  platform: "neutral",
  target: "es2022",
  logLevel: "warning",
});

writeDeclarations(root);
copyFileSync(join(root, "../../LICENSE"), join(root, "LICENSE"));
