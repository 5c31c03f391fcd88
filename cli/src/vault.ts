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
  const response = await fetch(`${new URL(vault).origin}${path}`, {
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
  const { nonce } = await askVault<{ nonce: string }>(vault, "/nonces", { method: "POST" });
  const { vaultSignInMessage } = await import("@openrobotid/sdk/vault");
  const now = Math.floor(Date.now() / 1000);
  const message = vaultSignInMessage({ vault, chainId, account: account.address, nonce, now });
  const body = { message, signature: await account.signMessage({ message }) };
  return (await askVault<{ token: string }>(vault, "/sessions", { method: "POST", body })).token;
}

/** Reads `--vault`. */
export function vaultUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw usageFailure(`--vault ${text} is no address.`, "Give one as https://vault.example.");
}
