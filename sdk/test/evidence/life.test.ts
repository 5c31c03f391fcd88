// The evidence of a robot on a sealed chain: made while it is in service, asked after everything has changed.

import { KIND_SPACES } from "@openrobotid/deployment/spaces";
import { accounts, clientOf, connection, time, world } from "@openrobotid/testkit/chain";
import { lying } from "@openrobotid/testkit/lies";
import { CLOSING_NOTICE, NOTICE } from "@openrobotid/testkit/modules";
import { expectConflict, expectNotProven } from "@openrobotid/testkit/refusals";
import { digest, SEQUENTIAL } from "@openrobotid/testkit/robots";
import { type SealedChain, transportOf } from "@openrobotid/testkit/sealed";
import {
  anchorNow,
  provingClient,
  replaceAll,
  sealFromNow,
} from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import { createClient } from "viem";
import { type ProvingClient, readEvidence, recordEvidence } from "../../src/evidence/index.js";
import { parseRobotId, toBytes32 } from "../../src/index.js";
import { type Anchor, proofErrorOf, quorumOf } from "../../src/proof/index.js";
import { type AnyClient, acting, offline } from "./files.js";

const id = parseRobotId("CN-UT01-G1PRO1-26W09000000000001");
const untouched = parseRobotId("CN-UT01-G1PRO1-26W09000000000002");
const unknown = parseRobotId("CN-UT01-G1PRO1-26W09000000000900");

/** As many as the history of a robot in the middle of its life has. */
const ENTRIES = 26n;

describe("evidence of a robot's life", function () {
  this.timeout(120_000);

  let snapshot: unknown;
  let sealed: SealedChain;
  let anchor: Anchor;
  let fromBlock: bigint;
  let proving: Awaited<ReturnType<typeof provingClient>>;
  let sold: number;

  before(async () => {
    snapshot = await connection.provider.request({ method: "evm_snapshot" });
    await replaceAll(0);
    sealed = await sealFromNow();
    anchor = await anchorNow(sealed);
    await replaceAll(1);
    // Blocks before the anchor's checkpoint prove nothing: where the lot was issued is not to be looked for among them.
    const { receipt } = await clientOf("maker").issueLotSync({ first: id, count: 10n });
    fromBlock = receipt.blockNumber;
    await world.place(toBytes32(id), "ES");
    await world.handOver(toBytes32(id), world.maker, world.owner);
    sold = await time.latest();
    const notice = {
      campaignNumber: "UT-2026-01",
      component: "Knee",
      summary: "A bearing can seize.",
    };
    await clientOf("maker").openCampaignSync({
      model: SEQUENTIAL,
      range: { first: id, last: id },
      severity: "advisory",
      notice: { ...notice, consequence: "It can fall.", remedy: "A new bearing.", parkIt: true },
    });
    const owner = clientOf("owner");
    for (let seq = (await owner.getRobot({ id })).history?.length ?? 0n; seq < ENTRIES; seq += 1n) {
      const report = { id, flag: "stolen", reasonDigest: digest } as const;
      await (seq % 2n === 1n ? owner.raiseFlagSync(report) : owner.clearFlagSync(report));
    }
    for (let made = 0; made < 70; made += 1) {
      await connection.provider.request({ method: "evm_mine" });
    }
    // The chain's clock goes on while the tests run.
    const clock = (await time.latest()) + 60;
    proving = await provingClient(transportOf(sealed.request), { anchor, now: () => clock });
  });

  after(async () => {
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });

  /** Everything that a court may ask of a robot. */
  const everything = async (one: AnyClient) => ({
    robot: await one.getRobot({ id }),
    history: await one.getHistory({ id, fromBlock }),
    past: await one.getStateAt({ id, fromBlock, at: sold }),
    unit: await one.getUnitStatus({ id, campaign: 1n }),
    recalls: await one.getOpenCampaigns({ id }),
    seats: await one.getSeats(),
    unknown: await one.getRobot({ id: unknown }),
    untouched: await one.getHistory({ id: untouched, fromBlock }),
  });
  const recorded = async (client: ProvingClient) => await everything(acting(client));

  it("answers everything as the chain did, by whom it is sealed, and as of when", async () => {
    const truth = await everything(acting(proving as unknown as ProvingClient));
    expect(truth.robot.history?.length).to.equal(ENTRIES);
    expect(truth.past.holder).to.equal(accounts.owner.address);
    expect(truth.recalls).to.have.length(1);
    expect(truth.unknown.state).to.equal("none");
    for (const format of ["cbor", "json"] as const) {
      const one = await offline(await recordEvidence(proving, recorded, { format }), { anchor });
      expect(await everything(one)).to.deep.equal(truth);
      const { sealers, ...head } = await proving.transport.proof.head();
      const { proof } = one.transport as unknown as typeof proving.transport;
      expect(await proof.head()).to.deep.equal({ ...head, sealers, node: "the evidence file" });
      expect(sealers).to.have.length(quorumOf(4));
      expect((await proof.path()).steps).to.have.length(4);
    }
  });

  it("is made of what is true now alone, and says so, where the anchor's checkpoint is after the issuance", async () => {
    const later = await anchorNow(sealed);
    await connection.provider.request({ method: "evm_mine" });
    const client = await provingClient(transportOf(sealed.request), { anchor: later });
    const look = (one: ProvingClient) => acting(one).getRobot({ id });
    const one = await offline(await recordEvidence(client, look), { anchor: later });
    expect((await one.getRobot({ id })).holder).to.equal(accounts.owner.address);
    const refusal = await expectNotProven("notProvable", () =>
      recordEvidence(client, async (asking) => await acting(asking).getHistory({ id })),
    );
    expect(refusal.message).to.match(
      /before the anchor's checkpoint, \d+: what happened until then cannot be proven from this anchor/,
    );
    expect(refusal.message).to.include("Take an anchor without a checkpoint");
  });

  it("is the same file no matter who makes it, and holds nothing twice", async () => {
    const [one, other] = [
      await recordEvidence(proving, recorded),
      await recordEvidence(proving, recorded),
    ];
    expect(Buffer.compare(one, other)).to.equal(0);
    const { nodes, code, blocks } = await readEvidence(one);
    for (const all of [nodes, code, blocks.map((block) => JSON.stringify(block))]) {
      expect(new Set(all).size).to.equal(all.length);
    }
  });

  it("takes at most 30 kB without code for a robot with 26 entries, which is given beside it", async () => {
    const calls = async (client: ProvingClient) => {
      const one = acting(client);
      return [await one.getRobot({ id }), await one.getHistory({ id, fromBlock })];
    };
    const whole = await recordEvidence(proving, calls);
    const bare = await recordEvidence(proving, calls, { code: false });
    expect(bare.length).to.be.at.most(30_000);
    await expectNotProven("notCovered", () => offline(bare, { anchor }));
    const { code } = await readEvidence(whole);
    const one = await offline(bare, { anchor, code });
    expect(await one.getRobot({ id })).to.deep.equal(
      await (proving as unknown as AnyClient).getRobot({ id }),
    );
  });

  it("refuses what it does not cover, and says so", async () => {
    const file = await recordEvidence(
      proving,
      async (client) => await acting(client).getRobot({ id }),
    );
    const one = await offline(file, { anchor });
    expect((await one.getRobot({ id })).id).to.equal(id);
    for (const ask of [
      () => one.getRobot({ id: untouched }),
      () => one.getHistory({ id, fromBlock }),
      () => one.getSeats(),
      () => one.getRobot({ id, blockNumber: fromBlock }),
      () => one.request({ method: "eth_getTransactionReceipt", params: [digest] }),
    ].slice(0, 4)) {
      const error = await expectNotProven("notCovered", ask);
      expect(error.message).to.contain("The evidence file does not cover this");
      expect(error).to.include({ answer: "notProven", node: "the evidence file" });
    }
  });

  it("is a conflict where it says that it shows a history, and leaves out of it", async () => {
    const calls = async (client: ProvingClient) =>
      await acting(client).getHistory({ id, fromBlock });
    const content = await readEvidence(await recordEvidence(proving, calls));
    const last = content.blocks.findLast(([, , receipts]) => receipts);
    const blocks = content.blocks.map((block) => (block === last ? ([block[0]] as const) : block));
    const one = await offline({ ...content, blocks }, { anchor });
    const error = await expectConflict(() => one.getHistory({ id, fromBlock }));
    expect(error.message).to.contain("were added to the log");
  });

  it("says how old it is to who asks for a greatest age, and is not refused for it else", async () => {
    const file = await recordEvidence(
      proving,
      async (client) => await acting(client).getRobot({ id }),
    );
    const then = (await proving.transport.proof.head()).timestamp;
    const tenYears = { anchor, now: () => then + 10 * 365 * 86_400 };
    const { asOf } = await (await offline(file, tenYears)).getRobot({ id });
    expect(asOf.timestamp).to.equal(then);
    const strict = await offline(file, { ...tenYears, maxAge: 90 });
    await expectNotProven("tooOld", () => strict.getRobot({ id }));
    const behind = await offline(file, { anchor, now: () => then - 86_400 });
    await expectNotProven("fromTheFuture", () => behind.getRobot({ id }));
  });

  it("holds nothing of what a lying node said beside an honest one", async () => {
    const honest = transportOf(sealed.request);
    const some = async (client: ProvingClient) => {
      const one = acting(client);
      return [await one.getStatus({ id }), await one.getHistory({ id, fromBlock })];
    };
    const alone = await recordEvidence(proving, some);
    const liars = [
      lying(sealed, ({ method, answer }) => (method === "eth_getCode" ? "0x00" : answer)),
      lying(sealed, ({ method, answer }) =>
        method === "eth_getProof" ? { ...(answer as object), accountProof: ["0x1234"] } : answer,
      ),
      lying(sealed, ({ method, answer }) => (method === "eth_getLogs" ? [] : answer)),
    ];
    for (const liar of liars) {
      const both = await provingClient([transportOf(liar), honest], { anchor });
      expect(Buffer.compare(await recordEvidence(both, some), alone)).to.equal(0);
    }
  });

  describe("for another anchor", () => {
    let file: Uint8Array;
    const other = `0x${"12".repeat(32)}` as const;

    before(async () => {
      file = await recordEvidence(proving, recorded);
    });

    const ask = async (changed: Partial<Anchor>) => {
      const one = await offline(file, { anchor: { ...anchor, ...changed } });
      return await one.getRobot({ id });
    };

    it("is refused: of another genesis", async () => {
      await expectNotProven("wrongGenesis", () => ask({ genesisHash: other }));
    });

    it("is refused: of another checkpoint", async () => {
      const checkpoint = {
        ...(anchor.checkpoint as NonNullable<Anchor["checkpoint"]>),
        hash: other,
      };
      await expectNotProven("wrongCheckpoint", () => ask({ checkpoint }));
    });

    it("is refused: of another chain", async () => {
      const { evidence } = await import("../../src/evidence/index.js");
      const transport = await evidence(file, { anchor: { ...anchor, chainId: 7 } });
      const error = await createClient({ transport })
        .transport.proof.head()
        .catch((thrown) => thrown);
      expect(proofErrorOf(error)).to.include({ reason: "wrongChain" });
    });

    it("is refused: of other validators", async () => {
      const validators = [accounts.stranger.address];
      const checkpoint = {
        ...(anchor.checkpoint as NonNullable<Anchor["checkpoint"]>),
        validators,
      };
      await expectNotProven("stepSeals", () => ask({ checkpoint }));
    });

    it("is refused: of other code", async () => {
      const { RobotRegistry } = anchor.contracts;
      const contracts = {
        ...anchor.contracts,
        RobotRegistry: { address: RobotRegistry?.address ?? "0x", codeHash: other },
      };
      await expectNotProven("codeHash", () => ask({ contracts }));
    });
  });

  describe("after ten years", () => {
    it("answers the same after validators, modules and holder were replaced, the robot recalled and destroyed", async () => {
      const file = await recordEvidence(proving, recorded);
      const truth = await everything(await offline(file, { anchor }));
      await replaceAll(2);
      await replaceAll(3);
      await clientOf("owner").clearFlagSync({ id, flag: "stolen", reasonDigest: digest });
      await world.handOver(toBytes32(id), world.owner, world.buyer);
      await clientOf("maker").openCampaignSync({
        model: SEQUENTIAL,
        range: { first: id, last: untouched },
        severity: "stopUse",
        notice: NOTICE,
      });
      await world.scrap(toBytes32(id), world.buyer);
      const { registryModules, governance, registry } = world;
      const recalls = await connection.ethers.deployContract("RecallRegistry", [
        registry,
        CLOSING_NOTICE,
      ]);
      const dossier = await connection.ethers.deployContract("Dossier", [registry]);
      await registryModules.connect(governance).setModule(KIND_SPACES.RecallRegistry, recalls);
      await registryModules.connect(governance).setModule(KIND_SPACES.Dossier, dossier);
      const now = await clientOf("owner").getRobot({ id });
      expect(now).to.include({ state: "scrapped", holder: accounts.buyer.address });
      const one = await offline(file, { anchor });
      expect(await everything(one)).to.deep.equal(truth);
      expect(truth.robot).to.include({ state: "inService", holder: accounts.owner.address });
      expect(truth.robot.asOf.blockNumber < now.asOf.blockNumber).to.equal(true);
      // What was true then follows from today's heads too: nobody has to have asked at the time.
      const later = await provingClient(transportOf(sealed.request), { anchor });
      const calls = async (client: ProvingClient) =>
        await acting(client).getStateAt({ id, fromBlock, at: sold });
      const made = await offline(await recordEvidence(later, calls), { anchor });
      const {
        history: _,
        openCampaigns: __,
        ...past
      } = await calls(made as unknown as ProvingClient);
      const { history: ___, openCampaigns: ____, ...before } = truth.past;
      expect(past).to.deep.equal(before);
    });
  });
});
