// A stand-in for Besu's local permissioning: the `perm_` methods as they are documented and as Besu's source has them
// (hyperledger/besu: NodeLocalConfigPermissioningController, AccountLocalConfigPermissioningController, AllowlistPersistor,
// RpcErrorType), with their errors, in front of a real chain that answers everything else, with the manners of Besu.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "smol-toml";
import says from "../besu/besu-says.json" with { type: "json" };
import { type Answer, BesuManners, type Call, UNAUTHORIZED } from "../besu/manners.js";

const MESSAGES = says.permissioning;

class Refusal extends Error {}

/** What goes wrong with a request. */
export type Fault =
  /** The connection ends before anything was done. */
  | "lost"
  /** It is done, and the connection ends before it is said. */
  | "doneAndLost"
  /** Refused with this message. */
  | { readonly refuse: string }
  /** It is done after something else happened. */
  | { readonly first: () => Promise<void> | void };

export interface StandInOptions {
  /** A real chain. */
  readonly chainUrl: string;
  readonly permissionsFile: string;
  /** Read when it starts, as Besu does. */
  readonly staticNodesFile?: string;
  readonly bootnodes?: readonly string[];
  /** What it asks for, as Besu does with authentication enabled. */
  readonly token?: string;
  readonly enabled?: { readonly nodes: boolean; readonly accounts: boolean };
}

const ENODE = /^enode:\/\/[0-9a-f]{128}@[^:]+:\d+$/;

/** Starts it; it refuses to start as Besu does where a static node is not allowed. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const standIn = new StandIn(options);
  await standIn.start();
  return standIn;
}

export class StandIn {
  nodes: string[] = [];
  accounts: string[] = [];
  /** Every `perm_` request, in order. */
  readonly requests: string[] = [];
  readonly #options: StandInOptions;
  readonly #faults = new Map<string, Fault[]>();
  #server: Server | undefined;
  #port = 0;
  #fixed: readonly string[] = [];

  readonly #manners: BesuManners;

  constructor(options: StandInOptions) {
    this.#options = options;
    this.#manners = new BesuManners(async (call: Call) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ jsonrpc: "2.0", ...call });
      const answer = await fetch(options.chainUrl, { method: "POST", headers, body });
      const { result, error } = (await answer.json()) as { result?: unknown; error?: never };
      return (error === undefined ? { result } : { error }) as Answer;
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Lets the next requests of a method go wrong, one after the other. */
  fail(method: string, ...faults: Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  async start(): Promise<void> {
    this.#read();
    const { staticNodesFile, bootnodes = [] } = this.#options;
    const staticNodes =
      staticNodesFile !== undefined && existsSync(staticNodesFile)
        ? (JSON.parse(readFileSync(staticNodesFile, "utf8")) as string[])
        : [];
    this.#fixed = [...staticNodes, ...bootnodes];
    for (const enode of this.#fixed) {
      if (!this.nodes.includes(enode)) {
        throw new Error(`Specified node(s) not in nodes-allowlist [${enode}]`);
      }
    }
    const server = createServer((incoming, outgoing) => void this.#answer(incoming, outgoing));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  #read(): void {
    const { nodes, accounts } = this.#file();
    this.nodes = [...nodes];
    // As addAccounts has it: one that is wrong, or twice there, and none is taken.
    const valid = accounts.every((account) => /^0x[0-9a-f]{40}$/.test(account));
    this.accounts = valid && new Set(accounts).size === accounts.length ? [...accounts] : [];
  }

  #file(): { nodes: string[]; accounts: string[] } {
    const { permissionsFile } = this.#options;
    const found = parse(readFileSync(permissionsFile, "utf8"));
    const list = (key: string) => (found[key] ?? []) as string[];
    return {
      nodes: list("nodes-allowlist"),
      accounts: list("accounts-allowlist").map((account) => account.toLowerCase()),
    };
  }

  /** As AllowlistPersistor writes: the whole file is emptied first, and written line by line. */
  #write(): void {
    const line = (key: string, values: string[]) =>
      `${key}=[${values.map((of) => `"${of}"`).join(",")}]\n`;
    const text = line("accounts-allowlist", this.accounts) + line("nodes-allowlist", this.nodes);
    writeFileSync(this.#options.permissionsFile, text);
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { token } = this.#options;
    const headers = { "content-type": "application/json" };
    if (token !== undefined && incoming.headers.authorization !== `Bearer ${token}`) {
      outgoing.writeHead(401, headers).end(UNAUTHORIZED);
      return;
    }
    const { id, method, params } = JSON.parse(body) as {
      id: number;
      method: string;
      params: [string[]];
    };
    if (!method.startsWith("perm_")) {
      const answer = await this.#manners.answer({ id, method, params });
      outgoing.writeHead(200, headers).end(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
      return;
    }
    this.requests.push(method);
    const fault = this.#faults.get(method)?.shift();
    if (fault === "lost") {
      outgoing.destroy();
      return;
    }
    if (typeof fault === "object" && "first" in fault) await fault.first();
    let said: object;
    try {
      if (typeof fault === "object" && "refuse" in fault) throw new Refusal(fault.refuse);
      said = { result: this.#perform(method, params[0] ?? []) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      said = { error: { code: -32000, message: error.message } };
    }
    if (fault === "doneAndLost") outgoing.destroy();
    else outgoing.writeHead(200, headers).end(JSON.stringify({ jsonrpc: "2.0", id, ...said }));
  }

  #perform(method: string, entries: string[]): unknown {
    const { nodes: withNodes = true, accounts: withAccounts = true } = this.#options.enabled ?? {};
    const enabled = (on: boolean, message: string) => {
      if (!on) throw new Refusal(message);
    };
    switch (method) {
      case "perm_getNodesAllowlist":
        enabled(withNodes, MESSAGES.nodesNotEnabled);
        return this.nodes;
      case "perm_getAccountsAllowlist":
        enabled(withAccounts, MESSAGES.accountsNotEnabled);
        return this.accounts;
      case "perm_addNodesToAllowlist": {
        enabled(withNodes, MESSAGES.nodesNotEnabled);
        checkNodes(entries);
        if (entries.some((of) => this.nodes.includes(of)))
          throw new Refusal(MESSAGES.nodesExisting);
        return this.#change("nodes", [...this.nodes, ...entries]);
      }
      case "perm_removeNodesFromAllowlist": {
        enabled(withNodes, MESSAGES.nodesNotEnabled);
        checkNodes(entries);
        if (entries.some((of) => this.#fixed.includes(of))) throw new Refusal(MESSAGES.fixedNode);
        if (entries.some((of) => !this.nodes.includes(of))) throw new Refusal(MESSAGES.nodesAbsent);
        return this.#change(
          "nodes",
          this.nodes.filter((of) => !entries.includes(of)),
        );
      }
      case "perm_addAccountsToAllowlist": {
        enabled(withAccounts, MESSAGES.accountsNotEnabled);
        const accounts = checkAccounts(entries);
        if (accounts.some((of) => this.accounts.includes(of))) {
          throw new Refusal(MESSAGES.accountsExisting);
        }
        return this.#change("accounts", [...this.accounts, ...accounts]);
      }
      case "perm_removeAccountsFromAllowlist": {
        enabled(withAccounts, MESSAGES.accountsNotEnabled);
        const accounts = checkAccounts(entries);
        if (accounts.some((of) => !this.accounts.includes(of))) {
          throw new Refusal(MESSAGES.accountsAbsent);
        }
        return this.#change(
          "accounts",
          this.accounts.filter((of) => !accounts.includes(of)),
        );
      }
      case "perm_reloadPermissionsFromFile":
        try {
          this.#read();
        } catch {
          throw new Refusal(MESSAGES.reload);
        }
        return "Success";
      default:
        throw new Refusal("Method not found");
    }
  }

  /** Changes a list, and its line in the file, where that holds what was listed before. */
  #change(list: "nodes" | "accounts", entries: string[]): string {
    const before = this[list];
    this[list] = entries;
    let held: boolean;
    try {
      const found = this.#file()[list];
      held = before.every((of) => found.includes(of));
    } catch {
      // No file, or half of one.
      this[list] = before;
      throw new Refusal(MESSAGES.persist);
    }
    if (!held || !existsSync(this.#options.permissionsFile)) throw new Refusal(MESSAGES.fileSync);
    this.#write();
    return "Success";
  }
}

function checkNodes(entries: string[]): void {
  if (entries.length === 0) throw new Refusal(MESSAGES.nodesEmpty);
  if (new Set(entries).size !== entries.length) throw new Refusal(MESSAGES.nodesDuplicated);
  if (entries.some((of) => !ENODE.test(of))) throw new Refusal(MESSAGES.nodesInvalid);
}

function checkAccounts(entries: string[]): string[] {
  const accounts = entries.map((of) => of.toLowerCase());
  if (accounts.length === 0) throw new Refusal(MESSAGES.accountsEmpty);
  if (accounts.some((of) => !/^0x[0-9a-f]{40}$/.test(of)))
    throw new Refusal(MESSAGES.accountsInvalid);
  if (new Set(accounts).size !== accounts.length) throw new Refusal(MESSAGES.accountsDuplicated);
  return accounts;
}
