// The package as it is published: built once for all tests that look at dist.
import { fileURLToPath } from "node:url";
import { build as buildOnce } from "@openrobotid/kit/built";
import { type BuildResult, build } from "esbuild";

/** Folder of the package. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** A Mocha hook that sees to it that dist is what src says. */
export async function buildPackage(): Promise<void> {
  await buildOnce(root);
}

/** Bundles a module for browsers; what needs a module of Node does not bundle. */
export async function bundleForBrowsers(
  contents: string,
): Promise<BuildResult<{ metafile: true; write: false }>> {
  return await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    metafile: true,
    write: false,
    logLevel: "silent",
  });
}
