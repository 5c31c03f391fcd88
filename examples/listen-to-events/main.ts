// A program follows what happens to robots: first what it missed, then everything as it happens.
import { formatRobotId, parseCountryCode, parseRobotId } from "@openrobotid/sdk";
import { createCommitment } from "@openrobotid/sdk/actions";
import { type HistoryLog, readChange, readRecorded } from "@openrobotid/sdk/history";
import { createPublicClient, http, isAddressEqual } from "viem";
import { chain, clientOf } from "../sandbox.js";

const client = createPublicClient({ chain, transport: http(), pollingInterval: 200 });
const { robotRegistry, robotFlags, registrarOrders, recallRegistry, dossier } = chain.contracts;
const address = [robotRegistry, robotFlags, registrarOrders, recallRegistry, dossier].map(
  (contract) => contract.address,
);

/** Of every change the registry tells with `Recorded`; a typed event of the same block says what it is. */
function tell(logs: readonly HistoryLog[]): void {
  const changes = logs.flatMap((log) => readChange(log) ?? []);
  for (const log of logs) {
    const entry = isAddressEqual(log.address, robotRegistry.address) && readRecorded(log);
    if (!entry) continue;
    // The entry commits to what its event says: no stranger's contract can pass one off for it.
    const change = changes.find(
      ({ id, seq, payloadDigest }) =>
        id === entry.id && seq === entry.seq && payloadDigest === entry.payloadDigest,
    );
    const time = new Date(entry.timestamp * 1000).toISOString().slice(0, 16);
    const fields = Object.keys(change?.fields ?? {}).join(", ");
    console.log(`${time} ${formatRobotId(entry.id)} entry ${entry.seq}: ${entry.kind} (${fields})`);
    told.get(`${entry.id} ${entry.kind}`)?.();
  }
}

/** What somebody waits for, by robot and kind. */
const told = new Map<string, () => void>();

// What happened while the program did not run: it begins behind the block it had seen last. Blocks of this chain are final.
const latest = await client.getBlockNumber();
const seen = latest > 30n ? latest - 30n : 0n;
tell(await client.getLogs({ address, fromBlock: seen + 1n, toBlock: latest }));

// From now on.
console.log("Listening.");
const stop = client.watchEvent({
  address,
  fromBlock: latest + 1n,
  onLogs: tell,
  onError: (error) => console.error(error.message),
});

// A real program goes on for ever. This one ends when it has heard of a service that a workshop records meanwhile.
const id = parseRobotId("CN-BH01-TERN03-25W07000000000001");
const heard = new Promise<void>((resolve) => told.set(`${id} service`, resolve));
await clientOf("workshop").recordSync({
  id,
  kind: "service",
  capacity: "workshop",
  jurisdiction: parseCountryCode("ES"),
  commitment: createCommitment("Service at 2,500 hours, order TB-2107").commitment,
});
await heard;
stop();
