// The built pages behind their own server, in front of the API of the fixtures.
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import type { Hono } from "hono";
import { buildPages } from "../scripts/build.js";
import { createApp } from "../server/app.js";
import { loadPages, type Pages } from "../server/pages.js";
import type { Settings } from "../server/settings.js";
import { codes, type Fault, fixtureApi } from "./fixture-api.js";

let built: Promise<Pages> | undefined;

/** The pages, built once for all tests. */
export function builtPages(): Promise<Pages> {
  built ??= buildPages().then(loadPages);
  return built;
}

/** Serves on a free port. */
export async function listen(app: Hono): Promise<{ server: ServerType; url: string }> {
  return await new Promise((resolve, reject) => {
    const server = serve(
      { fetch: app.fetch, port: 0, hostname: "127.0.0.1" },
      (address: AddressInfo) => resolve({ server, url: `http://127.0.0.1:${address.port}` }),
    );
    server.on("error", reject);
  });
}

/** Stops what listens. */
export async function stopAll(running: readonly { readonly server: ServerType }[]): Promise<void> {
  for (const { server } of running) {
    if ("closeAllConnections" in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export interface Site {
  readonly url: string;
  /** What the API behind it is to do wrong. */
  readonly fault: Fault;
  readonly stop: () => Promise<void>;
}

/** A site that runs until it is stopped. */
export async function startSite(settings: Partial<Settings> = {}): Promise<Site> {
  const fault: Fault = {};
  const api = await listen(fixtureApi(fault));
  const app = createApp(await builtPages(), {
    apiUrl: api.url,
    anchor: undefined,
    deployment: undefined,
    rpcUrls: [],
    rpcLimit: 300,
    trustedProxies: [],
    sandbox: undefined,
    docs: undefined,
    vaultUrl: undefined,
    ...settings,
  });
  const site = await listen(app);
  return { url: site.url, fault, stop: () => stopAll([site, api]) };
}

/** A file as the sandbox describes itself with. */
export const sandboxDescription = JSON.stringify({
  startedAt: "2026-02-03T12:00:00Z",
  services: [
    { name: "chain", url: "http://127.0.0.1:8545" },
    { name: "index", url: "http://127.0.0.1:42069" },
    { name: "web", url: "http://127.0.0.1:8080" },
  ],
  folder: "/home/somebody/.open-robot-id",
  stop: "Ctrl-C",
  reset: "npm start -- --reset",
  robots: [
    { code: codes.inService, verdict: "inService" },
    { code: codes.stolen, verdict: "stolen" },
  ],
  accounts: [
    {
      name: "Hospital Ría Alta",
      address: `0x${"1".repeat(40)}`,
      privateKey: `0x${"2".repeat(64)}`,
    },
  ],
  keys: [{ scope: "insurer", key: "orid_insurer_key" }],
  deviceSeed: "a seed that everybody knows",
});

/** A deployment file of contracts that nobody asks in these tests. */
export const deployment = JSON.stringify({
  chainId: 31337,
  contracts: Object.fromEntries(
    [
      "AccessManager",
      "AuthorityRegistry",
      "Consortium",
      "ConsortiumGovernor",
      "Dossier",
      "RecallRegistry",
      "RegistrarOrders",
      "RegistryModules",
      "RobotFlags",
      "RobotRegistry",
      "SignedActs",
      "TimelockController",
    ].map((name, index) => [
      name,
      {
        address: `0x${String(index + 1).padStart(40, "0")}`,
        startBlock: 1,
        codeHash: `0x${"0".repeat(64)}`,
      },
    ]),
  ),
});
