import { readFileSync } from "node:fs";
import { code } from "@openrobotid/testkit/codes";
import {
  ROTATION_DELAY,
  SUCCESSION_NOTICE,
  TENURE,
  TIMELOCK_DELAY,
  VOTING_DELAY,
  VOTING_PERIOD,
  validatorOf,
} from "@openrobotid/testkit/consortium";
import { commitment } from "@openrobotid/testkit/device";
import { Role, State } from "@openrobotid/testkit/enums";
import { assembly, call } from "@openrobotid/testkit/governance";
import { modulesFixture, NOTICE, RANGE, UNITS } from "@openrobotid/testkit/modules";
import { createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import { MAKER, ORDER_NOTICE, ORDER_VALIDITY, unit } from "@openrobotid/testkit/registry";
import { expect } from "chai";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;

const ES = code("ES");
const PT = code("PT");
const SEAT_OF_CN = 1;
const SEAT_OF_MX = 3;
const SEAT_OF_DE = 4;
const TRANSFER = 1;
const STOLEN = 1;
const STOP_USE = 3;
const REASON = commitment("a reason");

async function setUp() {
  const world = await loadFixture(modulesFixture);
  return { ...world, ...assembly(connection, world) };
}

describe("what two thirds of the seats can do, and is written down", () => {
  it("take the recalls out of the policies: a recalled robot sells once the tenure is over, while its recall stays open for all to see", async () => {
    const { registryModules, recalls, maker, owner, buyer, registry, decide, handOver } =
      await setUp();
    await recalls.connect(maker).open(RANGE, STOP_USE, true, NOTICE);
    await expect(handOver(UNITS.sold, owner, buyer))
      .to.be.revertedWithCustomError(recalls, "RecallRegistryTransferForbidden")
      .withArgs(UNITS.sold, 1, NOTICE.campaignNumber);
    const removal = await call(registryModules, "removeTransferPolicy", [
      await recalls.getAddress(),
    ]);
    await decide([removal], "No longer ask the recalls");
    const endsAt = (await time.latest()) + TENURE;
    await time.increaseTo(endsAt - DAY);
    await expect(handOver(UNITS.sold, owner, buyer)).to.be.revertedWithCustomError(
      recalls,
      "RecallRegistryTransferForbidden",
    );
    await time.increaseTo(endsAt);
    await handOver(UNITS.sold, owner, buyer);
    expect(await registry.ownerOf(UNITS.sold)).to.equal(buyer);
    expect(
      (await recalls.openCampaignsOf(UNITS.sold)).map(({ campaign }) => campaign),
    ).to.deep.equal([1n]);
  });

  it("put in a policy that refuses every sale, and no order", async () => {
    const { registryModules, registry, orders, authorities, owner, buyer, decide, handOver } =
      await setUp();
    const policy = await ethers.deployContract("TransferPolicyMock");
    await policy.setRefused(UNITS.sold, true);
    const addition = await call(registryModules, "addTransferPolicy", [await policy.getAddress()]);
    await decide([addition], "Refuse every sale");
    await expect(handOver(UNITS.sold, owner, buyer))
      .to.be.revertedWithCustomError(policy, "TransferPolicyMockTransfer")
      .withArgs(UNITS.sold, owner.address, buyer.address);
    await orders.connect(authorities.ES).propose(UNITS.sold, TRANSFER, buyer, REASON);
    await time.increase(ORDER_NOTICE);
    await orders.connect(buyer).execute(1);
    expect(await registry.ownerOf(UNITS.sold)).to.equal(buyer);
  });

  it("give a country that no seat held to a seat, whose maker mints there at once, under that country's codes alone", async () => {
    const { consortium, authorityRegistry, authorities, registry, otherMaker, decide } =
      await setUp();
    await decide([await call(consortium, "assignCountry", [PT, SEAT_OF_MX])], "Portugal to Mexico");
    await authorityRegistry
      .connect(authorities.MX)
      .admitManufacturer(code("PTXX01"), otherMaker, "Nova", "https://nova.example");
    const byMaker = authorityRegistry.connect(otherMaker);
    await byMaker.registerModel(code("PTXX01M00001"), 1, 12, "M", "");
    await registry
      .connect(otherMaker)
      .issueLot(code("PTXX01M00001"), code("26W05000000000001"), 5, ethers.ZeroHash, "ipfs://lot");
    await expect(
      registry
        .connect(otherMaker)
        .issueLot(RANGE.model, code("27W05000000000001"), 5, ethers.ZeroHash, "ipfs://lot"),
    )
      .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotManufacturer")
      .withArgs(code(MAKER), otherMaker.address);
  });

  it("make later decisions quick, and give a role to an account that then acts without a vote, but not past the tenure", async () => {
    const world = await setUp();
    const { consortium, timelock, governor, accessManager, authorities, orders } = world;
    const { authorityRegistry, stranger, buyer, decide } = world;
    await decide(
      [
        await call(governor, "setVotingPeriod", [1]),
        await call(timelock, "updateDelay", [0]),
        await call(accessManager, "grantRole", [0, stranger.address, 0]),
      ],
      "Decide quickly, and let one account govern",
    );
    expect(await governor.votingPeriod()).to.equal(1);
    expect(await timelock.getMinDelay()).to.equal(0);

    const byStranger = accessManager.connect(stranger);
    const released = consortium.interface.encodeFunctionData("releaseCountry", [ES]);
    const assigned = consortium.interface.encodeFunctionData("assignCountry", [ES, SEAT_OF_DE]);
    await byStranger.execute(consortium, released);
    await byStranger.execute(consortium, assigned);
    const { actsFrom } = await consortium.tenancyOf(ES);
    expect(actsFrom).to.equal((await time.latest()) + TENURE);
    await expect(orders.connect(authorities.DE).propose(UNITS.sold, TRANSFER, buyer, REASON))
      .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNoTenure")
      .withArgs(ES, SEAT_OF_DE, actsFrom);
  });

  it("move a robot by an order of the seat that they gave its country, once the tenure is over", async () => {
    const { consortium, governance, orders, registry, authorities, owner, buyer } = await setUp();
    await consortium.connect(governance).releaseCountry(ES);
    await consortium.connect(governance).assignCountry(ES, SEAT_OF_DE);
    await time.increase(TENURE);
    await orders.connect(authorities.DE).propose(UNITS.sold, TRANSFER, buyer, REASON);
    await orders.connect(owner).object(1, REASON);
    for (const seat of ["CN", "MX"] as const)
      await orders.connect(authorities[seat]).countersign(1);
    await time.increase(ORDER_NOTICE);
    await orders.connect(buyer).execute(1);
    expect(await registry.ownerOf(UNITS.sold)).to.equal(buyer);
  });
});

describe("what seats can do without a vote, or can not, and is written down", () => {
  it("hand the code and the stock of a maker to another, against its will: its authority, a third of all seats, and a notice", async () => {
    const { authorityRegistry, authorities, registry, maker, dealer } = await setUp();
    const byCN = authorityRegistry.connect(authorities.CN);
    await byCN.declareCompromised(code(MAKER), await time.latest(), REASON);
    await byCN.nameSuccessor(code(MAKER), dealer, REASON);
    await authorityRegistry.connect(authorities.ES).countersignSuccession(code(MAKER), dealer);
    await time.increase(SUCCESSION_NOTICE);
    await expect(authorityRegistry.connect(dealer).acceptSuccession(code(MAKER)))
      .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotCountersigned")
      .withArgs(code(MAKER), 1, 2);
    await authorityRegistry.connect(authorities.MX).countersignSuccession(code(MAKER), dealer);
    expect(await registry.ownerOf(UNITS.untouched)).to.equal(maker);
    await authorityRegistry.connect(dealer).acceptSuccession(code(MAKER));
    expect(await registry.ownerOf(UNITS.untouched)).to.equal(dealer);
    expect(await registry.balanceOf(dealer)).to.equal(1);
  });

  it("overrule an objection, though a seat that signed has left since", async () => {
    const { consortium, governance, orders, registry, authorities, owner, buyer } = await setUp();
    await orders.connect(authorities.ES).propose(UNITS.sold, TRANSFER, buyer, REASON);
    await orders.connect(owner).object(1, REASON);
    for (const seat of ["CN", "DE"] as const)
      await orders.connect(authorities[seat]).countersign(1);
    await consortium.connect(governance).expelSeat(SEAT_OF_DE);
    await time.increase(ORDER_NOTICE);
    await orders.connect(buyer).execute(1);
    expect(await registry.ownerOf(UNITS.sold)).to.equal(buyer);
  });

  it("not shake off that a robot was contested: it is under its next holder too", async () => {
    const { orders, registry, authorities, owner, buyer, dealer, handOver } = await setUp();
    const byES = orders.connect(authorities.ES);
    await byES.propose(UNITS.sold, TRANSFER, buyer, REASON);
    await orders.connect(owner).object(1, REASON);
    await byES.withdraw(1, REASON);
    await time.increase(ORDER_VALIDITY);
    await handOver(UNITS.sold, owner, dealer);
    await byES.propose(UNITS.sold, TRANSFER, buyer, REASON);
    expect((await orders.orderOf(2)).contested).to.equal(true);
    await time.increase(ORDER_NOTICE);
    await expect(orders.connect(buyer).execute(2))
      .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
      .withArgs(2);
    expect(await registry.ownerOf(UNITS.sold)).to.equal(dealer);
  });

  it("clear a flag of a third seat, the second of them in the very block of the clearing", async () => {
    const { flags, authorities } = await setUp();
    await flags.connect(authorities.ES).raiseFlag(UNITS.sold, STOLEN, REASON);
    await flags.connect(authorities.MX).supportClearance(UNITS.sold, STOLEN, REASON);
    await time.increase(ORDER_NOTICE);
    await ethers.provider.send("evm_setAutomine", [false]);
    await flags.connect(authorities.DE).supportClearance(UNITS.sold, STOLEN, REASON);
    await flags.connect(authorities.DE).clearFlag(UNITS.sold, STOLEN, REASON);
    await networkHelpers.mine();
    await ethers.provider.send("evm_setAutomine", [true]);
    expect((await flags.flagOf(UNITS.sold, STOLEN)).raisedAt).to.equal(0);
    // The seat that answered for it sees it, and raises it again.
    await flags.connect(authorities.ES).raiseFlag(UNITS.sold, STOLEN, REASON);
  });

  it("keep a flag up by orders one after another, until the holder objects", async () => {
    const { flags, orders, registry, authorities, owner, buyer } = await setUp();
    const byES = orders.connect(authorities.ES);
    await flags.connect(authorities.ES).raiseFlag(UNITS.sold, STOLEN, REASON);
    for (const order of [1, 2]) {
      await byES.propose(UNITS.sold, TRANSFER, buyer, REASON);
      await expect(flags.connect(authorities.MX).supportClearance(UNITS.sold, STOLEN, REASON))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(UNITS.sold, order);
      if (order === 1) await byES.withdraw(order, REASON);
    }
    await orders.connect(owner).object(2, REASON);
    await time.increase(ORDER_NOTICE);
    await expect(byES.propose(UNITS.sold, TRANSFER, buyer, REASON)).to.be.revertedWithCustomError(
      orders,
      "RegistrarOrdersObjectionUpheld",
    );
    for (const seat of ["MX", "DE"] as const) {
      await flags.connect(authorities[seat]).supportClearance(UNITS.sold, STOLEN, REASON);
    }
    await time.increase(ORDER_NOTICE);
    await flags.connect(authorities.MX).clearFlag(UNITS.sold, STOLEN, REASON);
  });
});

describe("how who was captured or has left comes back", () => {
  it("a seat that resigned and comes back is another: it waits in its own country, and does not clear its former flag alone", async () => {
    const { consortium, governance, authorityRegistry, authorities, flags, orders, buyer } =
      await setUp();
    await flags.connect(authorities.ES).raiseFlag(UNITS.sold, STOLEN, REASON);
    await consortium.connect(authorities.ES).resignSeat();
    await consortium.connect(governance).admitSeat({
      name: "Centro Ibérico de Normas Robóticas",
      authority: authorities.ES.address,
      recovery: ethers.ZeroAddress,
      validator: validatorOf(ethers, "ES"),
      countries: [ES],
    });
    const { seat, actsFrom } = await consortium.tenancyOf(ES);
    expect(seat).to.equal(5);
    await expect(orders.connect(authorities.ES).propose(UNITS.sold, TRANSFER, buyer, REASON))
      .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNoTenure")
      .withArgs(ES, 5, actsFrom);
    await expect(flags.connect(authorities.ES).clearFlag(UNITS.sold, STOLEN, REASON))
      .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
      .withArgs(UNITS.sold, STOLEN, authorities.ES.address);
    for (const other of ["MX", "DE"] as const) {
      await flags.connect(authorities[other]).supportClearance(UNITS.sold, STOLEN, REASON);
    }
    await time.increase(ORDER_NOTICE);
    await flags.connect(authorities.MX).clearFlag(UNITS.sold, STOLEN, REASON);
  });

  it("a stolen recovery key has the seat before the others can expel it, and none of its orders runs out by then", async () => {
    const world = await setUp();
    const { consortium, authorityRegistry, orders, authorities, recovery, stranger } = world;
    const { propose, pass, queue, waitOut, execute } = world;
    await consortium.connect(recovery).proposeAuthorityOf(SEAT_OF_CN, stranger);
    const expulsion = await propose(
      [await call(consortium, "expelSeat", [SEAT_OF_CN])],
      "Expel the seat whose keys were stolen",
      authorities.ES,
    );
    await time.increase(ROTATION_DELAY);
    await consortium.connect(stranger).acceptAuthority(SEAT_OF_CN);
    await authorityRegistry
      .connect(stranger)
      .admitManufacturer(code("CNBAD1"), stranger, "Bogus", "https://bogus.example");
    await orders.connect(stranger).propose(UNITS.untouched, TRANSFER, stranger, REASON);

    const { ES, MX, DE } = authorities;
    await pass(expulsion, [ES, MX, DE]);
    await queue(expulsion);
    await waitOut(expulsion);
    await execute(expulsion);
    await expect(orders.connect(stranger).execute(1))
      .to.be.revertedWithCustomError(orders, "RegistrarOrdersEnded")
      .withArgs(1);
  });

  it("an expulsion takes longer than a new key of a seat, and less than the notice of an order, in every set of parameters", () => {
    const text = readFileSync(
      new URL("../../deployment/ignition/parameters.json", import.meta.url),
      "utf8",
    );
    const sets = Object.entries(
      JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, "")) as Record<
        string,
        Record<
          "votingDelay" | "votingPeriod" | "timelockDelay" | "rotationDelay" | "orderNotice",
          number
        >
      >,
    );
    expect(sets.map(([name]) => name)).to.deep.equal(["development", "production"]);
    for (const [name, set] of sets) {
      const expulsion = set.votingDelay + set.votingPeriod + set.timelockDelay;
      expect(expulsion, name).to.be.greaterThan(set.rotationDelay).and.lessThan(set.orderNotice);
    }
    expect(VOTING_DELAY + VOTING_PERIOD + TIMELOCK_DELAY).to.equal(10 * DAY);
  });

  it("a key that was declared compromised still sells the robots in service that it holds, until its authority flags them", async () => {
    const { registry, authorityRegistry, authorities, flags, maker, buyer, place, handOver } =
      await setUp();
    const robots = [unit(11), unit(12)] as const;
    for (const id of robots) await place(id);
    await authorityRegistry
      .connect(authorities.CN)
      .declareCompromised(code(MAKER), await time.latest(), REASON);
    await handOver(robots[0], maker, buyer);
    expect(await registry.ownerOf(robots[0])).to.equal(buyer);
    await flags.connect(authorities.ES).raiseFlag(robots[1], STOLEN, REASON);
    await expect(handOver(robots[1], maker, buyer))
      .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
      .withArgs(robots[1], STOLEN);
  });

  it("a key that was declared compromised still objects to an order over its stock, which then needs countersignatures", async () => {
    const { orders, registry, authorityRegistry, authorities, maker, buyer } = await setUp();
    await authorityRegistry
      .connect(authorities.CN)
      .declareCompromised(code(MAKER), await time.latest(), REASON);
    await orders.connect(authorities.CN).propose(UNITS.untouched, TRANSFER, buyer, REASON);
    await orders.connect(maker).object(1, REASON);
    for (const seat of ["ES", "MX"] as const)
      await orders.connect(authorities[seat]).countersign(1);
    await time.increase(ORDER_NOTICE);
    await orders.connect(buyer).execute(1);
    expect(await registry.ownerOf(UNITS.untouched)).to.equal(buyer);
  });

  it("an offer to a recycler that was dismissed is good again once the country accredits it again, until the holder takes it back", async () => {
    const { registry, authorityRegistry, authorities, recycler, owner } = await setUp();
    const accredit = async () =>
      await authorityRegistry
        .connect(authorities.ES)
        .accredit(recycler, Role.Recycler, ES, (await time.latest()) + YEAR);
    await registry.connect(owner).offerIntake(UNITS.sold, recycler);
    await authorityRegistry
      .connect(authorities.ES)
      .withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
    await accredit();
    const snapshot = await networkHelpers.takeSnapshot();
    await registry.connect(recycler).takeIn(UNITS.sold);
    expect(await registry.stateOf(UNITS.sold)).to.equal(State.EndOfLife);
    await snapshot.restore();
    await registry.connect(owner).offerIntake(UNITS.sold, ethers.ZeroAddress);
    await expect(registry.connect(recycler).takeIn(UNITS.sold))
      .to.be.revertedWithCustomError(registry, "RobotRegistryIntakeNotOffered")
      .withArgs(UNITS.sold, ethers.ZeroAddress, recycler.address);
  });
});
