// A capsule that was scanned goes to the page that checks it, in the part of the address that no server sees.
import { CAPSULE_PREFIX } from "@openrobotid/sdk/witness";

/** The address at which a capsule is checked; `undefined` for any other text. */
export function capsuleLink(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed.startsWith(CAPSULE_PREFIX) ? `/verify#${encodeURIComponent(trimmed)}` : undefined;
}

/** The capsule in such an address; `undefined` where there is none. */
export function capsuleIn(hash: string): string | undefined {
  try {
    const text = decodeURIComponent(hash.slice(1));
    return text.startsWith(CAPSULE_PREFIX) ? text : undefined;
  } catch {
    return undefined;
  }
}
