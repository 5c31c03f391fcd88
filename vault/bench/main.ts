// Measures telemetry in the vault: batches a second that are taken in with their signatures checked, beside bare checks of the same signatures in
// the same thread; the gas of the transaction that anchors a day of 28,000 robots; and how long a year of one robot takes to read.
//
//   npm run bench:vault                        prints a table
//   npm run --silent bench:vault -- --json     prints one JSON object
import { createHash, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { optionsOf } from "@openrobotid/kit/command";
import { parseRobotId, type RobotId } from "@openrobotid/sdk";
import { type SignedTelemetry, telemetryMessage } from "@openrobotid/sdk/device";
import { createNetwork } from "@openrobotid/testkit/network";
import { type Hex, hexToBytes } from "viem";
import { AccessLog } from "../src/log/access-log.js";
import { openStore } from "../src/store/open.js";
import { Anchoring } from "../src/telemetry/anchoring.js";
import { deviceKeyOf, deviceSigned } from "../src/telemetry/signature.js";
import { Telemetry } from "../src/telemetry/telemetry.js";

const ROBOTS = 20;
const BATCHES = 400;
/** Batches of one request, and requests at once. */
const REQUEST = 200;
const AT_ONCE = 4;
const ROUNDS = 3;
const FLEET = 28_000;
const YEAR = 365;
const READS = 300;
const DAY = 86_400;
const START = Date.UTC(2026, 0, 5) / 1000;
const CHAIN = 31_337;
const JOINTS = ["shoulder", "elbow", "wrist", "hip", "knee", "ankle"].flatMap((name) => [
  `${name}Left`,
  `${name}Right`,
]);

interface Machine {
  readonly id: RobotId;
  readonly key: { readonly x: Hex; readonly y: Hex };
  readonly secret: KeyObject;
}

function machine(index: number): Machine {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const [first, second] = [x, y].map((half) => Buffer.from(half, "base64url").toString("hex"));
  const serial = String(index).padStart(12, "0");
  return {
    id: parseRobotId(`CNUT01G1PRO126W05${serial}`),
    key: { x: `0x${first}`, y: `0x${second}` },
    secret: privateKey,
  };
}

/** A quarter of an hour of a robot with twelve joints. */
function batchOf({ id, key, secret }: Machine, sequence: number, seconds = 900): SignedTelemetry {
  const from = START + (sequence - 1) * seconds;
  const until = from + seconds;
  const joints = Object.fromEntries(
    JOINTS.map((name, index) => {
      const wear = 0.1 + index / 100 + sequence / 1e6;
      return [name, { wear, torque: 20 + index, temperature: 40 + index, backlash: 0.001 }];
    }),
  );
  const reading = {
    ...{ at: until, use: { hours: (sequence * seconds) / 3600 }, joints },
    battery: { capacity: 18.2, cycles: Math.floor(sequence / 20), resistance: 0.011 },
    accuracy: { poseRepeatability: 0.0008, pathAccuracy: 0.002 },
    safety: { falls: 0, emergencyStops: 1 },
  };
  const batch = JSON.stringify({
    ...{ version: 1, robot: id, chainId: CHAIN, sequence, from, until, firmware: "3.1.2" },
    readings: [reading],
  });
  const signer = createSign("sha256").update(telemetryMessage(batch));
  const signature = signer.sign({ key: secret, dsaEncoding: "ieee-p1363" });
  return { batch, signedBy: "device", key, signature: `0x${signature.toString("hex")}` };
}

/** An empty store, in memory where there is a disk of it, as the disk is not what is measured. */
async function withTelemetry<answer>(
  act: (parts: {
    readonly telemetry: Telemetry;
    readonly store: Awaited<ReturnType<typeof openStore>>;
    readonly log: AccessLog;
  }) => Promise<answer>,
): Promise<answer> {
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "bench-"));
  const store = await openStore(folder, undefined);
  const now = () => START + 2 * YEAR * DAY;
  const log = new AccessLog(store, join(folder, "head.json"), now);
  const telemetry = new Telemetry({ store, log, masterKey: new Uint8Array(32), now });
  try {
    return await act({ telemetry, store, log });
  } finally {
    await store.destroy();
    rmSync(folder, { recursive: true });
  }
}

type Request = { readonly machine: Machine; readonly batches: readonly SignedTelemetry[] };

/** Answers requests, some at once. Gives batches a second. */
async function rateOf(
  requests: readonly Request[],
  answer: (request: Request) => Promise<unknown>,
): Promise<number> {
  const waiting = [...requests];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) await answer(one);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return requests.reduce((sum, { batches }) => sum + batches.length, 0) / seconds;
}

async function bareRate(requests: readonly Request[]): Promise<number> {
  const ready = new Map(
    requests.map(({ batches }) => [
      batches,
      batches.map(({ batch, signature, key }) => ({
        device: deviceKeyOf(key as NonNullable<typeof key>),
        message: telemetryMessage(batch),
        signature: hexToBytes(signature),
      })),
    ]),
  );
  return await rateOf(requests, async ({ batches }) => {
    const checked = (ready.get(batches) ?? []).map(({ device, message, signature }) =>
      deviceSigned(device, message, signature),
    );
    if (checked.includes(false)) throw new Error("A signature does not verify.");
  });
}

async function takeRate(requests: readonly Request[]): Promise<number> {
  return await withTelemetry(async ({ telemetry }) => {
    return await rateOf(requests, async ({ machine: { id, key }, batches }) => {
      const signers = { deviceKeyDigest: deviceKeyOf(key).digest, accounts: [] };
      const taken = await telemetry.take(id, CHAIN, batches, signers);
      const marked = taken.find(({ marks }) => marks.length > 0);
      if (marked) throw new Error(`A batch is marked ${marked.marks.join(", ")}.`);
    });
  });
}

async function anchorGas(): Promise<number> {
  const { ethers } = await createNetwork();
  const anchors = await ethers.deployContract("Anchors");
  const [account] = await ethers.getSigners();
  if (!account) throw new Error("The chain has no account.");
  let gas = 0n;
  const contract = {
    ...{ address: (await anchors.getAddress()) as Hex, account: account.address as Hex },
    anchorsOf: async (topic: Hex) => {
      const [count, head, at] = await anchors.anchorsOf(account, topic);
      return { count: Number(count), head: head as Hex, anchoredAt: Number(at) };
    },
    send: async (topic: Hex, root: Hex, leaves: number) => {
      const receipt = await (await anchors.anchor(topic, root, leaves)).wait();
      if (leaves === FLEET) gas = receipt?.gasUsed ?? 0n;
    },
  };
  await withTelemetry(async ({ store, log }) => {
    const rows = Array.from({ length: FLEET }, (_, index) => {
      const digest = createHash("sha256").update(`batch ${index}`).digest("hex");
      const robot = `CNUT01G1PRO126W06${String(index).padStart(12, "0")}`;
      return {
        ...{ robot, digest: `0x${digest}`, sequence: 1, signedBy: "device", account: null },
        ...{ beganAt: START, endedAt: START, receivedAt: START, marks: "", replays: 0 },
        ...{ sealed: null, rolled: 1, anchor: null },
      };
    });
    for (let first = 0; first < FLEET; first += 500) {
      const some = rows.slice(first, first + 500);
      await store.insertInto("telemetryBatch").values(some).execute();
    }
    await new Anchoring(store, log, "https://vault.example", contract).run();
  });
  return Number(gas);
}

async function rangeP99(): Promise<number> {
  return await withTelemetry(async ({ telemetry }) => {
    const one = machine(0);
    const signers = { deviceKeyDigest: deviceKeyOf(one.key).digest, accounts: [] };
    const batches = Array.from({ length: YEAR }, (_, day) => batchOf(one, day + 1, DAY));
    await telemetry.take(one.id, CHAIN, batches, signers);
    const range = { from: START, until: START + (YEAR + 1) * DAY };
    const times: number[] = [];
    for (let read = 0; read < READS; read += 1) {
      const began = performance.now();
      const { length } = await telemetry.rollups.list(one.id, "day", range);
      times.push(performance.now() - began);
      if (length < 5 * YEAR) throw new Error(`${length} rollups of a year. Expected ${5 * YEAR}.`);
    }
    // The first one sums up.
    const sorted = times.slice(1).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  });
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const USAGE = `Measures batches of telemetry taken in a second, beside bare checks of their signatures; the gas of an anchor of 28,000
robots; and a year of one robot.

  npm run bench:vault -- [--json]

  --json  prints one JSON object and nothing else
  --help  this text
`;

const values = optionsOf(USAGE, { json: { type: "boolean", default: false } });
// Requests of one robot follow each other: what is taken at once is of different robots.
const machines = Array.from({ length: ROBOTS }, (_, index) => machine(index));
const requests = Array.from({ length: BATCHES / REQUEST }, (_, part) =>
  machines.map((one): Request => {
    const first = part * REQUEST + 1;
    const batches = Array.from({ length: REQUEST }, (_, at) => batchOf(one, first + at));
    return { machine: one, batches };
  }),
).flat();
await bareRate(requests);
const [taken, bare]: [number[], number[]] = [[], []];
for (let round = 0; round < ROUNDS; round += 1) {
  taken.push(await takeRate(requests));
  bare.push(await bareRate(requests));
}
const batchesPerSecond = Math.round(median(taken));
const signaturesPerSecond = Math.round(median(bare));
const figures = {
  ...{ batchesPerSecond, signaturesPerSecond },
  ratio: Math.round((100 * batchesPerSecond) / signaturesPerSecond) / 100,
  anchorGas: await anchorGas(),
  rangeP99Ms: Math.round(100 * (await rangeP99())) / 100,
};
if (values.json) console.log(JSON.stringify(figures));
else
  for (const [name, figure] of Object.entries(figures)) console.log(`${name.padEnd(22)}${figure}`);
process.exitCode = figures.ratio >= 0.5 ? 0 : 1;
