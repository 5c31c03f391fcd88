import { code } from "@openrobotid/testkit/codes";
import { TENURE } from "@openrobotid/testkit/consortium";
import { commitment } from "@openrobotid/testkit/device";
import { Role, State } from "@openrobotid/testkit/enums";
import { modulesFixture, NOTICE, RANGE, UNITS } from "@openrobotid/testkit/modules";
import { createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import { MAKER, SCRAP_DELAY } from "@openrobotid/testkit/registry";
import { expect } from "chai";

const { networkHelpers } = await createNetwork();
const { loadFixture, time } = networkHelpers;

const CN = code("CN");
const ES = code("ES");
const SEAT_OF_DE = 4;
const STOLEN = 1;
const STOP_USE = 3;
const REASON = commitment("a reason");

type World = Awaited<ReturnType<typeof modulesFixture>>;

/** What two thirds of the seats can decide: a country goes to another seat. */
async function reassign({ consortium, governance }: World, country: string, seat: number) {
  await consortium.connect(governance).releaseCountry(country);
  await consortium.connect(governance).assignCountry(country, seat);
}

describe("what a vote and the seat that it sets up could do together", () => {
  it("H1: a seat had a country for a moment, and served its wait while nobody held the country", async () => {
    const { consortium, governance, authorityRegistry, authorities, orders, buyer } =
      await loadFixture(modulesFixture);
    const byGovernance = consortium.connect(governance);
    await byGovernance.releaseCountry(ES);
    await byGovernance.assignCountry(ES, SEAT_OF_DE);
    await byGovernance.releaseCountry(ES);
    await time.increase(TENURE);

    await byGovernance.assignCountry(ES, SEAT_OF_DE);
    const actsFrom = (await time.latest()) + TENURE;
    await expect(orders.connect(authorities.DE).propose(UNITS.sold, 1, buyer, REASON))
      .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNoTenure")
      .withArgs(ES, SEAT_OF_DE, actsFrom);
  });

  it("H1: a seat voted into a maker's country declared its key compromised from the start, and others suspended its recalls", async () => {
    const world = await loadFixture(modulesFixture);
    const { recalls, consortium, authorityRegistry, authorities, maker } = world;
    await recalls.connect(maker).open(RANGE, STOP_USE, true, NOTICE);
    await reassign(world, CN, SEAT_OF_DE);
    const { since } = await consortium.tenancyOf(CN);
    const { admittedAt } = await authorityRegistry.manufacturer(code(MAKER));
    const byDE = authorityRegistry.connect(authorities.DE);
    for (const moment of [admittedAt, since]) {
      const now = (await time.latest()) + DAY;
      await time.setNextBlockTimestamp(now);
      await expect(byDE.declareCompromised(code(MAKER), moment, REASON))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryInvalidCompromise")
        .withArgs(moment, since + 1n, now);
    }
    await byDE.declareCompromised(code(MAKER), since + 1n, REASON);
    const { openedAt } = await recalls.campaignOf(1);
    await expect(recalls.connect(authorities.ES).suspend(1, ES, REASON))
      .to.be.revertedWithCustomError(recalls, "RecallRegistryNotWithinCompromise")
      .withArgs(1, openedAt, since + 1n, 0);
  });

  it("a seat of tenure in a maker's country declares its key compromised from any moment on", async () => {
    const world = await loadFixture(modulesFixture);
    const { consortium, authorityRegistry, authorities } = world;
    await reassign(world, CN, SEAT_OF_DE);
    const { actsFrom } = await consortium.tenancyOf(CN);
    const { admittedAt } = await authorityRegistry.manufacturer(code(MAKER));
    await time.setNextBlockTimestamp(actsFrom);
    await authorityRegistry
      .connect(authorities.DE)
      .declareCompromised(code(MAKER), admittedAt, REASON);
    expect(await authorityRegistry.compromiseOf(code(MAKER))).to.deep.equal([admittedAt, 0n]);
  });

  it("H3: a seat voted into a country accredited again the investigator that its predecessor had dismissed, who cleared the predecessor's flag", async () => {
    const world = await loadFixture(modulesFixture);
    const { flags, authorityRegistry, authorities, investigator } = world;
    await flags.connect(investigator).raiseFlag(UNITS.sold, STOLEN, REASON);
    await authorityRegistry
      .connect(authorities.ES)
      .withdrawAccreditation(investigator, Role.Investigator, ES, REASON);
    await reassign(world, ES, SEAT_OF_DE);
    await authorityRegistry
      .connect(authorities.DE)
      .accredit(investigator, Role.Investigator, ES, (await time.latest()) + YEAR);
    await expect(flags.connect(investigator).clearFlag(UNITS.sold, STOLEN, REASON))
      .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
      .withArgs(UNITS.sold, STOLEN, investigator.address);
  });

  it("H1: a seat voted into a country accredited again the recycler that its predecessor had dismissed, which destroyed what it had taken in", async () => {
    const world = await loadFixture(modulesFixture);
    const { registry, consortium, authorityRegistry, authorities, recycler, owner, takeIn } = world;
    await takeIn(UNITS.sold, owner);
    await authorityRegistry
      .connect(authorities.ES)
      .withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
    await reassign(world, ES, SEAT_OF_DE);
    await authorityRegistry
      .connect(authorities.DE)
      .accredit(recycler, Role.Recycler, ES, (await time.latest()) + YEAR);
    const { actsFrom } = await consortium.tenancyOf(ES);
    const refused = async () =>
      await expect(registry.connect(recycler).scrap(UNITS.sold, REASON))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNoTenure")
        .withArgs(ES, SEAT_OF_DE, actsFrom);
    await time.increase(SCRAP_DELAY);
    await refused();
    await time.increaseTo(actsFrom - 2n);
    await refused();
    await time.setNextBlockTimestamp(actsFrom);
    await registry.connect(recycler).scrap(UNITS.sold, REASON);
  });

  it("a recycler that a new seat accredits destroys what it takes in under that seat, after seven days", async () => {
    const world = await loadFixture(modulesFixture);
    const { registry, authorityRegistry, authorities, recycler, owner, takeIn } = world;
    await reassign(world, ES, SEAT_OF_DE);
    await authorityRegistry
      .connect(authorities.DE)
      .accredit(recycler, Role.Recycler, ES, (await time.latest()) + YEAR);
    await takeIn(UNITS.sold, owner);
    await time.increase(SCRAP_DELAY);
    await registry.connect(recycler).scrap(UNITS.sold, REASON);
    expect(await registry.stateOf(UNITS.sold)).to.equal(State.Scrapped);
  });
});
