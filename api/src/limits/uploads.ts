// How many manifests are taken in at once, and how long each may take: anybody may bring one, and each is held until its root is known.
import { setTimeout as wait } from "node:timers/promises";
import { LARGEST_MANIFEST } from "../../manifests/keep.js";
import { ApiProblem } from "../problem.js";

/** Uploads at once, in all: each is a file of up to 256 MiB, and a tree over a million units. */
const MOST = 2;
/** Seconds after which it is worth coming again. */
const AGAIN = 30;
/** Fewest bytes a second, from {@link GRACE} on: what comes more slowly only holds a place. */
const SLOWEST = 64 * 1024;
/** Milliseconds without a byte, or at any speed, that are allowed. */
const GRACE = 10_000;

/** Places for uploads. Each process has its own. */
export class Uploads {
  readonly #from = new Set<string>();

  /**
   * Takes in what an address brings.
   *
   * @param length - Bytes that it says it has, as its header has it.
   * @throws ApiProblem 413 where that is too much, 429 where the address brings another one, 503 where all places are taken.
   */
  async take<taken>(
    address: string,
    length: string | undefined,
    work: () => Promise<taken>,
  ): Promise<taken> {
    if (Number(length ?? 0) > LARGEST_MANIFEST) {
      const detail = `The manifest has ${length} bytes, expected at most ${LARGEST_MANIFEST}.`;
      throw new ApiProblem("too-large", detail);
    }
    const later = { "retry-after": String(AGAIN) };
    if (this.#from.has(address)) {
      const detail = "This address brings another manifest: expected one after the other.";
      throw new ApiProblem("too-many-requests", detail, {}, later);
    }
    if (this.#from.size >= MOST) {
      const detail = `${MOST} manifests are being taken in. Come back in ${AGAIN} s.`;
      throw new ApiProblem("unavailable", detail, {}, later);
    }
    this.#from.add(address);
    try {
      return await work();
    } finally {
      this.#from.delete(address);
    }
  }
}

/** What is brought, as long as it goes on coming. */
export async function* steady(
  content: ReadableStream<Uint8Array>,
  { grace = GRACE }: { readonly grace?: number } = {},
): AsyncGenerator<Uint8Array> {
  const reader = content.getReader();
  const begin = performance.now();
  let size = 0;
  try {
    for (;;) {
      const silence = new AbortController();
      const { done, value } = await Promise.race([
        reader.read(),
        wait(grace, { done: false, value: undefined } as const, {
          signal: silence.signal,
        }),
      ]).finally(() => silence.abort());
      if (done) return;
      size += value?.length ?? 0;
      const elapsed = performance.now() - begin;
      if (!value || (elapsed > grace && size < (SLOWEST * elapsed) / 1000)) {
        throw new ApiProblem(
          "invalid-request",
          `Found ${size} bytes of the manifest in ${Math.round(elapsed / 1000)} s, expected at least ${SLOWEST} a second.`,
        );
      }
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
