// One run of the command: connects, asks, writes and answers, the same way for every command.
import { setTimeout } from "node:timers/promises";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type * as Sdk from "@openrobotid/sdk/actions";
import type { Deployment } from "@openrobotid/sdk/chains";
import type { Account, Address, Hash, LocalAccount } from "viem";
import { findAnchor } from "./anchors.js";
import {
  connect,
  keystoreOf,
  type RegistryClient,
  readDeployment,
  type Target,
  targetOf,
} from "./connection.js";
import { saysProof } from "./define.js";
import { Documents } from "./documents.js";
import { renderEvent } from "./events.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import { Failure, mismatchFailure, timeout, usageFailure } from "./failure.js";
import { differencesOf, toJson } from "./json.js";
import { signerOf } from "./keys.js";
import type { GlobalOptions } from "./options.js";
import { type AnswerProof, type Prover, proofAt, proofSentence, prove } from "./proving.js";
import type { Shell } from "./shell.js";
import { Layout, moment } from "./text.js";

type Actions = typeof Sdk;

/** Name of an action of the SDK that writes and waits. */
export type WriteName = {
  [name in keyof Actions]: name extends `${infer action}Sync` ? action : never;
}[keyof Actions];

type SyncAction<name extends WriteName> = Extract<
  Actions[`${name}Sync` & keyof Actions],
  (...args: never) => unknown
>;

/** What an action that writes is given. */
export type ParametersOf<name extends WriteName> = NonNullable<Parameters<SyncAction<name>>[1]>;

type Build<name extends WriteName> = (context: {
  readonly client: RegistryClient;
  readonly documents: Documents;
}) => Promise<ParametersOf<name>>;

type AnySync = (
  client: RegistryClient,
  parameters: unknown,
) => Promise<{ receipt: Receipt } & Record<string, unknown>>;

interface Receipt {
  readonly transactionHash: Hash;
  readonly blockNumber: bigint;
  readonly gasUsed: bigint;
}

/** Where one reads: a client, and the block that all of an answer is of. */
export interface Reading {
  readonly client: RegistryClient;
  readonly blockNumber: bigint;
}

/** Whether parameters have yet to be built, which takes a client or files. */
function isBuild<name extends WriteName>(
  parameters: ParametersOf<name> | Build<name>,
): parameters is Build<name> {
  return typeof parameters === "function";
}

/** How long a node may take to learn of the newest block that another one has, and how often it is asked. */
const CATCH_UP = { longest: 10_000, pause: 250 };

/**
 * The newest block that any of these nodes has. All of them must have it, after a moment: what happened since is unknown to
 * a node that lags, and an answer as of its own head would leave it out.
 */
export async function latestOf(clients: readonly RegistryClient[]): Promise<bigint> {
  const began = performance.now();
  const heightsOf = async (): Promise<bigint[]> =>
    await Promise.all(clients.map((client) => client.getBlockNumber()));
  let heights = await heightsOf();
  let newest = 0n;
  for (const height of heights) if (height > newest) newest = height;
  while (heights.some((height) => height < newest)) {
    if (performance.now() - began > CATCH_UP.longest) throw laggingFailure(heights, newest);
    await setTimeout(CATCH_UP.pause);
    heights = await heightsOf();
  }
  return newest;
}

function laggingFailure(heights: readonly bigint[], newest: bigint): Failure {
  const [which, height] =
    heights[0] === newest ? ["to compare with", heights[1]] : ["asked", heights[0]];
  return new Failure(
    `The node ${which} has got to block ${height}, and the other one to block ${newest}: it lags.`,
    {
      exitCode: EXIT.network,
      code: "NodeLags",
      suggestion: "Ask another member's node, or this one when it has caught up.",
      details: { height, newest },
    },
  );
}

function tooOldFailure(
  blockNumber: bigint,
  timestamp: number,
  ageSeconds: number,
  maxAge: number,
): Failure {
  return new Failure(
    `The newest block of the node, ${blockNumber}, is of ${moment(timestamp)}: ${ageSeconds} s old, and ${maxAge} s are the most.`,
    {
      exitCode: EXIT.network,
      code: "TooOld",
      suggestion: "Ask another member's node: this one is behind, or the chain has stopped.",
      details: { blockNumber, timestamp, ageSeconds, maxAge },
    },
  );
}

/** One run of the command. */
export class Session {
  /** What the run ends with. */
  exitCode: ExitCode = EXIT.ok;
  /** Transactions that were sent, also where nobody waited for what happened to them. */
  readonly sent: Hash[] = [];
  /** Whether the running command stops by itself on the signal, and must not be cut off. */
  stopsByItself = false;

  /** Says when the run is to stop: it was told to, or it took too long. */
  readonly signal: AbortSignal;
  readonly #deadline = new AbortController();
  #target: Promise<{ target: Target; deployment: Deployment }> | undefined;
  #prover: Promise<Prover | undefined> | undefined;
  /** By what the answer is proven; or why it is not, in words. Nothing where nobody was asked. */
  #proof: AnswerProof | string | undefined;
  #timer: NodeJS.Timeout | undefined;

  readonly shell: Shell;

  constructor(shell: Shell) {
    this.shell = shell;
    this.signal = AbortSignal.any([shell.signal, this.#deadline.signal]);
  }

  /** Begins to count the time of `--timeout`. */
  begin(command: CommandUnknownOpts): void {
    const { timeout: seconds } = this.options(command);
    if (seconds === undefined) return;
    const stop = () => this.#deadline.abort(timeout(seconds));
    this.#timer = globalThis.setTimeout(stop, seconds * 1000);
  }

  /** Lets go of what would keep the process. */
  end(): void {
    clearTimeout(this.#timer);
  }

  /** Global options, as given anywhere in the call. */
  options(command: CommandUnknownOpts): GlobalOptions {
    return command.optsWithGlobals() as GlobalOptions;
  }

  /** The registry that is meant. */
  async target(command: CommandUnknownOpts): Promise<{ target: Target; deployment: Deployment }> {
    this.#target ??= this.#findTarget(command);
    return await this.#target;
  }

  async #findTarget(command: CommandUnknownOpts) {
    const target = await targetOf(this.shell, this.options(command));
    return { target, deployment: await readDeployment(this.shell, target.deployment) };
  }

  /** A client of the node, which can act for somebody where `account` is given. */
  async client(command: CommandUnknownOpts, account?: Account | Address): Promise<RegistryClient> {
    const { target, deployment } = await this.target(command);
    return await connect(target.rpc, deployment, {
      ...(account && { account }),
      onSent: (hash) => this.sent.push(hash),
    });
  }

  /** A client of the node to compare with; `undefined` where none is named. */
  async otherClient(command: CommandUnknownOpts): Promise<RegistryClient | undefined> {
    const other = await this.#otherNode(command);
    if (other === undefined) return undefined;
    return await connect(other, (await this.target(command)).deployment);
  }

  /** Address of another node than the one that is asked; `undefined` where none is named. */
  async #otherNode(command: CommandUnknownOpts): Promise<string | undefined> {
    const { rpc, verifyAgainst } = (await this.target(command)).target;
    if (verifyAgainst === undefined) return undefined;
    const { isSameNode } = await import("@openrobotid/sdk/endpoint");
    if (isSameNode(verifyAgainst, rpc)) {
      throw usageFailure(
        "--verify-against names the very node that is asked.",
        "Give the address of another member's node: the same one twice is no second opinion.",
      );
    }
    return verifyAgainst;
  }

  /** Believes no node; `undefined` where there is no anchor to prove from, or no proof is wanted. */
  async #findProver(command: CommandUnknownOpts): Promise<Prover | undefined> {
    const { prove: isWanted, maxAge, cosigners } = this.options(command);
    if (!isWanted) {
      this.#proof = "Nothing is proven: --no-prove believes the node.";
      return undefined;
    }
    const anchor = await findAnchor(this, command);
    const { target, deployment } = await this.target(command);
    if (!anchor) {
      this.#proof = "Nothing is proven: the deployment file carries no anchor.";
      return undefined;
    }
    const other = await this.#otherNode(command);
    const nodes = [target.rpc, ...(other === undefined ? [] : [other])] as const;
    return await prove(this.shell, { nodes, deployment, anchor, maxAge, cosigners });
  }

  /**
   * Where to read: of one client where it proves, else of every node that is named, and these must agree. What is answered
   * afterwards says by what it is proven.
   */
  async readings(command: CommandUnknownOpts): Promise<readonly [Reading, ...Reading[]]> {
    this.#prover ??= this.#findProver(command);
    const prover = await this.#prover;
    if (prover) {
      const head = await prover.head();
      this.#proof = await proofAt(prover, head);
      return [{ client: prover.client, blockNumber: head.number }];
    }
    const [client, other] = await Promise.all([this.client(command), this.otherClient(command)]);
    const blockNumber = await latestOf(other ? [client, other] : [client]);
    await this.#requireFresh(command, { client, blockNumber });
    return other
      ? [
          { client, blockNumber },
          { client: other, blockNumber },
        ]
      : [{ client, blockNumber }];
  }

  /** Where nothing is proven, a greatest age holds too, if one is given. Proofs see to it themselves. */
  async #requireFresh(
    command: CommandUnknownOpts,
    { client, blockNumber }: Reading,
  ): Promise<void> {
    const { maxAge } = this.options(command);
    if (maxAge === undefined) return;
    const { timestamp } = await client.getBlock({ blockNumber });
    const age = Math.floor(Date.now() / 1000) - Number(timestamp);
    if (age > maxAge) throw tooOldFailure(blockNumber, Number(timestamp), age, maxAge);
  }

  /** Notes by what the answer is proven, where it was not read from a node. */
  provenBy(proof: AnswerProof): void {
    this.#proof = proof;
  }

  /** By what the answer is proven, as of now; `undefined` where it is not. */
  get proof(): AnswerProof | undefined {
    return typeof this.#proof === "object" ? this.#proof : undefined;
  }

  /** The same in words, a line each; nothing where nobody was asked. */
  get proofLines(): readonly string[] {
    const proof = this.#proof;
    if (proof === undefined) return [];
    if (typeof proof === "string") return [proof];
    const faults = proof.faults.map(({ lied, message }) => `${lied ? "✘" : "-"} ${message}`);
    return [proofSentence(proof), ...faults];
  }

  /** Whose key signs. */
  async signer(command: CommandUnknownOpts): Promise<LocalAccount> {
    const options = this.options(command);
    const signer = await signerOf(this.shell, options, keystoreOf(this.shell, options));
    if (options.from && options.from.toLowerCase() !== signer.address.toLowerCase()) {
      throw usageFailure(
        `The key is that of ${signer.address}, and --from says ${options.from}.`,
        "Give the key of --from, or leave --from out.",
      );
    }
    return signer;
  }

  /** Who acts. In a dry run the address will do: nothing is signed. */
  async actor(command: CommandUnknownOpts, dryRun: boolean): Promise<LocalAccount | Address> {
    const { from } = this.options(command);
    return dryRun && from ? from : await this.signer(command);
  }

  /**
   * Reads something, all as of one block: proven where there is an anchor. Where there is none and another node is named, it is
   * asked the same about the same block, and the two answers must be the same.
   */
  async read<value>(
    command: CommandUnknownOpts,
    read: (reading: Reading) => Promise<value>,
  ): Promise<value> {
    const readings = await this.readings(command);
    const { blockNumber } = readings[0];
    const [answer, ...others] = await Promise.all(readings.map(read));
    for (const otherAnswer of others) {
      const differences = differencesOf(answer, otherAnswer);
      if (differences.length === 0) continue;
      throw mismatchFailure(
        `The two nodes say different things of block ${blockNumber}: ${differences.join(", ")}.`,
        "Trust neither until it is known which of them is wrong.",
        { blockNumber, differences },
      );
    }
    return answer as value;
  }

  /**
   * Writes: simulates, sends, waits for the block, and answers with what the events say. A dry run ends after the
   * simulation.
   */
  async write<name extends WriteName>(
    command: CommandUnknownOpts,
    action: name,
    parameters: ParametersOf<name> | Build<name>,
    done: string,
  ): Promise<void> {
    const { dryRun = false } = command.opts() as { dryRun?: boolean };
    const client = await this.client(command, await this.actor(command, dryRun));
    const documents = new Documents(this.shell.cwd, dryRun);
    const given = isBuild(parameters) ? await parameters({ client, documents }) : parameters;
    const sdk = await import("@openrobotid/sdk/actions");
    const sync = sdk[`${action}Sync` as keyof Actions] as unknown as AnySync;
    const from = client.account?.address;
    const { committed } = documents;
    if (dryRun) {
      await sdk.simulate(client, sync as never, given);
      const answer = { transaction: null, blockNumber: null, gasUsed: null, events: [] };
      const json = { action, dryRun, from, ...answer, documents: committed };
      return this.answer(command, json, () => `✔ It would pass. Nothing was sent.\n`);
    }
    const { receipt, events, ...event } = await sync(client, { ...given, signal: this.signal });
    const { transactionHash: transaction, blockNumber, gasUsed } = receipt;
    // What is done by signature has one of several events, and says which.
    const all = (events ?? [event.fields ?? event]) as Record<string, unknown>[];
    const json = {
      action,
      dryRun,
      from,
      transaction,
      blockNumber,
      gasUsed,
      events: all,
      documents: committed,
    };
    this.answer(command, json, (layout) =>
      [
        `✔ ${done}\n`,
        ...all.map((one) => renderEvent(layout, one)),
        layout.fields([
          ["block", String(blockNumber)],
          ["transaction", transaction],
          ...committed.map(({ file }) => ["keep", `${file} (the salt of the document)`] as const),
        ]),
      ].join(""),
    );
  }

  /** Answers: in JSON where that is asked for, else in words. */
  answer(command: CommandUnknownOpts, json: unknown, words: (layout: Layout) => string): void {
    const { json: isJson } = this.options(command);
    const isProvable = saysProof(command);
    if (isJson) {
      const all = isProvable ? { ...(json as object), proof: this.proof } : json;
      this.shell.out(`${toJson(all)}\n`);
      return;
    }
    const layout = this.layout(command);
    const lines = isProvable ? this.proofLines : [];
    const proof = lines.map((line) => `${layout.cell(line)}\n`).join("");
    this.shell.out(words(layout) + (proof && `\n${proof}`));
  }

  /** How words are laid out: with colours where a terminal shows them and nobody minds. */
  layout(command: CommandUnknownOpts): Layout {
    const { color } = this.options(command);
    return new Layout(color && this.shell.outIsTerminal && !this.shell.env.NO_COLOR);
  }
}
