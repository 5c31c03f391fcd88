// What `npm start` gives, in the process of the tests: a chain over HTTP with the year of the example world on it, the file
// with its addresses, and the manifests. Everything of it is in a folder that is gone at the end.
import { createECDH } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deploy } from "@openrobotid/deployment/deploy";
import { writeDeployment } from "@openrobotid/deployment/file";
import { readParameters } from "@openrobotid/deployment/parameters";
import { accountOf, keyOf } from "@openrobotid/world/accounts";
import { throwawayClient } from "@openrobotid/world/client";
import { derive } from "@openrobotid/world/device";
import { readWorld } from "@openrobotid/world/files";
import { dayBefore } from "@openrobotid/world/show";
import { playYear } from "@openrobotid/world/year";
import { network } from "hardhat";
import type { Hex } from "viem";
import { isolateOn } from "./isolate.js";

const PARAMETERS = "development";

/** The folder of everything that the tests write. */
export const folder = mkdtempSync(join(tmpdir(), "robotid-"));

const world = await readWorld(undefined);
const initialDate = dayBefore(world);
const server = await network.createServer({ override: { initialDate } }, "127.0.0.1", 0);
const { port } = await server.listen();

/** Where the chain's node answers. */
export const rpcUrl = `http://127.0.0.1:${port}`;

/** Where another node of the same chain seems to answer: the same one at another address. */
export const otherUrl = await new Promise<string>((resolve) => {
  const proxy = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = { "content-type": "application/json" };
    const answer = await fetch(rpcUrl, { method: "POST", headers, body: Buffer.concat(chunks) });
    outgoing.writeHead(200, headers).end(await answer.text());
  });
  // Waited for by no test, it keeps none running.
  proxy.unref();
  proxy.listen(0, "127.0.0.1", () => {
    resolve(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  });
});

export const connection = await network.create({ network: "localhost", override: { url: rpcUrl } });

const log = console.log;
console.log = () => {};
const deployment = await deploy(connection, {
  name: PARAMETERS,
  parameters: readParameters(PARAMETERS),
  isThrowaway: true,
});
console.log = log;

/** Where the addresses of the contracts are. */
export const deploymentFile = writeDeployment(deployment, folder);

/** Where the manifests of the makers are. */
export const manifests = join(folder, "manifests");
mkdirSync(manifests);

await playYear({ client: throwawayClient(deployment, connection.provider), world, manifests });

/** For waiting: `time` of the Hardhat network helpers. */
export const { time } = connection.networkHelpers;

/** Somebody of `parties.csv`. */
export function party(key: string): { address: Hex; privateKey: Hex } {
  const found = world.parties.get(key);
  if (!found) throw new Error(`There is no party ${key}.`);
  return { address: accountOf(found.account).address, privateKey: keyOf(found.account) };
}

/** Writes the key of a robot's computer to a file, as `device keygen` would. */
export function deviceKeyFile(name: string): string {
  const pair = createECDH("prime256v1");
  const secret = derive("device key", name);
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey();
  const [x, y, d] = [point.subarray(1, 33), point.subarray(33), secret].map((bytes) =>
    bytes.toString("base64url"),
  );
  const file = join(folder, `${name}.jwk.json`);
  writeFileSync(file, JSON.stringify({ kty: "EC", crv: "P-256", x, y, d }));
  return file;
}

/** Keeps what a `describe` does to the chain to itself: see {@link isolateOn}. */
export const isolate = () => isolateOn(connection.provider);

// Outside of every `describe`: runs once, when all tests of the process are done.
after(async () => {
  await connection.close();
  await server.close();
  rmSync(folder, { recursive: true });
});
