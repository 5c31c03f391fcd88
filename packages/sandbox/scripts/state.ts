// Makes the state that a sandbox begins with: a chain of its own, everything deployed on it, and the year of the example world
// played. It is the same each time as long as contracts and world are.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { createEngineMetrics } from "@openrobotid/indexer/engine/metrics";
import { openEngine } from "@openrobotid/indexer/engine/open";
import { connectPglite } from "@openrobotid/indexer/engine/session";
import { readSettings } from "@openrobotid/indexer/settings";
import { anvilProgram } from "@openrobotid/kit/anvil";
import { freePort } from "@openrobotid/kit/ports";
import { SHOWCASE } from "@openrobotid/whole-sandbox/showcase";
import { accountOf, keyOf } from "@openrobotid/world/accounts";
import { readWorld } from "@openrobotid/world/files";
import { dayBefore, deployFor } from "@openrobotid/world/show";
import { playYear } from "@openrobotid/world/year";
import { network } from "hardhat";
import { getBlock } from "viem/actions";
import { packed, SCHEMA } from "../src/tables.js";
import type { StoredWorld } from "../src/world.js";

const CHAIN_ID = 31337;

/** Writes `chain.json.gz` and `world.json` into a folder. */
export async function writeState(folder: string): Promise<void> {
  const world = await readWorld(undefined);
  const manifests = mkdtempSync(join(tmpdir(), "open-robot-id-state-"));
  const port = await freePort();
  const node = spawn(
    anvilProgram(),
    [
      ...["--port", String(port), "--chain-id", String(CHAIN_ID), "--hardfork", "osaka", "--quiet"],
      ...["--accounts", "32", "--timestamp", String(dayBefore(world).getTime() / 1000)],
    ],
    { stdio: "inherit" },
  );
  try {
    const connection = await connectionTo(`http://127.0.0.1:${port}`);
    const { client, deployment } = await deployFor(connection, { isThrowaway: true });
    const { differences } = await playYear({ client, world, manifests });
    if (differences.length > 0) throw new Error("The year did not end as it was expected.");

    const request = { method: "anvil_dumpState", params: [false] };
    const packed = (await connection.provider.request(request)) as string;
    const chain = gunzipSync(Buffer.from(packed.slice(2), "hex"));
    const stored: StoredWorld = {
      time: Number((await getBlock(client)).timestamp),
      deployment: deployment as StoredWorld["deployment"],
      accounts: [...world.parties.values()].map(({ key, name, account }) => {
        const { address } = accountOf(account);
        return { key, name, address, privateKey: keyOf(account) };
      }),
      robots: SHOWCASE,
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "chain.json.gz"), gzipSync(chain, { level: 9 }));
    writeFileSync(join(folder, "world.json"), `${JSON.stringify(stored, undefined, 2)}\n`);
    writeFileSync(
      join(folder, "tables.tar.br"),
      await tablesOf(`http://127.0.0.1:${port}`, stored),
    );
  } finally {
    node.kill();
    if (node.exitCode === null && node.signalCode === null) await once(node, "exit");
    rmSync(manifests, { recursive: true });
  }
}

/** Waits until the node answers. */
async function connectionTo(url: string) {
  for (let left = 100; ; left -= 1) {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body }).catch(() => undefined);
    if (answer?.ok) return await network.create({ network: "localhost", override: { url } });
    if (left === 0) throw new Error(`No node answers at ${url}.`);
    await setTimeout(100);
  }
}

/** The tables of the index, once it has taken in the whole chain. */
async function tablesOf(url: string, { deployment }: StoredWorld): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "open-robot-id-tables-"));
  const file = join(folder, "deployment.json");
  writeFileSync(file, JSON.stringify(deployment));
  const settings = readSettings({ DEPLOYMENT: file, RPC_URLS: url, PROVE: "off" });
  const database = await PGlite.create();
  try {
    await database.query(`set search_path to "${SCHEMA}"`);
    const filled = new AbortController();
    const engine = await openEngine({
      settings: { ...settings, databaseSchema: SCHEMA },
      connection: connectPglite(database),
      rebuild: false,
      metrics: createEngineMetrics(),
      signal: filled.signal,
      say: () => undefined,
      begun: () => undefined,
      complete: () => filled.abort(),
    });
    await engine.run();
    // What is written by now is in the files themselves, and not in the log that is read again at each start.
    await database.query("vacuum");
    await database.query("checkpoint");
    return await packed(await database.dumpDataDir("none"));
  } finally {
    await database.close();
    rmSync(folder, { recursive: true });
  }
}
