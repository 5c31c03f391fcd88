// A witness of each founding seat of a sandbox, all in one process. They cosign every block as somebody asks: a sandbox has blocks only when
// something happens. Their keys are in the anchor of the deployment file, which is written here before anything else reads it.
//
//   node --import @openrobotid/kit/typescript sandbox/src/witnesses.ts FOLDER CHAIN-URL HOST PORT
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import type { Deployment } from "@openrobotid/deployment/file";
import { directoryTypedData } from "@openrobotid/network/directory-entry";
import { clientOver } from "@openrobotid/network/witness/client";
import { beginJournal, Journal } from "@openrobotid/network/witness/journal";
import { makeWitnessKey, readWitnessKey } from "@openrobotid/network/witness/key";
import { Witness } from "@openrobotid/network/witness/witness";
import { getSeats } from "@openrobotid/sdk/actions";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import { anchorOf, formatCheckpoint, witnessKeyOf } from "@openrobotid/sdk/proof";
import {
  WITNESS_LIST_MEDIA_TYPE,
  type WitnessStatement,
  witnessStatementOf,
  writeWitnessList,
} from "@openrobotid/sdk/witness";
import { accountOf } from "@openrobotid/world/accounts";
import { Hono } from "hono";
import { type Address, type Hex, isAddressEqual } from "viem";
import { readJsonFile, SandboxFolder, writeWhole } from "./folder.js";

/** How many accounts the chain has. */
const ACCOUNTS = 30;
/** How long a list of witnesses is served before it is made again, in seconds. */
const LIST_SECONDS = 60;

const [path = "", chainUrl = "", host = "", port = ""] = process.argv.slice(2);
const folder = new SandboxFolder(path);

const deployment = readJsonFile<Deployment>(folder.deployment);
const anchor = anchorOf(deployment as never);
if (!anchor) throw new Error(`${folder.deployment} carries no anchor.`);
const client = clientOver(anchor, [chainUrl]);
const witnesses = new Map<number, Witness>();
const keys: { seat: number; key: Hex; url: string }[] = [];
const founders = anchor.witnesses?.map(({ seat }) => seat);
for (const { seat } of await getSeats(client as never, { departed: true })) {
  const number = Number(seat);
  // Of the first start. Who is admitted later has no witness here.
  if (founders && !founders.includes(number)) continue;
  const { witness, key } = await witnessOf(number);
  witnesses.set(number, witness);
  keys.push({ seat: number, key, url: `http://${host}:${port}/${number}/checkpoint` });
}
const cosigned = { ...deployment.anchor, witnesses: keys, cosigners: keys.length };
writeWhole(folder.deployment, `${JSON.stringify({ ...deployment, anchor: cosigned }, null, 2)}\n`);

/** The witness of a seat, as it was left. */
async function witnessOf(seat: number) {
  const own = join(folder.witnesses, String(seat));
  const [keyFile, stateFile] = [folder.witnessKey(seat), join(own, "signed.json")];
  // The chain may have lost its last blocks, where it was killed: a witness that signed them is of no use any more.
  if (existsSync(stateFile) && !(await isOfThisChain(keyFile, stateFile)))
    rmSync(own, { recursive: true });
  if (!existsSync(stateFile)) {
    rmSync(own, { recursive: true, force: true });
    mkdirSync(own, { recursive: true });
    beginJournal(stateFile, await makeWitnessKey(keyFile));
  }
  const { signer, journal, key } = await kept(keyFile, stateFile);
  const { proof } = client.transport;
  const options = { chainId: deployment.chainId, seat, signer, journal, proof, interval: 0 };
  return { witness: new Witness(options), key };
}

async function kept(keyFile: string, stateFile: string) {
  const signer = await readWitnessKey(keyFile);
  const key = witnessKeyOf(signer.key);
  return { signer, key, journal: new Journal(stateFile, key) };
}

async function isOfThisChain(keyFile: string, stateFile: string): Promise<boolean> {
  try {
    const { last } = (await kept(keyFile, stateFile)).journal;
    if (!last) return true;
    return (await client.transport.proof.header(last.number)).hash === last.hash;
  } catch {
    return false;
  }
}

let list: { file: Uint8Array; at: number } | undefined;

/** The list of the witnesses, signed by the accounts of the seats as far as the mnemonic has them. */
async function listNow(): Promise<Uint8Array> {
  const now = Date.now() / 1000;
  if (list && now - list.at < LIST_SECONDS) return list.file;
  const statements: WitnessStatement[] = [];
  const wallets = Array.from({ length: ACCOUNTS }, (_, number) => accountOf(number));
  for (const { seat, authority } of await getSeats(client as never)) {
    const named = keys.find((one) => one.seat === Number(seat));
    const wallet = wallets.find(({ address }) => isAddressEqual(address, authority));
    if (!named || !wallet) continue;
    const entry = {
      ...{ seat: Number(seat), issuedAt: Math.floor(now) },
      ...{ nodes: [], relayers: [], participants: [], withheld: [] },
      witness: { key: named.key, url: named.url },
    };
    const consortium = deployment.contracts.Consortium.address as Address;
    const typedData = directoryTypedData(entry, { chainId: deployment.chainId, consortium });
    const account = wallet;
    const signature = await account.signTypedData(typedData);
    const statement = witnessStatementOf({ ...entry, signature });
    if (statement) statements.push(statement);
  }
  const file = await writeWitnessList(listClient as ProvingClient, statements);
  list = { file, at: now };
  return file;
}

// Its evidence is for the anchor that asks for the witnesses: so these are asked too.
const listAnchor = { ...anchor, witnesses: keys, cosigners: keys.length };
const listClient = clientOver(listAnchor, [chainUrl], undefined, keys.length);

const open = { "access-control-allow-origin": "*", "cache-control": "no-store" };
const app = new Hono()
  .get("/ready", (context) => context.text("ready\n"))
  .get("/witnesses", async (context) =>
    context.body((await listNow()) as Uint8Array<ArrayBuffer>, 200, {
      ...open,
      "content-type": WITNESS_LIST_MEDIA_TYPE,
    }),
  )
  .get("/:seat/checkpoint", async (context) => {
    const witness = witnesses.get(Number(context.req.param("seat")));
    if (!witness) return context.text("There is no such seat.\n", 404, open);
    await witness.look();
    const all = witness.checkpoints.map(formatCheckpoint).join(",");
    return context.body(`[${all}]`, 200, { ...open, "content-type": "application/json" });
  });
const server = serve({ fetch: app.fetch, hostname: host, port: Number(port) });
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => server.close(() => process.exit()));
}
