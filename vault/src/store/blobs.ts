// Sealed files in a folder. A file is there whole or not at all, and it is never written twice.
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { copyFile, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const NAME = /^[0-9a-f]{32}$/;
const DRAFT = /^[0-9a-f]{32}\.draft$/;

/** The folder of sealed files. */
export class Blobs {
  readonly #folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
  }

  /** A name that no file has. */
  newName(): string {
    return randomBytes(16).toString("hex");
  }

  /** Writes a file: draft, fsync, rename, fsync of the folder. Where the parts end with an error, nothing is left. */
  async write(name: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
    const draft = this.#path(`${name}.draft`);
    const file = await open(draft, "wx", 0o600);
    try {
      for await (const part of parts) await file.writeFile(part);
      await file.sync();
    } catch (error) {
      await file.close();
      await rm(draft, { force: true });
      throw error;
    }
    await file.close();
    await rename(draft, this.#path(name));
    await this.#sync();
  }

  /** A file of so many bytes; `undefined` where there is none, or one of another size, which is not read. */
  async read(name: string, bytes: number): Promise<Uint8Array | undefined> {
    try {
      const { size } = await stat(this.#path(name));
      return size === bytes ? await readFile(this.#path(name)) : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** Copies a file into another folder; gives whether it is there. */
  async copyTo(name: string, folder: string): Promise<boolean> {
    try {
      await copyFile(this.#path(name), join(folder, name));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  }

  /** Removes a file, where there is one. */
  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
    await rm(this.#path(`${name}.draft`), { force: true });
    await this.#sync();
  }

  /** Names of all files, and of the drafts that a crash left. */
  async list(): Promise<{ readonly whole: readonly string[]; readonly drafts: readonly string[] }> {
    const all = await readdir(this.#folder);
    return {
      whole: all.filter((name) => NAME.test(name)),
      drafts: all.filter((name) => DRAFT.test(name)).map((name) => name.slice(0, 32)),
    };
  }

  async #sync(): Promise<void> {
    const folder = await open(this.#folder, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
