// The sandbox of this machine, found by the address of its pages: they say where its chain answers and where the contracts
// are, so that no file is needed.
import { z } from "zod";
import { SANDBOX_ADDRESS } from "./options.js";
import type { Shell } from "./shell.js";

/** How long it is waited for, in milliseconds: it is on this machine. */
const TIMEOUT = 3_000;

const description = z.object({
  services: z.array(z.object({ name: z.string(), url: z.string().url() })),
});

/** What a sandbox says of itself. */
export interface FoundSandbox {
  /** Address of its pages. */
  readonly url: string;
  /** Where its chain answers. */
  readonly rpc: string;
  /** Address of its deployment file. */
  readonly deployment: string;
}

/** Address of the sandbox's pages. */
export function sandboxAddress({ env }: Shell): string {
  return (env.ROBOTID_SANDBOX || SANDBOX_ADDRESS).replace(/\/$/, "");
}

/** The sandbox that runs on this machine; `undefined` where none answers. */
export async function findSandbox(shell: Shell): Promise<FoundSandbox | undefined> {
  const url = sandboxAddress(shell);
  try {
    const response = await fetch(`${url}/sandbox.json`, { signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) return undefined;
    const { services } = description.parse(await response.json());
    const rpc = services.find(({ name }) => name === "chain")?.url;
    return rpc === undefined ? undefined : { url, rpc, deployment: `${url}/deployment.json` };
  } catch {
    // Nothing answers there, or something else than a sandbox.
    return undefined;
  }
}

/** The text behind an address on the web. */
export async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) });
  if (!response.ok) throw new Error(`it answers with ${response.status}`);
  return await response.text();
}
