// The package as it is published: built once for all tests that look at dist.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type BuildResult, build } from "esbuild";

/** Folder of the package. */
export const root = fileURLToPath(new URL("..", import.meta.url));

let built: Promise<unknown> | undefined;

/** A Mocha hook that sees to it that dist is what src says. */
export async function buildPackage(): Promise<void> {
  built ??= promisify(execFile)("npm", ["run", "--silent", "build"], { cwd: root });
  await built;
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
