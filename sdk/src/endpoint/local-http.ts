// What a server on this machine, for this machine alone, sees to before it answers.
import type { IncomingMessage } from "node:http";

/** Most bytes of a request. */
export const MOST_BYTES = 1_048_576;

/**
 * Whether a request was meant for this machine, by its `host`. A page on another site can make a browser ask here, under a name of
 * its own that leads to this machine.
 */
export function isLocal(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host ?? "");
}

/** What was sent; `undefined` where it is too much. */
export async function bodyOf(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}
