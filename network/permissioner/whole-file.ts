// Files that are there whole or not at all.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file in one step: anyone who reads it sees the old one or the new one, also after a
 * power cut.
 */
export function writeWhole(path: string, text: string, mode: number): void {
  writeWholeBytes(path, new TextEncoder().encode(text), mode);
}

/** The same with bytes. */
export function writeWholeBytes(path: string, bytes: Uint8Array, mode: number): void {
  // In the same folder: a file is moved in one step only within a file system.
  const draft = `${path}.${process.pid}.new`;
  const file = openSync(draft, "w", mode);
  try {
    // A disk that becomes full takes a part of it, and says nothing until it is given the rest.
    writeFileSync(file, bytes);
    fsyncSync(file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
