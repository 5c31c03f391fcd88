// Sealed files, in a folder or in a bucket. A file is there whole or not at all, and it is never written twice.
import { randomBytes } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { copyFile, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const NAME = /^[0-9a-f]{32}$/;
const DRAFT = /^[0-9a-f]{32}\.draft$/;

/** Where sealed files are kept. */
export interface Blobs {
  /** Writes a file whole. Where the parts end with an error, nothing is left. */
  write(name: string, parts: AsyncIterable<Uint8Array>): Promise<void>;
  /** A file of so many bytes; `undefined` where there is none, or one of another size, which is not read. */
  read(name: string, bytes: number): Promise<Uint8Array | undefined>;
  /** Copies a file into a folder; gives whether it is there. */
  copyTo(name: string, folder: string): Promise<boolean>;
  /** Copies a file from a folder. */
  copyFrom(name: string, folder: string): Promise<void>;
  /** Removes a file, where there is one. */
  remove(name: string): Promise<void>;
  /** Names of all files, and of the drafts that a crash left. */
  list(): Promise<Listed>;
}

/** What there is. */
export interface Listed {
  readonly whole: readonly string[];
  readonly drafts: readonly string[];
}

/** A name that no file has. */
export function newName(): string {
  return randomBytes(16).toString("hex");
}

/** Whether a name is one that `newName` gives. */
export function isName(name: string): boolean {
  return NAME.test(name);
}

/** The folder of sealed files. */
export class FolderBlobs implements Blobs {
  readonly #folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
  }

  /** Draft, fsync, rename, fsync of the folder. */
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

  async read(name: string, bytes: number): Promise<Uint8Array | undefined> {
    try {
      const { size } = await stat(this.#path(name));
      return size === bytes ? await readFile(this.#path(name)) : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  async copyTo(name: string, folder: string): Promise<boolean> {
    try {
      await copyFile(this.#path(name), join(folder, name));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  }

  async copyFrom(name: string, folder: string): Promise<void> {
    await this.write(name, createReadStream(join(folder, name)));
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
    await rm(this.#path(`${name}.draft`), { force: true });
    await this.#sync();
  }

  async list(): Promise<Listed> {
    const all = await readdir(this.#folder);
    return {
      whole: all.filter(isName),
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
