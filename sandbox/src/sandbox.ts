// Starts everything, watches it, and stops it. Whatever goes wrong, nothing is left running.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Deployment, writeDeployment } from "@openrobotid/deployment/file";
import { UserError } from "@openrobotid/kit/command";
import { takeLock } from "@openrobotid/kit/lock";
import { Chain, chainOptions, dropStrayBeginnings } from "./chain.js";
import { describe } from "./description.js";
import { EXAMPLE_WORLD, readJsonFile, SandboxFolder } from "./folder.js";
import { interruption } from "./interruption.js";
import { readOrigin } from "./origin.js";
import { buildDocs, buildPages } from "./pages.js";
import { Part, type PartError, type PartOptions } from "./part.js";
import { answers, indexOptions, script, urlOf, webOptions, witnessOptions } from "./parts.js";
import { choosePorts, type Ports, type WantedPorts } from "./ports.js";
import { showSandbox } from "./show.js";
import { Timer } from "./timer.js";

const READY_SECONDS = 300;
/** A moment for news of a part's end to arrive after the requests that failed for it. */
const MOMENT = 300;
const LOOK_EVERY = 200;

export type SandboxOptions = {
  /** Where it keeps itself. */
  folder?: string | undefined;
  /** Another world than the example world. */
  world?: string | undefined;
  /** Whether what is kept in the folder is thrown away first. */
  reset?: boolean | undefined;
  ports: WantedPorts;
};

/** Runs a sandbox until it is told to stop, and gives the status to end with. Throws `UserError` where it fails. */
export async function runSandbox(options: SandboxOptions): Promise<number> {
  const stop = interruption();
  const folder = new SandboxFolder(options.folder);
  folder.create();
  const { release } = await takeLock(folder.lock, (holder) => runsAlready(folder, holder));
  const sandbox = new Sandbox(folder);
  try {
    const early = await Promise.race([sandbox.start(options), stop, sandbox.broken]);
    if (early !== undefined) return early.exitCode;
    const { why, exitCode } = await Promise.race([stop, sandbox.broken]);
    console.log(`\nStopping: ${why}.`);
    return why === "SIGINT" ? 0 : exitCode;
  } finally {
    await sandbox.stop();
    release();
  }
}

function runsAlready({ path }: SandboxFolder, holder: number): UserError {
  return new UserError(
    `The sandbox of ${relative(process.cwd(), path) || "."} runs already, as process ${holder}. ` +
      `Stop that one first (Ctrl-C in its terminal, or: kill ${holder}), or start another in a folder of its own: ` +
      "npm start -- --folder FOLDER",
  );
}

class Sandbox {
  /** Rejects when a part ends though nobody stopped it. */
  readonly broken: Promise<never>;
  readonly #timer = new Timer();
  readonly #parts: Part[] = [];
  #chain: Chain | undefined;
  #index: Part | undefined;
  #witnesses: Part | undefined;
  #isStopping = false;
  #published: string | undefined;
  #break: (error: PartError) => void = () => {};

  readonly folder: SandboxFolder;

  constructor(folder: SandboxFolder) {
    this.folder = folder;
    this.broken = new Promise((_, reject) => {
      this.#break = reject;
    });
    this.broken.catch(() => {
      // Callers that race it see the error.
    });
  }

  async start({ world, reset, ports: wanted }: SandboxOptions): Promise<undefined> {
    const { folder } = this;
    if (reset) folder.clearWorld();
    if (world !== undefined && folder.holdsWorld()) {
      throw new UserError(
        `--world: a world is kept in ${relative(process.cwd(), folder.path)} already. Add --reset to start over with another.`,
      );
    }
    const ports = await choosePorts(wanted);
    try {
      // Two cores: the pages are built while the year is played.
      const pages = this.#timer.time("pages", () =>
        buildPages(folder, (options) => this.#start(options)),
      );
      const chain = folder.holdsWorld() ? this.#goOn(ports) : this.#beginAnew(ports, world);
      await Promise.all([pages, chain]);
      await this.#serve(ports, wanted);
    } catch (error) {
      throw await this.#reason(error);
    }
    return undefined;
  }

  /** Stops what runs, the last one first. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const part of this.#parts.toReversed()) {
      if (part !== this.#chain?.part) await part.stop();
      // What the index knows, the chain knows too: the index can go on with its tables.
      else if (await this.#chain.stop()) rmSync(this.folder.indexInUse, { force: true });
    }
    if (this.#published !== undefined) rmSync(this.#published, { force: true });
  }

  /** The chain that is kept, where it was left. */
  async #goOn(ports: Ports): Promise<void> {
    const { folder } = this;
    const { world, isChanged } = readOrigin(folder);
    const name = relative(process.cwd(), world) || world;
    console.log(
      `Going on with the chain kept in ${relative(process.cwd(), folder.path)} (${name}).`,
    );
    if (isChanged) {
      console.log("Contracts or world have changed since it was made: --reset starts over.");
    }
    await this.#timer.time("chain", () => this.#startChain(ports));
  }

  /** A new chain with everything on it. It is kept from the moment on at which it is complete. */
  async #beginAnew(ports: Ports, worldFolder = EXAMPLE_WORLD): Promise<void> {
    const { folder } = this;
    folder.clearWorld();
    const { readWorld } = await import("@openrobotid/world/files");
    const { events } = await readWorld(worldFolder);
    const first = events[0]?.value.date ?? 0;
    const chain = await this.#timer.time("chain", () =>
      this.#startChain(ports, genesisBefore(first)),
    );
    await this.#timer.time("world", () => this.#makeWorld(chain.url, resolve(worldFolder), ports));
    await chain.save();
  }

  async #makeWorld(url: string, worldFolder: string, ports: Ports): Promise<void> {
    const { folder } = this;
    const args = [folder.path, url, worldFolder];
    const maker = this.#start({
      name: "making of the world",
      ...script(".", "sandbox/src/make.ts", ...args),
    });
    let isMade = false;
    void maker.ended.then(() => {
      isMade = true;
    });
    while (!isMade && !existsSync(folder.deployment)) await setTimeout(LOOK_EVERY);
    // To start takes the index a while: meanwhile the year is played, and it takes in what it finds and what comes.
    if (!isMade) {
      await this.#startWitnesses(ports);
      this.#launchIndex(ports);
    }
    const { code } = await maker.ended;
    if (code !== 0) throw maker.failure();
    await maker.stop();
  }

  async #startChain(ports: Ports, genesis?: number): Promise<Chain> {
    const { folder } = this;
    if (genesis === undefined) dropStrayBeginnings(folder.chain);
    const chain = new Chain(
      folder,
      ports.chain,
      this.#start(chainOptions(folder, ports.chain, genesis)),
    );
    this.#chain = chain;
    this.#guard(chain.part);
    await chain.ready();
    return chain;
  }

  /** Everything that is on the chain, one after the other. */
  async #serve(ports: Ports, wanted: WantedPorts): Promise<void> {
    const { folder } = this;
    this.#chain?.keepSaved();
    await this.#timer.time("witnesses", () => this.#startWitnesses(ports));
    // Tools of this repository look in one place; that is the usual sandbox's.
    if (folder.isUsual)
      this.#published = writeDeployment(readJsonFile<Deployment>(folder.deployment));
    await this.#timer.time("index", () => this.#startIndex(ports));
    const description = describe(folder, ports);
    await this.#timer.time("web", async () => {
      const web = this.#start(webOptions(folder, ports));
      this.#guard(web);
      await web.waitUntil(() => answers(urlOf(ports.web)), READY_SECONDS);
    });
    const deployment = this.#published ?? folder.deployment;
    showSandbox(description, { wanted, ports, deployment });
    console.log(`Ready after ${this.#timer}.`);
    if (folder.isUsual) void this.#addDocs();
  }

  /** Builds what /docs shows, beside what people do meanwhile. */
  async #addDocs(): Promise<void> {
    try {
      await buildDocs(this.folder, (options) => this.#start(options));
    } catch (error) {
      if (!this.#isStopping) console.log((error as Error).message);
    }
  }

  /** Once: they write their keys into the deployment file, which everything else reads its anchor from. */
  async #startWitnesses(ports: Ports): Promise<void> {
    if (this.#witnesses) return;
    this.#witnesses = this.#start(witnessOptions(this.folder, ports));
    this.#guard(this.#witnesses);
    await this.#witnesses.waitUntil(() => answers(`${urlOf(ports.witness)}/ready`), READY_SECONDS);
  }

  async #startIndex(ports: Ports): Promise<void> {
    const { folder } = this;
    // It could not be stopped in order: it may know blocks that the chain, as it was saved, does not.
    if (!this.#index && existsSync(folder.indexInUse)) folder.clearIndexTables();
    const hasTables = !this.#index && existsSync(folder.indexTables);
    try {
      await this.#ready(this.#index ?? this.#launchIndex(ports), ports);
    } catch (error) {
      if (!hasTables || this.#isStopping) throw error;
      console.log("The index cannot go on with the tables that it had, and rebuilds them.");
      folder.clearIndexTables();
      await this.#ready(this.#launchIndex(ports), ports);
    }
  }

  #launchIndex(ports: Ports): Part {
    writeFileSync(this.folder.indexInUse, "");
    this.#index = this.#start(indexOptions(this.folder, ports));
    return this.#index;
  }

  /** Waits until the index has taken in the whole chain. */
  async #ready(index: Part, ports: Ports): Promise<void> {
    try {
      await index.waitUntil(() => answers(`${urlOf(ports.index)}/ready`), READY_SECONDS);
    } catch (error) {
      await index.stop();
      throw error;
    }
    this.#guard(index);
  }

  /** Starts a part, to be stopped at the end. */
  #start(options: PartOptions): Part {
    // What was on its way when somebody said stop.
    if (this.#isStopping) throw new UserError(`The ${options.name} is not started: stopping.`);
    const part = Part.start(options);
    this.#parts.push(part);
    return part;
  }

  /** Notices when a part stops by itself. */
  #guard(part: Part): void {
    void part.ended.then(() => {
      if (!this.#isStopping) this.#break(part.failure());
    });
  }

  /** Why the start failed: not what could not reach a part, but that the part has ended. */
  async #reason(error: unknown): Promise<unknown> {
    if (error instanceof UserError) return error;
    return await Promise.race([
      this.broken.catch((reason: unknown) => reason),
      setTimeout(MOMENT, error),
    ]);
  }
}

/** Time of a first block before everything in a world. No two chains have the same one, so that no wallet takes one for another. */
function genesisBefore(first: number): number {
  const day = 24 * 60 * 60;
  return first - day - Math.floor(Math.random() * day);
}
