import { createHash } from "node:crypto";
import { type FileHandle, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { SdkError } from "../errors/sdk-error.js";
import { manifestHead, manifestLine, manifestTail } from "./manifest.js";
import type { UnitRow } from "./validate-file.js";

/**
 * There is another file where a manifest would be written.
 *
 * @example
 * ```ts
 * import { ManifestExistsError, planFile } from "@openrobotid/sdk/batch";
 *
 * const error = await planFile({ file: "others.csv", model, manifest: "units.manifest.jsonl" }).catch((caught) => caught);
 * error instanceof ManifestExistsError; // true
 * ```
 */
export class ManifestExistsError extends SdkError {
  override readonly name = "ManifestExistsError";

  constructor(path: string) {
    super(`${path} holds another manifest, which may have been published.`, {
      lines: ["Name another path with `manifest`, or move that file away."],
    });
  }
}

/** Drafts that this process has begun: two jobs of one process write one each. */
let drafts = 0;

/** A whole manifest, in a file beside its path. */
export class ManifestDraft {
  readonly #path: string;
  readonly #draft: string;

  /** SHA-256 of its bytes, in hexadecimal. */
  readonly digest: string;

  constructor(path: string, draft: string, digest: string) {
    this.digest = digest;
    this.#path = path;
    this.#draft = draft;
  }

  /**
   * Puts it in its place; says whether it was not there before.
   *
   * @throws ManifestExistsError where another one is.
   */
  async place(): Promise<boolean> {
    const there = await digestOf(this.#path);
    if (there === undefined) {
      await rename(this.#draft, this.#path);
      return true;
    }
    await this.discard();
    if (there !== this.digest) throw new ManifestExistsError(this.#path);
    return false;
  }

  /** Leaves nothing of it behind. */
  async discard(): Promise<void> {
    await rm(this.#draft, { force: true });
  }
}

/** Writes a manifest beside its path. It is put there when it is whole and wanted: nobody ever sees half of one. */
export class ManifestWriter {
  readonly #path: string;
  readonly #draft: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash("sha256");
  #text: string;
  #units = 0;

  private constructor(path: string, draft: string, handle: FileHandle, model: string) {
    this.#path = path;
    this.#draft = draft;
    this.#handle = handle;
    this.#text = manifestHead(model);
  }

  /** Begins a manifest. */
  static async open(path: string, model: string): Promise<ManifestWriter> {
    await removeAbandoned(path);
    drafts += 1;
    const draft = `${path}.${drafts}.${process.pid}.draft`;
    return new ManifestWriter(path, draft, await open(draft, "w"), model);
  }

  /** Adds a unit; it is written by the next `flush`. */
  add({ robotId, deviceKeyDigest, birthRecordDigest }: UnitRow): void {
    this.#units += 1;
    const key = Buffer.from(deviceKeyDigest.buffer, deviceKeyDigest.byteOffset, 32).toString("hex");
    this.#text += manifestLine(robotId, key, birthRecordDigest);
  }

  /** Writes what was added. */
  async flush(): Promise<void> {
    const text = this.#text;
    this.#text = "";
    this.#hash.update(text);
    await this.#handle.appendFile(text);
  }

  /** Ends the manifest. */
  async finish(unitsRoot: string): Promise<ManifestDraft> {
    this.#text += manifestTail(this.#units, unitsRoot);
    await this.flush();
    await this.#handle.sync();
    await this.#handle.close();
    return new ManifestDraft(this.#path, this.#draft, this.#hash.digest("hex"));
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(this.#draft, { force: true });
  }
}

/** Takes away the drafts of processes that were killed. */
async function removeAbandoned(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    const process = name.startsWith(`${basename(path)}.`) && /\.(\d+)\.draft$/.exec(name)?.[1];
    if (process && !isAlive(Number(process))) await rm(join(dirname(path), name), { force: true });
  }
}

function isAlive(id: number): boolean {
  try {
    // Signal 0 is not sent: it only asks.
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!handle) return undefined;
  for await (const chunk of handle.createReadStream()) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
