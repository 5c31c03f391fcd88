// Keeps the allowlists of one node to what the contracts say, block after block.
//
// It fails safe: whatever it cannot read or does not believe leaves the lists as they are, and sounds an alarm.

import type { Deployment } from "@openrobotid/sdk/chains";
import { endpointFailure } from "@openrobotid/sdk/endpoint";
import type { Logger } from "pino";
import type { Address } from "viem";
import { Alarms } from "../src/alarms.js";
import { pause } from "../src/service.js";
import { agree, agreeOn, NoAgreementError } from "./agreement.js";
import { type Allowlists, allowlistsOf, type Own } from "./allowlists.js";
import { type Applied, apply, type Node } from "./apply.js";
import type { ChainWatch } from "./chain-watch.js";
import { chooseEntries, fetchEntries } from "./directory.js";
import type { DirectoryEntry } from "./directory-entry.js";
import type { Membership } from "./membership.js";
import { ALARMS, type Alarm, GRAVE, type Metrics } from "./metrics.js";
import type { MembershipReader } from "./read-membership.js";
import { readState, writeState } from "./state-file.js";

/** What a permissioner works with. */
export interface PermissionerOptions {
  readonly deployment: Deployment;
  readonly readers: readonly MembershipReader[];
  /** How many of the readers' nodes must say the same. */
  readonly agreement: number;
  readonly node: Node;
  /** Files, folders and addresses with entries of the directory. */
  readonly sources: readonly string[];
  /** Read again for each step: the member edits it while this runs. */
  readonly own: () => Own;
  readonly stateFile: string;
  /** Age of the newest block from which on nothing is changed any more. */
  readonly mostSecondsOfHead: number;
  readonly pollSeconds: number;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Where given, how the chain does is told too. */
  readonly watch?: ChainWatch | undefined;
  /** Seconds now. */
  readonly now?: () => number;
}

/** Whether it does its work, and as of when. */
export interface Standing {
  /** Whether the lists are known to be what they should be. */
  readonly healthy: boolean;
  readonly block: string | undefined;
  readonly lastApplied: string | undefined;
  readonly nodes: number | undefined;
  readonly accounts: number | undefined;
  /** What is wrong: sentences, by kind. */
  readonly alarms: Readonly<Partial<Record<Alarm, readonly string[]>>>;
}

/** Keeps the allowlists of one node. */
export class Permissioner {
  readonly #options: PermissionerOptions;
  readonly #alarms: Alarms<Alarm>;
  readonly #stop = new AbortController();
  #notBefore: bigint;
  #entries: readonly DirectoryEntry[];
  #lastApplied: number | undefined;
  #applied: Applied | undefined;
  #block: bigint | undefined;

  constructor(options: PermissionerOptions) {
    this.#options = options;
    const { metrics, log } = options;
    this.#alarms = new Alarms({ kinds: ALARMS, grave: GRAVE, gauge: metrics.alarm, log });
    const remembered = readState(options.stateFile, options.deployment.chainId);
    this.#notBefore = remembered?.blockNumber ?? 0n;
    this.#entries = remembered?.entries ?? [];
  }

  /** Looks once, and brings the lists to what they should be. Gives whether it could. */
  async step(): Promise<boolean> {
    const { metrics, log } = this.#options;
    try {
      const membership = await this.#read();
      if (membership === undefined) {
        metrics.steps.inc({ outcome: "held" });
        return false;
      }
      const lists = await this.#lists(membership);
      const applied = await this.#apply(lists);
      await this.#watch(membership);
      metrics.steps.inc({ outcome: applied ? "applied" : "failed" });
      return applied;
    } catch (error) {
      // Such as an address book that is being edited. The lists stay as they are, and the next step tries again.
      metrics.steps.inc({ outcome: "failed" });
      this.#alarms.set("lists", [`They were left as they are: ${endpointFailure(error)}`]);
      log.error({ err: error }, "A step failed.");
      return false;
    }
  }

  /** Steps until it is stopped. One step at a time: what happens meanwhile, the next one sees. */
  async run(): Promise<void> {
    const { pollSeconds, log } = this.#options;
    log.info("The permissioner watches.");
    while (!this.#stop.signal.aborted) {
      await this.step();
      await pause(pollSeconds * 1000, this.#stop.signal);
    }
    log.info("The permissioner has stopped. The lists stay as they are.");
  }

  /** Ends `run` after the step that is under way. */
  stop(): void {
    this.#stop.abort();
  }

  /** Whether it does its work, and as of when. */
  standing(): Standing {
    const now = this.#now();
    const patience = 3 * this.#options.pollSeconds + 30;
    const recent = this.#lastApplied !== undefined && now - this.#lastApplied <= patience;
    return {
      healthy: recent && !this.#alarms.isGrave,
      block: this.#block?.toString(),
      lastApplied:
        this.#lastApplied === undefined
          ? undefined
          : new Date(this.#lastApplied * 1000).toISOString(),
      nodes: this.#applied?.nodes,
      accounts: this.#applied?.accounts,
      alarms: this.#alarms.sounding,
    };
  }

  /** What the nodes agree on; nothing where they do not, or where it is old. */
  async #read(): Promise<Membership | undefined> {
    const { readers, agreement: needed, mostSecondsOfHead } = this.#options;
    let membership: Membership;
    try {
      const agreed = await agree(readers, { needed, notBefore: this.#notBefore });
      membership = agreed.membership;
      this.#alarms.set("dissent", agreed.dissent);
      this.#alarms.set("chainUnreadable", []);
    } catch (error) {
      if (!(error instanceof NoAgreementError)) throw error;
      this.#alarms.set("chainUnreadable", [error.message]);
      return undefined;
    }
    const age = this.#now() - membership.timestamp;
    if (age > mostSecondsOfHead) {
      this.#alarms.set("chainStalled", [
        `Block ${membership.blockNumber} is ${age} seconds old: the chain has stopped, or the nodes are behind.`,
      ]);
      return undefined;
    }
    this.#alarms.set("chainStalled", []);
    this.#block = membership.blockNumber;
    this.#options.metrics.block.set(Number(membership.blockNumber));
    return membership;
  }

  async #lists(membership: Membership): Promise<Allowlists> {
    const { sources, deployment, readers, agreement: needed, own, stateFile } = this.#options;
    const found: DirectoryEntry[] = [];
    const malformed: string[] = [];
    const unreadable: string[] = [];
    for (const source of sources) {
      try {
        const { entries, refused } = await fetchEntries(source);
        found.push(...entries);
        malformed.push(...refused);
      } catch (error) {
        unreadable.push(`${endpointFailure(error)} What it gave before still counts.`);
      }
    }
    this.#alarms.set("directorySource", unreadable);
    const { chainId } = deployment;
    const taken = this.#remembered(membership);
    const { entries, refused } = await chooseEntries([...found, ...taken], {
      seats: membership.seats,
      chainId,
      consortium: deployment.contracts.Consortium?.address as Address,
      now: membership.timestamp,
      accepts: async (account, hash, signature) =>
        await agreeOn(readers, needed, (reader) => reader.accepts(account, hash, signature)),
      taken,
    });
    this.#alarms.set("directoryEntry", [...malformed, ...refused]);
    this.#entries = entries;
    this.#notBefore = membership.blockNumber;
    writeState(stateFile, { chainId, blockNumber: membership.blockNumber, entries });
    const lists = allowlistsOf(membership, entries, own());
    this.#alarms.set("findings", lists.findings);
    return lists;
  }

  /** What was taken before is a source like any other, of seats that are still held. */
  #remembered({ seats }: Membership): readonly DirectoryEntry[] {
    return this.#entries.filter((entry) => seats.some(({ seat }) => seat === entry.seat));
  }

  async #apply({ nodes, accounts }: Allowlists): Promise<boolean> {
    const { node, metrics, log } = this.#options;
    try {
      const applied = await apply(
        { nodes: [...nodes.keys()], accounts: [...accounts.keys()] },
        node,
      );
      const why = (entry: string) => nodes.get(entry) ?? accounts.get(entry as Address);
      for (const entry of applied.added) log.info({ entry, why: why(entry) }, "Allowed.");
      for (const entry of applied.removed) log.info({ entry }, "No longer allowed.");
      if (applied.fileWritten) log.info("The permissions file was written again.");
      metrics.changes.inc({ change: "added" }, applied.added.length);
      metrics.changes.inc({ change: "removed" }, applied.removed.length);
      metrics.nodes.set(applied.nodes);
      metrics.accounts.set(applied.accounts);
      this.#applied = applied;
      this.#lastApplied = this.#now();
      metrics.lastApplied.set(this.#lastApplied);
      this.#alarms.set("lists", applied.findings);
      this.#alarms.set("besu", []);
      return true;
    } catch (error) {
      this.#alarms.set("besu", [endpointFailure(error)]);
      return false;
    }
  }

  async #watch({ blockNumber, seats }: Membership): Promise<void> {
    try {
      await this.#options.watch?.follow(blockNumber, seats);
    } catch (error) {
      this.#options.log.warn({ reason: endpointFailure(error) }, "The seals could not be read.");
    }
  }

  #now(): number {
    return this.#options.now?.() ?? Math.floor(Date.now() / 1000);
  }
}
