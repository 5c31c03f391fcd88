// Asks the witnesses of an anchor what they cosigned, and keeps of it what their keys signed.
import type { Anchor, Witness } from "./anchor.js";
import { type CosignedCheckpoint, parseCheckpoint, verifyCheckpoint } from "./cosigned.js";
import type { Fault } from "./endpoint.js";
import { NotProvenError, ProofError, UnreachableError } from "./errors.js";

/** Most checkpoints of one witness that are looked at, and kept: the newest. */
const MOST_CHECKPOINTS = 16;
const MOST_BYTES = 2 ** 18;
const TIMEOUT = 3000;

/** Gives what witnesses serve, each a checkpoint or a list of them as JSON has it. */
export type CheckpointSource = () => Promise<readonly unknown[]>;

/** The checkpoints of an anchor's witnesses. */
export class Cosigners {
  readonly #anchor: Anchor;
  readonly #source: CheckpointSource | undefined;
  readonly #onFault: ((fault: Fault) => void) | undefined;
  /** By seat, the newest first. */
  readonly #known = new Map<number, readonly CosignedCheckpoint[]>();

  constructor(
    anchor: Anchor,
    source: CheckpointSource | undefined,
    onFault: ((fault: Fault) => void) | undefined,
  ) {
    this.#anchor = anchor;
    this.#source = source;
    this.#onFault = onFault;
  }

  /** Everything that is known to be signed, asked for again. */
  async checkpoints(): Promise<readonly CosignedCheckpoint[]> {
    const given = await (this.#source ? this.#source() : this.#ask());
    for (const one of given.flat().slice(0, 4096)) await this.#take(one);
    return [...this.#known.values()].flat();
  }

  /** Reports a checkpoint that differs from what was proven. */
  blame({ seat, number, hash }: CosignedCheckpoint, proven: string): void {
    const error = new NotProvenError("cosignaturesTooFew", {
      message: `The witness of seat ${seat} cosigned block ${number} as ${hash}; proven is ${proven}.`,
      suggestion: "Tell the members: somebody shows a second chain.",
    });
    this.#onFault?.({ node: nameOf(seat), error, lied: true });
  }

  async #take(input: unknown): Promise<void> {
    let checkpoint: CosignedCheckpoint;
    try {
      checkpoint = parseCheckpoint(input);
    } catch (error) {
      if (error instanceof ProofError) this.#onFault?.({ node: "a witness", error, lied: false });
      return;
    }
    const { seat, chainId } = checkpoint;
    const witness = this.#anchor.witnesses?.find((one) => one.seat === seat);
    if (!witness || chainId !== this.#anchor.chainId) return;
    const known = this.#known.get(seat) ?? [];
    if (known.some((one) => one.signature === checkpoint.signature)) return;
    const oldest = known.length >= MOST_CHECKPOINTS ? known.at(-1) : undefined;
    if (oldest && checkpoint.number < oldest.number) return;
    if (!(await verifyCheckpoint(checkpoint, witness.key))) {
      const error = new NotProvenError("checkpointShape", {
        message: `A checkpoint that is said to be of seat ${seat} is not signed by its witness.`,
        suggestion: "Ask another witness.",
      });
      this.#onFault?.({ node: nameOf(seat), error, lied: true });
      return;
    }
    const all = [...known, checkpoint].sort((one, other) => Number(other.number - one.number));
    this.#known.set(seat, all.slice(0, MOST_CHECKPOINTS));
  }

  async #ask(): Promise<readonly unknown[]> {
    const witnesses = this.#anchor.witnesses ?? [];
    const answers = await Promise.all(witnesses.map(async (one) => await this.#askOne(one)));
    return answers.flat();
  }

  async #askOne({ url, seat }: Witness): Promise<readonly unknown[]> {
    if (url === undefined) return [];
    try {
      const answer = await fetchJson(url);
      return (Array.isArray(answer) ? answer : [answer]).slice(0, MOST_CHECKPOINTS);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      const unreachable = new UnreachableError({
        message: `The witness of seat ${seat} did not answer at ${url}.`,
        suggestion: "Ask again later; the other witnesses may be enough.",
        node: nameOf(seat),
        cause,
      });
      this.#onFault?.({ node: nameOf(seat), error: unreachable, lied: false });
      return [];
    }
  }
}

/** How many of an anchor's witnesses must have cosigned; by default as many as it asks for. */
export function cosignersNeeded(anchor: Anchor, asked: number | undefined): number {
  return asked ?? anchor.cosigners ?? 0;
}

function nameOf(seat: number): string {
  return `witness of seat ${seat}`;
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT),
    headers: { accept: "application/json" },
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
  const parts: string[] = [];
  const decoder = new TextDecoder();
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    length += value.length;
    if (length > MOST_BYTES) {
      await reader?.cancel();
      throw new Error(`${url} gives more than ${MOST_BYTES} bytes.`);
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
  return JSON.parse(parts.join(""));
}
