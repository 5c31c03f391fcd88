import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { code } from "@openrobotid/testkit/codes";
import {
  authorityFixture,
  SUCCESSION_NOTICE,
  TENURE,
  validatorOf,
} from "@openrobotid/testkit/consortium";
import {
  AuthorityKind as Kind,
  Role,
  SerialScheme as Scheme,
  ManufacturerStatus as Status,
} from "@openrobotid/testkit/enums";
import { expectLogFolds, expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import { type Connection, createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import { expect } from "chai";
import type { AuthorityRegistry } from "../../../types/index.js";

const { ethers, networkHelpers } = await createNetwork();
const { loadFixture, time } = networkHelpers;
const { ZeroAddress } = ethers;

const MAKER = code("CNUT01");
const MODEL = code("CNUT01G1PRO1");
const CN = code("CN");
const ES = code("ES");
const DE = code("DE");
/** A country that no seat holds. */
const PT = code("PT");

const ROLES = [Role.Workshop, Role.Inspector, Role.Recycler, Role.Insurer, Role.Investigator];

const REASON = ethers.id("a decision");
const CERTIFICATE = ethers.id("a type certificate");

/** A register with one active manufacturer, one sequential model of its, and nothing else. */
async function registerFixture(connection: Connection) {
  const world = await authorityFixture(connection);
  const { authorityRegistry: registry, authorities, maker, workshop } = world;
  await registry
    .connect(authorities.CN)
    .admitManufacturer(MAKER, maker, "Utopia Robotics", "https://utopia.example/contact");
  const admittedAt = await time.latest();
  await registry
    .connect(maker)
    .registerModel(MODEL, Scheme.Sequential, 8, "G1 Pro", "https://utopia.example/g1-pro");
  const registeredAt = await time.latest();
  const expiry = registeredAt + YEAR;

  return {
    ...world,
    registry,
    admittedAt,
    registeredAt,
    expiry,
    /** `MODEL` approved for the market of Spain until `expiry`. */
    approve: (level = 3, until = expiry) =>
      registry.connect(authorities.ES).approveModel(MODEL, ES, level, CERTIFICATE, until),
    /** The workshop accredited as such in Spain until `expiry`. */
    accredit: (role = Role.Workshop, until = expiry) =>
      registry.connect(authorities.ES).accredit(workshop, role, ES, until),
  };
}

let inUse: AuthorityRegistry | undefined;

async function setUp() {
  const world = await loadFixture(registerFixture);
  inUse = world.registry;
  return world;
}

/** A compromise of `MAKER` from its declaration to its end, by CN with ES and MX. */
function compromiseBy(
  { CN: own, ES: second, MX: third }: Awaited<ReturnType<typeof setUp>>["authorities"],
  registry: AuthorityRegistry,
) {
  return {
    declare: (since: number) => registry.connect(own).declareCompromised(MAKER, since, REASON),
    async settle(successor: HardhatEthersSigner) {
      await registry.connect(own).nameSuccessor(MAKER, successor, REASON);
      await registry.connect(second).countersignSuccession(MAKER, successor);
      await registry.connect(third).countersignSuccession(MAKER, successor);
      await time.increase(SUCCESSION_NOTICE);
      await registry.connect(successor).acceptSuccession(MAKER);
    },
  };
}

/** The manufacturer, the model and an account, as the log keys them. */
const ITS_MAKER = subjectOf.code(MAKER);
const ITS_MODEL = subjectOf.code(MODEL);

describe("AuthorityRegistry", () => {
  // Whatever a test did: its events fold to the heads that the contract keeps.
  afterEach(async () => {
    if (inUse) await expectLogFolds(inUse);
    inUse = undefined;
  });

  describe("constructor", () => {
    it("refuses to be tied to nothing", async () => {
      const { registry } = await setUp();
      await expect(
        ethers.deployContract("AuthorityRegistry", [ZeroAddress, SUCCESSION_NOTICE]),
      ).to.be.revertedWithCustomError(registry, "AuthorityRegistryZeroAddress");
    });

    it("refuses a notice of less than a day, which nobody would notice", async () => {
      const { registry, consortium } = await setUp();
      await expect(ethers.deployContract("AuthorityRegistry", [consortium, DAY - 1]))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoticeTooShort")
        .withArgs(DAY - 1, DAY);
      const shortest = await ethers.deployContract("AuthorityRegistry", [consortium, DAY]);
      expect(await shortest.successionNotice()).to.equal(DAY);
    });

    it("names its consortium and its notice, and has an empty log", async () => {
      const { registry, consortium, authorityRegistry } = await setUp();
      expect(await registry.consortium()).to.equal(consortium);
      expect(await registry.successionNotice()).to.equal(SUCCESSION_NOTICE);
      const empty = await ethers.deployContract("AuthorityRegistry", [consortium, DAY]);
      expect(await empty.log()).to.deep.equal([0n, ethers.ZeroHash]);
      expect((await authorityRegistry.log()).count).to.equal(2);
    });
  });

  describe("admitManufacturer", () => {
    const NAME = "Iberdroide";
    const CONTACT = "https://iberdroide.example";

    it("refuses everyone but the authority of the code's country", async () => {
      const { registry, authorities, otherMaker, governance } = await setUp();
      for (const caller of [authorities.ES, governance, otherMaker]) {
        await expect(
          registry.connect(caller).admitManufacturer(code("CNXX02"), otherMaker, NAME, CONTACT),
        )
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
          .withArgs(CN, caller.address);
      }
    });

    it("refuses a country without a seat", async () => {
      const { registry, authorities, otherMaker } = await setUp();
      await expect(
        registry
          .connect(authorities.ES)
          .admitManufacturer(code("PTXX02"), otherMaker, NAME, CONTACT),
      )
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
        .withArgs(PT, authorities.ES.address);
    });

    it("refuses a malformed code, naming the first wrong position", async () => {
      const { registry, authorities, otherMaker } = await setUp();
      for (const [wrong, position] of [
        [code("cnUT02"), 0],
        [code("C1UT02"), 1],
        [code("CN-T02"), 2],
        [code("CNUT0o"), 5],
        ["0x434e55540000", 4],
      ] as const) {
        await expect(
          registry.connect(authorities.CN).admitManufacturer(wrong, otherMaker, NAME, CONTACT),
        )
          .to.be.revertedWithCustomError(registry, "RobotIdInvalidManufacturer")
          .withArgs(wrong, position);
      }
    });

    it("refuses a code that was given before, whatever became of it", async () => {
      const { registry, authorities, otherMaker } = await setUp();
      const again = () =>
        registry.connect(authorities.CN).admitManufacturer(MAKER, otherMaker, NAME, CONTACT);
      await expect(again())
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerExists")
        .withArgs(MAKER);
      await registry.connect(authorities.CN).revokeManufacturer(MAKER, REASON);
      await expect(again())
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerExists")
        .withArgs(MAKER);
    });

    it("refuses a zero account", async () => {
      const { registry, authorities } = await setUp();
      await expect(
        registry
          .connect(authorities.ES)
          .admitManufacturer(code("ESIB01"), ZeroAddress, NAME, CONTACT),
      ).to.be.revertedWithCustomError(registry, "AuthorityRegistryZeroAddress");
    });

    it("takes an account that acts for another manufacturer too: to name a stranger's account takes nothing from it", async () => {
      const { registry, authorities, maker } = await setUp();
      // A stranger's account, admitted unasked, used to be taken: its owner could become no maker any more.
      await registry
        .connect(authorities.ES)
        .admitManufacturer(code("ESIB01"), maker, NAME, CONTACT);
      expect(await registry.accountOf(code("ESIB01"))).to.equal(maker);
      expect(await registry.accountOf(MAKER)).to.equal(maker);
      await registry.requireIssuer(MODEL, maker);
    });

    it("refuses a manufacturer without a name", async () => {
      const { registry, authorities, otherMaker } = await setUp();
      await expect(
        registry.connect(authorities.ES).admitManufacturer(code("ESIB01"), otherMaker, "", CONTACT),
      ).to.be.revertedWithCustomError(registry, "AuthorityRegistryEmptyName");
    });

    it("records the account, active, and since when", async () => {
      const { registry, maker, admittedAt } = await setUp();
      expect(await registry.manufacturer(MAKER)).to.deep.equal([
        maker.address,
        BigInt(Status.Active),
        BigInt(admittedAt),
      ]);
      expect(await registry.accountOf(MAKER)).to.equal(maker);
      expect(await registry.proposedManufacturerAccount(MAKER)).to.equal(ZeroAddress);
    });

    it("lets the seat that took a country over admit in it only after the tenure, and no longer the former one (H1)", async () => {
      const { registry, consortium, governance, authorities, otherMaker } = await setUp();
      await consortium.connect(governance).expelSeat(2);
      await consortium.connect(governance).assignCountry(ES, 3);
      const actsFrom = (await time.latest()) + TENURE;
      const admit = (caller: typeof authorities.ES) =>
        registry.connect(caller).admitManufacturer(code("ESIB01"), otherMaker, NAME, CONTACT);
      await expect(admit(authorities.ES))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
        .withArgs(ES, authorities.ES.address);
      await time.setNextBlockTimestamp(actsFrom - 1);
      await expect(admit(authorities.MX))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoTenure")
        .withArgs(ES, 3, actsFrom);
      await time.setNextBlockTimestamp(actsFrom);
      await admit(authorities.MX);
      expect(await registry.accountOf(code("ESIB01"))).to.equal(otherMaker);
    });

    it("lets a seat admit at once in a country that no seat held before", async () => {
      const { registry, consortium, governance, authorities, otherMaker } = await setUp();
      await consortium.connect(governance).assignCountry(PT, 2);
      await registry
        .connect(authorities.ES)
        .admitManufacturer(code("PTXX02"), otherMaker, NAME, CONTACT);
      expect(await registry.accountOf(code("PTXX02"))).to.equal(otherMaker);
    });

    it("announces and records the manufacturer, who admitted it, its name and where to reach it", async () => {
      const { registry, authorities, otherMaker } = await setUp();
      const admission = await registry
        .connect(authorities.ES)
        .admitManufacturer(code("ESIB01"), otherMaker, NAME, CONTACT);
      await expect(admission)
        .to.emit(registry, "ManufacturerAdmitted")
        .withArgs(code("ESIB01"), otherMaker.address, authorities.ES.address, NAME, CONTACT);
      await expectRecorded(registry, admission, {
        subject: subjectOf.code(code("ESIB01")),
        kind: Kind.ManufacturerAdmitted,
        actor: authorities.ES.address,
      });
    });
  });

  const changes = [
    {
      change: "suspendManufacturer",
      to: Status.Suspended,
      from: [Status.Active],
    },
    {
      change: "reinstateManufacturer",
      to: Status.Active,
      from: [Status.Suspended],
    },
    {
      change: "revokeManufacturer",
      to: Status.Revoked,
      from: [Status.Active, Status.Suspended],
    },
  ] as const;

  for (const { change, to, from } of changes) {
    describe(change, () => {
      /** A world whose manufacturer has the standing. */
      async function setUpWith(status: Status) {
        const world = await setUp();
        const authority = world.registry.connect(world.authorities.CN);
        if (status === Status.Suspended) await authority.suspendManufacturer(MAKER, REASON);
        if (status === Status.Revoked) await authority.revokeManufacturer(MAKER, REASON);
        if (status === Status.Compromised) {
          await authority.declareCompromised(MAKER, world.admittedAt, REASON);
        }
        return world;
      }

      it("refuses everyone but the authority of the code's country", async () => {
        const { registry, authorities, maker, governance } = await setUpWith(from[0]);
        for (const caller of [authorities.DE, maker, governance]) {
          await expect(registry.connect(caller)[change](MAKER, REASON))
            .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
            .withArgs(CN, caller.address);
        }
      });

      it("refuses a manufacturer that was never admitted", async () => {
        const { registry, authorities } = await setUp();
        await expect(registry.connect(authorities.CN)[change](code("CNXX02"), REASON))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryUnknownManufacturer")
          .withArgs(code("CNXX02"));
      });

      for (const status of [Status.Active, Status.Suspended, Status.Revoked, Status.Compromised]) {
        if ((from as readonly Status[]).includes(status)) {
          it(`leads from ${Status[status]} to ${Status[to]}, and changes nothing else`, async () => {
            const { registry, authorities, maker, admittedAt } = await setUpWith(status);
            await registry.connect(authorities.CN)[change](MAKER, REASON);
            expect(await registry.manufacturer(MAKER)).to.deep.equal([
              maker.address,
              BigInt(to),
              BigInt(admittedAt),
            ]);
          });
        } else {
          it(`does not lead away from ${Status[status]}, naming both standings`, async () => {
            const { registry, authorities } = await setUpWith(status);
            await expect(registry.connect(authorities.CN)[change](MAKER, REASON))
              .to.be.revertedWithCustomError(registry, "AuthorityRegistryStatusUnreachable")
              .withArgs(MAKER, status, to);
          });
        }
      }

      it("announces and records the standing, who decided and why", async () => {
        const { registry, authorities } = await setUpWith(from[0]);
        const tx = await registry.connect(authorities.CN)[change](MAKER, REASON);
        await expect(tx)
          .to.emit(registry, "ManufacturerStatusChanged")
          .withArgs(MAKER, to, authorities.CN.address, REASON);
        await expectRecorded(registry, tx, {
          subject: ITS_MAKER,
          kind: Kind.ManufacturerStatusChanged,
          actor: authorities.CN.address,
        });
      });

      it(`is ${change === "suspendManufacturer" ? "not " : ""}refused to a seat that took the country over, within the tenure`, async () => {
        const { registry, consortium, governance, authorities } = await setUpWith(from[0]);
        await consortium.connect(governance).releaseCountry(CN);
        await consortium.connect(governance).assignCountry(CN, 4);
        const actsFrom = (await time.latest()) + TENURE;
        const decide = () => registry.connect(authorities.DE)[change](MAKER, REASON);
        if (change !== "suspendManufacturer") {
          await expect(decide())
            .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoTenure")
            .withArgs(CN, 4, actsFrom);
          await time.increaseTo(actsFrom);
        }
        await decide();
        expect((await registry.manufacturer(MAKER)).status).to.equal(to);
      });
    });
  }

  describe("revokeManufacturer", () => {
    it("a seat revoked the makers of a country for good on the day a vote gave it the country: it only suspends them, until the tenure has passed", async () => {
      const { registry, consortium, governance, authorities } = await setUp();
      await consortium.connect(governance).releaseCountry(CN);
      await consortium.connect(governance).assignCountry(CN, 4);
      const actsFrom = (await time.latest()) + TENURE;
      const byDE = registry.connect(authorities.DE);
      await time.setNextBlockTimestamp(actsFrom - 2);
      await expect(byDE.revokeManufacturer(MAKER, REASON))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoTenure")
        .withArgs(CN, 4, actsFrom);
      await byDE.suspendManufacturer(MAKER, REASON);
      await time.setNextBlockTimestamp(actsFrom);
      await byDE.revokeManufacturer(MAKER, REASON);
      expect((await registry.manufacturer(MAKER)).status).to.equal(Status.Revoked);
    });
  });

  describe("proposeManufacturerAccount", () => {
    it("refuses everyone but the manufacturer's account, its authority included", async () => {
      const { registry, authorities, otherMaker } = await setUp();
      for (const caller of [authorities.CN, otherMaker]) {
        await expect(registry.connect(caller).proposeManufacturerAccount(MAKER, otherMaker))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotManufacturer")
          .withArgs(MAKER, caller.address);
      }
    });

    it("refuses for a manufacturer that was never admitted, even the zero account", async () => {
      const { registry, otherMaker } = await setUp();
      await expect(
        registry
          .connect(ethers.provider)
          .proposeManufacturerAccount.staticCall(code("CNXX02"), otherMaker, { from: ZeroAddress }),
      )
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotManufacturer")
        .withArgs(code("CNXX02"), ZeroAddress);
    });

    it("refuses a key that was declared compromised", async () => {
      const { registry, authorities, maker, otherMaker, admittedAt } = await setUp();
      await registry.connect(authorities.CN).declareCompromised(MAKER, admittedAt, REASON);
      await expect(registry.connect(maker).proposeManufacturerAccount(MAKER, otherMaker))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerCompromised")
        .withArgs(MAKER);
    });

    it("names the next account and hands nothing over yet", async () => {
      const { registry, maker, otherMaker } = await setUp();
      await registry.connect(maker).proposeManufacturerAccount(MAKER, otherMaker);
      expect(await registry.proposedManufacturerAccount(MAKER)).to.equal(otherMaker);
      expect(await registry.accountOf(MAKER)).to.equal(maker);
    });

    it("takes the naming back with zero", async () => {
      const { registry, maker, otherMaker } = await setUp();
      await registry.connect(maker).proposeManufacturerAccount(MAKER, otherMaker);
      await registry.connect(maker).proposeManufacturerAccount(MAKER, ZeroAddress);
      expect(await registry.proposedManufacturerAccount(MAKER)).to.equal(ZeroAddress);
      await expect(registry.connect(otherMaker).acceptManufacturerAccount(MAKER))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotProposedAccount")
        .withArgs(MAKER, otherMaker.address);
    });

    it("is open to a suspended manufacturer, whose key may be the reason", async () => {
      const { registry, authorities, maker, otherMaker } = await setUp();
      await registry.connect(authorities.CN).suspendManufacturer(MAKER, REASON);
      await registry.connect(maker).proposeManufacturerAccount(MAKER, otherMaker);
      await registry.connect(otherMaker).acceptManufacturerAccount(MAKER);
      expect((await registry.manufacturer(MAKER)).status).to.equal(Status.Suspended);
      expect(await registry.accountOf(MAKER)).to.equal(otherMaker);
    });

    it("announces and records the account, and zero where the naming is taken back", async () => {
      const { registry, maker, otherMaker } = await setUp();
      for (const account of [otherMaker.address, ZeroAddress]) {
        const naming = await registry.connect(maker).proposeManufacturerAccount(MAKER, account);
        await expect(naming)
          .to.emit(registry, "ManufacturerAccountProposed")
          .withArgs(MAKER, account);
        await expectRecorded(registry, naming, {
          subject: ITS_MAKER,
          kind: Kind.ManufacturerAccountProposed,
          actor: maker.address,
        });
      }
    });
  });

  describe("acceptManufacturerAccount", () => {
    async function setUpProposed() {
      const world = await setUp();
      const { registry, maker, otherMaker } = world;
      await registry.connect(maker).proposeManufacturerAccount(MAKER, otherMaker);
      return world;
    }

    it("refuses everyone but the account named", async () => {
      const { registry, authorities, maker, stranger } = await setUpProposed();
      for (const caller of [maker, authorities.CN, stranger]) {
        await expect(registry.connect(caller).acceptManufacturerAccount(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotProposedAccount")
          .withArgs(MAKER, caller.address);
      }
    });

    it("refuses where nobody is named, even the zero account", async () => {
      const { registry } = await setUp();
      await expect(
        registry
          .connect(ethers.provider)
          .acceptManufacturerAccount.staticCall(MAKER, { from: ZeroAddress }),
      )
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotProposedAccount")
        .withArgs(MAKER, ZeroAddress);
    });

    it("takes an account that was admitted for another manufacturer in the meantime", async () => {
      const { registry, authorities, otherMaker } = await setUpProposed();
      await registry
        .connect(authorities.ES)
        .admitManufacturer(code("ESIB01"), otherMaker, "Iberdroide", "");
      await registry.connect(otherMaker).acceptManufacturerAccount(MAKER);
      expect(await registry.accountOf(MAKER)).to.equal(otherMaker);
      expect(await registry.accountOf(code("ESIB01"))).to.equal(otherMaker);
    });

    it("refuses a second acceptance", async () => {
      const { registry, otherMaker } = await setUpProposed();
      await registry.connect(otherMaker).acceptManufacturerAccount(MAKER);
      await expect(registry.connect(otherMaker).acceptManufacturerAccount(MAKER))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotProposedAccount")
        .withArgs(MAKER, otherMaker.address);
    });

    it("hands the code over and keeps standing and date", async () => {
      const { registry, maker, otherMaker, admittedAt } = await setUpProposed();
      await registry.connect(otherMaker).acceptManufacturerAccount(MAKER);
      expect(await registry.manufacturer(MAKER)).to.deep.equal([
        otherMaker.address,
        BigInt(Status.Active),
        BigInt(admittedAt),
      ]);
      expect(await registry.proposedManufacturerAccount(MAKER)).to.equal(ZeroAddress);
      await registry.requireIssuer(MODEL, otherMaker);
      await expect(registry.requireIssuer(MODEL, maker))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotManufacturer")
        .withArgs(MAKER, maker.address);
    });

    it("announces and records both accounts", async () => {
      const { registry, maker, otherMaker } = await setUpProposed();
      const rotation = await registry.connect(otherMaker).acceptManufacturerAccount(MAKER);
      await expect(rotation)
        .to.emit(registry, "ManufacturerAccountRotated")
        .withArgs(MAKER, maker.address, otherMaker.address);
      await expectRecorded(registry, rotation, {
        subject: ITS_MAKER,
        kind: Kind.ManufacturerAccountRotated,
        actor: otherMaker.address,
      });
    });
  });

  describe("isMaker", () => {
    it("tells the account of a manufacturer from all others, zero included", async () => {
      const { registry, authorities, maker, otherMaker } = await setUp();
      expect(await registry.isMaker(MAKER, maker)).to.equal(true);
      for (const account of [otherMaker.address, authorities.CN.address, ZeroAddress]) {
        expect(await registry.isMaker(MAKER, account)).to.equal(false);
      }
      expect(await registry.isMaker(code("CNXX02"), ZeroAddress)).to.equal(false);
    });

    it("holds whatever the standing, but not while the key is compromised", async () => {
      const { registry, authorities, maker, admittedAt } = await setUp();
      const authority = registry.connect(authorities.CN);
      await authority.suspendManufacturer(MAKER, REASON);
      expect(await registry.isMaker(MAKER, maker)).to.equal(true);
      await authority.revokeManufacturer(MAKER, REASON);
      expect(await registry.isMaker(MAKER, maker)).to.equal(true);
      await authority.declareCompromised(MAKER, admittedAt, REASON);
      expect(await registry.isMaker(MAKER, maker)).to.equal(false);
      expect(await registry.accountOf(MAKER)).to.equal(maker);
    });

    it("reads one slot of storage", async () => {
      const { registry, maker } = await setUp();
      const data = registry.interface.encodeFunctionData("isMaker", [MAKER, maker.address]);
      const { structLogs } = await ethers.provider.send("debug_traceCall", [
        { from: maker.address, to: await registry.getAddress(), data },
        "latest",
      ]);
      const loads = structLogs.filter(({ op }: { op: string }) => op === "SLOAD");
      expect(loads).to.have.lengthOf(1);
    });
  });

  describe("isAttester (a rotation voided the signatures collected in the factory: M11)", () => {
    /** The code handed on from one account to another, by both. */
    async function rotate(
      registry: AuthorityRegistry,
      from: HardhatEthersSigner,
      to: HardhatEthersSigner,
    ) {
      await registry.connect(from).proposeManufacturerAccount(MAKER, to);
      await registry.connect(to).acceptManufacturerAccount(MAKER);
    }

    it("holds for the account and those that it rotated out, and for no others", async () => {
      const { registry, authorities, maker, otherMaker, stranger } = await setUp();
      await rotate(registry, maker, otherMaker);
      await rotate(registry, otherMaker, stranger);
      for (const account of [maker, otherMaker, stranger]) {
        expect(await registry.isAttester(MAKER, account)).to.equal(true);
        expect(await registry.isAttester(code("CNXX02"), account)).to.equal(false);
      }
      for (const account of [authorities.CN.address, ZeroAddress]) {
        expect(await registry.isAttester(MAKER, account)).to.equal(false);
      }
      expect(await registry.isAttester(code("CNXX02"), ZeroAddress)).to.equal(false);
    });

    it("holds for none while the key is compromised, and later for those rotated out before it was", async () => {
      const { registry, authorities, maker, otherMaker, stranger, buyer } = await setUp();
      const compromise = compromiseBy(authorities, registry);
      await rotate(registry, maker, otherMaker);
      await time.increase(DAY);
      const stolenAt = await time.latest();
      // The thief rotates the stolen key out itself: what it signs is to pass for the factory's.
      await rotate(registry, otherMaker, stranger);
      await compromise.declare(stolenAt);
      for (const account of [maker, otherMaker, stranger]) {
        expect(await registry.isAttester(MAKER, account)).to.equal(false);
      }
      await compromise.settle(buyer);
      expect(await registry.isAttester(MAKER, buyer)).to.equal(true);
      expect(await registry.isAttester(MAKER, maker)).to.equal(true);
      for (const account of [otherMaker, stranger]) {
        expect(await registry.isAttester(MAKER, account)).to.equal(false);
      }
    });

    it("keeps its memory over several compromises", async () => {
      const { registry, authorities, maker, otherMaker, stranger, buyer, dealer } = await setUp();
      const compromise = compromiseBy(authorities, registry);
      const firstSince = await time.latest();
      await rotate(registry, maker, otherMaker);
      await compromise.declare(firstSince);
      await compromise.settle(stranger);
      await time.increase(DAY);
      await rotate(registry, stranger, buyer);
      await time.increase(DAY);
      await compromise.declare(await time.latest());
      await compromise.settle(dealer);
      // Rotated out in the first compromise, between the two, and current.
      expect(await registry.isAttester(MAKER, maker)).to.equal(false);
      expect(await registry.isAttester(MAKER, stranger)).to.equal(true);
      expect(await registry.isAttester(MAKER, dealer)).to.equal(true);
      // Succeeded, not rotated out.
      expect(await registry.isAttester(MAKER, otherMaker)).to.equal(false);
      expect(await registry.isAttester(MAKER, buyer)).to.equal(false);
    });

    for (const detour of ["by another account", "to itself"]) {
      it(`holds no longer for a lost key that was rotated out and in again ${detour}`, async () => {
        const { registry, authorities, maker, otherMaker, buyer } = await setUp();
        const compromise = compromiseBy(authorities, registry);
        if (detour === "to itself") {
          await rotate(registry, maker, maker);
        } else {
          await rotate(registry, maker, otherMaker);
          await rotate(registry, otherMaker, maker);
        }
        await time.increase(DAY);
        await compromise.declare(await time.latest());
        await compromise.settle(buyer);
        expect(await registry.isAttester(MAKER, maker)).to.equal(false);
      });
    }

    it("holds no longer for a successor that was rotated out before, once its key is lost", async () => {
      const { registry, authorities, maker, otherMaker, buyer } = await setUp();
      const compromise = compromiseBy(authorities, registry);
      await rotate(registry, maker, otherMaker);
      await time.increase(DAY);
      await compromise.declare(await time.latest());
      await compromise.settle(maker);
      await time.increase(DAY);
      await compromise.declare(await time.latest());
      await compromise.settle(buyer);
      expect(await registry.isAttester(MAKER, maker)).to.equal(false);
    });

    describe("voidAttestations", () => {
      async function setUpRotated() {
        const world = await setUp();
        await rotate(world.registry, world.maker, world.otherMaker);
        return world;
      }

      it("refuses everyone but the manufacturer's account, the former one included", async () => {
        const { registry, authorities, maker } = await setUpRotated();
        for (const caller of [maker, authorities.CN]) {
          await expect(registry.connect(caller).voidAttestations(MAKER, maker))
            .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotManufacturer")
            .withArgs(MAKER, caller.address);
        }
      });

      it("refuses a key that was declared compromised", async () => {
        const { registry, authorities, maker, otherMaker, admittedAt } = await setUpRotated();
        await registry.connect(authorities.CN).declareCompromised(MAKER, admittedAt, REASON);
        await expect(registry.connect(otherMaker).voidAttestations(MAKER, maker))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerCompromised")
          .withArgs(MAKER);
      });

      it("refuses an account that was not rotated out, its own included, and one voided before", async () => {
        const { registry, maker, otherMaker, stranger } = await setUpRotated();
        await registry.connect(otherMaker).voidAttestations(MAKER, maker);
        for (const account of [otherMaker, stranger, maker]) {
          await expect(registry.connect(otherMaker).voidAttestations(MAKER, account))
            .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotFormerAttester")
            .withArgs(MAKER, account.address);
        }
      });

      it("ends what the account attested, and announces and records it", async () => {
        const { registry, maker, otherMaker } = await setUpRotated();
        const tx = await registry.connect(otherMaker).voidAttestations(MAKER, maker);
        expect(await registry.isAttester(MAKER, maker)).to.equal(false);
        expect(await registry.isAttester(MAKER, otherMaker)).to.equal(true);
        await expect(tx).to.emit(registry, "AttestationsVoided").withArgs(MAKER, maker.address);
        await expectRecorded(registry, tx, {
          subject: ITS_MAKER,
          kind: Kind.AttestationsVoided,
          actor: otherMaker.address,
        });
      });
    });
  });

  describe("declareCompromised (a stolen key went on after the revocation: H4)", () => {
    it("refuses everyone but the authority of the code's country", async () => {
      const { registry, authorities, maker, governance, admittedAt } = await setUp();
      for (const caller of [authorities.DE, maker, governance]) {
        await expect(registry.connect(caller).declareCompromised(MAKER, admittedAt, REASON))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
          .withArgs(CN, caller.address);
      }
    });

    it("refuses a manufacturer that was never admitted, and one that is compromised", async () => {
      const { registry, authorities, admittedAt } = await setUp();
      const declare = (id: string) =>
        registry.connect(authorities.CN).declareCompromised(id, admittedAt, REASON);
      await expect(declare(code("CNXX02")))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryUnknownManufacturer")
        .withArgs(code("CNXX02"));
      await declare(MAKER);
      await expect(declare(MAKER))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryStatusUnreachable")
        .withArgs(MAKER, Status.Compromised, Status.Compromised);
    });

    it("refuses a time before the admission or in the future", async () => {
      const { registry, authorities, admittedAt } = await setUp();
      const now = (await time.latest()) + DAY;
      const declare = (since: number) =>
        registry.connect(authorities.CN).declareCompromised(MAKER, since, REASON);
      for (const since of [admittedAt - 1, now + 1]) {
        await time.setNextBlockTimestamp(now);
        await expect(declare(since))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryInvalidCompromise")
          .withArgs(since, admittedAt, now);
      }
      await time.setNextBlockTimestamp(now);
      await declare(now);
      expect(await registry.compromiseOf(MAKER)).to.deep.equal([BigInt(now), 0n]);
    });

    for (const status of [Status.Active, Status.Suspended, Status.Revoked]) {
      it(`freezes the key of a manufacturer that is ${Status[status]}, whatever it would do`, async () => {
        const { registry, authorities, maker, otherMaker, stranger, admittedAt } = await setUp();
        const authority = registry.connect(authorities.CN);
        await registry.connect(maker).proposeManufacturerAccount(MAKER, otherMaker);
        if (status === Status.Suspended) await authority.suspendManufacturer(MAKER, REASON);
        if (status === Status.Revoked) await authority.revokeManufacturer(MAKER, REASON);
        await authority.declareCompromised(MAKER, admittedAt, REASON);

        expect(await registry.manufacturer(MAKER)).to.deep.equal([
          maker.address,
          BigInt(Status.Compromised),
          BigInt(admittedAt),
        ]);
        await expect(registry.requireIssuer(MODEL, maker))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerNotActive")
          .withArgs(MAKER, Status.Compromised);
        await expect(
          registry.connect(maker).registerModel(code("CNUT01H2MAX0"), Scheme.Listed, 0, "H2", ""),
        )
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerNotActive")
          .withArgs(MAKER, Status.Compromised);
        await expect(registry.connect(maker).proposeManufacturerAccount(MAKER, stranger))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerCompromised")
          .withArgs(MAKER);
        // The thief had named an accomplice before.
        expect(await registry.proposedManufacturerAccount(MAKER)).to.equal(ZeroAddress);
        await expect(registry.connect(otherMaker).acceptManufacturerAccount(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotProposedAccount")
          .withArgs(MAKER, otherMaker.address);
        expect(await registry.isMaker(MAKER, maker)).to.equal(false);
        expect(await registry.isAttester(MAKER, maker)).to.equal(false);
      });
    }

    it("announces and records who decided, since when the key is in doubt, and why", async () => {
      const { registry, authorities, admittedAt } = await setUp();
      const actor = authorities.CN.address;
      const tx = await registry
        .connect(authorities.CN)
        .declareCompromised(MAKER, admittedAt + 1, REASON);
      await expect(tx)
        .to.emit(registry, "ManufacturerCompromised")
        .withArgs(MAKER, actor, admittedAt + 1, REASON);
      await expectRecorded(registry, tx, {
        subject: ITS_MAKER,
        kind: Kind.ManufacturerCompromised,
        actor,
      });
    });
  });

  describe("the way back for a manufacturer whose key is lost (it had none: H4)", () => {
    /** The key compromised since a day ago, the buyer named as successor, nothing countersigned. */
    async function setUpNamed() {
      const world = await setUp();
      const { registry, authorities, buyer } = world;
      await time.increase(2 * DAY);
      const since = (await time.latest()) - DAY;
      await registry.connect(authorities.CN).declareCompromised(MAKER, since, REASON);
      await registry.connect(authorities.CN).nameSuccessor(MAKER, buyer, REASON);
      const namedAt = await time.latest();
      return { ...world, since, namedAt, acceptableFrom: namedAt + SUCCESSION_NOTICE };
    }

    /** The same, with the two countersignatures that four seats ask for. */
    async function setUpCountersigned() {
      const world = await setUpNamed();
      const { registry, authorities, buyer } = world;
      for (const country of ["ES", "MX"] as const) {
        await registry.connect(authorities[country]).countersignSuccession(MAKER, buyer);
      }
      return world;
    }

    describe("nameSuccessor", () => {
      it("refuses everyone but the authority of the code's country", async () => {
        const { registry, authorities, maker, governance, buyer } = await setUpNamed();
        for (const caller of [authorities.ES, maker, governance]) {
          await expect(registry.connect(caller).nameSuccessor(MAKER, buyer, REASON))
            .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
            .withArgs(CN, caller.address);
        }
      });

      it("refuses a seat that took the country over, until the tenure has passed (H1)", async () => {
        const { registry, consortium, governance, authorities, buyer } = await setUpNamed();
        await consortium.connect(governance).releaseCountry(CN);
        await consortium.connect(governance).assignCountry(CN, 4);
        const actsFrom = (await time.latest()) + TENURE;
        const name = () => registry.connect(authorities.DE).nameSuccessor(MAKER, buyer, REASON);
        await time.setNextBlockTimestamp(actsFrom - 1);
        await expect(name())
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoTenure")
          .withArgs(CN, 4, actsFrom);
        await time.setNextBlockTimestamp(actsFrom);
        await name();
        expect((await registry.successionOf(MAKER)).seat).to.equal(4);
      });

      it("refuses a manufacturer that is not compromised, naming its standing", async () => {
        const { registry, authorities, buyer } = await setUp();
        const authority = registry.connect(authorities.CN);
        const refuses = async (id: string, status: Status) =>
          expect(authority.nameSuccessor(id, buyer, REASON))
            .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerNotCompromised")
            .withArgs(id, status);
        await refuses(code("CNXX02"), Status.None);
        await refuses(MAKER, Status.Active);
        await authority.revokeManufacturer(MAKER, REASON);
        await refuses(MAKER, Status.Revoked);
      });

      it("refuses the zero account", async () => {
        const { registry, authorities } = await setUpNamed();
        await expect(
          registry.connect(authorities.CN).nameSuccessor(MAKER, ZeroAddress, REASON),
        ).to.be.revertedWithCustomError(registry, "AuthorityRegistryZeroAddress");
      });

      it("records the naming and hands nothing over yet", async () => {
        const { registry, maker, buyer, since, namedAt } = await setUpNamed();
        expect(await registry.successionOf(MAKER)).to.deep.equal([
          buyer.address,
          1n,
          BigInt(namedAt),
          2n,
          0n,
          1n,
        ]);
        expect(await registry.accountOf(MAKER)).to.equal(maker);
        expect(await registry.compromiseOf(MAKER)).to.deep.equal([BigInt(since), 0n]);
      });

      it("replaces a naming with its countersignatures, and the notice begins again", async () => {
        const { registry, authorities, buyer, dealer } = await setUpCountersigned();
        await time.increase(SUCCESSION_NOTICE);
        await registry.connect(authorities.CN).nameSuccessor(MAKER, dealer, REASON);
        const namedAt = await time.latest();
        expect(await registry.successionOf(MAKER)).to.deep.equal([
          dealer.address,
          1n,
          BigInt(namedAt),
          2n,
          0n,
          2n,
        ]);
        await expect(registry.connect(buyer).acceptSuccession(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotSuccessor")
          .withArgs(MAKER, buyer.address);
        await expect(registry.connect(dealer).acceptSuccession(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoticeRunning")
          .withArgs(MAKER, namedAt + SUCCESSION_NOTICE);
        // Who countersigned the first naming can countersign the second.
        await registry.connect(authorities.ES).countersignSuccession(MAKER, dealer);
        expect((await registry.successionOf(MAKER)).given).to.equal(1);
      });

      it("keeps the number of countersignatures that was needed at the naming", async () => {
        const { registry, consortium, governance, authorities, buyer } = await setUpNamed();
        for (const seat of [4, 3]) await consortium.connect(governance).expelSeat(seat);
        await time.increase(TENURE);
        expect(await consortium.countersignaturesNeeded()).to.equal(1);
        await registry.connect(authorities.ES).countersignSuccession(MAKER, buyer);
        await expect(registry.connect(buyer).acceptSuccession(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotCountersigned")
          .withArgs(MAKER, 1, 2);
      });

      it("announces and records the account, who named it, from when on, and what it needs", async () => {
        const { registry, authorities, dealer } = await setUpNamed();
        const actor = authorities.CN.address;
        const naming = await registry.connect(authorities.CN).nameSuccessor(MAKER, dealer, REASON);
        const acceptableFrom = (await time.latest()) + SUCCESSION_NOTICE;
        await expect(naming)
          .to.emit(registry, "SuccessorNamed")
          .withArgs(MAKER, dealer.address, actor, 1, acceptableFrom, 2, REASON);
        await expectRecorded(registry, naming, {
          subject: ITS_MAKER,
          kind: Kind.SuccessorNamed,
          actor,
        });
      });
    });

    describe("countersignSuccession", () => {
      it("refuses where nobody is named, and another account than the one named", async () => {
        const { registry, authorities, dealer } = await setUpNamed();
        const { ES: spain } = authorities;
        await expect(registry.connect(spain).countersignSuccession(code("CNXX02"), dealer))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoSuccession")
          .withArgs(code("CNXX02"));
        await expect(registry.connect(spain).countersignSuccession(MAKER, dealer))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotSuccessor")
          .withArgs(MAKER, dealer.address);
      });

      it("refuses who acts for no seat, and the seat that named the successor", async () => {
        const { registry, governance, authorities, maker, buyer } = await setUpNamed();
        for (const caller of [authorities.CN, governance, maker, buyer]) {
          await expect(registry.connect(caller).countersignSuccession(MAKER, buyer))
            .to.be.revertedWithCustomError(registry, "AuthorityRegistryCannotCountersign")
            .withArgs(MAKER, caller.address);
        }
      });

      it("refuses the seat that named the successor under a new account too", async () => {
        const { registry, authorities, buyer, stranger, moveSeat } = await setUpNamed();
        await moveSeat(authorities.CN, stranger);
        await expect(registry.connect(stranger).countersignSuccession(MAKER, buyer))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryCannotCountersign")
          .withArgs(MAKER, stranger.address);
      });

      it("refuses a seat without tenure: seats admitted for it by a vote count only later (H1)", async () => {
        const { registry, consortium, governance, newcomer, buyer } = await setUpNamed();
        await consortium.connect(governance).admitSeat({
          name: "Nordisk Robotregister",
          authority: newcomer.address,
          recovery: ZeroAddress,
          validator: validatorOf(ethers, "SE"),
          countries: [],
        });
        const tenuredAt = (await time.latest()) + TENURE;
        await time.setNextBlockTimestamp(tenuredAt - 1);
        await expect(registry.connect(newcomer).countersignSuccession(MAKER, buyer))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryCannotCountersign")
          .withArgs(MAKER, newcomer.address);
        await time.setNextBlockTimestamp(tenuredAt);
        await registry.connect(newcomer).countersignSuccession(MAKER, buyer);
      });

      it("refuses a second countersignature of a seat, under a new account too", async () => {
        const { registry, authorities, buyer, stranger, moveSeat } = await setUpNamed();
        await registry.connect(authorities.ES).countersignSuccession(MAKER, buyer);
        await expect(registry.connect(authorities.ES).countersignSuccession(MAKER, buyer))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryAlreadyCountersigned")
          .withArgs(MAKER, 2);
        await moveSeat(authorities.ES, stranger);
        await expect(registry.connect(stranger).countersignSuccession(MAKER, buyer))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryAlreadyCountersigned")
          .withArgs(MAKER, 2);
      });

      it("refuses once the country has changed seats", async () => {
        const { registry, consortium, governance, authorities, buyer } = await setUpNamed();
        await consortium.connect(governance).releaseCountry(CN);
        await expect(registry.connect(authorities.ES).countersignSuccession(MAKER, buyer))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistrySuccessionLapsed")
          .withArgs(MAKER, 1);
      });

      it("announces and records the seat, and how many there are", async () => {
        const { registry, authorities, buyer } = await setUpNamed();
        for (const [country, seat, given] of [
          ["ES", 2, 1],
          ["DE", 4, 2],
        ] as const) {
          const tx = await registry
            .connect(authorities[country])
            .countersignSuccession(MAKER, buyer);
          await expect(tx)
            .to.emit(registry, "SuccessionCountersigned")
            .withArgs(MAKER, buyer.address, seat, given);
          await expectRecorded(registry, tx, {
            subject: ITS_MAKER,
            kind: Kind.SuccessionCountersigned,
            actor: authorities[country].address,
          });
        }
      });
    });

    describe("withdrawSuccession", () => {
      it("refuses everyone but the authority of the code's country", async () => {
        const { registry, authorities, buyer } = await setUpNamed();
        for (const caller of [authorities.ES, buyer]) {
          await expect(registry.connect(caller).withdrawSuccession(MAKER))
            .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
            .withArgs(CN, caller.address);
        }
      });

      it("refuses a second withdrawal, for nobody is named any more", async () => {
        const { registry, authorities, buyer, acceptableFrom } = await setUpCountersigned();
        await registry.connect(authorities.CN).withdrawSuccession(MAKER);
        await expect(registry.connect(authorities.CN).withdrawSuccession(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoSuccession")
          .withArgs(MAKER);
        await time.increaseTo(acceptableFrom);
        await expect(registry.connect(buyer).acceptSuccession(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoSuccession")
          .withArgs(MAKER);
      });

      it("does not bring countersignatures back when the same account is named again", async () => {
        const { registry, authorities, buyer } = await setUpCountersigned();
        await registry.connect(authorities.CN).withdrawSuccession(MAKER);
        await registry.connect(authorities.CN).nameSuccessor(MAKER, buyer, REASON);
        await time.increase(SUCCESSION_NOTICE);
        await expect(registry.connect(buyer).acceptSuccession(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotCountersigned")
          .withArgs(MAKER, 0, 2);
      });

      it("announces and records who had been named", async () => {
        const { registry, authorities, buyer } = await setUpNamed();
        const actor = authorities.CN.address;
        const tx = await registry.connect(authorities.CN).withdrawSuccession(MAKER);
        await expect(tx)
          .to.emit(registry, "SuccessionWithdrawn")
          .withArgs(MAKER, buyer.address, actor);
        await expectRecorded(registry, tx, {
          subject: ITS_MAKER,
          kind: Kind.SuccessionWithdrawn,
          actor,
        });
      });
    });

    describe("acceptSuccession", () => {
      it("refuses everyone but the account named", async () => {
        const { registry, authorities, maker, acceptableFrom } = await setUpCountersigned();
        await time.increaseTo(acceptableFrom);
        for (const caller of [maker, authorities.CN]) {
          await expect(registry.connect(caller).acceptSuccession(MAKER))
            .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotSuccessor")
            .withArgs(MAKER, caller.address);
        }
      });

      it("refuses where nobody is named, even the zero account", async () => {
        const { registry } = await setUp();
        await expect(
          registry
            .connect(ethers.provider)
            .acceptSuccession.staticCall(MAKER, { from: ZeroAddress }),
        )
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoSuccession")
          .withArgs(MAKER);
      });

      it("refuses until the last second of the notice", async () => {
        const { registry, buyer, acceptableFrom } = await setUpCountersigned();
        await time.setNextBlockTimestamp(acceptableFrom - 1);
        await expect(registry.connect(buyer).acceptSuccession(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoticeRunning")
          .withArgs(MAKER, acceptableFrom);
        await time.setNextBlockTimestamp(acceptableFrom);
        await registry.connect(buyer).acceptSuccession(MAKER);
        expect(await registry.accountOf(MAKER)).to.equal(buyer);
      });

      it("refuses without enough countersignatures: one seat alone hands no code over", async () => {
        const { registry, authorities, buyer, acceptableFrom } = await setUpNamed();
        await registry.connect(authorities.ES).countersignSuccession(MAKER, buyer);
        await time.increaseTo(acceptableFrom);
        await expect(registry.connect(buyer).acceptSuccession(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotCountersigned")
          .withArgs(MAKER, 1, 2);
      });

      it("refuses when the country has been released since, wherever it went and even back again", async () => {
        const { registry, consortium, governance, buyer, acceptableFrom } =
          await setUpCountersigned();
        await consortium.connect(governance).releaseCountry(CN);
        await consortium.connect(governance).assignCountry(CN, 4);
        await time.increaseTo(acceptableFrom);
        const refused = () =>
          expect(registry.connect(buyer).acceptSuccession(MAKER))
            .to.be.revertedWithCustomError(registry, "AuthorityRegistrySuccessionLapsed")
            .withArgs(MAKER, 1);
        await refused();
        await consortium.connect(governance).releaseCountry(CN);
        await consortium.connect(governance).assignCountry(CN, 1);
        await refused();
      });

      it("gives the code to the successor, suspended, and nothing to the lost key", async () => {
        const { registry, authorities, maker, buyer, admittedAt, since, acceptableFrom } =
          await setUpCountersigned();
        await time.increaseTo(acceptableFrom);
        await registry.connect(buyer).acceptSuccession(MAKER);
        const until = await time.latest();
        expect(await registry.manufacturer(MAKER)).to.deep.equal([
          buyer.address,
          BigInt(Status.Suspended),
          BigInt(admittedAt),
        ]);
        expect(await registry.compromiseOf(MAKER)).to.deep.equal([BigInt(since), BigInt(until)]);
        expect((await registry.successionOf(MAKER)).account).to.equal(ZeroAddress);
        expect(await registry.isMaker(MAKER, buyer)).to.equal(true);
        expect(await registry.isMaker(MAKER, maker)).to.equal(false);
        expect(await registry.isAttester(MAKER, maker)).to.equal(false);
        await expect(registry.connect(buyer).acceptSuccession(MAKER))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoSuccession")
          .withArgs(MAKER);
        await registry.connect(authorities.CN).reinstateManufacturer(MAKER, REASON);
        await registry.requireIssuer(MODEL, buyer);
      });

      it("leaves a manufacturer revoked that was revoked before", async () => {
        const { registry, authorities, buyer, admittedAt } = await setUp();
        await registry.connect(authorities.CN).revokeManufacturer(MAKER, REASON);
        const compromise = compromiseBy(authorities, registry);
        await compromise.declare(admittedAt);
        await compromise.settle(buyer);
        expect((await registry.manufacturer(MAKER)).status).to.equal(Status.Revoked);
        await expect(registry.connect(authorities.CN).reinstateManufacturer(MAKER, REASON))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryStatusUnreachable")
          .withArgs(MAKER, Status.Revoked, Status.Active);
      });

      it("takes a mistaken declaration back by naming the present account", async () => {
        const { registry, authorities, maker, admittedAt } = await setUp();
        const compromise = compromiseBy(authorities, registry);
        await compromise.declare(admittedAt);
        await compromise.settle(maker);
        expect(await registry.isMaker(MAKER, maker)).to.equal(true);
        expect(await registry.isAttester(MAKER, maker)).to.equal(true);
      });

      it("announces and records both accounts and the standing", async () => {
        const { registry, maker, buyer, acceptableFrom } = await setUpCountersigned();
        await time.increaseTo(acceptableFrom);
        const tx = await registry.connect(buyer).acceptSuccession(MAKER);
        await expect(tx)
          .to.emit(registry, "SuccessionAccepted")
          .withArgs(MAKER, maker.address, buyer.address, Status.Suspended);
        await expectRecorded(registry, tx, {
          subject: ITS_MAKER,
          kind: Kind.SuccessionAccepted,
          actor: buyer.address,
        });
      });
    });

    describe("wasCompromised", () => {
      it("tells every moment of every compromise, its first and its last included", async () => {
        const { registry, authorities, buyer, dealer, since, acceptableFrom } =
          await setUpCountersigned();
        expect(await registry.wasCompromised(MAKER, since - 1)).to.equal(false);
        expect(await registry.wasCompromised(MAKER, since)).to.equal(true);
        expect(await registry.wasCompromised(MAKER, since + YEAR)).to.equal(true);
        await time.increaseTo(acceptableFrom);
        await registry.connect(buyer).acceptSuccession(MAKER);
        const until = await time.latest();
        expect(await registry.wasCompromised(MAKER, until)).to.equal(true);
        expect(await registry.wasCompromised(MAKER, until + 1)).to.equal(false);

        await time.increase(YEAR);
        const compromise = compromiseBy(authorities, registry);
        const again = await time.latest();
        await compromise.declare(again);
        await compromise.settle(dealer);
        expect((await registry.compromiseOf(MAKER)).since).to.equal(again);
        for (const [moment, expected] of [
          [since - 1, false],
          [since, true],
          [until, true],
          [until + 1, false],
          [again - 1, false],
          [again, true],
        ] as const) {
          expect(await registry.wasCompromised(MAKER, moment)).to.equal(expected);
        }
      });
    });
  });

  describe("registerModel", () => {
    const SECOND = code("CNUT01H2MAX0");
    const NAME = "H2 Max";
    const URI = "https://utopia.example/h2-max";

    it("refuses everyone but the account of the code's manufacturer", async () => {
      const { registry, authorities, otherMaker } = await setUp();
      await registry
        .connect(authorities.ES)
        .admitManufacturer(code("ESIB01"), otherMaker, "Iberdroide", "");
      for (const caller of [otherMaker, authorities.CN]) {
        await expect(registry.connect(caller).registerModel(SECOND, Scheme.Listed, 0, NAME, URI))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotManufacturer")
          .withArgs(MAKER, caller.address);
      }
    });

    it("refuses a code of a manufacturer that was never admitted", async () => {
      const { registry, maker } = await setUp();
      await expect(
        registry.connect(maker).registerModel(code("CNXX02H2MAX0"), Scheme.Listed, 0, NAME, URI),
      )
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotManufacturer")
        .withArgs(code("CNXX02"), maker.address);
    });

    it("refuses a malformed code, naming the first wrong position", async () => {
      const { registry, maker } = await setUp();
      for (const [wrong, position] of [
        [code("cNUT01H2MAX0"), 0],
        [code("CNUT01H2 AX0"), 8],
        [code("CNUT01H2MAX_"), 11],
        ["0x434e5554303148324d415800", 11],
      ] as const) {
        await expect(registry.connect(maker).registerModel(wrong, Scheme.Listed, 0, NAME, URI))
          .to.be.revertedWithCustomError(registry, "RobotIdInvalidModel")
          .withArgs(wrong, position);
      }
    });

    it("refuses a manufacturer that is suspended or revoked, naming its standing", async () => {
      const { registry, authorities, maker } = await setUp();
      const register = () =>
        registry.connect(maker).registerModel(SECOND, Scheme.Listed, 0, NAME, URI);
      await registry.connect(authorities.CN).suspendManufacturer(MAKER, REASON);
      await expect(register())
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerNotActive")
        .withArgs(MAKER, Status.Suspended);
      await registry.connect(authorities.CN).revokeManufacturer(MAKER, REASON);
      await expect(register())
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerNotActive")
        .withArgs(MAKER, Status.Revoked);
    });

    it("refuses a model that was registered before: its scheme never changes", async () => {
      const { registry, maker } = await setUp();
      await expect(registry.connect(maker).registerModel(MODEL, Scheme.Listed, 0, NAME, URI))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryModelExists")
        .withArgs(MODEL);
    });

    it("refuses a scheme that does not exist", async () => {
      const { registry, maker } = await setUp();
      for (const scheme of [0, 3, 255]) {
        await expect(registry.connect(maker).registerModel(SECOND, scheme, 0, NAME, URI))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryUnknownScheme")
          .withArgs(scheme);
      }
    });

    it("refuses a counter of 0 or more than 16 digits, and one of a listed model", async () => {
      const { registry, maker } = await setUp();
      for (const [scheme, width] of [
        [Scheme.Sequential, 0],
        [Scheme.Sequential, 17],
        [Scheme.Sequential, 255],
        [Scheme.Listed, 1],
      ] as const) {
        await expect(registry.connect(maker).registerModel(SECOND, scheme, width, NAME, URI))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryInvalidCounterWidth")
          .withArgs(scheme, width);
      }
    });

    it("refuses a model without a name", async () => {
      const { registry, maker } = await setUp();
      await expect(
        registry.connect(maker).registerModel(SECOND, Scheme.Listed, 0, "", URI),
      ).to.be.revertedWithCustomError(registry, "AuthorityRegistryEmptyName");
    });

    it("records the scheme, the width and since when", async () => {
      const { registry, maker, registeredAt } = await setUp();
      expect(await registry.model(MODEL)).to.deep.equal([
        BigInt(Scheme.Sequential),
        8n,
        BigInt(registeredAt),
      ]);
      for (const [text, scheme, width] of [
        ["CNUT01NARROW", Scheme.Sequential, 1],
        ["CNUT01WIDEST", Scheme.Sequential, 16],
        ["CNUT01LISTED", Scheme.Listed, 0],
      ] as const) {
        await registry.connect(maker).registerModel(code(text), scheme, width, NAME, "");
        expect(await registry.model(code(text))).to.deep.equal([
          BigInt(scheme),
          BigInt(width),
          BigInt(await time.latest()),
        ]);
      }
    });

    it("announces and records the model with all that was declared", async () => {
      const { registry, maker } = await setUp();
      const tx = await registry
        .connect(maker)
        .registerModel(SECOND, Scheme.Sequential, 12, NAME, URI);
      await expect(tx)
        .to.emit(registry, "ModelRegistered")
        .withArgs(SECOND, Scheme.Sequential, 12, NAME, URI);
      await expectRecorded(registry, tx, {
        subject: subjectOf.code(SECOND),
        kind: Kind.ModelRegistered,
        actor: maker.address,
      });
    });
  });

  describe("approveModel", () => {
    it("refuses everyone but the authority of the market, the maker's country included", async () => {
      const { registry, authorities, maker, governance, expiry } = await setUp();
      for (const caller of [authorities.CN, maker, governance]) {
        await expect(registry.connect(caller).approveModel(MODEL, ES, 3, CERTIFICATE, expiry))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
          .withArgs(ES, caller.address);
      }
    });

    it("refuses a model that was never registered", async () => {
      const { registry, authorities, expiry } = await setUp();
      const unknown = code("CNUT01NOSUCH");
      await expect(
        registry.connect(authorities.ES).approveModel(unknown, ES, 3, CERTIFICATE, expiry),
      )
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryUnknownModel")
        .withArgs(unknown);
    });

    it("refuses a level that is not one of L1 to L5", async () => {
      const { registry, approve } = await setUp();
      for (const level of [0, 6, 255]) {
        await expect(approve(level))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryUnknownLevel")
          .withArgs(level);
      }
    });

    it("refuses an expiry that is not in the future, naming the time", async () => {
      const { registry, approve } = await setUp();
      const now = (await time.latest()) + DAY;
      for (const expiry of [now, now - 1, 0]) {
        await time.setNextBlockTimestamp(now);
        await expect(approve(3, expiry))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryExpiryInPast")
          .withArgs(expiry, now);
      }
    });

    it("opens the market with level, certificate and term", async () => {
      const { registry, approve, expiry } = await setUp();
      for (const level of [1, 5]) {
        await approve(level);
        expect(await registry.approval(MODEL, ES)).to.deep.equal([
          BigInt(level),
          BigInt(await time.latest()),
          BigInt(expiry),
          0n,
          CERTIFICATE,
        ]);
      }
      expect(await registry.isApproved(MODEL, ES)).to.equal(true);
      await registry.requireApproved(MODEL, ES);
    });

    it("opens no other market", async () => {
      const { registry, approve } = await setUp();
      await approve();
      for (const country of [CN, DE, PT]) {
        expect(await registry.isApproved(MODEL, country)).to.equal(false);
      }
    });

    it("approves again what expired or was withdrawn", async () => {
      const { registry, authorities, approve, expiry } = await setUp();
      await approve();
      await registry.connect(authorities.ES).withdrawModelApproval(MODEL, ES, REASON);
      await approve(4);
      expect(await registry.isApproved(MODEL, ES)).to.equal(true);
      expect((await registry.approval(MODEL, ES)).withdrawnAt).to.equal(0);
      await time.increaseTo(expiry);
      expect(await registry.isApproved(MODEL, ES)).to.equal(false);
      await approve(4, expiry + YEAR);
      expect(await registry.isApproved(MODEL, ES)).to.equal(true);
    });

    it("announces and records the approval in full", async () => {
      const { registry, authorities, approve, expiry } = await setUp();
      const actor = authorities.ES.address;
      const tx = await approve(3);
      await expect(tx)
        .to.emit(registry, "ModelApproved")
        .withArgs(MODEL, ES, actor, 3, expiry, CERTIFICATE);
      await expectRecorded(registry, tx, { subject: ITS_MODEL, kind: Kind.ModelApproved, actor });
    });
  });

  describe("withdrawModelApproval", () => {
    it("refuses everyone but the authority of the market", async () => {
      const { registry, authorities, maker, approve } = await setUp();
      await approve();
      for (const caller of [authorities.CN, maker]) {
        await expect(registry.connect(caller).withdrawModelApproval(MODEL, ES, REASON))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
          .withArgs(ES, caller.address);
      }
    });

    it("refuses where there is no valid approval: none, withdrawn, expired", async () => {
      const { registry, authorities, approve, expiry } = await setUp();
      const withdraw = () =>
        registry.connect(authorities.ES).withdrawModelApproval(MODEL, ES, REASON);
      await expect(withdraw())
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryModelNotApproved")
        .withArgs(MODEL, ES, 0, 0);
      await approve();
      await withdraw();
      const withdrawnAt = await time.latest();
      await expect(withdraw())
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryModelNotApproved")
        .withArgs(MODEL, ES, expiry, withdrawnAt);
      await approve();
      await time.increaseTo(expiry);
      await expect(withdraw())
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryModelNotApproved")
        .withArgs(MODEL, ES, expiry, 0);
    });

    it("closes the market and keeps what was approved on record", async () => {
      const { registry, authorities, approve, expiry } = await setUp();
      await approve(3);
      const approvedAt = await time.latest();
      await registry.connect(authorities.ES).withdrawModelApproval(MODEL, ES, REASON);
      expect(await registry.approval(MODEL, ES)).to.deep.equal([
        3n,
        BigInt(approvedAt),
        BigInt(expiry),
        BigInt(await time.latest()),
        CERTIFICATE,
      ]);
      expect(await registry.isApproved(MODEL, ES)).to.equal(false);
    });

    it("announces and records the withdrawal and why", async () => {
      const { registry, authorities, approve } = await setUp();
      const actor = authorities.ES.address;
      await approve();
      const tx = await registry.connect(authorities.ES).withdrawModelApproval(MODEL, ES, REASON);
      await expect(tx)
        .to.emit(registry, "ModelApprovalWithdrawn")
        .withArgs(MODEL, ES, actor, REASON);
      await expectRecorded(registry, tx, {
        subject: ITS_MODEL,
        kind: Kind.ModelApprovalWithdrawn,
        actor,
      });
    });
  });

  describe("accredit", () => {
    it("refuses everyone but the authority of the country", async () => {
      const { registry, authorities, workshop, governance, expiry } = await setUp();
      for (const caller of [authorities.DE, workshop, governance]) {
        await expect(registry.connect(caller).accredit(workshop, Role.Workshop, ES, expiry))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
          .withArgs(ES, caller.address);
      }
    });

    it("refuses a role that does not exist", async () => {
      const { registry, accredit } = await setUp();
      for (const role of [0, 6, 255]) {
        await expect(accredit(role))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryUnknownRole")
          .withArgs(role);
      }
    });

    it("refuses the zero account", async () => {
      const { registry, authorities, expiry } = await setUp();
      await expect(
        registry.connect(authorities.ES).accredit(ZeroAddress, Role.Workshop, ES, expiry),
      ).to.be.revertedWithCustomError(registry, "AuthorityRegistryZeroAddress");
    });

    it("refuses an expiry that is not in the future, naming the time", async () => {
      const { registry, accredit } = await setUp();
      const now = (await time.latest()) + DAY;
      for (const expiry of [now, now - 1, 0]) {
        await time.setNextBlockTimestamp(now);
        await expect(accredit(Role.Workshop, expiry))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryExpiryInPast")
          .withArgs(expiry, now);
      }
    });

    it("refuses an expiry more than two years ahead, naming the latest (one ran until the year 36812: H2)", async () => {
      const { registry, workshop, accredit } = await setUp();
      const now = (await time.latest()) + DAY;
      const latest = now + 730 * DAY;
      for (const expiry of [latest + 1, 2 ** 40 - 1]) {
        await time.setNextBlockTimestamp(now);
        await expect(accredit(Role.Workshop, expiry))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryExpiryTooFar")
          .withArgs(expiry, latest);
      }
      await time.setNextBlockTimestamp(now);
      await accredit(Role.Workshop, latest);
      expect((await registry.accreditation(workshop, Role.Workshop, ES)).expiry).to.equal(latest);
    });

    for (const role of ROLES) {
      it(`accredits as ${Role[role]}, and as nothing else, there and nowhere else`, async () => {
        const { registry, workshop, stranger, accredit, expiry } = await setUp();
        await accredit(role);
        expect(await registry.accreditation(workshop, role, ES)).to.deep.equal([
          BigInt(expiry),
          2n,
          BigInt(await time.latest()),
        ]);
        expect(await registry.isAccredited(workshop, role, ES)).to.equal(true);
        await registry.requireAccredited(workshop, role, ES);
        for (const other of ROLES.filter((other) => other !== role)) {
          expect(await registry.isAccredited(workshop, other, ES)).to.equal(false);
        }
        expect(await registry.isAccredited(workshop, Role.None, ES)).to.equal(false);
        expect(await registry.isAccredited(workshop, role, DE)).to.equal(false);
        expect(await registry.isAccredited(stranger, role, ES)).to.equal(false);
      });
    }

    it("renews, prolongs and shortens", async () => {
      const { registry, workshop, accredit, expiry } = await setUp();
      for (const until of [expiry, expiry + YEAR, expiry - DAY]) {
        await accredit(Role.Workshop, until);
        const { expiry: told } = await registry.accreditation(workshop, Role.Workshop, ES);
        expect(told).to.equal(until);
      }
    });

    it("announces and records the accreditation in full, and the seat it hangs on", async () => {
      const { registry, authorities, workshop, accredit, expiry } = await setUp();
      const actor = authorities.ES.address;
      const tx = await accredit(Role.Recycler);
      await expect(tx)
        .to.emit(registry, "Accredited")
        .withArgs(workshop.address, Role.Recycler, ES, actor, 2, expiry);
      await expectRecorded(registry, tx, {
        subject: subjectOf.account(workshop),
        kind: Kind.Accredited,
        actor,
      });
    });
  });

  describe("an accreditation whose seat loses the country (it went on, and nobody could withdraw it: H2)", () => {
    async function setUpAccredited() {
      const world = await setUp();
      await world.accredit();
      const { registry, workshop } = world;
      return {
        ...world,
        counts: () => registry.isAccredited(workshop, Role.Workshop, ES),
      };
    }

    it("ends with the expulsion of the seat, and with the release of the country", async () => {
      const { registry, consortium, governance, authorities, workshop, counts, accredit } =
        await setUpAccredited();
      await consortium.connect(governance).releaseCountry(ES);
      expect(await counts()).to.equal(false);
      await consortium.connect(governance).assignCountry(ES, 2);
      await accredit();
      expect(await counts()).to.equal(true);
      await consortium.connect(governance).expelSeat(2);
      expect(await counts()).to.equal(false);
      await expect(registry.requireAccredited(workshop, Role.Workshop, ES))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAccredited")
        .withArgs(workshop.address, Role.Workshop, ES);
      expect(await registry.authorityOf(ES)).to.equal(ZeroAddress);
      expect(await consortium.seatOfAuthority(authorities.ES)).to.equal(0);
    });

    it("does not count under the country's next seat, which accredits again or does not", async () => {
      const { registry, consortium, governance, authorities, workshop, counts, expiry } =
        await setUpAccredited();
      await consortium.connect(governance).expelSeat(2);
      await consortium.connect(governance).assignCountry(ES, 3);
      expect(await counts()).to.equal(false);
      const asMexico = registry.connect(authorities.MX);
      await expect(asMexico.withdrawAccreditation(workshop, Role.Workshop, ES, REASON))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAccredited")
        .withArgs(workshop.address, Role.Workshop, ES);
      // To accredit moves nothing: it needs no tenure.
      await asMexico.accredit(workshop, Role.Workshop, ES, expiry);
      expect(await counts()).to.equal(true);
    });

    it("does not come back with the country: neither from another seat, nor given back at once", async () => {
      const { registry, consortium, governance, counts, accredit } = await setUpAccredited();
      for (const seat of [3, 2]) {
        await consortium.connect(governance).releaseCountry(ES);
        await consortium.connect(governance).assignCountry(ES, seat);
        expect(await counts()).to.equal(false);
      }
      await accredit();
      expect(await counts()).to.equal(true);
      await consortium.connect(governance).releaseCountry(ES);
      await consortium.connect(governance).assignCountry(ES, 2);
      expect(await counts()).to.equal(false);
      expect(await registry.authorityOf(ES)).not.to.equal(ZeroAddress);
    });

    it("survives a new account of the seat", async () => {
      const { authorities, stranger, moveSeat, counts } = await setUpAccredited();
      await moveSeat(authorities.ES, stranger);
      expect(await counts()).to.equal(true);
    });
  });

  describe("withdrawAccreditation", () => {
    it("refuses everyone but the authority of the country", async () => {
      const { registry, authorities, workshop, accredit } = await setUp();
      await accredit();
      for (const caller of [authorities.DE, workshop]) {
        await expect(
          registry.connect(caller).withdrawAccreditation(workshop, Role.Workshop, ES, REASON),
        )
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
          .withArgs(ES, caller.address);
      }
    });

    it("refuses a role that does not exist", async () => {
      const { registry, authorities, workshop } = await setUp();
      for (const role of [0, 6, 255]) {
        await expect(
          registry.connect(authorities.ES).withdrawAccreditation(workshop, role, ES, REASON),
        )
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryUnknownRole")
          .withArgs(role);
      }
    });

    it("refuses where there is no valid accreditation: none, withdrawn, expired", async () => {
      const { registry, authorities, workshop, accredit, expiry } = await setUp();
      const withdraw = () =>
        registry.connect(authorities.ES).withdrawAccreditation(workshop, Role.Workshop, ES, REASON);
      const expectRefused = () =>
        expect(withdraw())
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAccredited")
          .withArgs(workshop.address, Role.Workshop, ES);
      await expectRefused();
      await accredit();
      await withdraw();
      await expectRefused();
      await accredit();
      await time.increaseTo(expiry);
      await expectRefused();
    });

    it("ends the accreditation, and that one alone", async () => {
      const { registry, authorities, workshop, accredit } = await setUp();
      await accredit(Role.Workshop);
      await accredit(Role.Inspector);
      await registry
        .connect(authorities.ES)
        .withdrawAccreditation(workshop, Role.Workshop, ES, REASON);
      expect(await registry.accreditation(workshop, Role.Workshop, ES)).to.deep.equal([0n, 0n, 0n]);
      expect(await registry.isAccredited(workshop, Role.Workshop, ES)).to.equal(false);
      expect(await registry.isAccredited(workshop, Role.Inspector, ES)).to.equal(true);
    });

    it("announces and records the withdrawal and why", async () => {
      const { registry, authorities, workshop, accredit } = await setUp();
      const actor = authorities.ES.address;
      await accredit();
      const tx = await registry
        .connect(authorities.ES)
        .withdrawAccreditation(workshop, Role.Workshop, ES, REASON);
      await expect(tx)
        .to.emit(registry, "AccreditationWithdrawn")
        .withArgs(workshop.address, Role.Workshop, ES, actor, REASON);
      await expectRecorded(registry, tx, {
        subject: subjectOf.account(workshop),
        kind: Kind.AccreditationWithdrawn,
        actor,
      });
    });
  });

  describe("requireIssuer", () => {
    it("refuses a model that was never registered, to anyone", async () => {
      const { registry, maker } = await setUp();
      const unknown = code("CNUT01NOSUCH");
      for (const account of [maker.address, ZeroAddress]) {
        await expect(registry.requireIssuer(unknown, account))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryUnknownModel")
          .withArgs(unknown);
      }
    });

    it("refuses everyone but the manufacturer's account", async () => {
      const { registry, authorities } = await setUp();
      for (const account of [authorities.CN.address, ZeroAddress]) {
        await expect(registry.requireIssuer(MODEL, account))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotManufacturer")
          .withArgs(MAKER, account);
      }
    });

    it("refuses a manufacturer that is suspended or revoked, naming its standing", async () => {
      const { registry, authorities, maker } = await setUp();
      const authority = registry.connect(authorities.CN);
      await authority.suspendManufacturer(MAKER, REASON);
      await expect(registry.requireIssuer(MODEL, maker))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerNotActive")
        .withArgs(MAKER, Status.Suspended);
      await authority.reinstateManufacturer(MAKER, REASON);
      await registry.requireIssuer(MODEL, maker);
      await authority.revokeManufacturer(MAKER, REASON);
      await expect(registry.requireIssuer(MODEL, maker))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryManufacturerNotActive")
        .withArgs(MAKER, Status.Revoked);
    });

    it("passes the manufacturer's account and tells the scheme", async () => {
      const { registry, maker, registeredAt } = await setUp();
      expect(await registry.requireIssuer(MODEL, maker)).to.deep.equal([
        BigInt(Scheme.Sequential),
        8n,
        BigInt(registeredAt),
      ]);
    });

    it("reads two slots of storage, one of the model and one of the manufacturer", async () => {
      const { registry, maker } = await setUp();
      const data = registry.interface.encodeFunctionData("requireIssuer", [MODEL, maker.address]);
      const { structLogs } = await ethers.provider.send("debug_traceCall", [
        { from: maker.address, to: await registry.getAddress(), data },
        "latest",
      ]);
      const loads = structLogs.filter(({ op }: { op: string }) => op === "SLOAD");
      expect(loads).to.have.lengthOf(2);
    });

    it("survives the expulsion of the seat that admitted the manufacturer", async () => {
      const { registry, consortium, governance, maker } = await setUp();
      await consortium.connect(governance).expelSeat(1);
      await registry.requireIssuer(MODEL, maker);
    });
  });

  describe("requireApproved", () => {
    it("refuses a market where the model was never approved", async () => {
      const { registry } = await setUp();
      await expect(registry.requireApproved(MODEL, ES))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryModelNotApproved")
        .withArgs(MODEL, ES, 0, 0);
    });

    it("refuses from the second of the expiry on", async () => {
      const { registry, approve, expiry } = await setUp();
      await approve();
      await time.increaseTo(expiry - 1);
      await registry.requireApproved(MODEL, ES);
      await time.increaseTo(expiry);
      await expect(registry.requireApproved(MODEL, ES))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryModelNotApproved")
        .withArgs(MODEL, ES, expiry, 0);
    });

    it("refuses a withdrawn approval, naming when it was withdrawn", async () => {
      const { registry, authorities, approve, expiry } = await setUp();
      await approve();
      await registry.connect(authorities.ES).withdrawModelApproval(MODEL, ES, REASON);
      await expect(registry.requireApproved(MODEL, ES))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryModelNotApproved")
        .withArgs(MODEL, ES, expiry, await time.latest());
    });
  });

  describe("requireApproved, for a market that no seat answers for", () => {
    it("refuses: a robot moved there would have no authority and no orders (M5)", async () => {
      const { registry, consortium, governance, approve } = await setUp();
      await approve();
      await consortium.connect(governance).expelSeat(2);
      await expect(registry.requireApproved(MODEL, ES))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryCountryUnassigned")
        .withArgs(ES);
      // The approval itself is as it was, for the next seat to keep or withdraw.
      expect(await registry.isApproved(MODEL, ES)).to.equal(true);
      await consortium.connect(governance).assignCountry(ES, 3);
      await registry.requireApproved(MODEL, ES);
    });
  });

  describe("requireTenuredAuthority", () => {
    it("refuses everyone but the country's authority", async () => {
      const { registry, authorities } = await setUp();
      await registry.requireTenuredAuthority(ES, authorities.ES);
      for (const [country, account] of [
        [ES, authorities.DE.address],
        [PT, ZeroAddress],
      ] as const) {
        await expect(registry.requireTenuredAuthority(country, account))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
          .withArgs(country, account);
      }
    });

    it("refuses a seat that took a country over until the tenure has passed, naming when", async () => {
      const { registry, consortium, governance, authorities } = await setUp();
      await consortium.connect(governance).releaseCountry(ES);
      await consortium.connect(governance).assignCountry(ES, 4);
      const actsFrom = (await time.latest()) + TENURE;
      await registry.requireAuthority(ES, authorities.DE);
      await time.increaseTo(actsFrom - 1);
      await expect(registry.requireTenuredAuthority(ES, authorities.DE))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoTenure")
        .withArgs(ES, 4, actsFrom);
      await time.increaseTo(actsFrom);
      await registry.requireTenuredAuthority(ES, authorities.DE);
    });
  });

  describe("requireAccredited", () => {
    it("refuses an account without accreditation", async () => {
      const { registry, workshop } = await setUp();
      await expect(registry.requireAccredited(workshop, Role.Insurer, ES))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAccredited")
        .withArgs(workshop.address, Role.Insurer, ES);
    });

    it("refuses from the second of the expiry on", async () => {
      const { registry, workshop, accredit, expiry } = await setUp();
      await accredit();
      await time.increaseTo(expiry - 1);
      await registry.requireAccredited(workshop, Role.Workshop, ES);
      await time.increaseTo(expiry);
      await expect(registry.requireAccredited(workshop, Role.Workshop, ES))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAccredited")
        .withArgs(workshop.address, Role.Workshop, ES);
    });
  });

  describe("requireRecyclerSince", () => {
    it("refuses an account that is no recycler there, whenever it took something in", async () => {
      const { registry, workshop } = await setUp();
      await expect(registry.requireRecyclerSince(workshop, ES, await time.latest()))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAccredited")
        .withArgs(workshop.address, Role.Recycler, ES);
    });

    it("refuses what was taken in before the country changed seats, its very second included, until the tenure has passed", async () => {
      const { registry, consortium, governance, authorities, workshop } = await setUp();
      await consortium.connect(governance).releaseCountry(ES);
      await consortium.connect(governance).assignCountry(ES, 4);
      const { since, actsFrom } = await consortium.tenancyOf(ES);
      await registry
        .connect(authorities.DE)
        .accredit(workshop, Role.Recycler, ES, (await time.latest()) + YEAR);
      const refused = async () =>
        await expect(registry.requireRecyclerSince(workshop, ES, since))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNoTenure")
          .withArgs(ES, 4, actsFrom);
      await refused();
      await registry.requireRecyclerSince(workshop, ES, since + 1n);
      await time.increaseTo(actsFrom - 1n);
      await refused();
      await time.increaseTo(actsFrom);
      await registry.requireRecyclerSince(workshop, ES, since);
    });
  });

  describe("requireAuthority", () => {
    it("refuses everyone but the account that acts for the country", async () => {
      const { registry, authorities } = await setUp();
      await expect(registry.requireAuthority(ES, authorities.DE))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
        .withArgs(ES, authorities.DE.address);
    });

    it("refuses everyone for a country without a seat, the zero account included", async () => {
      const { registry, authorities } = await setUp();
      for (const account of [authorities.ES.address, ZeroAddress]) {
        await expect(registry.requireAuthority(PT, account))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
          .withArgs(PT, account);
      }
    });

    it("follows the consortium at once", async () => {
      const { registry, consortium, governance, authorities, stranger, moveSeat } = await setUp();
      await registry.requireAuthority(ES, authorities.ES);
      expect(await registry.authorityOf(ES)).to.equal(authorities.ES);
      await moveSeat(authorities.ES, stranger);
      expect(await registry.authorityOf(ES)).to.equal(stranger);
      await consortium.connect(governance).expelSeat(2);
      expect(await registry.authorityOf(ES)).to.equal(ZeroAddress);
      await expect(registry.requireAuthority(ES, stranger))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
        .withArgs(ES, stranger.address);
    });
  });

  describe("lookups of what is not there", () => {
    it("answer zero, none or false instead of failing", async () => {
      const { registry, stranger } = await setUp();
      expect(await registry.manufacturer(code("CNXX02"))).to.deep.equal([ZeroAddress, 0n, 0n]);
      expect(await registry.accountOf(code("CNXX02"))).to.equal(ZeroAddress);
      expect(await registry.proposedManufacturerAccount(code("CNXX02"))).to.equal(ZeroAddress);
      expect(await registry.model(code("CNUT01NOSUCH"))).to.deep.equal([0n, 0n, 0n]);
      expect(await registry.approval(MODEL, PT)).to.deep.equal([0n, 0n, 0n, 0n, ethers.ZeroHash]);
      expect(await registry.accreditation(stranger, Role.Insurer, PT)).to.deep.equal([0n, 0n, 0n]);
      expect(await registry.compromiseOf(MAKER)).to.deep.equal([0n, 0n]);
      expect(await registry.wasCompromised(MAKER, await time.latest())).to.equal(false);
      expect(await registry.successionOf(MAKER)).to.deep.equal([ZeroAddress, 0n, 0n, 0n, 0n, 0n]);
      expect(await registry.authorityOf(PT)).to.equal(ZeroAddress);
    });
  });

  describe("governance", () => {
    it("reaches nothing in here: no access manager, no owner", async () => {
      const { registry } = await setUp();
      for (const entry of [
        "authority",
        "setAuthority",
        "owner",
        "transferOwnership",
        "grantRole",
      ]) {
        expect(registry.interface.hasFunction(entry)).to.equal(false);
      }
    });
  });
});
