// What the sandbox keeps between two starts, and where. The chain is the only thing in it that cannot be made again.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "@openrobotid/kit/command";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where the sandbox keeps itself unless it is told otherwise. */
const USUAL_FOLDER = join(ROOT, ".sandbox");

/** The world that is played unless another is named. */
export const EXAMPLE_WORLD = join(ROOT, "examples", "world");

/** The folder of one sandbox. */
export class SandboxFolder {
  readonly path: string;

  constructor(path = USUAL_FOLDER) {
    this.path = resolve(path);
  }

  /** Who runs the sandbox of this folder, while somebody does. */
  get lock(): string {
    return join(this.path, "lock.sqlite");
  }

  /** The chain as it was last saved. It is there once the world is complete, and not before. */
  get chain(): string {
    return join(this.path, "chain.json");
  }

  /** Where the contracts are, as in deployments/<chainId>.json. */
  get deployment(): string {
    return join(this.path, "deployment.json");
  }

  /** Manifests of the lots, as their makers would publish them. */
  get manifests(): string {
    return join(this.path, "manifests");
  }

  /** What the index keeps: its tables, and keys of the API. */
  get index(): string {
    return join(this.path, "index");
  }

  /**
   * The tables alone. They follow from the chain, and are rebuilt where the two may have parted.
   */
  get indexTables(): string {
    return join(this.index, "index");
  }

  /** There while the index runs, and still there when it could not be stopped in order. */
  get indexInUse(): string {
    return join(this.path, "index-in-use");
  }

  /** Keys of the witnesses, and what each of them signed. */
  get witnesses(): string {
    return join(this.path, "witnesses");
  }

  /** Key of the witness of a seat. */
  witnessKey(seat: number): string {
    return join(this.witnesses, String(seat), "key.json");
  }

  /** The accounts and API keys to play with. */
  get players(): string {
    return join(this.path, "players.json");
  }

  /** What the world was made from. */
  get origin(): string {
    return join(this.path, "origin.json");
  }

  /** What the web's sandbox pages tell. */
  get description(): string {
    return join(this.path, "description.json");
  }

  log(part: string): string {
    return join(this.path, "logs", `${part}.log`);
  }

  /** Whether it is the folder that is used where none is named. */
  get isUsual(): boolean {
    return this.path === USUAL_FOLDER;
  }

  /** Throws `UserError` where there is a file of that name, or no right to write. */
  create(): void {
    try {
      mkdirSync(join(this.path, "logs"), { recursive: true });
    } catch (error) {
      const { message } = error as Error;
      throw new UserError(
        `--folder: ${this.path}: expected a folder that can be made or written to (${message}). Name another.`,
      );
    }
  }

  /** Whether a world is kept here. The chain is written down last of all that belongs to it. */
  holdsWorld(): boolean {
    return existsSync(this.chain);
  }

  /** Removes the world, or what a first start that was cut short left of one. The logs stay. */
  clearWorld(): void {
    const { chain, deployment, manifests, index, indexInUse, players, origin, description } = this;
    const { witnesses } = this;
    const paths = [
      ...[chain, deployment, manifests, index, indexInUse, players, origin, description],
      witnesses,
    ];
    for (const path of paths) {
      rmSync(path, { recursive: true, force: true });
    }
  }

  clearIndexTables(): void {
    rmSync(this.indexTables, { recursive: true, force: true });
  }
}

/** Writes a file so that at every moment either the old text or the new one is there, whole. */
export function writeWhole(file: string, text: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const half = `${file}.half`;
  writeFileSync(half, text, { flush: true });
  renameSync(half, file);
}

export function readJsonFile<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
