// The `perm_` methods of Besu's JSON-RPC, as far as the permissioner needs them.
//
// Besu has them while local permissioning is on (`permissions-nodes-config-file-enabled`,
// `permissions-accounts-config-file-enabled`) and PERM is among `rpc-http-api`. Its errors have one code, -32000, and are
// told apart by their message: https://github.com/hyperledger/besu, RpcErrorType.
import { EndpointError, endpointFetch, parseEndpoint } from "@openrobotid/sdk/endpoint";
import type { Address } from "viem";

/** What Besu said instead of doing it. */
export type PermRefusal =
  | "notEnabled"
  | "existing"
  | "absent"
  | "fixedNode"
  | "invalid"
  | "fileNotInStep"
  | "fileNotWritten"
  | "notAuthorized"
  | "other";

const REFUSALS: readonly (readonly [RegExp, PermRefusal])[] = [
  [/has not been enabled|method not enabled|method not found/i, "notEnabled"],
  [/cannot add an existing/i, "existing"],
  [/cannot remove an absent/i, "absent"],
  [/fixed node/i, "fixedNode"],
  [/contains an invalid|contains duplicate|contains an empty/i, "invalid"],
  [/out of sync|error reloading/i, "fileNotInStep"],
  [/unable to persist/i, "fileNotWritten"],
  [/unauthorized/i, "notAuthorized"],
];

/** Besu refused a request. */
export class PermRefusedError extends Error {
  override readonly name = "PermRefusedError";

  readonly method: string;
  readonly refusal: PermRefusal;

  constructor(method: string, refusal: PermRefusal, said: string) {
    super(`Besu refused ${method}: ${said}`);
    this.method = method;
    this.refusal = refusal;
  }
}

/** Besu did not answer. Whether it did what it was asked to is not known. */
export class BesuUnreachableError extends Error {
  override readonly name = "BesuUnreachableError";
}

/** How Besu is reached. */
export interface PermApiOptions {
  /** Its address, with token and authority where it asks for them. */
  readonly endpoint: string;
  readonly timeoutMs?: number;
}

/** The methods. Nodes are enode URLs, accounts are in lower case. */
export interface PermApi {
  getNodes(): Promise<string[]>;
  addNodes(enodes: readonly string[]): Promise<void>;
  removeNodes(enodes: readonly string[]): Promise<void>;
  getAccounts(): Promise<Address[]>;
  addAccounts(accounts: readonly Address[]): Promise<void>;
  removeAccounts(accounts: readonly Address[]): Promise<void>;
  /** Makes Besu read its permissions file again. */
  reload(): Promise<void>;
}

export function permApi({ endpoint, timeoutMs = 10_000 }: PermApiOptions): PermApi {
  const parsed = parseEndpoint(endpoint);
  const { url } = parsed;
  const send = endpointFetch(parsed);
  const call = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    let status: number;
    let text: string;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await send(url, { method: "POST", headers, body, signal });
      status = response.status;
      text = await response.text();
    } catch (error) {
      if (error instanceof EndpointError) {
        throw new PermRefusedError(method, "notAuthorized", error.message);
      }
      throw new BesuUnreachableError(
        `Besu at ${url} does not answer ${method}: ${reasonOf(error)}`,
      );
    }
    const { result, error } = parse(text);
    if (error !== undefined) {
      const said = error.message ?? JSON.stringify(error);
      const [, refusal = "other"] = REFUSALS.find(([pattern]) => pattern.test(said)) ?? [];
      throw new PermRefusedError(method, refusal as PermRefusal, said);
    }
    if (result === undefined) {
      throw new BesuUnreachableError(
        `What answers ${method} at ${url} is no JSON-RPC (${status}): ${text.slice(0, 80)}`,
      );
    }
    return result;
  };
  const list = async (method: string): Promise<string[]> => {
    const result = await call(method, []);
    if (Array.isArray(result) && result.every((item) => typeof item === "string")) return result;
    throw new BesuUnreachableError(
      `Besu answered ${method} with something else than a list of texts.`,
    );
  };
  return {
    getNodes: async () => await list("perm_getNodesAllowlist"),
    addNodes: async (enodes) => void (await call("perm_addNodesToAllowlist", [enodes])),
    removeNodes: async (enodes) => void (await call("perm_removeNodesFromAllowlist", [enodes])),
    getAccounts: async () =>
      (await list("perm_getAccountsAllowlist")).map((account) => account.toLowerCase() as Address),
    addAccounts: async (accounts) => void (await call("perm_addAccountsToAllowlist", [accounts])),
    removeAccounts: async (accounts) =>
      void (await call("perm_removeAccountsFromAllowlist", [accounts])),
    reload: async () => void (await call("perm_reloadPermissionsFromFile", [])),
  };
}

type Answer = { result?: unknown; error?: { code?: number; message?: string } };

function parse(text: string): Answer {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? answer : {};
  } catch {
    return {};
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
