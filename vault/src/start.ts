// Puts a vault together from its settings, and runs it until it is told to stop.
import type { AnchorsContract } from "@openrobotid/api-server/access-log/anchoring";
import {
  anchorsContract,
  NotAnchorsError,
} from "@openrobotid/api-server/access-log/anchors-contract";
import { everyDay } from "@openrobotid/api-server/access-log/every-day";
import { SignIn } from "@openrobotid/api-server/access-log/sign-in";
import { UserError } from "@openrobotid/kit/command";
import { serveStanding } from "@openrobotid/network/service";
import { clientOver, readAnchorFile } from "@openrobotid/network/witness/client";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { pino } from "pino";
import { Counter, Registry } from "prom-client";
import { bytesToHex, zeroHash } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { Glasses } from "./access/glass.js";
import { Grants } from "./access/grants.js";
import { sessionsInMemory } from "./access/sessions.js";
import { vaultApp } from "./api/app.js";
import { ChainReader } from "./chain/reader.js";
import { bucketOf, wrappingKeyOf } from "./cloud.js";
import type { Settings } from "./config.js";
import { readMasterKey } from "./seal/master-key.js";
import { readSecretFile } from "./seal/secret-file.js";
import { openVault, type Vault } from "./store/vault.js";
import { Anchoring } from "./telemetry/anchoring.js";
import { Wear } from "./telemetry/wear.js";

/** A vault that runs. */
export interface Running {
  /** Where it answers. */
  readonly url: string;
  readonly vault: Vault;
  /** What it asks of the chain. */
  readonly chain: ChainReader;
  readonly anchoring: Anchoring;
  readonly stop: () => Promise<void>;
}

/**
 * Starts it. Throws `UserError` for a file or a folder that is not what it should be.
 *
 * @param options `now` in seconds; `client` to read the chain through, in place of the nodes of the settings; `logFile` where its journal is
 * not to go to the standard output.
 */
export async function start(
  settings: Settings,
  {
    now = () => Date.now() / 1000,
    client,
    logFile,
  }: {
    readonly now?: (() => number) | undefined;
    readonly client?: ProvingClient | undefined;
    readonly logFile?: string | undefined;
  } = {},
): Promise<Running> {
  const log = pino(
    { level: settings["log-level"], name: "vault" },
    pino.destination({ dest: logFile ?? 1, sync: true }),
  );
  const { "public-url": url, "most-bytes": mostBytes } = settings;
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:" && hostname !== "127.0.0.1" && hostname !== "localhost") {
    throw new UserError(
      `public-url is ${url}. Expected https: what is sealed does not travel open.`,
    );
  }
  const masterKey = await readMasterKey(settings["master-key-file"], wrappingKeyOf(settings));
  const logKey = privateKeyToAccount(bytesToHex(readSecretFile(settings["log-key-file"])));
  const reader = client ?? clientOver(readAnchorFile(settings.anchor), settings["rpc-urls"], now);
  const vault = await openVault({
    folder: settings.folder,
    databaseUrl: settings["database-url"],
    bucket: bucketOf(settings),
    ...{ masterKey, mostBytes, now },
  });
  for (const document of vault.lost) log.error({ document }, "The file of a document is gone.");
  const chain = new ChainReader(reader);
  const day = 86_400;
  const delays = Object.fromEntries(
    Object.entries(settings["glass-notice-days"]).map(([country, days]) => [country, days * day]),
  );
  const terms = { open: settings["glass-hours"] * 3600, delays };
  const anchoring = new Anchoring(
    vault.store,
    vault.log,
    url,
    await contractOf(settings, reader).catch(async (error: unknown) => {
      await vault.close();
      throw error;
    }),
  );
  const daily = everyDay(
    async () => {
      await vault.telemetry.expire();
      await vault.telemetry.drift.mark(chain);
      for (const topic of await anchoring.run()) log.info({ topic }, "Anchored.");
    },
    (error) => log.error(error),
  );
  const app = vaultApp({
    anchoring,
    wear: new Wear(vault, chain),
    ...{ vault, chain, url, logKey, mostBytes, now, log },
    signIn: new SignIn(chain, url, now, sessionsInMemory()),
    grants: new Grants(vault.store, vault.log, chain, url, now),
    glasses: new Glasses(vault.store, vault.log, terms, now),
    perMinute: settings["requests-per-minute"],
    trustedProxies: settings["trusted-proxies"],
  });
  const registry = new Registry();
  new Counter({
    name: "robotid_vault_lost_documents_total",
    help: "Documents whose file was gone at the start.",
    registers: [registry],
  }).inc(vault.lost.length);
  const standing = () => ({ healthy: vault.lost.length === 0, lost: vault.lost.length });
  const server = await serveStanding(standing, registry, settings, app).catch(
    async (error: unknown) => {
      await daily.stop();
      await vault.close();
      throw error;
    },
  );
  log.info({ url: server.url, logKey: logKey.address }, "The vault answers.");
  return {
    url: server.url,
    vault,
    chain,
    anchoring,
    stop: async () => {
      await server.close();
      await daily.stop();
      await vault.close();
    },
  };
}

async function contractOf(
  settings: Settings,
  client: ProvingClient,
): Promise<AnchorsContract | undefined> {
  const { anchors: address, "anchor-key-file": file, "rpc-urls": nodes } = settings;
  if ((address === undefined) !== (file === undefined)) {
    throw new UserError("Expected both of anchors and anchor-key-file, or none.");
  }
  if (!address || !file) return undefined;
  const key = privateKeyToAccount(bytesToHex(readSecretFile(file)));
  const { chainId } = client.transport.proof.anchor;
  const node = nodes[0] ?? "";
  const contract = anchorsContract(client, { address, key, node, chainId });
  // Of no topic: a wrong address shows at the start, and not when something is to be anchored.
  await contract.anchorsOf(zeroHash).catch((error: unknown) => {
    throw error instanceof NotAnchorsError ? new UserError(error.message) : error;
  });
  return contract;
}
