import {
  accounts,
  clientOf,
  deployment,
  isolate,
  rpcUrl,
  time,
  world,
} from "@openrobotid/testkit/chain";
import { code } from "@openrobotid/testkit/codes";
import { SUCCESSION_NOTICE } from "@openrobotid/testkit/consortium";
import { commitment } from "@openrobotid/testkit/device";
import { Capacity } from "@openrobotid/testkit/enums";
import { UNITS } from "@openrobotid/testkit/modules";
import { DAY } from "@openrobotid/testkit/network";
import {
  LISTED_MODEL,
  LISTED_SERIALS,
  listed,
  SEQUENTIAL_MODEL,
  unit,
} from "@openrobotid/testkit/registry";
import { scriptedNode } from "@openrobotid/testkit/scripted-node";
import { expect } from "chai";
import {
  createClient,
  encodeAbiParameters,
  getAbiItem,
  type Hex,
  http,
  numberToHex,
  parseAbiParameters,
  slice,
  toEventSelector,
  toFunctionSelector,
  zeroAddress,
} from "viem";
import { getLogs } from "viem/actions";
import { recallRegistryAbi } from "../../src/abis/index.js";
import {
  getStateAt,
  RegistryArgumentError,
  RegistryRecordError,
  RegistryRefusedError,
  robotIdActions,
} from "../../src/actions/index.js";
import { type DeployedContract, robotIdChain } from "../../src/chains/index.js";
import {
  HistoryMismatchError,
  isInLot,
  kinds,
  type LogContent,
  nextHead,
  type RecordedLog,
  readChange,
  readIssuance,
  readRecorded,
  rebuildHistory,
  stateAt,
} from "../../src/history/index.js";
import { composeRobotId, fromBytes32, parseCounter, withCounter } from "../../src/index.js";
import { aboutLogs, type Lie, type WireLog, withLyingNode } from "../lying-node.js";

const client = clientOf("stranger");
const idOf = (bytes: string) => fromBytes32(bytes as Hex);
const SOLD = idOf(UNITS.sold);
const IMAGE = commitment("image") as Hex;

/** A life with entries of the registry, its companions and both modules. */
async function live() {
  const { registry, flags, orders, recalls, dossier, authorities } = world;
  const { owner, operator, buyer, maker, recycler } = world;
  const id = UNITS.sold;
  await registry.connect(owner).setOperator(id, operator, (await time.latest()) + 30 * DAY);
  await registry.connect(operator).acceptOperator(id);
  await flags.connect(owner).raiseFlag(id, 1, commitment("theft"));
  await time.increase(DAY);
  await flags.connect(owner).clearFlag(id, 1, commitment("found"));
  await orders.connect(authorities.ES).propose(id, 1, buyer, commitment("probate"));
  await orders.connect(authorities.ES).withdraw(1, commitment("error"));
  await dossier.connect(maker).publishRelease(code(SEQUENTIAL_MODEL), "2.1.0", IMAGE, "");
  await dossier.connect(maker).installRelease([id], IMAGE, Capacity.Maker, "0x0000");
  await time.increase(DAY);
  const scope = { model: code(SEQUENTIAL_MODEL), country: "0x0000", kind: 1 };
  const texts = { component: "c", summary: "s", consequence: "c", remedy: "r" };
  const notice = { ...texts, campaignNumber: "26V-1", parkIt: false, overTheAirUpdate: true };
  await recalls.connect(maker).open({ ...scope, first: unit(1), last: unit(9) }, 2, true, notice);
  await time.increase(DAY);
  await recalls.connect(maker).remedy(1, [id], "0x0000", commitment("work"));
  await recalls.connect(maker).reopen(1, [id], commitment("it seized again"));
  await recalls.connect(maker).remedy(1, [id], "0x0000", commitment("better work"));
  await registry.connect(owner).approve(buyer, id);
  await registry.connect(buyer).transferFrom(owner, buyer, id);
  await world.takeIn(id, buyer);
  await time.increase(DAY);
  await registry.connect(recycler).offerReturn(id);
  await registry.connect(buyer).takeBack(id);
}

const WHOLE_LIFE = [
  "placedOnMarket",
  "receiverApproved",
  "transferred",
  "operatorNamed",
  "operatorAccepted",
  "flagRaised",
  "flagCleared",
  "orderProposed",
  "orderWithdrawn",
  "softwareRelease",
  "unitRemedied",
  "unitReopened",
  "unitRemedied",
  "receiverApproved",
  "transferred",
  "intakeOffered",
  "takenIn",
  "returnOffered",
  "returned",
] as const;

const LENGTH = BigInt(WHOLE_LIFE.length);

/** Number of the first entry of a kind. */
const seqOf = (kind: (typeof WHOLE_LIFE)[number]) => BigInt(WHOLE_LIFE.indexOf(kind) + 1);

describe("getHistory", () => {
  isolate();
  before(live);

  it("gives a whole life in words, and the head that the registry has", async () => {
    const history = await client.getHistory({ id: SOLD });
    expect(history.entries.map(({ kind }) => kind)).to.deep.equal(WHOLE_LIFE);
    const onChain = await world.registry.historyOf(UNITS.sold);
    expect(history.head).to.equal(onChain.head);
    expect(history.issuance).to.deep.include({
      issuer: accounts.maker.address,
      manifestUri: "ipfs://lot",
    });
    const [placed, , transferred] = history.entries;
    expect(placed).to.deep.include({ seq: 1n, actor: accounts.maker.address });
    if (placed?.event !== "PlacedOnMarket") throw new Error("not placed first");
    expect(placed.fields).to.deep.include({ country: "ES", holder: accounts.maker.address });
    if (transferred?.event !== "RobotTransferred") throw new Error("not transferred third");
    expect(transferred.fields.basis).to.equal("approval");
  });

  it("gives the issuance alone of a unit that was never touched, of a lot or of a list", async () => {
    for (const id of [UNITS.untouched, listed(LISTED_SERIALS[1] ?? "")].map(idOf)) {
      const history = await client.getHistory({ id });
      expect(history.entries).to.deep.equal([]);
    }
  });

  it("refuses a code that was never issued", async () => {
    const error = await thrownBy(client.getHistory({ id: idOf(UNITS.unknown) }));
    expect(error).to.be.instanceOf(RegistryRefusedError);
  });

  it("reads in ranges of blocks, from where it is told, as of a block", async () => {
    const whole = await client.getHistory({ id: SOLD });
    const { blockNumber } = whole.entries[4] as { blockNumber: bigint };
    const part = await client.getHistory({ id: SOLD, fromBlock: 0n, blockRange: 7n, blockNumber });
    expect(part.entries).to.deep.equal(whole.entries.slice(0, 5));
  });

  it("reads entries of a module that governance has replaced since", async () => {
    const { registryModules, governance } = world;
    const other = await world.recalls.getAddress();
    await registryModules.connect(governance).setModule(1, zeroAddress);
    const moved = { ...deployment.contracts, RecallRegistry: deployment.contracts.Consortium };
    const chain = robotIdChain({
      deployment: { ...deployment, contracts: moved } as typeof deployment,
      rpcUrls: [rpcUrl],
    });
    const later = createClient({ chain, transport: http() }).extend(robotIdActions());
    const { entries } = await later.getHistory({ id: SOLD });
    expect(entries[Number(seqOf("unitRemedied")) - 1]).to.deep.include({
      kind: "unitRemedied",
      emitter: other,
    });
  });
});

async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return await call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function mismatchUnder(lie: Lie): Promise<HistoryMismatchError> {
  const error = await withLyingNode(lie, (lying) => thrownBy(lying.getHistory({ id: SOLD })));
  expect(error).to.be.instanceOf(HistoryMismatchError);
  return error as HistoryMismatchError;
}

const isRecorded = (seq: bigint) => (log: WireLog) => {
  return readRecorded(log as unknown as LogContent)?.seq === seq;
};

const isEvent =
  (
    contract: { interface: { getEvent(name: string): { topicHash: string } | null } },
    name: string,
  ) =>
  (log: WireLog) =>
    log.topics[0] === contract.interface.getEvent(name)?.topicHash;

describe("getHistory of a node that lies", () => {
  isolate();
  before(live);

  it("gets through where it tells the truth", async () => {
    await withLyingNode(
      (result) => result,
      async (honest) => {
        expect((await honest.getHistory({ id: SOLD })).entries).to.have.length(WHOLE_LIFE.length);
      },
    );
  });

  it("notices each entry that is left out", async () => {
    for (let seq = 1n; seq <= LENGTH; seq++) {
      const wanted = isRecorded(seq);
      const lie = aboutLogs((logs) => logs.filter((log) => !wanted(log)));
      expect(await mismatchUnder(lie)).to.deep.include({ seq, reason: "entryMissing", id: SOLD });
    }
  });

  it("notices an event that is left out", async () => {
    const wanted = isEvent(world.recalls, "UnitRemedied");
    const mismatch = await mismatchUnder(aboutLogs((logs) => logs.filter((log) => !wanted(log))));
    expect(mismatch).to.deep.include({ seq: seqOf("unitRemedied"), reason: "eventMissing" });
    expect(mismatch.shortMessage).to.include("nothing says what happened in entry 11");
  });

  it("notices an event that is altered", async () => {
    const wanted = isEvent(world.dossier, "ReleaseInstalled");
    const altered = (log: WireLog) => ({
      ...log,
      data: `${log.data.slice(0, -64)}${"ab".repeat(32)}`,
    });
    const lie = aboutLogs((logs) => logs.map((log) => (wanted(log) ? altered(log) : log)));
    expect(await mismatchUnder(lie)).to.deep.include({
      seq: seqOf("softwareRelease"),
      reason: "eventAltered",
    });
  });

  it("notices an event that is passed off as another with the same fields", async () => {
    const wanted = isEvent(world.registry, "OperatorNamed");
    const accepted = world.registry.interface.getEvent("OperatorAccepted").topicHash;
    const altered = (log: WireLog) => ({ ...log, topics: [accepted, ...log.topics.slice(1)] });
    const lie = aboutLogs((logs) => logs.map((log) => (wanted(log) ? altered(log) : log)));
    expect(await mismatchUnder(lie)).to.deep.include({
      seq: seqOf("operatorNamed"),
      reason: "eventMissing",
    });
  });

  it("notices another actor, also where the head was computed again", async () => {
    const wanted = isRecorded(5n);
    const actor = accounts.buyer.address;
    const word = encodeAbiParameters(parseAbiParameters("address"), [actor]);
    const withActor = (log: WireLog) => ({
      ...log,
      topics: [...log.topics.slice(0, 3), word],
    });
    const crude = aboutLogs((logs) => logs.map((log) => (wanted(log) ? withActor(log) : log)));
    expect(await mismatchUnder(crude)).to.deep.include({ seq: 5n, reason: "entryAltered" });

    const { entries } = await client.getHistory({ id: SOLD });
    const head = nextHead((entries[3] as { head: Hex }).head, {
      ...(readRecorded((await rawLog(5n)) as unknown as LogContent) as RecordedLog),
      actor,
    });
    const withHead = (log: WireLog) => ({
      ...withActor(log),
      data: `${slice(log.data as Hex, 0, -32)}${head.slice(2)}`,
    });
    const clever = aboutLogs((logs) => logs.map((log) => (wanted(log) ? withHead(log) : log)));
    expect(await mismatchUnder(clever)).to.deep.include({ seq: 6n, reason: "entryAltered" });
  });

  it("takes a log that cannot be read for none", async () => {
    const cases = [
      { of: isRecorded(LENGTH), seq: LENGTH, reason: "entryMissing" },
      {
        of: isEvent(world.recalls, "UnitRemedied"),
        seq: seqOf("unitRemedied"),
        reason: "eventMissing",
      },
      { of: isEvent(world.registry, "LotIssued"), seq: 0n, reason: "issuance" },
    ] as const;
    for (const { of, ...expected } of cases) {
      const cut = (log: WireLog) => ({ ...log, data: log.data.slice(0, 66) });
      const lie = aboutLogs((logs) => logs.map((log) => (of(log) ? cut(log) : log)));
      expect(await mismatchUnder(lie)).to.deep.include(expected);
    }
  });

  it("notices another issuance, or none", async () => {
    const wanted = isEvent(world.registry, "LotIssued");
    const none = aboutLogs((logs) => logs.filter((log) => !wanted(log)));
    expect(await mismatchUnder(none)).to.deep.include({ seq: 0n, reason: "issuance" });
    const other = aboutLogs((logs) =>
      logs.map((log) => (wanted(log) ? { ...log, data: withWord(log.data, 2, 1n) } : log)),
    );
    expect(await mismatchUnder(other)).to.deep.include({ seq: 1n, reason: "entryAltered" });
  });

  it("notices another head in the state, and one more entry than there is", async () => {
    const { entries, head } = await client.getHistory({ id: SOLD });
    const replaced: Lie = (result, { method }) =>
      method === "eth_call"
        ? String(result).replace(head.slice(2), `${"00".repeat(31)}01`)
        : result;
    expect(await mismatchUnder(replaced)).to.deep.include({
      seq: LENGTH,
      reason: "head",
      found: head,
    });
    const last = isRecorded(LENGTH);
    // At a place of its own in the block: what is given twice at one place is read once.
    const twice = aboutLogs((logs) =>
      logs.flatMap((log) => (last(log) ? [log, { ...log, logIndex: "0xffff" }] : [log])),
    );
    const mismatch = await mismatchUnder(twice);
    expect(mismatch).to.deep.include({ seq: BigInt(entries.length) + 1n, reason: "entryLeftOver" });
  });

  it("notices a node that hides the end of a history from its state too, by asking another one", async () => {
    const { head, entries } = await client.getHistory({ id: SOLD });
    const last = isRecorded(LENGTH);
    const before = (entries.at(-2) as { head: Hex }).head;
    const lie: Lie = (result, { method }) => {
      if (method === "eth_getLogs") return (result as WireLog[]).filter((log) => !last(log));
      if (method !== "eth_call" || !String(result).includes(head.slice(2))) return result;
      return String(result)
        .replace(head.slice(2), before.slice(2))
        .replace(
          numberToHex(LENGTH, { size: 32 }).slice(2),
          numberToHex(LENGTH - 1n, { size: 32 }).slice(2),
        );
    };
    await withLyingNode(lie, async (lying) => {
      expect((await lying.getHistory({ id: SOLD })).entries).to.have.length(WHOLE_LIFE.length - 1);
      const error = await thrownBy(lying.getHistory({ id: SOLD, verifyAgainst: client }));
      expect(error).to.be.instanceOf(HistoryMismatchError);
      expect(error).to.deep.include({ seq: LENGTH, reason: "entryMissing" });
    });
  });

  it("tells a node that is behind from one that lies", async () => {
    const behind: Lie = (result, { method }) => (method === "eth_blockNumber" ? "0x1" : result);
    await withLyingNode(behind, async (late) => {
      const error = await thrownBy(late.getHistory({ id: SOLD, verifyAgainst: client }));
      expect(error).to.be.instanceOf(RegistryRecordError).and.not.instanceOf(HistoryMismatchError);
      expect((error as Error).message).to.match(/has got to block 1, .*Ask again in a moment/s);
    });
  });

  it("does not take the state of a node that is behind for that of two", async () => {
    const behind: Lie = (result, { method, params }) =>
      method === "eth_getBlockByNumber" && params[0] === "latest"
        ? { ...(result as object), number: "0x1" }
        : result;
    await withLyingNode(behind, async (late) => {
      const stale = late as unknown as typeof client;
      const error = await thrownBy(client.getHistory({ id: SOLD, verifyAgainst: stale }));
      expect(error).to.be.instanceOf(RegistryRecordError);
      expect((error as Error).message).to.match(
        /to compare with has got to block 1, and the other/,
      );
    });
  });

  it("reads once what a node gives twice, and nothing that the chain has taken back", async () => {
    const honest = await client.getHistory({ id: SOLD });
    const repeated = aboutLogs((logs) => logs.flatMap((log) => [log, log]));
    await withLyingNode(repeated, async (node) => {
      expect(await node.getHistory({ id: SOLD })).to.deep.include({ head: honest.head });
    });
    const last = isRecorded(LENGTH);
    const takenBack = aboutLogs((logs) =>
      logs.map((log) => (last(log) ? { ...log, removed: true } : log)),
    );
    await withLyingNode(takenBack, async (node) => {
      const error = await thrownBy(node.getHistory({ id: SOLD }));
      expect(error).to.be.instanceOf(HistoryMismatchError);
      expect(error).to.deep.include({ seq: LENGTH, reason: "entryMissing" });
    });
  });

  it("notices a node that hides recalls, which no history commits to, by asking another one", async () => {
    const { openedAt } = await client.getCampaign({ campaign: 1n });
    const asked = { id: SOLD, at: openedAt };
    const honest = await client.getStateAt(asked);
    // How many campaigns there are is read by itself: its answer is one word.
    const lie: Lie = (result, { method }) =>
      method === "eth_call" && BigInt(String(result)) === 1n
        ? numberToHex(0, { size: 32 })
        : result;
    await withLyingNode(lie, async (lying) => {
      expect(honest.openCampaigns).to.have.length(1);
      expect((await lying.getStateAt(asked)).openCampaigns).to.deep.equal([]);
      const error = await thrownBy(lying.getStateAt({ ...asked, verifyAgainst: client }));
      expect(error).to.be.instanceOf(RegistryRecordError);
      expect((error as Error).message).to.match(/Two nodes say different things of CN-UT01/);
    });
  });

  it("says what a node gives that is no list of events", async () => {
    const lie: Lie = (result, { method }) => (method === "eth_getLogs" ? null : result);
    const error = await withLyingNode(lie, (lying) => thrownBy(lying.getHistory({ id: SOLD })));
    expect(error).to.be.instanceOf(RegistryRecordError);
    expect((error as Error).message).to.match(/the node gave null/);
  });
});

/** Log of an entry, as it goes over the wire. */
async function rawLog(seq: bigint): Promise<WireLog> {
  const wanted = isRecorded(seq);
  const logs = (await client.request({
    method: "eth_getLogs",
    params: [{ fromBlock: "0x0", toBlock: "latest", topics: [null, UNITS.sold as Hex] }],
  } as never)) as WireLog[];
  return logs.find(wanted) as WireLog;
}

function withWord(data: string, index: number, value: bigint): string {
  const at = 2 + 64 * index;
  return `${data.slice(0, at)}${numberToHex(value, { size: 32 }).slice(2)}${data.slice(at + 64)}`;
}

describe("logs that somebody has already", () => {
  isolate();
  before(live);

  const logsSince = async (fromBlock: bigint) => await getLogs(client, { fromBlock });

  it("give the same history as the node does, computed without it", async () => {
    const { asOf, ...expected } = await client.getHistory({ id: SOLD });
    const { chainId, contracts } = deployment;
    const registry = (contracts.RobotRegistry as DeployedContract).address;
    const logs = await logsSince(0n);
    expect(rebuildHistory({ id: SOLD, chainId, registry, logs })).to.deep.equal(expected);
  });

  it("are read one by one: each entry has one change that it commits to", async () => {
    const logs = await logsSince(0n);
    const entries = logs.flatMap((log) => readRecorded(log) ?? []).filter(({ id }) => id === SOLD);
    const changes = logs.flatMap((log) => readChange(log) ?? []).filter(({ id }) => id === SOLD);
    expect(entries).to.have.length(WHOLE_LIFE.length);
    expect(changes.map(({ payloadDigest }) => payloadDigest)).to.deep.equal(
      entries.map(({ payloadDigest }) => payloadDigest),
    );
    expect(changes.map(({ event }) => event)).to.deep.equal(
      entries.map(({ kindNumber }) => kinds[kindNumber as keyof typeof kinds][1]),
    );
    for (const [index, entry] of entries.slice(1).entries()) {
      expect(nextHead((entries[index] as RecordedLog).head, entry)).to.equal(entry.head);
    }
  });

  it("tell which units a lot or a list holds, to the first and the last", async () => {
    const lots = (await logsSince(0n)).flatMap((log) => readIssuance(log) ?? []);
    const [range] = lots.filter(({ kind }) => kind === "range");
    const [list] = lots.filter(({ kind }) => kind === "list");
    if (range?.kind !== "range" || list?.kind !== "list") throw new Error("Neither was issued.");
    const { stem, counter } = parseCounter(range.first, 12);
    const at = (offset: bigint) => withCounter(stem, counter + offset);
    expect([at(0n), at(range.count - 1n)].map((id) => isInLot(id, range))).to.deep.equal([
      true,
      true,
    ]);
    expect(isInLot(at(range.count), range)).to.equal(false);
    expect(isInLot(withCounter(stem.replace("26W05", "26W06"), 1n), range)).to.equal(false);
    expect(isInLot(composeRobotId(range.model, "26W0500000000000A"), range)).to.equal(false);
    const [serial = ""] = list.serials;
    expect(isInLot(composeRobotId(list.model, serial), list)).to.equal(true);
    expect(isInLot(composeRobotId(range.model, serial), list)).to.equal(false);
  });

  it("are left alone where they are other events", async () => {
    const transfer = world.registry.getEvent("Transfer").fragment.topicHash;
    for (const log of await logsSince(0n)) {
      if (log.topics[0] !== transfer) continue;
      expect([readRecorded(log), readChange(log), readIssuance(log)]).to.deep.equal([
        undefined,
        undefined,
        undefined,
      ]);
    }
  });
});

describe("stateAt", () => {
  isolate();
  before(live);

  it("says what was true at each moment", async () => {
    const history = await client.getHistory({ id: SOLD });
    const when = (kind: (typeof WHOLE_LIFE)[number]) =>
      history.entries[Number(seqOf(kind)) - 1]?.timestamp as number;
    expect(stateAt(history, history.issuance.issuedAt - 1).state).to.equal("none");
    expect(stateAt(history, history.issuance.issuedAt)).to.deep.include({
      state: "issued",
      holder: undefined,
      market: undefined,
    });
    expect(stateAt(history, when("placedOnMarket"))).to.deep.include({
      state: "inService",
      holder: accounts.maker.address,
      market: "ES",
    });
    expect(stateAt(history, when("operatorNamed")).operator).to.deep.include({ inCharge: false });
    const reported = stateAt(history, when("flagRaised"));
    expect(reported.operator).to.deep.include({
      account: accounts.operator.address,
      inCharge: true,
    });
    expect(reported.flags).to.deep.equal([
      { flag: "stolen", reporter: accounts.owner.address, raisedAt: when("flagRaised") },
    ]);
    expect(stateAt(history, when("flagCleared")).flags).to.deep.equal([]);
    expect(stateAt(history, when("softwareRelease")).imageDigest).to.equal(IMAGE);
    expect(stateAt(history, when("unitRemedied")).settledCampaigns).to.deep.equal([1n]);
    expect(stateAt(history, when("unitReopened")).settledCampaigns).to.deep.equal([]);
    expect(stateAt(history, when("takenIn"))).to.deep.include({
      state: "endOfLife",
      holder: accounts.buyer.address,
      operator: undefined,
    });
    expect(stateAt(history, when("returned"))).to.deep.include({
      state: "inService",
      holder: accounts.buyer.address,
      market: "ES",
    });
  });
});

describe("getStateAt", () => {
  isolate();
  before(live);

  it("says which recalls were open, and which firmware ran", async () => {
    const { openedAt } = await client.getCampaign({ campaign: 1n });
    const opened = await client.getStateAt({ id: SOLD, at: openedAt });
    expect(opened.openCampaigns.map(({ campaignNumber }) => campaignNumber)).to.deep.equal([
      "26V-1",
    ]);
    expect(opened.firmwareVersion).to.equal("2.1.0");
    expect((await client.getStateAt({ id: SOLD, at: openedAt - 1 })).openCampaigns).to.deep.equal(
      [],
    );
    const now = await client.getStateAt({ id: SOLD, at: await time.latest() });
    expect(now.openCampaigns).to.deep.equal([]);
    expect(now.settledCampaigns).to.deep.equal([1n]);
  });

  it("refuses a moment after the newest block, naming that block's time", async () => {
    const head = await time.latest();
    expect((await client.getStateAt({ id: SOLD, at: head })).at).to.equal(head);
    const error = await thrownBy(client.getStateAt({ id: SOLD, at: head + 1 }));
    expect(error).to.be.instanceOf(RegistryArgumentError);
    const said = new Date(head * 1000).toISOString().replace(".000Z", "Z");
    expect((error as RegistryArgumentError).suggestion).to.contain(`up to ${said}`);
  });

  it("refuses it of a node that is behind too, whose newest block is older", async () => {
    const before = await client.getHistory({ id: SOLD });
    const { blockNumber, timestamp } = before.asOf;
    const error = await thrownBy(
      client.getStateAt({ id: SOLD, blockNumber: blockNumber - 1n, at: timestamp }),
    );
    expect(error).to.be.instanceOf(RegistryArgumentError);
  });

  it("agrees with the chain of that block, for every entry", async () => {
    const { entries } = await client.getHistory({ id: SOLD });
    for (const { blockNumber, timestamp } of entries) {
      const robot = await client.getRobot({ id: SOLD, blockNumber });
      const then = await client.getStateAt({ id: SOLD, at: timestamp });
      expect(then.state).to.equal(robot.state);
      expect(then.holder).to.equal(robot.holder);
      expect(then.market).to.equal(robot.market);
      expect(then.operator).to.deep.equal(robot.operator);
      expect(then.imageDigest).to.equal(robot.firmware?.imageDigest);
      expect(then.flags.map(({ flag }) => flag)).to.deep.equal(robot.flags.map(({ flag }) => flag));
      expect(then.openCampaigns).to.deep.equal(robot.openCampaigns);
    }
  });

  it("says who held an issued unit, also before its maker's account changed", async () => {
    const { authorityRegistry, maker, newcomer } = world;
    const id = idOf(UNITS.untouched);
    const at = await time.latest();
    await time.increase(DAY);
    await authorityRegistry.connect(maker).proposeManufacturerAccount(code("CNUT01"), newcomer);
    await authorityRegistry.connect(newcomer).acceptManufacturerAccount(code("CNUT01"));
    expect((await client.getStateAt({ id, at })).holder).to.equal(accounts.maker.address);
    const now = await client.getStateAt({ id, at: await time.latest() });
    expect(now.holder).to.equal(accounts.newcomer.address);
  });

  it("says who held an issued unit before a successor took its maker's code over", async () => {
    const { authorityRegistry, authorities, newcomer } = world;
    const { CN, ES, MX } = authorities;
    const maker = code("CNUT01");
    const id = idOf(UNITS.untouched);
    const at = await time.latest();
    await authorityRegistry.connect(CN).declareCompromised(maker, at, commitment("theft"));
    await authorityRegistry.connect(CN).nameSuccessor(maker, newcomer, commitment("decision"));
    for (const seat of [ES, MX]) {
      await authorityRegistry.connect(seat).countersignSuccession(maker, newcomer);
    }
    await time.increase(SUCCESSION_NOTICE);
    await authorityRegistry.connect(newcomer).acceptSuccession(maker);
    expect((await client.getStateAt({ id, at })).holder).to.equal(accounts.maker.address);
    const now = await client.getStateAt({ id, at: await time.latest() });
    expect(now.holder).to.equal(accounts.newcomer.address);
  });

  it("reads no campaign of another model, however many there are", async () => {
    const { recalls, maker } = world;
    const zero = `0x${"00".repeat(32)}`;
    const scope = {
      model: code(LISTED_MODEL),
      country: "0x0000",
      kind: 2,
      first: zero,
      last: zero,
    };
    const texts = { component: "c", summary: "s", consequence: "c", remedy: "r" };
    const at = await time.latest();
    const read = async () => {
      const campaigns = new Set<bigint>();
      const selector = toFunctionSelector("campaignOf(uint256)").slice(2);
      const { client: counted } = scriptedNode(async ({ method, params }, honest) => {
        const [call] = params as unknown as [{ data?: string }];
        const parts = method === "eth_call" ? (call.data ?? "").split(selector).slice(1) : [];
        for (const part of parts) campaigns.add(BigInt(`0x${part.slice(0, 64)}`));
        return await honest();
      });
      const { openCampaigns } = await getStateAt(counted, { id: idOf(unit(6)), at });
      return { campaigns: [...campaigns], open: openCampaigns.map(({ campaign }) => campaign) };
    };
    expect(await read()).to.deep.equal({ campaigns: [1n], open: [1n] });
    for (const number of [1, 2, 3]) {
      const notice = {
        ...texts,
        campaignNumber: `H-${number}`,
        parkIt: false,
        overTheAirUpdate: true,
      };
      await recalls.connect(maker).open(scope, 1, true, notice);
    }
    expect(await read()).to.deep.equal({ campaigns: [1n], open: [1n] });
  });

  it("is not given by a node that hides the opening of a recall which its state has", async () => {
    const opened = toEventSelector(getAbiItem({ abi: recallRegistryAbi, name: "CampaignOpened" }));
    const hide = aboutLogs((logs) => logs.filter(({ topics: [topic] }) => topic !== opened));
    await withLyingNode(hide, async (lying) => {
      const error = await thrownBy(lying.getStateAt({ id: SOLD, at: await time.latest() }));
      expect(error).to.be.instanceOf(RegistryRecordError);
      expect((error as Error).message).to.contain("the opening of campaign 1");
    });
  });

  it("leaves a campaign out from when the market's authority suspended it", async () => {
    const { authorityRegistry, authorities, recalls } = world;
    const id = idOf(unit(6));
    const from = await time.latest();
    await authorityRegistry
      .connect(authorities.CN)
      .declareCompromised(code("CNUT01"), from - 3 * DAY, commitment("theft"));
    await time.increase(DAY);
    await recalls.connect(authorities.CN).suspend(1, code("CN"), commitment("stolen key"));
    const openAt = async (at: number) => (await client.getStateAt({ id, at })).openCampaigns.length;
    expect(await openAt(from)).to.equal(1);
    expect(await openAt(await time.latest())).to.equal(0);
  });

  it("counts a marked campaign from when the unit was marked", async () => {
    const { recalls, authorities } = world;
    const id = idOf(UNITS.sold);
    const zero = `0x${"00".repeat(32)}`;
    const scope = { model: code(SEQUENTIAL_MODEL), country: code("ES"), kind: 2 };
    const texts = { component: "c", summary: "s", consequence: "c", remedy: "r" };
    const notice = { ...texts, campaignNumber: "ES-1", parkIt: false, overTheAirUpdate: false };
    await recalls
      .connect(authorities.ES)
      .open({ ...scope, first: zero, last: zero }, 1, true, notice);
    const at = await time.latest();
    await time.increase(DAY);
    await recalls.connect(authorities.ES).mark(2, [UNITS.sold]);
    expect((await client.getStateAt({ id, at })).openCampaigns).to.deep.equal([]);
    const [campaign] = (await client.getStateAt({ id, at: await time.latest() })).openCampaigns;
    expect(campaign).to.deep.include({ campaign: 2n, country: "ES", severity: "advisory" });
  });
});
