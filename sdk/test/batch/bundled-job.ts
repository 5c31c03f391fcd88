import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Bundles a script of this folder into one file, for tests that start it as a process of its own: it begins at once, and
 * its memory holds nothing of a compiler.
 */
export async function bundleJob(name: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    logLevel: "silent",
  });
  return outfile;
}
