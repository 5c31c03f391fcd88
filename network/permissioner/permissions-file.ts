// permissions_config.toml: what Besu reads its allowlists from when it starts. One file for both lists.
import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import type { Address } from "viem";
import { writeWhole } from "./whole-file.js";

/** The two lists of the file. */
export interface PermissionsFile {
  readonly nodes: readonly string[];
  readonly accounts: readonly Address[];
}

/** Reads the file; `undefined` where there is none, or where it is not whole. */
export function readPermissions(path: string): PermissionsFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const found = parse(text);
    const nodes = texts(found["nodes-allowlist"]);
    const accounts = texts(found["accounts-allowlist"]);
    if (nodes === undefined || accounts === undefined) return undefined;
    return { nodes, accounts: accounts.map((account) => account.toLowerCase() as Address) };
  } catch {
    // Besu empties the file before it writes it: a power cut in between leaves half of one.
    return undefined;
  }
}

/** Writes the file in one step, in the form that Besu writes itself. */
export function writePermissions(path: string, { nodes, accounts }: PermissionsFile): void {
  const line = (key: string, values: readonly string[]) =>
    `${key}=[${values.map((value) => JSON.stringify(value)).join(",")}]\n`;
  writeWhole(path, line("accounts-allowlist", accounts) + line("nodes-allowlist", nodes), 0o644);
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "string")
    ? value
    : undefined;
}
