// A vault that takes documents, looks, grants and telemetry one after the other and anchors them, for the test that kills it: it prints what
// it begins, and what it has answered.
//
//   killed-vault.ts FOLDER CHAIN FIRST
import { writeSync } from "node:fs";
import { telemetryDigest } from "@openrobotid/sdk/device";
import { bytesToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { Grants } from "../../src/access/grants.js";
import type { ChainReader, ProvenRobot } from "../../src/chain/reader.js";
import { openVault } from "../../src/store/vault.js";
import { Anchoring } from "../../src/telemetry/anchoring.js";
import { chainFile } from "./chain-file.js";
import { CHAIN_ID, committed, KEY, putIn, ROBOT, VAULT, WRITER } from "./documents.js";

const [folder = "", chainPath = "", first = ""] = process.argv.slice(2);
const now = () => Date.UTC(2026, 0, 5) / 1000;
const opened = await openVault({ folder, masterKey: KEY, mostBytes: 1e6, now });
const { documents, log, store, telemetry } = opened;

// The chain says yes to everything: what is tried here is the disk.
const chain = { chainId: CHAIN_ID, addressOf: () => WRITER, hasSigned: async () => true };
const grants = new Grants(store, log, chain as unknown as ChainReader, VAULT, now);
const anchoring = new Anchoring(store, log, VAULT, chainFile(chainPath, now));
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
const gateway = privateKeyToAccount(bytesToHex(KEY));
const signers = { deviceKeyDigest: undefined, accounts: [gateway.address] };

/** A batch of an hour, signed by the gateway of who runs the robot. */
async function signedBatch(sequence: number) {
  const reading = { at: now(), joints: { kneeLeft: { wear: 0.2 } } };
  const batch = JSON.stringify({
    ...{ version: 1, robot: ROBOT, chainId: CHAIN_ID, sequence, firmware: "3.1.2" },
    ...{ from: now() - 3600, until: now(), readings: [reading] },
  });
  const signature = await gateway.signMessage({ message: { raw: telemetryDigest(batch) } });
  return { batch, signedBy: "gateway", signature } as const;
}

/** Says that an act begins; and, when it is on disk, what was answered. */
async function act(what: string, named: string | number, done: () => Promise<unknown>) {
  writeSync(1, `begins ${what}\n`);
  await done();
  writeSync(1, `${what} ${named}\n`);
}

writeSync(1, "begun\n");
for (let count = Number(first); ; count += 1) {
  await act("put", count, async () => await putIn(documents, count));
  await act("look", count, async () => {
    await documents.open(committed(count).document);
    await log.write({ what: "look", robot: ROBOT, seq: count });
  });
  const nonce = `0x${count.toString(16).padStart(64, "0")}`;
  await act("granted", count, async () => {
    const given = { ...grant, kinds: ["service" as const], nonce };
    await grants.add(proven, { grant: given, signature: "0x00" });
  });
  const signed = await signedBatch(count);
  await act("taken", count, async () => {
    await telemetry.take(ROBOT, CHAIN_ID, [signed], signers);
  });
  if (count % 3 === 0) {
    await act("erased", count, async () => await documents.erase(ROBOT, count, "Art. 17"));
  }
  await act("anchored", count, async () => await anchoring.run());
}
