// The file of a genesis: its shape, read and written.
import { readFileSync } from "node:fs";
import { UserError } from "@openrobotid/kit/command";
import type { Alloc } from "./alloc.js";

/** Of its fields, those that are read here. */
export type GenesisFile = {
  config: Record<string, unknown> & { chainId: number };
  alloc: Alloc;
} & Record<string, unknown>;

/** Reads a genesis file. Throws `UserError` where it is none. */
export function readGenesis(file: string): GenesisFile {
  try {
    const genesis = JSON.parse(readFileSync(file, "utf8")) as GenesisFile;
    if (typeof genesis.alloc === "object" && typeof genesis.config === "object") return genesis;
    throw new Error("it has no config, or no alloc");
  } catch (error) {
    throw new UserError(
      `${file} is no genesis file: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** A file's text: readable, and always the same. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
