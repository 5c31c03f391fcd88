// Makes evidence files from the member's own nodes. A file is kept until there is a newer block, so that a second one who asks costs
// no node anything; and no more is made at once, or kept, than the limits here say.
import type { RobotId } from "@openrobotid/sdk";
import { RegistryArgumentError } from "@openrobotid/sdk/actions";
import {
  evidencedChain,
  type ProvingClient,
  readEvidence,
  readPublicRecord,
  readWholeRecord,
  recordEvidence,
  writeEvidence,
} from "@openrobotid/sdk/evidence";
import { type Path, type ProvenTransport, proofErrorOf } from "@openrobotid/sdk/proof";
import { type LogOnChain, readLogOnChain } from "@openrobotid/sdk/vault";
import { createClient } from "viem";
import { detailOf, reasonOf } from "./words.js";

/** What is asked for. */
export interface EvidenceRequest {
  readonly id: RobotId;
  /** What everybody may see, or everything, which names accounts. */
  readonly of: "public" | "whole";
  /** A moment that `whole` evidence is about too, in seconds. */
  readonly at?: number | undefined;
  /** A log whose heads on the chain it proves besides. */
  readonly log?: LogOnChain | undefined;
  readonly format: "cbor" | "json";
}

/** A file, and what it is of. */
export interface MadeEvidence {
  readonly file: Uint8Array;
  /** Number of the block that all of it is of. */
  readonly block: number;
  /** Time of that block, in seconds. */
  readonly timestamp: number;
  /** Whether the code was issued; its evidence can be that it was not. */
  readonly issued: boolean;
  /** Whether it was there already. */
  readonly isKept: boolean;
}

/** The steps of validators from the anchor to now. */
export interface MadePath {
  readonly path: Path;
  /** Newest block that they lead to. */
  readonly block: number;
}

/** Why there is none. */
export type EvidenceRefusal =
  /** The nodes cannot show it, or did not answer. */
  | { readonly kind: "notProven"; readonly reason: string; readonly detail: string }
  /** Too much is asked for at once. */
  | { readonly kind: "busy" }
  /** It was asked for wrongly. */
  | { readonly kind: "argument"; readonly detail: string };

/** What a maker answers; it never throws for what the world does. */
export type Made<what> = { readonly made: what } | { readonly refused: EvidenceRefusal };

/** How much is made and kept. */
export interface EvidenceLimits {
  /** Files that are made at the same time. */
  readonly atOnce: number;
  /** Requests that wait for their turn; more are refused. */
  readonly waiting: number;
  /** Bytes of files that are kept. */
  readonly bytes: number;
  /** Milliseconds for which the newest block that is known counts as the newest. */
  readonly believed: number;
}

const LIMITS: EvidenceLimits = { atOnce: 2, waiting: 32, bytes: 64 * 2 ** 20, believed: 2000 };

/** Makes files over a transport that proves. */
export class EvidenceMaker {
  readonly #client: ProvingClient;
  readonly #limits: EvidenceLimits;
  readonly #kept = new Map<string, MadeEvidence>();
  #bytes = 0;
  readonly #making = new Map<string, Promise<Made<MadeEvidence>>>();
  #newest: { readonly block: number; readonly at: number } | undefined;
  #running = 0;
  readonly #turns: (() => void)[] = [];

  constructor(transport: ProvenTransport, limits: Partial<EvidenceLimits> = {}) {
    const client = createClient({ transport, cacheTime: 0 });
    const chain = evidencedChain(client.transport.proof.anchor);
    this.#client = createClient({ chain, transport, cacheTime: 0 });
    this.#limits = { ...LIMITS, ...limits };
  }

  /** The file that is asked for: one that is there, that is being made, or a new one. */
  async evidence(request: EvidenceRequest): Promise<Made<MadeEvidence>> {
    const { id, of, at, log, format } = request;
    const key = `${id} ${of} ${at ?? ""} ${log ? Object.values(log).join(" ") : ""} ${format}`;
    const making = this.#making.get(key);
    if (making) return await making;
    const finding = format === "json" ? this.#asJson(request) : this.#find(key, request);
    const answer = finding.finally(() => this.#making.delete(key));
    this.#making.set(key, answer);
    return await answer;
  }

  /** The path of validators. */
  async path(): Promise<Made<MadePath>> {
    return await this.#inTurn(async () => {
      const { proof } = this.#client.transport;
      const { number } = await proof.head();
      return { made: { path: await proof.path(), block: Number(number) } };
    });
  }

  /** The same file, written otherwise. */
  async #asJson(request: EvidenceRequest): Promise<Made<MadeEvidence>> {
    const found = await this.evidence({ ...request, format: "cbor" });
    if ("refused" in found) return found;
    const file = await writeEvidence(await readEvidence(found.made.file), "json");
    return { made: { ...found.made, file } };
  }

  async #find(key: string, request: EvidenceRequest): Promise<Made<MadeEvidence>> {
    const isFresh = this.#newest && performance.now() - this.#newest.at < this.#limits.believed;
    const kept = this.#kept.get(key);
    if (kept && isFresh && kept.block === this.#newest?.block)
      return { made: { ...kept, isKept: true } };
    return await this.#inTurn(async () => {
      if (kept && kept.block === (await this.#head())) return { made: { ...kept, isKept: true } };
      const made = await this.#make(request);
      this.#keep(key, made);
      return { made };
    });
  }

  async #make(request: EvidenceRequest): Promise<MadeEvidence> {
    const { id, of, at, log } = request;
    const about = { id, ...(at !== undefined && { at }) };
    let found: Omit<MadeEvidence, "file" | "isKept"> | undefined;
    const file = await recordEvidence(
      this.#client,
      async (client) => {
        const record =
          of === "public"
            ? await readPublicRecord(client, { id })
            : await readWholeRecord(client, about);
        if (log) await readLogOnChain(client, log);
        const { head } = record;
        const state = "status" in record ? record.status.state : record.robot.state;
        found = {
          block: Number(head.number),
          timestamp: head.timestamp,
          issued: state !== "none",
        };
      },
      { about },
    );
    if (!found) throw new Error("No call was recorded.");
    this.#newest = { block: found.block, at: performance.now() };
    return { file, ...found, isKept: false };
  }

  async #head(): Promise<number> {
    const { number } = await this.#client.transport.proof.head();
    this.#newest = { block: Number(number), at: performance.now() };
    return Number(number);
  }

  #keep(key: string, made: MadeEvidence): void {
    this.#forget(key);
    this.#kept.set(key, made);
    this.#bytes += made.file.length;
    for (const [oldest, { block }] of this.#kept) {
      // What is of an earlier block is not asked for again.
      if (block < made.block || this.#bytes > this.#limits.bytes) this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#bytes -= this.#kept.get(key)?.file.length ?? 0;
    this.#kept.delete(key);
  }

  /** Does something when it is its turn. */
  async #inTurn<what>(work: () => Promise<Made<what>>): Promise<Made<what>> {
    if (this.#running >= this.#limits.atOnce) {
      if (this.#turns.length >= this.#limits.waiting) return { refused: { kind: "busy" } };
      await new Promise<void>((resolve) => this.#turns.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } catch (error) {
      return { refused: refusalOf(error) };
    } finally {
      // Whose turn is next takes the place over.
      const next = this.#turns.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

function refusalOf(error: unknown): EvidenceRefusal {
  const proof = proofErrorOf(error);
  if (proof) {
    return { kind: "notProven", reason: reasonOf(proof), detail: detailOf(proof, proof.node) };
  }
  if (error instanceof RegistryArgumentError) {
    return { kind: "argument", detail: error.shortMessage };
  }
  throw error;
}
