// Builds dist: the badge, with words and colours of the registry's pages in it, its types, and the verifier as a file beside it. And
// brings the licence.
import { copyFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeDeclarations } from "@openrobotid/kit/declarations";
import { buildPublicVerifier } from "@openrobotid/web/build-public-verifier";
import { build } from "esbuild";
import { fromPages } from "./pages.js";

const root = fileURLToPath(new URL("..", import.meta.url));

rmSync(`${root}dist`, { recursive: true, force: true });
await buildPublicVerifier(`${root}dist`);
await build({
  absWorkingDir: root,
  entryPoints: ["src/badge.ts"],
  outdir: "dist",
  bundle: true,
  minify: true,
  charset: "utf8",
  define: { FROM_PAGES: JSON.stringify(await fromPages()) },
  format: "esm",
  platform: "browser",
  target: "es2022",
  logLevel: "warning",
});
writeDeclarations(root, "badge.ts");
copyFileSync(`${root}../../LICENSE`, `${root}LICENSE`);
