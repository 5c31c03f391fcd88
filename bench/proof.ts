// Measures what proofs cost: a look-up and the logs of a contract, plain and proven, on the same embedded chain (Anvil), in
// turns; an evidence file and a capsule of a robot with 26 entries; and what a seal and a step of the path of validators take, on blocks of a
// real network.
//
//   npm run bench:proof                        prints a table
//   npm run --silent bench:proof -- --json     prints one JSON object
import { cpus } from "node:os";
import { optionsOf } from "@openrobotid/kit/command";
import { lookForReceipt } from "@openrobotid/kit/receipts";
import { startAnvil } from "@openrobotid/network/anvil";
import { fromBytes32 } from "@openrobotid/sdk";
import { robotIdActions } from "@openrobotid/sdk/actions";
import { robotIdChain } from "@openrobotid/sdk/chains";
import { createSoftwareSigner } from "@openrobotid/sdk/device";
import { evidence, readEvidence, recordEvidence } from "@openrobotid/sdk/evidence";
import {
  type Anchor,
  proven,
  readAnchor,
  readBlockHeader,
  verifySeals,
} from "@openrobotid/sdk/proof";
import { capsuleClaims, makeCapsule } from "@openrobotid/sdk/witness";
import { block, blocks, setOf } from "@openrobotid/testkit/besu";
import { commitment } from "@openrobotid/testkit/device";
import { modulesFixture, UNITS } from "@openrobotid/testkit/modules";
import { type Connection, START } from "@openrobotid/testkit/network";
import { keccak256 } from "ethers";
import hre, { network } from "hardhat";
import { type Address, createClient, type Hex, http, size, type Transport, toRlp } from "viem";
import { getLogs } from "viem/actions";

/** Rounds before those that count, and those. */
const WARM_UP = 5;
const ROUNDS = 25;
const LOG_ROUNDS = 15;
/** Blocks of logs, and entries of each: two logs an entry. */
const LOG_BLOCKS = 100;
const ENTRIES = 50;

/** Entries of the robot whose evidence is measured. */
const LIFE = 26n;

const STOLEN = 1;
const SUBJECT = keccak256("0x01");

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A transport that counts the bytes of the proofs that it is given. */
function counting(transport: Transport, count: (bytes: number) => void): Transport {
  return (options) => {
    const { request, ...rest } = transport(options);
    const counted = async (...call: Parameters<typeof request>) => {
      const answer = await request(...call);
      if (call[0].method === "eth_getProof") count(bytesOf(answer));
      return answer;
    };
    return { ...rest, request: counted as typeof request };
  };
}

function bytesOf(proof: unknown): number {
  const { accountProof, storageProof } = proof as {
    accountProof: Hex[];
    storageProof: { proof: Hex[] }[];
  };
  const nodes = new Set([...accountProof, ...storageProof.flatMap((slot) => slot.proof)]);
  return [...nodes].reduce((sum, node) => sum + size(node), 0);
}

/** Blocks and proofs as a real Besu gave them. */
async function measureSeals() {
  const recovered: number[] = [];
  for (const { number, header } of blocks.filter((one) => one.number > 0)) {
    const read = readBlockHeader(header, "qbft");
    let seals = 0;
    const spent = await milliseconds(async () => {
      seals = (await verifySeals(read, setOf(number))).length;
    });
    recovered.push(spent / seals);
  }
  const steps = blocks
    .filter(({ number, changed }) => changed && number > 0)
    .map(({ number }) => {
      const { header, proof } = block(number);
      const { fields } = readBlockHeader(header, "qbft");
      return size(toRlp(Object.values(fields))) + bytesOf(proof);
    });
  return { recoverMs: median(recovered), pathStepBytes: Math.round(median(steps)) };
}

// Anvil answers before the block is made; the fixtures count on the block.
hre.hooks.registerHandlers("network", {
  async onRequest(context, connection, request, next) {
    const response = await next(context, connection, request);
    if (/^eth_send(Raw)?Transaction$/.test(request.method) && "result" in response) {
      const ask = { ...request, method: "eth_getTransactionReceipt", params: [response.result] };
      await lookForReceipt(async () => {
        const answer = await next(context, connection, ask);
        return "result" in answer ? answer.result : null;
      }, 5);
    }
    return response;
  },
});

const USAGE = `Measures a look-up and logs, plain and proven, and the size of proofs.

  npm run bench:proof -- [--json]

  --json  prints one JSON object and nothing else
  --help  this text
`;

const values = optionsOf(USAGE, { json: { type: "boolean", default: false } });
const seals = await measureSeals();
const anvil = await startAnvil([`--timestamp=${Date.parse(START) / 1000}`], 20);
try {
  const connection = await network.create({ network: "localhost", override: { url: anvil.url } });
  const world = await modulesFixture(connection as Connection);
  const mock = await connection.ethers.deployContract("EntryLogMock");
  const note = async (first: number, count: number) => {
    await (await mock.getFunction("note")(SUBJECT, first, count)).wait();
  };
  for (let made = 0; made < LOG_BLOCKS; made += 1) await note(made * ENTRIES, ENTRIES);

  const deployed = {
    AccessManager: world.accessManager,
    AuthorityRegistry: world.authorityRegistry,
    Consortium: world.consortium,
    ConsortiumGovernor: world.governor,
    Dossier: world.dossier,
    EntryLogMock: mock,
    RecallRegistry: world.recalls,
    RegistrarOrders: world.orders,
    RegistryModules: world.registryModules,
    RobotFlags: world.flags,
    RobotRegistry: world.registry,
    SignedActs: world.signedActs,
    TimelockController: world.timelock,
  };
  const { chainId } = await connection.ethers.provider.getNetwork();
  const contracts = Object.fromEntries(
    await Promise.all(
      Object.entries(deployed).map(async ([name, contract]) => {
        const address = (await contract.getAddress()) as Address;
        const codeHash = keccak256(await connection.ethers.provider.getCode(address)) as Hex;
        return [name, { address, codeHash, startBlock: 0 }] as const;
      }),
    ),
  );
  const deployment = { chainId: Number(chainId), contracts };
  const chain = robotIdChain({ deployment, rpcUrls: [anvil.url] });
  const plain = createClient({ chain, transport: http(), cacheTime: 0 }).extend(robotIdActions());
  const anchor: Anchor = await readAnchor(plain, { deployment, seals: "none" });
  let proofBytes = 0;
  const options = { maxAge: Number.POSITIVE_INFINITY, now: () => Number.MAX_SAFE_INTEGER };
  const transport = proven(
    counting(http(anvil.url, { batch: true }), (bytes) => {
      proofBytes += bytes;
    }),
    { ...options, anchor },
  );
  const proving = createClient({ chain, transport, cacheTime: 0 }).extend(robotIdActions());

  const id = fromBytes32(UNITS.sold as Hex);
  const plainLookups: number[] = [];
  const provenLookups: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    // The state changes in between: nothing that was proven of the block before will do.
    const report = round % 2 === 0 ? "raiseFlag" : "clearFlag";
    const digest = commitment(`report ${round}`);
    await (await world.flags.connect(world.owner)[report](UNITS.sold, STOLEN, digest)).wait();
    proofBytes = 0;
    const plainMs = await milliseconds(() => plain.getRobot({ id }));
    const provenMs = await milliseconds(() => proving.getRobot({ id }));
    if (round < WARM_UP) continue;
    plainLookups.push(plainMs);
    provenLookups.push(provenMs);
    sizes.push(proofBytes);
  }

  // A robot in the middle of its life: look-up and whole history, in a file without code, read from nothing each time.
  const aged = fromBytes32(UNITS.abroad as Hex);
  for (
    let seq = (await plain.getRobot({ id: aged })).history?.length ?? 0n;
    seq < LIFE;
    seq += 1n
  ) {
    const isRaised = (await plain.getRobot({ id: aged })).flags.length > 0;
    const digest = commitment(`report ${seq} of another robot`);
    const act = isRaised ? "clearFlag" : "raiseFlag";
    await (await world.flags.connect(world.dealer)[act](UNITS.abroad, STOLEN, digest)).wait();
  }
  const read = async (client: Pick<typeof plain, "getRobot" | "getHistory">) =>
    await Promise.all([client.getRobot({ id: aged }), client.getHistory({ id: aged })]);
  const recorded = async (code: boolean) =>
    await recordEvidence(proving, async (client) => await read(client.extend(robotIdActions())), {
      code,
    });
  const { code } = await readEvidence(await recorded(true));
  const file = await recorded(false);
  const verifications: number[] = [];
  for (let round = 0; round < WARM_UP + LOG_ROUNDS; round += 1) {
    const ms = await milliseconds(async () => {
      const offline = await evidence(file, { anchor, code });
      await read(createClient({ chain, transport: offline }).extend(robotIdActions()));
    });
    if (round >= WARM_UP) verifications.push(ms);
  }

  // The same robot in a capsule. Of random keys the signatures differ by a byte or two when they are deflated.
  const capsules: number[] = [];
  for (let made = 0; made < LOG_ROUNDS; made += 1) {
    const terms = { chainId: chain.id, seat: 1, issuedAt: Date.parse(START) / 1000 };
    const claims = capsuleClaims(await plain.getRobot({ id: aged }), terms);
    capsules.push((await makeCapsule(claims, await createSoftwareSigner())).length);
  }

  // One contract alone, whose log commits to all that is asked for.
  const { EntryLogMock } = contracts;
  if (!EntryLogMock) throw new Error("There is no contract to read logs of.");
  const { address } = EntryLogMock;
  const logAnchor = { ...anchor, contracts: { EntryLogMock } };
  const reading = createClient({
    chain,
    transport: proven(http(anvil.url, { batch: true }), { ...options, anchor: logAnchor }),
    cacheTime: 0,
  });
  const logs = { plain: [] as number[], proven: [] as number[] };
  let found = 0;
  for (let round = 0; round < WARM_UP + LOG_ROUNDS; round += 1) {
    for (const [name, client] of [
      ["plain", plain],
      ["proven", reading],
    ] as const) {
      const ms = await milliseconds(async () => {
        found = (await getLogs(client, { address, fromBlock: 0n, toBlock: "latest" })).length;
      });
      if (round >= WARM_UP) logs[name].push(found / (ms / 1000));
    }
  }

  const figures = {
    plainLookupMs: round(median(plainLookups)),
    provenLookupMs: round(median(provenLookups)),
    recoverMs: round(seals.recoverMs),
    proofBytes: median(sizes),
    pathStepBytes: seals.pathStepBytes,
    verifyEvidenceMs: round(median(verifications)),
    evidenceBytes: file.length,
    capsuleBytes: median(capsules),
    logsPerSecond: Math.round(median(logs.proven)),
    plainLogsPerSecond: Math.round(median(logs.plain)),
  };
  if (values.json) console.log(JSON.stringify(figures, null, 2));
  else {
    const { model = "?" } = cpus()[0] ?? {};
    const ratio = figures.provenLookupMs / figures.plainLookupMs;
    console.log(`Node ${process.versions.node}, ${model}\n`);
    for (const [what, value] of [
      ["a look-up, plain, ms", figures.plainLookupMs],
      ["a look-up, proven, ms", figures.provenLookupMs],
      ["proven over plain", round(ratio)],
      ["proofs of a look-up, bytes", figures.proofBytes],
      ["one seal of a block, ms", figures.recoverMs],
      ["a step of the path of validators, bytes", figures.pathStepBytes],
      ["evidence of 26 entries, verified, ms", figures.verifyEvidenceMs],
      ["evidence of 26 entries, bytes", figures.evidenceBytes],
      ["a capsule, characters of its QR code", figures.capsuleBytes],
      ["logs a second, plain", figures.plainLogsPerSecond],
      ["logs a second, proven", figures.logsPerSecond],
    ] as const) {
      console.log(`${what.padEnd(44)}${value.toLocaleString("en").padStart(12)}`);
    }
  }
  await connection.close();
} finally {
  await anvil.stop();
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
