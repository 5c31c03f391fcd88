// What tools say of a package that is built: publint of its manifest, attw of its types, npm of its files.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const run = promisify(execFile);

/** Faults of the manifest, as publint finds them. */
export async function faultsOfManifest(root: string): Promise<(string | undefined)[]> {
  const { messages, pkg } = await publint({ pkgDir: root, strict: true });
  return messages.map((message) => formatMessage(message, pkg));
}

/** Paths of the files that npm packs, from the folder of the package. */
export async function packedFiles(root: string): Promise<readonly string[]> {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json"], { cwd: root });
  const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[];
  return packed?.files.map(({ path }) => path) ?? [];
}

/** What attw says of the types where they are wrong; resolution by Node 10 and from CommonJS is not asked for. */
export async function faultsOfTypes(root: string): Promise<string> {
  const attw = createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json");
  const bin = join(dirname(attw), "dist/index.js");
  const args = [bin, "--pack", ".", "--profile", "esm-only", "--no-color"];
  return await run(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }).then(
    () => "",
    // The errors are on its standard output.
    ({ stdout, message }: { stdout: string; message: string }) => stdout || message,
  );
}
