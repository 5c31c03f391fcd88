// A vault that runs over the sandbox of the tests, and anchors in a contract of its own.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "@openrobotid/kit/ports";
import { robotIdChain } from "@openrobotid/sdk/chains";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { proven, readAnchor } from "@openrobotid/sdk/proof";
import { connection, deploymentFile, folder, party, rpcUrl } from "@openrobotid/testkit/sandbox";
import { readSettings } from "@openrobotid/vault/config";
import { makeSecretFile } from "@openrobotid/vault/seal/secret-file";
import { type Running, start } from "@openrobotid/vault/start";
import { createClient, http } from "viem";

/** A vault of the tests. */
export interface TestVault {
  readonly vault: Running;
  /** Address of the contract that it anchors in. */
  readonly anchors: string;
  readonly logKeyFile: string;
}

/**
 * Starts it.
 *
 * @param url What it calls itself; by default where it answers.
 */
export async function startVault(url?: string): Promise<TestVault> {
  const deployment = JSON.parse(readFileSync(deploymentFile, "utf8"));
  const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
  const plain = createClient({ chain, transport: http(rpcUrl) });
  const anchor = await readAnchor(plain, { deployment, seals: "none" });
  const client = createClient({
    ...{ chain, cacheTime: 0 },
    transport: proven(http(rpcUrl), { anchor, now: () => Date.now() / 1000, maxAge: 1e10 }),
  }) as unknown as ProvingClient;
  const anchors = await (await connection.ethers.deployContract("Anchors")).getAddress();
  const port = String(await freePort());
  const own = mkdtempSync(join(folder, "vault-"));
  const file = (name: string) => join(own, name);
  for (const name of ["master", "log"]) makeSecretFile(file(name));
  writeFileSync(file("anchor"), party("stranger").privateKey.slice(2), { mode: 0o600 });
  const settings = readSettings(undefined, {
    ...{ VAULT_ANCHOR: "none", VAULT_RPC_URLS: rpcUrl, VAULT_PORT: port },
    ...{ VAULT_PUBLIC_URL: url ?? `http://127.0.0.1:${port}`, VAULT_FOLDER: file("folder") },
    ...{ VAULT_MASTER_KEY_FILE: file("master"), VAULT_LOG_KEY_FILE: file("log") },
    ...{ VAULT_ANCHORS: anchors, VAULT_ANCHOR_KEY_FILE: file("anchor") },
    VAULT_LOG_LEVEL: "fatal",
  });
  const vault = await start(settings, { client });
  return { vault, anchors, logKeyFile: file("log") };
}
