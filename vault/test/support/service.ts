// A vault that runs over the chain of the tests, and those who ask it.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { robotIdChain } from "@openrobotid/sdk/chains";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { proven, readAnchor } from "@openrobotid/sdk/proof";
import {
  accounts,
  clientOf,
  deployment,
  type Part,
  rpcUrl,
  time,
} from "@openrobotid/testkit/chain";
import { createClient, http, type LocalAccount, type Transport } from "viem";
import type { Grant } from "../../src/access/grants.js";
import { grantTypedData } from "../../src/access/grants.js";
import { signIn } from "../../src/client/vault-client.js";
import { readSettings } from "../../src/config.js";
import { makeSecretFile } from "../../src/seal/secret-file.js";
import { type Running, start } from "../../src/start.js";
import { VAULT } from "./documents.js";

export { VAULT };

/** Each line waits for the disk. Nothing in these tests has to outlive the machine: where there is a disk of memory, it is used. */
const MEMORY = "/dev/shm";

export const MOST_BYTES = 200_000;

/** A vault, and what tests need beside it. */
export interface Service extends Running {
  readonly folder: string;
  /** Seconds now, for the vault: the time of the newest block, and what was added. */
  readonly now: () => number;
  /** Takes the time of the newest block, and adds some seconds. */
  readonly setTime: (added?: number) => Promise<void>;
  /** The header with which somebody asks. */
  readonly bearer: (who: Part | LocalAccount) => Promise<string>;
  /** Asks as somebody, or as nobody. */
  readonly as: (who: Part | LocalAccount | undefined) => Promise<Asker>;
}

/** Asks a path. */
export type Asker = (
  method: string,
  path: string,
  more?: {
    readonly body?: RequestInit["body"] | object;
    readonly headers?: Record<string, string>;
  },
) => Promise<Response>;

/** Starts a vault; it is gone after the tests of the `describe`. */
export function vaultService(
  options: {
    readonly node?: () => Transport;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): () => Service {
  let service: Service | undefined;
  let folder = "";
  before(async () => {
    folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "vault-"));
    const anchor = await readAnchor(clientOf("owner"), { deployment, seals: "none" });
    let now = await time.latest();
    const clock = () => now;
    const client = createClient({
      chain: robotIdChain({ deployment, rpcUrls: [rpcUrl] }),
      transport: proven(options.node?.() ?? http(rpcUrl), { anchor, now: clock }),
      cacheTime: 0,
    }) as unknown as ProvingClient;
    const keys = ["master", "log"].map((name) => join(folder, `${name}.key`));
    for (const key of keys) makeSecretFile(key);
    const settings = readSettings(undefined, {
      VAULT_ANCHOR: "none",
      VAULT_RPC_URLS: rpcUrl,
      VAULT_PUBLIC_URL: VAULT,
      VAULT_FOLDER: join(folder, "vault"),
      VAULT_MASTER_KEY_FILE: keys[0],
      VAULT_LOG_KEY_FILE: keys[1],
      VAULT_MOST_BYTES: String(MOST_BYTES),
      VAULT_REQUESTS_PER_MINUTE: "100000",
      VAULT_PORT: "0",
      VAULT_LOG_LEVEL: "fatal",
      ...options.env,
    });
    const running = await start(
      { ...settings, "glass-notice-days": { ES: 30 } },
      { client, now: clock },
    );
    const sessions = new Map<string, string>();
    const bearer = async (who: Part | LocalAccount) => {
      const account = typeof who === "string" ? accounts[who] : who;
      const { chainId } = deployment;
      const asked = { at: running.url, vault: VAULT, chainId, now: Math.floor(now) };
      const token = sessions.get(account.address) ?? (await signIn(account, asked));
      sessions.set(account.address, token);
      return `Bearer ${token}`;
    };
    service = {
      ...running,
      folder: join(folder, "vault"),
      now: clock,
      setTime: async (added = 0) => {
        now = (await time.latest()) + added;
        sessions.clear();
      },
      bearer,
      as: async (who) => {
        const authorization = who && (await bearer(who));
        return async (method, path, { body, headers = {} } = {}) => {
          const isJson = body?.constructor === Object;
          return await fetch(`${running.url}${path}`, {
            method,
            headers: {
              ...(authorization && { authorization }),
              ...(isJson && { "content-type": "application/json" }),
              ...headers,
            },
            ...(body !== undefined && {
              body: isJson ? JSON.stringify(body) : (body as NonNullable<RequestInit["body"]>),
            }),
          });
        };
      },
    };
  });
  after(async () => {
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => service as Service;
}

/** Signs a grant as the holder. */
export async function signGrant(
  signer: LocalAccount,
  robot: Parameters<typeof grantTypedData>[1]["robot"],
  grant: Grant,
  where: { readonly vault?: string; readonly chainId?: number } = {},
) {
  const typed = grantTypedData(grant, {
    vault: where.vault ?? VAULT,
    chainId: where.chainId ?? deployment.chainId,
    registry: deployment.contracts.RobotRegistry?.address ?? "0x",
    robot,
  });
  return { grant, signature: await signer.signTypedData(typed) };
}
