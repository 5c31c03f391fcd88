// A vault that takes documents, looks and grants one after the other, for the test that kills it: it prints what it has answered.
//
//   killed-vault.ts FOLDER FIRST
import { writeSync } from "node:fs";
import { Grants } from "../../src/access/grants.js";
import type { ChainReader, ProvenRobot } from "../../src/chain/reader.js";
import { openVault } from "../../src/store/vault.js";
import { committed, KEY, putIn, ROBOT, WRITER } from "./documents.js";

const [folder = "", first = ""] = process.argv.slice(2);
const now = () => Date.UTC(2026, 0, 5) / 1000;
const { documents, log, store } = await openVault({ folder, masterKey: KEY, mostBytes: 1e6, now });

// The chain says yes to everything: what is tried here is the disk.
const chain = { chainId: 1, addressOf: () => WRITER, hasSigned: async () => true };
const grants = new Grants(
  store,
  log,
  chain as unknown as ChainReader,
  "https://vault.example",
  now,
);
const robot = { id: ROBOT, holder: WRITER, transfers: 1n };
const proven = { robot } as unknown as ProvenRobot;
const grant = {
  holder: WRITER,
  holding: 1,
  grantee: WRITER,
  capacity: "reader",
  purpose: "To be killed",
  until: now() + 1000,
} as const;

const say = (text: string) => writeSync(1, `${text}\n`);
say("begun");
for (let count = Number(first); ; count += 1) {
  await putIn(documents, count);
  say(`put ${count}`);
  await documents.open(committed(count).document);
  await log.write({ what: "look", robot: ROBOT, seq: count });
  say(`look ${count}`);
  const nonce = `0x${count.toString(16).padStart(64, "0")}`;
  await grants.add(proven, { grant: { ...grant, kinds: ["service"], nonce }, signature: "0x00" });
  say(`granted ${count}`);
  if (count % 3 === 0) {
    await documents.erase(ROBOT, count, "Art. 17");
    say(`erased ${count}`);
  }
}
