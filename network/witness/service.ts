// A witness at work: it cosigns, asks the others, keeps the list of all, and says how it does.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { endpointFailure } from "@openrobotid/sdk/endpoint";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { type Anchor, formatCheckpoint } from "@openrobotid/sdk/proof";
import {
  verifyWitnessList,
  type WitnessStatement,
  witnessStatementOf,
  writeWitnessList,
} from "@openrobotid/sdk/witness";
import type { Logger } from "pino";
import { fetchEntries } from "../permissioner/directory.js";
import { writeWhole, writeWholeBytes } from "../permissioner/whole-file.js";
import { Alarms } from "../src/alarms.js";
import { pause } from "../src/service.js";
import { ALARMS, type Alarm, GRAVE, type Metrics } from "./metrics.js";
import { Monitor, type Watched } from "./monitor.js";
import { ContradictionError, type Witness } from "./witness.js";

/** What a service works with. */
export interface WitnessServiceOptions {
  readonly anchor: Anchor;
  readonly witness: Witness;
  readonly client: ProvingClient;
  /** Files, folders and addresses with entries of the directory. */
  readonly sources: readonly string[];
  readonly alarmFolder: string;
  readonly staticFolder: string | undefined;
  readonly interval: number;
  readonly pollSeconds: number;
  readonly monitorSeconds: number;
  readonly listSeconds: number;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Seconds now. */
  readonly now?: (() => number) | undefined;
}

/** Whether it does its work. */
export interface Standing {
  readonly healthy: boolean;
  /** Number and time of the block that was cosigned last. */
  readonly block: string | undefined;
  readonly timestamp: string | undefined;
  /** Seats whose witnesses are watched. */
  readonly watched: readonly number[];
  /** What is wrong: sentences, by kind. */
  readonly alarms: Readonly<Partial<Record<Alarm, readonly string[]>>>;
}

/** Runs a witness and its monitor. */
export class WitnessService {
  readonly #options: WitnessServiceOptions;
  readonly #monitor: Monitor;
  readonly #alarms: Alarms<Alarm>;
  readonly #stop = new AbortController();
  #watched: readonly Watched[] = [];
  #list: Uint8Array | undefined;
  #nextLook = 0;
  #nextList = 0;

  constructor(options: WitnessServiceOptions) {
    this.#options = options;
    const { metrics, log } = options;
    this.#alarms = new Alarms({ kinds: ALARMS, grave: GRAVE, gauge: metrics.alarm, log });
    const { witness, anchor, client, alarmFolder } = options;
    this.#monitor = new Monitor({
      chainId: anchor.chainId,
      witnesses: () => this.#watched,
      proof: client.transport.proof,
      own: () => witness.checkpoints,
      sign: async () => await witness.look(true),
      folder: alarmFolder,
    });
    if (options.staticFolder !== undefined) mkdirSync(options.staticFolder, { recursive: true });
  }

  /** Signs where it is time, makes the list where it is time, and compares where it is time. */
  async step(): Promise<void> {
    await this.sign();
    const now = this.#now();
    if (now >= this.#nextList) {
      this.#nextList = now + this.#options.listSeconds;
      // Where it could not be made, it is tried again soon.
      if (!(await this.#makeList())) this.#nextList = now + this.#options.monitorSeconds;
    }
    if (now >= this.#nextLook) {
      this.#nextLook = now + this.#options.monitorSeconds;
      await this.#compare();
    }
  }

  /** What is served as the checkpoints. Where every block is signed, the newest is looked for at once. */
  async checkpoints(): Promise<string> {
    if (this.#options.interval === 0) await this.sign();
    return this.#checkpoints();
  }

  get list(): Uint8Array | undefined {
    return this.#list;
  }

  /** Looks at the newest block, and signs where it is time. */
  async sign(): Promise<void> {
    const { witness, metrics, staticFolder } = this.#options;
    const before = witness.checkpoints[0];
    try {
      const last = await witness.look();
      this.#alarms.set("chainUnproven", []);
      this.#alarms.set("contradiction", []);
      if (!last) return;
      metrics.block.set(Number(last.number));
      metrics.timestamp.set(last.timestamp);
      if (last === before) return;
      metrics.signed.inc();
      if (staticFolder !== undefined) {
        writeWhole(join(staticFolder, "checkpoint.json"), this.#checkpoints(), 0o644);
      }
    } catch (error) {
      const kind = error instanceof ContradictionError ? "contradiction" : "chainUnproven";
      this.#alarms.set(kind, [endpointFailure(error)]);
    }
  }

  async #makeList(): Promise<boolean> {
    const { sources, client, anchor, staticFolder } = this.#options;
    const statements: WitnessStatement[] = [];
    const unreadable: string[] = [];
    for (const source of sources) {
      try {
        const { entries } = await fetchEntries(source);
        statements.push(...entries.flatMap((entry) => witnessStatementOf(entry) ?? []));
      } catch (error) {
        unreadable.push(endpointFailure(error));
      }
    }
    this.#alarms.set("directorySource", unreadable);
    try {
      const list = await writeWitnessList(client, statements);
      // As its readers do: so nothing is served that they would refuse.
      const { witnesses } = await verifyWitnessList(list, { anchor, now: this.#options.now });
      this.#watched = witnesses;
      this.#list = list;
      if (staticFolder !== undefined)
        writeWholeBytes(join(staticFolder, "witnesses.cbor"), list, 0o644);
      this.#alarms.set("witnessList", []);
      return unreadable.length === 0;
    } catch (error) {
      this.#alarms.set("witnessList", [endpointFailure(error)]);
      return false;
    }
  }

  async #compare(): Promise<void> {
    const { metrics } = this.#options;
    try {
      const { secondChains, silent, newest } = await this.#monitor.look();
      for (const [seat, number] of newest)
        metrics.newest.set({ seat: String(seat) }, Number(number));
      metrics.secondChains.set(secondChains.length);
      this.#alarms.set(
        "secondChain",
        secondChains.map((file) => `Somebody shows a second chain: ${file} holds both signatures.`),
      );
      this.#alarms.set(
        "witnessSilent",
        [...silent].map(([seat, why]) => `The witness of seat ${seat}: ${why}`),
      );
    } catch (error) {
      this.#alarms.set("chainUnproven", [endpointFailure(error)]);
    }
  }

  /** Steps until it is stopped. */
  async run(): Promise<void> {
    const { pollSeconds, log } = this.#options;
    log.info("The witness watches.");
    while (!this.#stop.signal.aborted) {
      await this.step();
      await pause(pollSeconds * 1000, this.#stop.signal);
    }
    log.info("The witness has stopped.");
  }

  /** Ends `run` after the step that is under way. */
  stop(): void {
    this.#stop.abort();
  }

  standing(): Standing {
    const { witness } = this.#options;
    const [last] = witness.checkpoints;
    return {
      healthy: last !== undefined && !this.#alarms.isGrave,
      block: last?.number.toString(),
      timestamp: last && new Date(last.timestamp * 1000).toISOString(),
      watched: this.#watched.map(({ seat }) => seat),
      alarms: this.#alarms.sounding,
    };
  }

  #checkpoints(): string {
    const all = this.#options.witness.checkpoints.map(formatCheckpoint).join(",\n");
    return `[${all}]\n`;
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now() / 1000;
  }
}
