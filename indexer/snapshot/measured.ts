import { createHash } from "node:crypto";
import { Transform } from "node:stream";

/** Passes bytes on, and says afterwards how many and which they were. */
export class Measured extends Transform {
  bytes = 0;
  readonly #hash = createHash("sha256");
  readonly #most: number;

  /** @param most - Fails where there are more bytes than these. */
  constructor(most = Number.POSITIVE_INFINITY) {
    super();
    this.#most = most;
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    callback: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    this.bytes += chunk.length;
    if (this.bytes > this.#most) {
      callback(new TooLongError());
      return;
    }
    this.#hash.update(chunk);
    callback(null, chunk);
  }

  digest(): string {
    return this.#hash.digest("hex");
  }
}

/** There are more bytes than were announced. */
export class TooLongError extends Error {
  override readonly name = "TooLongError";
}
