import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Anvil itself, not the script of its package that would keep signals from it. Throws where npm has none for this system. */
export const anvilProgram = (): string => foundryProgram("anvil");

/** A program of Foundry that is installed from npm. Throws where npm has none for this system. */
export function foundryProgram(name: "anvil" | "forge"): string {
  const { platform, arch } = process;
  const machine = arch === "x64" ? "amd64" : arch;
  // Found from its parent: a package manager may hide it from everybody else.
  const parent = createRequire(import.meta.url).resolve(`@foundry-rs/${name}/package.json`);
  const own = `@foundry-rs/${name}-${platform}-${machine}/package.json`;
  const home = dirname(createRequire(parent).resolve(own));
  return join(home, "bin", platform === "win32" ? `${name}.exe` : name);
}
