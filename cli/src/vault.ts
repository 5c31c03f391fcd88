// Asks a vault, signed in as an account where that is needed.
import type { LocalAccount } from "viem";
import { EXIT } from "./exit-codes.js";
import { Failure, usageFailure } from "./failure.js";

/** What `--vault` is. */
export const VAULT = "address of the vault";

const LONGEST = 60_000;

/** What a refusal of a vault says beside its words. */
export interface VaultRefusal {
  readonly status: number;
  /** Seconds after which to ask again; NaN where it does not say. */
  readonly retryAfter: number;
}

/** What a vault refused with; `undefined` for any other failure. */
export function vaultRefusalOf(error: unknown): VaultRefusal | undefined {
  const isOfVault = error instanceof Failure && error.code === "VaultRefused";
  return isOfVault ? (error.details as VaultRefusal) : undefined;
}

/** What a path is asked with. */
interface Request {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string;
}

/** Asks a path of a vault and gives its JSON. Fails with what the vault says is wrong. */
export async function askVault<answer>(
  vault: string,
  path: string,
  request: Request = {},
): Promise<answer> {
  return (await responseOf(vault, path, request)).json() as Promise<answer>;
}

/** A document of a vault with its salt. Fails as {@link askVault}. */
export async function documentFrom(
  vault: string,
  path: string,
  token: string,
): Promise<{ readonly bytes: Uint8Array; readonly salt: string }> {
  const response = await responseOf(vault, path, { token });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { bytes, salt: response.headers.get("document-salt") ?? "" };
}

async function responseOf(
  vault: string,
  path: string,
  { method = "GET", body, token }: Request,
): Promise<Response> {
  const response = await fetch(`${addressOfVault(vault)}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(LONGEST),
  }).catch((error: Error) => {
    throw new Failure(`The vault at ${vault} does not answer: ${error.message}.`, {
      exitCode: EXIT.network,
      code: "VaultUnreachable",
      suggestion: "Look at the address in --vault.",
    });
  });
  if (response.ok) return response;
  const answer = (await response.json().catch(() => ({}))) as { detail?: string };
  throw new Failure(
    `The vault refuses (${response.status}): ${answer.detail ?? "it says no more"}`,
    {
      exitCode: EXIT.refused,
      code: "VaultRefused",
      suggestion: "docs/vault.md says who may do what.",
      details: {
        status: response.status,
        retryAfter: Number(response.headers.get("retry-after") ?? Number.NaN),
      } satisfies VaultRefusal,
    },
  );
}

/** Signs in (EIP-4361). Gives the token of the session. */
export async function signInToVault(
  vault: string,
  chainId: number,
  account: LocalAccount,
): Promise<string> {
  const { signInToVault: signIn } = await import("@openrobotid/sdk/vault");
  const post = async (path: string, body?: object) =>
    await askVault<unknown>(vault, path, { method: "POST", body });
  const sign = async (message: string) => await account.signMessage({ message });
  return (await signIn(post, { vault, chainId, account: account.address, sign })).token;
}

/** Where an API has its log of looks, which it serves as a vault serves its own. */
const LOG_OF_API = "/v1/access-log";

/** The address of a vault, or of an API's log, as it calls itself. */
export function addressOfVault(vault: string): string {
  const { origin, pathname } = new URL(vault);
  return pathname === LOG_OF_API ? `${origin}${LOG_OF_API}` : origin;
}

/** Reads `--api`: the address of its log. */
export function logOfApi(text: string): string {
  if (isAddress(text)) return `${new URL(text).origin}${LOG_OF_API}`;
  throw usageFailure(`--api ${text} is no address.`, "Give one as https://api.example.");
}

/** Reads `--vault`. */
export function vaultUrl(text: string): string {
  if (isAddress(text)) return text;
  throw usageFailure(`--vault ${text} is no address.`, "Give one as https://vault.example.");
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
