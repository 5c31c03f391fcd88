// A secret in a file: 32 random bytes in hexadecimal, for the owner of the file alone.
import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { UserError } from "@openrobotid/kit/command";

const BYTES = 32;

/** Makes one, in a new file. */
export function makeSecretFile(path: string): void {
  makeOwnFile(path, `${randomBytes(BYTES).toString("hex")}\n`);
}

/** Writes a new file for its owner alone. Throws `UserError` where there is one already. */
export function makeOwnFile(path: string, text: string): void {
  let file: number;
  try {
    file = openSync(path, "wx", 0o600);
  } catch (error) {
    throw new UserError(`${path} cannot be made: ${codeOf(error)}. Expected a file that is new.`);
  }
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Reads one. Throws `UserError` where it is none, or where others may read it; what is in it is never shown. */
export function readSecretFile(path: string): Uint8Array {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${codeOf(error)}.`);
  }
  try {
    const mode = fstatSync(file).mode & 0o777;
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new UserError(
        `${path} can be read by others (mode ${mode.toString(8)}). Expected mode 600: chmod 600 ${path}`,
      );
    }
    const text = readFileSync(file, "utf8").trim();
    if (!/^[0-9a-f]{64}$/.test(text)) {
      throw new UserError(`${path} holds no secret. Expected ${BYTES} bytes in hexadecimal.`);
    }
    return Uint8Array.from(Buffer.from(text, "hex"));
  } finally {
    closeSync(file);
  }
}

/** The code of a fault of the file system. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
