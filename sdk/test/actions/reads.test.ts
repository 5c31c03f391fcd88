import { accounts, clientOf, isolate, time, world } from "@openrobotid/testkit/chain";
import { code } from "@openrobotid/testkit/codes";
import { commitment } from "@openrobotid/testkit/device";
import { Capacity } from "@openrobotid/testkit/enums";
import { UNITS } from "@openrobotid/testkit/modules";
import { DAY, YEAR } from "@openrobotid/testkit/network";
import {
  LISTED_MODEL,
  LISTED_SERIALS,
  listed,
  lotId,
  SEQUENTIAL_MODEL,
  STEM,
  unit,
} from "@openrobotid/testkit/registry";
import { expect } from "chai";
import type { Hex } from "viem";
import { RegistryRefusedError } from "../../src/actions/index.js";
import {
  fromBytes32,
  parseCountryCode,
  parseManufacturerId,
  parseModelId,
} from "../../src/index.js";

const client = clientOf("stranger");
const idOf = (bytes: string) => fromBytes32(bytes as Hex);
const SOLD = idOf(UNITS.sold);
const MODEL = parseModelId(SEQUENTIAL_MODEL);
const ES = parseCountryCode("ES");

const NOTICE = {
  campaignNumber: "26V-001",
  component: "Left knee actuator",
  summary: "The brake may release.",
  consequence: "The robot may fall.",
  remedy: "The actuator is replaced.",
  parkIt: true,
  overTheAirUpdate: false,
};

async function openRecall(first = unit(1), last = unit(10), country = "0x0000") {
  const opener = country === "0x0000" ? world.maker : world.authorities.ES;
  await world.recalls
    .connect(opener)
    .open({ model: code(SEQUENTIAL_MODEL), country, kind: 1, first, last }, 2, true, NOTICE);
}

async function refusalOf(call: Promise<unknown>): Promise<RegistryRefusedError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(RegistryRefusedError);
  return error as RegistryRefusedError;
}

describe("getRobot", () => {
  isolate();

  it("says that a code was never issued", async () => {
    const robot = await client.getRobot({ id: idOf(UNITS.unknown) });
    expect(robot.state).to.equal("none");
    expect(robot.holder).to.equal(undefined);
    expect(robot.lot).to.equal(undefined);
    expect(robot.history).to.equal(undefined);
    expect(robot.openCampaigns).to.deep.equal([]);
    expect(robot.maker.status).to.equal("active");
  });

  it("answers for a unit that was never touched", async () => {
    await openRecall();
    const robot = await client.getRobot({ id: idOf(UNITS.untouched) });
    expect(robot.state).to.equal("issued");
    expect(robot.holder).to.equal(accounts.maker.address);
    expect(robot.market).to.equal(undefined);
    expect(robot.approval).to.equal(undefined);
    expect(robot.lot).to.equal(lotId(SEQUENTIAL_MODEL + STEM));
    expect(robot.history?.length).to.equal(0n);
    expect(robot.firmware).to.equal(undefined);
    expect(robot.openCampaigns).to.deep.equal([
      {
        campaign: 1n,
        campaignNumber: "26V-001",
        severity: "noTransfer",
        country: undefined,
        parkIt: true,
        overTheAirUpdate: false,
      },
    ]);
  });

  it("gathers everything about a robot in service", async () => {
    const { registry, flags, dossier, owner, operator, maker } = world;
    const until = (await time.latest()) + 30 * DAY;
    await registry.connect(owner).setOperator(UNITS.sold, operator, until);
    const named = await client.getRobot({ id: SOLD });
    expect(named.operator).to.deep.equal({
      account: accounts.operator.address,
      until,
      accepted: false,
      inCharge: false,
    });
    await registry.connect(operator).acceptOperator(UNITS.sold);
    const report = commitment("report of the theft");
    await flags.connect(owner).raiseFlag(UNITS.sold, 1, report);
    const raisedAt = await time.latest();
    const image = commitment("image") as Hex;
    await dossier.connect(maker).publishRelease(code(SEQUENTIAL_MODEL), "2.1.0", image, "");
    await dossier.connect(maker).installRelease([UNITS.sold], image, Capacity.Maker, "0x0000");
    const installedAt = await time.latest();

    const robot = await client.getRobot({ id: SOLD });
    const recorded = await registry.robot(UNITS.sold);
    expect(robot).to.deep.include({
      id: SOLD,
      state: "inService",
      holder: accounts.owner.address,
      market: "ES",
      model: SEQUENTIAL_MODEL,
      maker: { manufacturer: "CNUT01", account: accounts.maker.address, status: "active" },
      operator: { account: accounts.operator.address, until, accepted: true, inCharge: true },
      flags: [
        {
          flag: "stolen",
          reporter: accounts.owner.address,
          raisedAt,
          seat: undefined,
          reasonDigest: report,
        },
      ],
      firmware: { imageDigest: image, version: "2.1.0", installedAt, withdrawnAt: undefined },
      disposal: undefined,
      transfers: recorded.transfers,
      ordered: false,
      intakeOffer: undefined,
      history: { length: recorded.seq, head: recorded.head },
      deviceKeyDigest: recorded.deviceKeyDigest,
    });
    expect(robot.approval).to.deep.include({ country: "ES", level: 3, valid: true });
    expect(robot.asOf.timestamp).to.equal(await time.latest());

    await time.increase(31 * DAY);
    const later = await client.getRobot({ id: SOLD });
    expect(later.operator).to.deep.include({ accepted: true, inCharge: false });
  });

  it("says how a robot left the world", async () => {
    const robot = await client.getRobot({ id: idOf(UNITS.scrapped) });
    const { takenInAt, scrappedAt } = await world.registry.disposalOf(UNITS.scrapped);
    expect(robot.state).to.equal("scrapped");
    expect(robot.disposal).to.deep.equal({
      recycler: accounts.recycler.address,
      country: "ES",
      takenInAt: Number(takenInAt),
      scrappedAt: Number(scrappedAt),
      returnOffered: false,
    });
  });

  it("reads as of an earlier block", async () => {
    const { asOf } = await client.getRobot({ id: SOLD });
    await world.handOver(UNITS.sold, world.owner, world.buyer);
    const before = await client.getRobot({ id: SOLD, blockNumber: asOf.blockNumber });
    expect(before.holder).to.equal(accounts.owner.address);
    expect((await client.getRobot({ id: SOLD })).holder).to.equal(accounts.buyer.address);
  });
});

describe("getRobots", () => {
  isolate();

  it("gives many robots in the order asked for, of one block", async () => {
    const ids = Array.from({ length: 60 }, (_, index) => idOf(unit(60 - index)));
    const robots = await client.getRobots({ ids });
    expect(robots.map(({ id }) => id)).to.deep.equal(ids);
    expect(robots.at(-1)?.state).to.equal("inService");
    expect(robots.at(-2)?.market).to.equal("MX");
    expect(robots[0]?.state).to.equal("issued");
    expect(new Set(robots.map(({ asOf }) => asOf.blockNumber)).size).to.equal(1);
  });

  it("gives none for none", async () => {
    expect(await client.getRobots({ ids: [] })).to.deep.equal([]);
  });
});

describe("getLot, getManufacturer, getModel", () => {
  isolate();

  it("gives a lot and a list", async () => {
    const lot = await client.getLot({ lot: lotId(SEQUENTIAL_MODEL + STEM) as Hex });
    expect(lot).to.deep.include({
      model: SEQUENTIAL_MODEL,
      first: idOf(unit(1)),
      listed: undefined,
      count: 10_000n,
      issuer: accounts.maker.address,
      unitsRoot: undefined,
      manifestUri: "ipfs://lot",
    });
    const list = await client.getLot({ lot: lotId(LISTED_MODEL) as Hex });
    expect(list).to.deep.include({
      model: LISTED_MODEL,
      first: undefined,
      listed: LISTED_SERIALS.map((serial) => idOf(listed(serial))),
      count: 3n,
      unitsRoot: world.listRoot,
      manifestUri: "ipfs://list",
    });
    expect(await client.getLot({ lot: lotId(LISTED_MODEL, 7) as Hex })).to.equal(undefined);
  });

  it("says who admitted a manufacturer, whatever became of it", async () => {
    const manufacturer = parseManufacturerId("CNUT01");
    await time.increase(DAY);
    await world.authorityRegistry
      .connect(world.authorities.CN)
      .suspendManufacturer(code("CNUT01"), commitment("decision"));
    expect(await client.getManufacturer({ manufacturer })).to.deep.include({
      status: "suspended",
      account: accounts.maker.address,
      admittedBy: accounts.CN.address,
      name: "Unitronics Beihu",
      contactUri: "https://maker.example",
    });
    expect(await client.getManufacturer({ manufacturer: parseManufacturerId("CNXX01") })).to.equal(
      undefined,
    );
  });

  it("gives a model", async () => {
    expect(await client.getModel({ model: MODEL })).to.deep.include({
      scheme: "sequential",
      counterWidth: 12,
      name: "G1 Pro",
      documentationUri: "https://maker.example/g1",
    });
    expect(await client.getModel({ model: parseModelId(LISTED_MODEL) })).to.deep.include({
      scheme: "listed",
      counterWidth: undefined,
    });
    expect(await client.getModel({ model: parseModelId("CNUT01ZZZZZZ") })).to.equal(undefined);
  });
});

describe("getApproval, getAccreditation", () => {
  isolate();

  it("gives an approval, whether it holds, and none where none was given", async () => {
    const given = await client.getApproval({ model: MODEL, country: ES });
    expect(given).to.deep.include({ valid: true, level: 3, withdrawnAt: undefined });
    await time.increase(3 * YEAR);
    const expired = await client.getApproval({ model: MODEL, country: ES });
    expect(expired?.valid).to.equal(false);
    const none = await client.getApproval({ model: MODEL, country: parseCountryCode("DE") });
    expect(none).to.equal(undefined);
  });

  it("gives an accreditation, and none where none was given", async () => {
    const accredited = accounts.workshop.address;
    const given = await client.getAccreditation({ accredited, role: "workshop", country: ES });
    expect(given?.valid).to.equal(true);
    const none = await client.getAccreditation({ accredited, role: "recycler", country: ES });
    expect(none).to.equal(undefined);
  });
});

describe("getAuthorityChain", () => {
  isolate();

  it("says who admitted whom", async () => {
    const chain = await client.getAuthorityChain({ id: SOLD });
    expect(chain.country).to.equal("CN");
    expect(chain.seat).to.deep.include({ seat: 1n, authority: accounts.CN.address });
    expect(chain.manufacturer?.admittedBy).to.equal(accounts.CN.address);
    expect(chain.model?.name).to.equal("G1 Pro");
    expect(chain.approvals.map(({ country }) => country)).to.deep.equal(["ES", "MX"]);
    expect(chain.market).to.equal("ES");
    expect(chain.marketSeat?.authority).to.equal(accounts.ES.address);
  });
});

describe("getSeats, getValidators", () => {
  isolate();

  it("gives held seats, and departed ones when told", async () => {
    await world.consortium.connect(world.authorities.DE).resignSeat();
    const seats = await client.getSeats();
    expect(seats.map(({ countries }) => countries)).to.deep.equal([["CN"], ["ES"], ["MX"]]);
    const all = await client.getSeats({ departed: true });
    expect(all[3]?.departedAt).to.equal(await time.latest());
    expect(await client.getValidators()).to.have.members(seats.map(({ validator }) => validator));
  });
});

describe("getCampaigns", () => {
  isolate();

  it("gives every campaign, and none where there is none", async () => {
    expect(await client.getCampaigns()).to.deep.equal([]);
    await openRecall();
    const campaigns = await client.getCampaigns();
    expect(campaigns).to.deep.equal([await client.getCampaign({ campaign: 1n })]);
  });
});

describe("getCampaign, getOpenCampaigns, getUnitStatus", () => {
  isolate();

  it("gives a campaign with its notice", async () => {
    await openRecall();
    await time.increase(DAY);
    expect(await client.getCampaign({ campaign: 1n })).to.deep.include({
      ...NOTICE,
      model: SEQUENTIAL_MODEL,
      country: undefined,
      severity: "noTransfer",
      kind: "range",
      first: idOf(unit(1)),
      last: idOf(unit(10)),
      openedBy: accounts.maker.address,
      closedAt: undefined,
    });
    const refusal = await refusalOf(client.getCampaign({ campaign: 2n }));
    expect(refusal.errorName).to.equal("RecallRegistryUnknownCampaign");
  });

  it("says the status of a unit", async () => {
    await openRecall();
    const inScope = { campaign: 1n, id: idOf(unit(10)) };
    expect(await client.getUnitStatus(inScope)).to.equal("open");
    expect(await client.getUnitStatus({ ...inScope, id: idOf(unit(11)) })).to.equal("unaffected");
    expect(await client.getOpenCampaigns({ id: inScope.id })).to.have.length(1);
    expect(await client.getOpenCampaigns({ id: idOf(unit(11)) })).to.deep.equal([]);
    const refusal = await refusalOf(client.getOpenCampaigns({ id: idOf(UNITS.unknown) }));
    expect(refusal.errorName).to.equal("RobotRegistryUnknownRobot");
  });
});

describe("getFlag, getOrder, getCertificates, getFirmware", () => {
  isolate();

  it("gives a flag that is up", async () => {
    expect(await client.getFlag({ id: SOLD, flag: "disputed" })).to.equal(undefined);
    const reasonDigest = commitment("claim");
    await world.flags.connect(world.authorities.ES).raiseFlag(UNITS.sold, 2, reasonDigest);
    expect(await client.getFlag({ id: SOLD, flag: "disputed" })).to.deep.equal({
      flag: "disputed",
      reporter: accounts.ES.address,
      raisedAt: await time.latest(),
      seat: 2,
      reasonDigest,
    });
  });

  it("gives an order", async () => {
    const reasonDigest = commitment("probate");
    await world.orders
      .connect(world.authorities.ES)
      .propose(UNITS.sold, 1, world.buyer, reasonDigest);
    expect(await client.getOrder({ order: 1n })).to.deep.include({
      id: SOLD,
      action: "transfer",
      status: "proposed",
      pending: true,
      answerableUntil: undefined,
      signatures: 0,
      signaturesNeeded: 2,
      contested: false,
      holder: accounts.owner.address,
      beneficiary: accounts.buyer.address,
      country: "ES",
      seat: 2,
      reasonDigest,
    });
    const refusal = await refusalOf(client.getOrder({ order: 2n }));
    expect(refusal.errorName).to.equal("RegistrarOrdersUnknownOrder");
  });

  it("gives every certificate, valid or not", async () => {
    const { dossier, inspector } = world;
    const expiry = (await time.latest()) + YEAR;
    const by = [Capacity.Inspector, code("ES")] as const;
    const issue = async (scope: string) =>
      await dossier
        .connect(inspector)
        .issueCertificate(UNITS.sold, ...by, scope, expiry, commitment(scope), "");
    await issue("ISO 13482");
    await issue("EN 61508");
    await dossier.connect(inspector).withdrawCertificate(UNITS.sold, 4, commitment("error"));
    const certificates = await client.getCertificates({ id: SOLD });
    expect(certificates.map(({ seq, scope, valid }) => [seq, scope, valid])).to.deep.equal([
      [4n, "ISO 13482", false],
      [5n, "EN 61508", true],
    ]);
    expect(certificates[0]).to.deep.include({
      issuer: accounts.inspector.address,
      capacity: "inspector",
      jurisdiction: "ES",
      expiry,
      withdrawnAt: await time.latest(),
    });
  });

  it("says when the firmware was withdrawn", async () => {
    const { dossier, maker } = world;
    const image = commitment("image") as Hex;
    await dossier.connect(maker).publishRelease(code(SEQUENTIAL_MODEL), "2.1.0", image, "");
    await dossier.connect(maker).installRelease([UNITS.sold], image, Capacity.Maker, "0x0000");
    await dossier.connect(maker).withdrawRelease(code(SEQUENTIAL_MODEL), image, commitment("flaw"));
    expect(await client.getFirmware({ id: SOLD })).to.deep.include({
      version: "2.1.0",
      withdrawnAt: await time.latest(),
    });
  });
});
