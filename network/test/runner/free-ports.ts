// Ports that nobody listens on, one after the other.
import { isFree } from "@openrobotid/kit/ports";

/** The first of so many free ports in a row. */
export async function freePorts(count: number): Promise<number> {
  // From the range of this suite, at a place of its own for each process that looks.
  for (let first = 21_700 + (process.pid % 4) * 5; first + count <= 21_800; first += count) {
    const free = await Promise.all(
      Array.from({ length: count }, (_, index) => isFree(first + index)),
    );
    if (free.every(Boolean)) return first;
  }
  throw new Error("No ports are free from 21700 to 21799.");
}
