// The chain of the sandbox: anvil, and a copy of it on the disk that is never older than a moment.
//
// Anvil can save itself, but into the file that it loads from, so that a kill at the wrong time costs the whole chain. Here
// it is asked for its state after every block, and the file is replaced as a whole.
import { setTimeout } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { anvilProgram } from "@openrobotid/kit/anvil";
import { UserError } from "@openrobotid/kit/command";
import { ROOT, readJsonFile, type SandboxFolder, writeWhole } from "./folder.js";
import type { Part, PartOptions } from "./part.js";
import { HOST } from "./ports.js";

export const CHAIN_ID = 31337;

/** As the consortium's chain, this one makes a block now and then also when nothing happens, so that its time goes on. */
const IDLE_SECONDS = 60;
const LOOK_EVERY = 500;
const START_SECONDS = 30;

/**
 * The node of the chain.
 *
 * @param genesis Time of the first block of a new chain; without it, the chain that was saved goes on. Seconds.
 */
export function chainOptions(folder: SandboxFolder, port: number, genesis?: number): PartOptions {
  return {
    name: "chain",
    program: anvilProgram(),
    args: [
      ...["--host", HOST, "--port", String(port), "--chain-id", String(CHAIN_ID)],
      ...["--hardfork", "osaka", "--accounts", "30", "--quiet"],
      ...(genesis === undefined
        ? ["--load-state", folder.chain]
        : ["--timestamp", String(genesis)]),
    ],
    cwd: ROOT,
    log: folder.log("chain"),
  };
}

/**
 * Anvil makes a block 0 of its own before it loads a chain, and saves it beside the chain's. Of several it takes any the next
 * time, and the chain would be another one: its own is the oldest.
 */
export function dropStrayBeginnings(file: string): void {
  const chain = readChain(file);
  const beginnings = chain.blocks.filter(({ header }) => Number(header.number) === 0);
  if (beginnings.length < 2) return;
  const oldest = Math.min(...beginnings.map(({ header }) => Number(header.timestamp)));
  const blocks = chain.blocks.filter(
    ({ header }) => Number(header.number) > 0 || Number(header.timestamp) === oldest,
  );
  writeWhole(file, JSON.stringify({ ...chain, blocks }));
}

type SavedChain = { blocks: { header: { number: string; timestamp: string } }[] };

function readChain(file: string): SavedChain {
  try {
    return readJsonFile<SavedChain>(file);
  } catch (cause) {
    const message = `The chain that is kept cannot be read: ${file}. To start over, add --reset.`;
    throw new UserError(message, { cause });
  }
}

export class Chain {
  readonly url: string;
  #saved: string | undefined;
  #keeping: Promise<boolean> | undefined;
  #isStopped = false;

  readonly folder: SandboxFolder;
  readonly part: Part;

  /** @param part Its node, started with `chainOptions`. */
  constructor(folder: SandboxFolder, port: number, part: Part) {
    this.folder = folder;
    this.part = part;
    this.url = `http://${HOST}:${port}`;
  }

  /** Waits until the node answers. */
  async ready(): Promise<void> {
    await this.part.waitUntil(async () => {
      await this.request("eth_chainId");
      return true;
    }, START_SECONDS);
  }

  /** Asks the chain's node for something. */
  async request<T>(method: string, ...params: unknown[]): Promise<T> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** Writes the chain down as it is now. */
  async save(): Promise<void> {
    // Without the states of earlier blocks, which would take thirty times the room and more than a second: what is asked of
    // the chain as of a block before the last restart, it refuses. Blocks, transactions and events stay.
    const packed = await this.request<string>("anvil_dumpState", false);
    writeWhole(this.folder.chain, gunzipSync(Buffer.from(packed.slice(2), "hex")));
  }

  /** From now on saves the chain after every block, and makes one when there has been none for a while. */
  keepSaved(): void {
    this.#keeping = this.#keep();
  }

  /** Saves it a last time, if it was kept saved, and ends it. Says whether what is saved is all of it. */
  async stop(): Promise<boolean> {
    this.#isStopped = true;
    try {
      return (await this.#keeping) ?? false;
    } finally {
      await this.part.stop();
    }
  }

  async #keep(): Promise<boolean> {
    while (!this.#isStopped) {
      try {
        await this.#look();
      } catch (error) {
        // A chain that has ended is noticed by the code that watches it.
        if (await this.#isGone()) return false;
        const reason = error instanceof Error ? error.message : error;
        console.error(`The chain could not be saved: ${reason}`);
      }
      await setTimeout(LOOK_EVERY);
    }
    if (await this.#isGone()) return false;
    await this.save();
    return true;
  }

  async #look(): Promise<void> {
    const { hash, timestamp } = await this.request<{ hash: string; timestamp: string }>(
      "eth_getBlockByNumber",
      "latest",
      false,
    );
    if (hash !== this.#saved) {
      await this.save();
      this.#saved = hash;
    }
    if (Date.now() / 1000 - Number(timestamp) >= IDLE_SECONDS) await this.request("evm_mine");
  }

  async #isGone(): Promise<boolean> {
    return await Promise.race([this.part.ended.then(() => true), setTimeout(0, false)]);
  }
}
