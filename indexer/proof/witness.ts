// What the witness of this member serves, passed on: it may answer to nobody outside, and must not be asked more often than it can bear.
import { NotProvenError, parseCheckpoint } from "@openrobotid/sdk/proof";

/** Most bytes of an answer. */
const MOST_BYTES = 2 ** 20;
/** Milliseconds that it may take. */
const TIMEOUT = 3000;
/** How long an answer is given again, in milliseconds: it cosigns a block a minute. */
const BELIEVED = 2000;

/** The witness does not answer, or not as witnesses do. */
export class WitnessError extends Error {
  override readonly name = "WitnessError";
}

interface Kept {
  readonly at: number;
  readonly answer: Promise<Uint8Array>;
}

/** A witness, as it is asked by the API of its member. */
export class WitnessSource {
  readonly #url: string;
  readonly #kept = new Map<string, Kept>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Its cosigned checkpoints, each of the form that they have. Whose key signed them is for the one who asks to verify. */
  async checkpoints(): Promise<readonly unknown[]> {
    const text = new TextDecoder().decode(await this.#ask("/checkpoint"));
    try {
      const list = [JSON.parse(text)].flat() as unknown[];
      for (const one of list) parseCheckpoint(one);
      return list;
    } catch (error) {
      if (!(error instanceof NotProvenError || error instanceof SyntaxError)) throw error;
      throw new WitnessError("The witness of this member gives no checkpoints.");
    }
  }

  /** The list of witnesses, byte for byte. */
  async list(): Promise<Uint8Array> {
    return await this.#ask("/witnesses");
  }

  async #ask(path: string): Promise<Uint8Array> {
    const kept = this.#kept.get(path);
    if (kept && performance.now() - kept.at < BELIEVED) return await kept.answer;
    const answer = this.#fetch(path);
    this.#kept.set(path, { at: performance.now(), answer });
    // Who asks next asks again.
    answer.catch(() => this.#kept.delete(path));
    return await answer;
  }

  async #fetch(path: string): Promise<Uint8Array> {
    let response: Response;
    try {
      response = await fetch(`${this.#url}${path}`, {
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT),
      });
      if (!response.ok) throw new Error(`${response.status}`);
      const bytes = new Uint8Array(MOST_BYTES);
      let length = 0;
      for await (const part of response.body ?? []) {
        if (length + part.length > MOST_BYTES) throw new Error("too long");
        bytes.set(part, length);
        length += part.length;
      }
      return bytes.subarray(0, length);
    } catch {
      // Where it is, is for nobody outside.
      throw new WitnessError("The witness of this member does not answer.");
    }
  }
}
