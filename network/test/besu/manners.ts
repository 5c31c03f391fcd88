// How Besu answers what every chain answers, where that differs from other chains: put in front of one, it makes a stand-in
// that is true. What it says and when was recorded on a real network, see `origin` in besu-says.json.
import says from "./besu-says.json" with { type: "json" };

/** A call of JSON-RPC. */
export interface Call {
  readonly id?: number | null;
  readonly method: string;
  readonly params?: readonly unknown[];
}

/** An answer of JSON-RPC, without its frame. */
export type Answer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } };

/** What Besu writes with the status 401. It names no call. */
export const UNAUTHORIZED = JSON.stringify({ jsonrpc: "2.0", id: null, error: says.unauthorized });

/** Times that a block at the head is null before it is given. */
const NULL_LOOKS = 1;

/** The manners of one node. */
export class BesuManners {
  readonly #ask: (call: Call) => Promise<Answer>;
  /** Blocks that were asked for at the head, and how often they were null. */
  readonly #looks = new Map<bigint, number>();

  /** @param ask Asks the chain behind it. */
  constructor(ask: (call: Call) => Promise<Answer>) {
    this.#ask = ask;
  }

  async answer(call: Call): Promise<Answer> {
    const [first, second] = call.params ?? [];
    switch (call.method) {
      case "eth_getBlockByNumber":
        return await this.#block(call, first);
      case "eth_call":
      case "eth_getProof": {
        const block = call.method === "eth_call" ? second : (call.params ?? [])[2];
        if (isNumber(block) && BigInt(block) > (await this.#height())) {
          // No error: nothing.
          return { result: null };
        }
        return call.method === "eth_call" ? await this.#ask(call) : trimmed(await this.#ask(call));
      }
      case "eth_getLogs": {
        const { toBlock } = (first ?? {}) as { toBlock?: unknown };
        const pastHead = isNumber(toBlock) && BigInt(toBlock) > (await this.#height());
        return pastHead ? { error: says.invalidParams } : await this.#ask(call);
      }
      default:
        return await this.#ask(call);
    }
  }

  /** A height is told before its block can be read: null for a moment. QBFT knows no finalized and no safe block. */
  async #block(call: Call, block: unknown): Promise<Answer> {
    if (block === "finalized" || block === "safe") return { error: says.unknownBlock };
    const head = await this.#height();
    if (block === "latest" || (isNumber(block) && BigInt(block) === head && head > 0n)) {
      const looks = this.#looks.get(head) ?? 0;
      this.#looks.set(head, looks + 1);
      if (looks < NULL_LOOKS) return { result: null };
    }
    return await this.#ask(call);
  }

  async #height(): Promise<bigint> {
    const answer = await this.#ask({ id: 0, method: "eth_blockNumber", params: [] });
    if ("error" in answer) throw new Error(answer.error.message);
    return BigInt(answer.result as string);
  }
}

function isNumber(block: unknown): block is `0x${string}` {
  return typeof block === "string" && block.startsWith("0x");
}

/** Keys of slots come back without leading zeros: `0x0`, `0x06`. */
function trimmed(answer: Answer): Answer {
  if ("error" in answer) return answer;
  const proof = answer.result as { storageProof: { key: string }[] };
  const storageProof = proof.storageProof.map((slot) => ({ ...slot, key: trimKey(slot.key) }));
  return { result: { ...proof, storageProof } };
}

/** A key as Besu writes it. */
export function trimKey(key: string): string {
  const digits = key.slice(2).replace(/^0+/, "");
  if (digits === "") return "0x0";
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}
