// A vault that runs over the sandbox of the tests, and anchors in a contract of its own.
import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "@openrobotid/kit/ports";
import type { RobotId } from "@openrobotid/sdk";
import { createCommitment } from "@openrobotid/sdk/actions";
import { robotIdChain } from "@openrobotid/sdk/chains";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { proven, readAnchor } from "@openrobotid/sdk/proof";
import { anchorsOn } from "@openrobotid/testkit/anchors";
import { connection, deploymentFile, folder, party, rpcUrl } from "@openrobotid/testkit/sandbox";
import { signIn } from "@openrobotid/vault/client/vault-client";
import { readSettings } from "@openrobotid/vault/config";
import { makeSecretFile } from "@openrobotid/vault/seal/secret-file";
import { type Running, start } from "@openrobotid/vault/start";
import { expect } from "chai";
import { createClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { answers } from "./run.js";

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
  const port = String(await freePort());
  const own = mkdtempSync(join(folder, "vault-"));
  const file = (name: string) => join(own, name);
  for (const name of ["master", "log"]) makeSecretFile(file(name));
  const { contract, keyFile } = await anchorsOn(connection, party("stranger").privateKey, own);
  const settings = readSettings(undefined, {
    ...{ VAULT_ANCHOR: "none", VAULT_RPC_URLS: rpcUrl, VAULT_PORT: port },
    ...{ VAULT_PUBLIC_URL: url ?? `http://127.0.0.1:${port}`, VAULT_FOLDER: file("folder") },
    ...{ VAULT_MASTER_KEY_FILE: file("master"), VAULT_LOG_KEY_FILE: file("log") },
    ...{ VAULT_ANCHORS: contract, VAULT_ANCHOR_KEY_FILE: keyFile },
    VAULT_LOG_LEVEL: "fatal",
  });
  const vault = await start(settings, { client });
  return { vault, anchors: contract, logKeyFile: file("log") };
}

/**
 * Records an incident as the holder, Lira, and puts its document into a vault.
 *
 * @param uri Where the entry says that it is; nowhere by default.
 * @returns Number of the entry.
 */
export async function putDocument(
  vault: string,
  robot: RobotId,
  text: string,
  uri?: string,
): Promise<number> {
  const { commitment, salt } = createCommitment(text);
  const named = uri === undefined ? "" : ` --uri ${uri}`;
  const record = `record document ${robot} incident --as holder --commitment ${commitment}${named}`;
  const { events } = await answers<{ events: { seq: string }[] }>(record, { as: "lira" });
  const seq = Number(events[0]?.seq);
  const now = Math.floor(Date.now() / 1000);
  const account = privateKeyToAccount(party("lira").privateKey);
  const token = await signIn(account, { at: vault, vault, chainId: 31337, now });
  const headers = { authorization: `Bearer ${token}`, "document-salt": salt };
  const path = `${vault}/robots/${robot}/documents/${seq}`;
  const put = await fetch(path, { method: "PUT", headers, body: text });
  expect(put.status).to.equal(201);
  return seq;
}
