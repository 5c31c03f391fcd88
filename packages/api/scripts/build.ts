// Builds dist: one file of JavaScript, with the little that it takes of the SDK, and the types beside it. And brings the licence.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "src");
const dist = join(root, "dist");

rmSync(dist, { recursive: true, force: true });
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

mkdirSync(dist, { recursive: true });
const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config;
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram([join(source, "index.ts")], {
  ...options,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
});
const { diagnostics } = program.emit(undefined, (file, text, ...[, , sources]) => {
  // What comes of the SDK is in the JavaScript, and in none of the types.
  if (!sources?.every(({ fileName }) => dirname(fileName) === source)) return;
  writeFileSync(join(dist, basename(file)), text);
});
const faults = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
if (faults.length > 0) {
  console.error(ts.formatDiagnostics(faults, { ...ts.createCompilerHost(options) }));
  process.exit(1);
}

copyFileSync(join(root, "../../LICENSE"), join(root, "LICENSE"));
