import { expect } from "chai";
import { code } from "../../fixtures/codes.js";
import { authorityFixture } from "../../fixtures/consortium.js";
import { type Connection, createNetwork, DAY, YEAR } from "../../fixtures/network.js";

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

enum Status {
  None,
  Active,
  Suspended,
  Revoked,
}
enum Scheme {
  None,
  Sequential,
  Listed,
}
enum Role {
  None,
  Workshop,
  Inspector,
  Recycler,
  Insurer,
  Investigator,
}
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

const setUp = () => loadFixture(registerFixture);

describe("AuthorityRegistry", () => {
  describe("constructor", () => {
    it("refuses to be tied to nothing", async () => {
      const { registry } = await setUp();
      await expect(
        ethers.deployContract("AuthorityRegistry", [ZeroAddress]),
      ).to.be.revertedWithCustomError(registry, "AuthorityRegistryZeroAddress");
    });

    it("names its consortium", async () => {
      const { registry, consortium } = await setUp();
      expect(await registry.consortium()).to.equal(consortium);
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

    it("refuses an account that acts for another manufacturer, naming which", async () => {
      const { registry, authorities, maker } = await setUp();
      await expect(
        registry.connect(authorities.ES).admitManufacturer(code("ESIB01"), maker, NAME, CONTACT),
      )
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryAccountTaken")
        .withArgs(maker.address, MAKER);
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
      expect(await registry.manufacturerOf(maker)).to.equal(MAKER);
      expect(await registry.proposedManufacturerAccount(MAKER)).to.equal(ZeroAddress);
    });

    it("lets the seat that took a country over admit in it, and no longer the former one", async () => {
      const { registry, consortium, governance, authorities, otherMaker } = await setUp();
      await consortium.connect(governance).expelSeat(2);
      await consortium.connect(governance).assignCountry(ES, 3);
      const admit = (caller: typeof authorities.ES) =>
        registry.connect(caller).admitManufacturer(code("ESIB01"), otherMaker, NAME, CONTACT);
      await expect(admit(authorities.ES))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotAuthority")
        .withArgs(ES, authorities.ES.address);
      await admit(authorities.MX);
      expect(await registry.accountOf(code("ESIB01"))).to.equal(otherMaker);
    });

    it("announces the manufacturer, who admitted it, its name and where to reach it", async () => {
      const { registry, authorities, otherMaker } = await setUp();
      await expect(
        registry
          .connect(authorities.ES)
          .admitManufacturer(code("ESIB01"), otherMaker, NAME, CONTACT),
      )
        .to.emit(registry, "ManufacturerAdmitted")
        .withArgs(code("ESIB01"), otherMaker.address, authorities.ES.address, NAME, CONTACT);
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

      for (const status of [Status.Active, Status.Suspended, Status.Revoked]) {
        if ((from as readonly Status[]).includes(status)) {
          it(`leads from ${Status[status]} to ${Status[to]}, and changes nothing else`, async () => {
            const { registry, authorities, maker, admittedAt } = await setUpWith(status);
            await registry.connect(authorities.CN)[change](MAKER, REASON);
            expect(await registry.manufacturer(MAKER)).to.deep.equal([
              maker.address,
              BigInt(to),
              BigInt(admittedAt),
            ]);
            expect(await registry.manufacturerOf(maker)).to.equal(MAKER);
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

      it("announces the standing, who decided and why", async () => {
        const { registry, authorities } = await setUpWith(from[0]);
        await expect(registry.connect(authorities.CN)[change](MAKER, REASON))
          .to.emit(registry, "ManufacturerStatusChanged")
          .withArgs(MAKER, to, authorities.CN.address, REASON);
      });
    });
  }

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

    it("refuses an account that acts for a manufacturer, its own included", async () => {
      const { registry, authorities, maker, otherMaker } = await setUp();
      await registry
        .connect(authorities.ES)
        .admitManufacturer(code("ESIB01"), otherMaker, "Iberdroide", "");
      for (const [taken, id] of [
        [otherMaker, code("ESIB01")],
        [maker, MAKER],
      ] as const) {
        await expect(registry.connect(maker).proposeManufacturerAccount(MAKER, taken))
          .to.be.revertedWithCustomError(registry, "AuthorityRegistryAccountTaken")
          .withArgs(taken.address, id);
      }
    });

    it("names the next account and hands nothing over yet", async () => {
      const { registry, maker, otherMaker } = await setUp();
      await registry.connect(maker).proposeManufacturerAccount(MAKER, otherMaker);
      expect(await registry.proposedManufacturerAccount(MAKER)).to.equal(otherMaker);
      expect(await registry.accountOf(MAKER)).to.equal(maker);
      expect(await registry.manufacturerOf(otherMaker)).to.equal("0x000000000000");
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

    it("announces the account, and zero where the naming is taken back", async () => {
      const { registry, maker, otherMaker } = await setUp();
      for (const account of [otherMaker.address, ZeroAddress]) {
        await expect(registry.connect(maker).proposeManufacturerAccount(MAKER, account))
          .to.emit(registry, "ManufacturerAccountProposed")
          .withArgs(MAKER, account);
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

    it("refuses an account that was admitted for another manufacturer in the meantime", async () => {
      const { registry, authorities, otherMaker } = await setUpProposed();
      await registry
        .connect(authorities.ES)
        .admitManufacturer(code("ESIB01"), otherMaker, "Iberdroide", "");
      await expect(registry.connect(otherMaker).acceptManufacturerAccount(MAKER))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryAccountTaken")
        .withArgs(otherMaker.address, code("ESIB01"));
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
      expect(await registry.manufacturerOf(otherMaker)).to.equal(MAKER);
      expect(await registry.manufacturerOf(maker)).to.equal("0x000000000000");
      expect(await registry.proposedManufacturerAccount(MAKER)).to.equal(ZeroAddress);
      await registry.requireIssuer(MODEL, otherMaker);
      await expect(registry.requireIssuer(MODEL, maker))
        .to.be.revertedWithCustomError(registry, "AuthorityRegistryNotManufacturer")
        .withArgs(MAKER, maker.address);
    });

    it("sets the previous account free for another manufacturer", async () => {
      const { registry, authorities, maker, otherMaker } = await setUpProposed();
      await registry.connect(otherMaker).acceptManufacturerAccount(MAKER);
      await registry
        .connect(authorities.ES)
        .admitManufacturer(code("ESIB01"), maker, "Iberdroide", "");
      expect(await registry.manufacturerOf(maker)).to.equal(code("ESIB01"));
    });

    it("announces both accounts", async () => {
      const { registry, maker, otherMaker } = await setUpProposed();
      await expect(registry.connect(otherMaker).acceptManufacturerAccount(MAKER))
        .to.emit(registry, "ManufacturerAccountRotated")
        .withArgs(MAKER, maker.address, otherMaker.address);
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

    it("announces the model with all that was declared", async () => {
      const { registry, maker } = await setUp();
      await expect(registry.connect(maker).registerModel(SECOND, Scheme.Sequential, 12, NAME, URI))
        .to.emit(registry, "ModelRegistered")
        .withArgs(SECOND, Scheme.Sequential, 12, NAME, URI);
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

    it("approves anew what expired or was withdrawn", async () => {
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

    it("announces the approval in full", async () => {
      const { registry, authorities, approve, expiry } = await setUp();
      await expect(approve(3))
        .to.emit(registry, "ModelApproved")
        .withArgs(MODEL, ES, authorities.ES.address, 3, expiry, CERTIFICATE);
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

    it("announces the withdrawal and why", async () => {
      const { registry, authorities, approve } = await setUp();
      await approve();
      await expect(registry.connect(authorities.ES).withdrawModelApproval(MODEL, ES, REASON))
        .to.emit(registry, "ModelApprovalWithdrawn")
        .withArgs(MODEL, ES, authorities.ES.address, REASON);
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

    for (const role of ROLES) {
      it(`accredits as ${Role[role]}, and as nothing else, there and nowhere else`, async () => {
        const { registry, workshop, stranger, accredit, expiry } = await setUp();
        await accredit(role);
        expect(await registry.accreditationExpiry(workshop, role, ES)).to.equal(expiry);
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
        expect(await registry.accreditationExpiry(workshop, Role.Workshop, ES)).to.equal(until);
      }
    });

    it("announces the accreditation in full", async () => {
      const { registry, authorities, workshop, accredit, expiry } = await setUp();
      await expect(accredit(Role.Recycler))
        .to.emit(registry, "Accredited")
        .withArgs(workshop.address, Role.Recycler, ES, authorities.ES.address, expiry);
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
      expect(await registry.accreditationExpiry(workshop, Role.Workshop, ES)).to.equal(0);
      expect(await registry.isAccredited(workshop, Role.Workshop, ES)).to.equal(false);
      expect(await registry.isAccredited(workshop, Role.Inspector, ES)).to.equal(true);
    });

    it("announces the withdrawal and why", async () => {
      const { registry, authorities, workshop, accredit } = await setUp();
      await accredit();
      await expect(
        registry.connect(authorities.ES).withdrawAccreditation(workshop, Role.Workshop, ES, REASON),
      )
        .to.emit(registry, "AccreditationWithdrawn")
        .withArgs(workshop.address, Role.Workshop, ES, authorities.ES.address, REASON);
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
      const { registry, consortium, governance, authorities, stranger } = await setUp();
      await registry.requireAuthority(ES, authorities.ES);
      expect(await registry.authorityOf(ES)).to.equal(authorities.ES);
      await consortium.connect(authorities.ES).rotateAuthority(stranger);
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
      expect(await registry.manufacturerOf(stranger)).to.equal("0x000000000000");
      expect(await registry.manufacturerOf(ZeroAddress)).to.equal("0x000000000000");
      expect(await registry.proposedManufacturerAccount(code("CNXX02"))).to.equal(ZeroAddress);
      expect(await registry.model(code("CNUT01NOSUCH"))).to.deep.equal([0n, 0n, 0n]);
      expect(await registry.approval(MODEL, PT)).to.deep.equal([0n, 0n, 0n, 0n, ethers.ZeroHash]);
      expect(await registry.accreditationExpiry(stranger, Role.Insurer, PT)).to.equal(0);
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
