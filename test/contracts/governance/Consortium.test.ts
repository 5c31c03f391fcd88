import { code } from "@openrobotid/testkit/codes";
import {
  consortiumFixture,
  FOUNDERS,
  nodeOf,
  ROTATION_DELAY,
  TENURE,
  validatorOf,
} from "@openrobotid/testkit/consortium";
import { ConsortiumKind as Kind } from "@openrobotid/testkit/enums";
import { expectLogFolds, expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import { createNetwork, DAY } from "@openrobotid/testkit/network";
import { expect } from "chai";
import type { Addressable } from "ethers";
import type { Consortium } from "../../../types/index.js";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;

/** Enough for anything here: what is sent into one block is not estimated, since it may fail. */
const GAS = { gasLimit: 1_000_000 };

/** Sends transactions into one block, and says of each whether it passed. */
async function inOneBlock(...sends: (() => Promise<{ hash: string }>)[]): Promise<boolean[]> {
  await ethers.provider.send("evm_setAutomine", [false]);
  const sent = [];
  for (const send of sends) sent.push(await send());
  await networkHelpers.mine();
  await ethers.provider.send("evm_setAutomine", [true]);
  const receipts = await Promise.all(
    sent.map(({ hash }) => ethers.provider.getTransactionReceipt(hash)),
  );
  return receipts.map((receipt) => receipt?.status === 1);
}
const { ZeroAddress } = ethers;

/** Number of a seat that was never given. */
const UNKNOWN = 99n;

const { number: seatSubject, code: countrySubject } = subjectOf;

let inUse: Consortium | undefined;

async function setUp() {
  const world = await loadFixture(consortiumFixture);
  inUse = world.consortium;
  const candidate = {
    name: "Nordisk Robotregister",
    authority: world.newcomer.address,
    recovery: world.dealer.address,
    validator: validatorOf(ethers, "SE"),
    countries: [code("SE"), code("NO")],
  };
  return { ...world, candidate };
}

/** What the consortium promises of a seat that is held, all of it. */
async function expectHeld(
  { consortium }: Awaited<ReturnType<typeof setUp>>,
  seat: bigint,
  {
    name,
    authority,
    recovery = ZeroAddress,
    validator,
    countries,
    admittedAt,
  }: {
    name: string;
    authority: string;
    recovery?: string;
    validator: string;
    countries: string[];
    admittedAt?: number;
  },
) {
  const held = await consortium.seatOf(seat);
  expect(held.name).to.equal(name);
  expect(held.authority).to.equal(authority);
  expect(held.recovery).to.equal(recovery);
  expect(held.validator).to.equal(validator);
  if (admittedAt !== undefined) expect(held.admittedAt).to.equal(admittedAt);
  expect(held.departedAt).to.equal(0);
  expect(await consortium.seatOfAuthority(authority)).to.equal(seat);
  expect(await consortium.seatOfValidator(validator)).to.equal(seat);
  expect(await consortium.countriesOf(seat)).to.have.members(countries);
  for (const country of countries) {
    expect(await consortium.seatOfCountry(country)).to.equal(seat);
    expect(await consortium.authorityOf(country)).to.equal(authority);
  }
  expect(await consortium.getValidators()).to.include(validator);
  expect(await consortium.getVotes(authority)).to.equal(1);
  expect(await consortium.delegates(authority)).to.equal(authority);
}

/** What it promises of a seat that is not held any more. */
async function expectDeparted(
  { consortium }: Awaited<ReturnType<typeof setUp>>,
  seat: bigint,
  {
    authority,
    validator,
    countries,
    departedAt,
  }: {
    authority: string;
    validator: string;
    countries: string[];
    departedAt: number;
  },
) {
  const departed = await consortium.seatOf(seat);
  expect(departed.authority).to.equal(authority);
  expect(departed.validator).to.equal(validator);
  expect(departed.departedAt).to.equal(departedAt);
  expect(await consortium.seatOfAuthority(authority)).to.equal(0);
  expect(await consortium.seatOfValidator(validator)).to.equal(0);
  expect(await consortium.countriesOf(seat)).to.deep.equal([]);
  for (const country of countries) {
    expect(await consortium.seatOfCountry(country)).to.equal(0);
    expect(await consortium.authorityOf(country)).to.equal(ZeroAddress);
  }
  expect(await consortium.getValidators()).not.to.include(validator);
  expect(await consortium.getVotes(authority)).to.equal(0);
  expect(await consortium.delegates(authority)).to.equal(ZeroAddress);
}

describe("Consortium", () => {
  // Whatever a test did: its events fold to the heads that the contract keeps, the founding included.
  afterEach(async () => {
    if (inUse) await expectLogFolds(inUse);
    inUse = undefined;
  });

  describe("constructor", () => {
    const founder = {
      name: "Beihu Centre for Humanoid Standards",
      authority: validatorOf(ethers, "an account"),
      recovery: ZeroAddress,
      validator: validatorOf(ethers, "CN"),
      countries: [code("CN")],
    };

    const found = (
      founders: (typeof founder)[],
      {
        accessManager,
        tenure = TENURE,
        rotationDelay = ROTATION_DELAY,
      }: { accessManager: Addressable; tenure?: number; rotationDelay?: number },
    ) => ethers.deployContract("Consortium", [accessManager, founders, tenure, rotationDelay]);

    it("refuses an access manager that is no contract, for nobody could ever govern", async () => {
      const { consortium, stranger } = await setUp();
      await expect(found([founder], { accessManager: stranger }))
        .to.be.revertedWithCustomError(consortium, "AccessManagedInvalidAuthority")
        .withArgs(stranger.address);
    });

    it("refuses an empty founding list, for the chain would have no validator", async () => {
      const { consortium, accessManager } = await setUp();
      await expect(found([], { accessManager })).to.be.revertedWithCustomError(
        consortium,
        "ConsortiumNoSeats",
      );
    });

    it("examines founders as it examines later candidates", async () => {
      const { consortium, accessManager } = await setUp();
      await expect(found([founder, founder], { accessManager }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumAuthorityTaken")
        .withArgs(founder.authority, 1);
    });

    it("refuses a founder whose recovery key is its account", async () => {
      const { consortium, accessManager } = await setUp();
      const careless = { ...founder, recovery: founder.authority };
      await expect(found([careless], { accessManager }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumRecoveryIsAuthority")
        .withArgs(0, founder.authority);
    });

    it("refuses a tenure or a delay of less than a day, which nobody would notice", async () => {
      const { consortium, accessManager } = await setUp();
      for (const [tenure, rotationDelay] of [
        [DAY - 1, DAY],
        [DAY, DAY - 1],
      ]) {
        await expect(found([founder], { accessManager, tenure, rotationDelay }))
          .to.be.revertedWithCustomError(consortium, "ConsortiumPeriodTooShort")
          .withArgs(DAY - 1, DAY);
      }
      const shortest = await found([founder], { accessManager, tenure: DAY, rotationDelay: DAY });
      expect(await shortest.tenure()).to.equal(DAY);
    });

    it("keeps its periods for ever", async () => {
      const { consortium } = await setUp();
      expect(await consortium.tenure()).to.equal(TENURE);
      expect(await consortium.rotationDelay()).to.equal(ROTATION_DELAY);
    });

    it("seats the founders in order, each with its vote, validator and country", async () => {
      const world = await setUp();
      for (const [index, { name, country }] of FOUNDERS.entries()) {
        await expectHeld(world, BigInt(index + 1), {
          name,
          authority: world.authorities[country].address,
          recovery: country === "CN" ? world.recovery.address : ZeroAddress,
          validator: validatorOf(ethers, country),
          countries: [code(country)],
        });
      }
      const { consortium, accessManager } = world;
      expect(await consortium.seatCount()).to.equal(4);
      expect(await consortium.getValidators()).to.deep.equal(
        FOUNDERS.map(({ country }) => validatorOf(ethers, country)),
      );
      expect(await consortium.authority()).to.equal(accessManager);
    });

    it("accepts a single founder, without a country", async () => {
      const { accessManager } = await setUp();
      const alone = await found([{ ...founder, countries: [] }], { accessManager });
      expect(await alone.getValidators()).to.deep.equal([founder.validator]);
      expect(await alone.countriesOf(1)).to.deep.equal([]);
    });

    it("announces and records every founder and its country, with no actor", async () => {
      const { consortium, authorities, recovery } = await setUp();
      const deployment = consortium.deploymentTransaction();
      const foundedAt = (await deployment?.getBlock())?.timestamp;
      for (const [index, { name, country }] of FOUNDERS.entries()) {
        await expect(deployment)
          .to.emit(consortium, "SeatAdmitted")
          .withArgs(
            index + 1,
            authorities[country].address,
            validatorOf(ethers, country),
            country === "CN" ? recovery.address : ZeroAddress,
            name,
          )
          .and.to.emit(consortium, "CountryAssigned")
          .withArgs(code(country), index + 1, foundedAt, foundedAt);
      }
      await expectRecorded(
        consortium,
        deployment,
        { subject: ethers.ZeroHash, kind: Kind.ManagerSet, actor: ZeroAddress },
        ...FOUNDERS.flatMap(({ country }, index) => [
          { subject: seatSubject(index + 1), kind: Kind.SeatAdmitted, actor: ZeroAddress },
          {
            subject: countrySubject(code(country)),
            kind: Kind.CountryAssigned,
            actor: ZeroAddress,
          },
        ]),
      );
      expect((await consortium.log()).count).to.equal(9);
    });
  });

  describe("setAuthority", () => {
    it("leaves an entry: who governs never changes beside the log", async () => {
      const { consortium, accessManager, governance, timelock } = await setUp();
      const next = await ethers.deployContract("AccessManager", [timelock]);
      const tx = await accessManager.connect(governance).updateAuthority(consortium, next);
      await expect(tx).to.emit(consortium, "AuthorityUpdated").withArgs(next);
      const actor = await accessManager.getAddress();
      await expectRecorded(consortium, tx, {
        subject: ethers.ZeroHash,
        kind: Kind.ManagerSet,
        actor,
      });
    });
  });

  describe("admitSeat", () => {
    it("refuses anyone but governance", async () => {
      const { consortium, authorities, stranger, candidate } = await setUp();
      for (const caller of [authorities.CN, stranger]) {
        await expect(consortium.connect(caller).admitSeat(candidate))
          .to.be.revertedWithCustomError(consortium, "AccessManagedUnauthorized")
          .withArgs(caller.address);
      }
    });

    it("refuses a seat without a name", async () => {
      const { consortium, governance, candidate } = await setUp();
      await expect(
        consortium.connect(governance).admitSeat({ ...candidate, name: "" }),
      ).to.be.revertedWithCustomError(consortium, "ConsortiumEmptyName");
    });

    it("refuses a zero account and a zero validator", async () => {
      const { consortium, governance, candidate } = await setUp();
      for (const missing of [{ authority: ZeroAddress }, { validator: ZeroAddress }]) {
        await expect(
          consortium.connect(governance).admitSeat({ ...candidate, ...missing }),
        ).to.be.revertedWithCustomError(consortium, "ConsortiumZeroAddress");
      }
    });

    it("refuses an account that acts for a seat already, naming the seat", async () => {
      const { consortium, governance, authorities, candidate } = await setUp();
      const authority = authorities.MX.address;
      await expect(consortium.connect(governance).admitSeat({ ...candidate, authority }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumAuthorityTaken")
        .withArgs(authority, 3);
    });

    it("refuses a recovery key that is the account itself", async () => {
      const { consortium, governance, candidate } = await setUp();
      const recovery = candidate.authority;
      await expect(consortium.connect(governance).admitSeat({ ...candidate, recovery }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumRecoveryIsAuthority")
        .withArgs(0, recovery);
    });

    it("refuses the validator of another seat, naming the seat", async () => {
      const { consortium, governance, candidate } = await setUp();
      const validator = validatorOf(ethers, "ES");
      await expect(consortium.connect(governance).admitSeat({ ...candidate, validator }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorTaken")
        .withArgs(validator, 2);
    });

    it("refuses a country of another seat, naming the seat", async () => {
      const { consortium, governance, candidate } = await setUp();
      const countries = [code("SE"), code("DE")];
      await expect(consortium.connect(governance).admitSeat({ ...candidate, countries }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumCountryTaken")
        .withArgs(code("DE"), 4);
    });

    it("refuses a country listed twice", async () => {
      const { consortium, governance, candidate } = await setUp();
      const countries = [code("SE"), code("SE")];
      await expect(consortium.connect(governance).admitSeat({ ...candidate, countries }))
        .to.be.revertedWithCustomError(consortium, "ConsortiumCountryTaken")
        .withArgs(code("SE"), 5);
    });

    it("refuses a country that is not two upper-case letters", async () => {
      const { consortium, governance, candidate } = await setUp();
      for (const wrong of [code("se"), code("S3"), "0x0000"]) {
        await expect(consortium.connect(governance).admitSeat({ ...candidate, countries: [wrong] }))
          .to.be.revertedWithCustomError(consortium, "RobotIdInvalidCountry")
          .withArgs(wrong);
      }
    });

    it("seats the candidate with one vote, one validator and its countries", async () => {
      const world = await setUp();
      const { consortium, governance, candidate } = world;
      expect(await consortium.connect(governance).admitSeat.staticCall(candidate)).to.equal(5);
      await consortium.connect(governance).admitSeat(candidate);
      const admittedAt = await time.latest();
      await expectHeld(world, 5n, { ...candidate, admittedAt });
      expect(await consortium.seatCount()).to.equal(5);
      expect(await consortium.getValidators()).to.have.lengthOf(5);
      await time.increase(1);
      expect(await consortium.getPastTotalSupply(admittedAt)).to.equal(5);
      expect(await consortium.getPastTotalSupply(admittedAt - 1)).to.equal(4);
    });

    it("readmits under a new number who left before", async () => {
      const world = await setUp();
      const { consortium, governance, authorities } = world;
      await consortium.connect(authorities.MX).resignSeat();
      const back = {
        name: "Centro Mexicano de Identidad Robótica",
        authority: authorities.MX.address,
        recovery: ZeroAddress,
        validator: validatorOf(ethers, "MX"),
        countries: [code("MX")],
      };
      await consortium.connect(governance).admitSeat(back);
      await expectHeld(world, 5n, back);
      expect((await consortium.seatOf(3)).departedAt).not.to.equal(0);
    });

    it("announces and records the seat, its vote and its countries", async () => {
      const { consortium, governance, candidate } = await setUp();
      const { name, authority, recovery, validator, countries } = candidate;
      const admission = await consortium.connect(governance).admitSeat(candidate);
      const now = await time.latest();
      await expect(admission)
        .to.emit(consortium, "SeatAdmitted")
        .withArgs(5, authority, validator, recovery, name)
        .and.to.emit(consortium, "DelegateChanged")
        .withArgs(authority, ZeroAddress, authority)
        .and.to.emit(consortium, "DelegateVotesChanged")
        .withArgs(authority, 0, 1)
        .and.to.emit(consortium, "CountryAssigned")
        .withArgs(countries[0], 5, now, now)
        .and.to.emit(consortium, "CountryAssigned")
        .withArgs(countries[1], 5, now, now);
      const actor = governance.address;
      await expectRecorded(
        consortium,
        admission,
        { subject: seatSubject(5), kind: Kind.SeatAdmitted, actor },
        ...countries.map((country) => ({
          subject: countrySubject(country),
          kind: Kind.CountryAssigned,
          actor,
        })),
      );
    });
  });

  describe("expelSeat", () => {
    it("refuses anyone but governance", async () => {
      const { consortium, authorities } = await setUp();
      await expect(consortium.connect(authorities.CN).expelSeat(2))
        .to.be.revertedWithCustomError(consortium, "AccessManagedUnauthorized")
        .withArgs(authorities.CN.address);
    });

    it("refuses a number that was never given, and zero", async () => {
      const { consortium, governance } = await setUp();
      for (const seat of [0n, UNKNOWN]) {
        await expect(consortium.connect(governance).expelSeat(seat))
          .to.be.revertedWithCustomError(consortium, "ConsortiumUnknownSeat")
          .withArgs(seat);
      }
    });

    it("refuses a seat that is gone", async () => {
      const { consortium, governance } = await setUp();
      await consortium.connect(governance).expelSeat(2);
      await expect(consortium.connect(governance).expelSeat(2))
        .to.be.revertedWithCustomError(consortium, "ConsortiumUnknownSeat")
        .withArgs(2);
    });

    it("refuses to expel the last seat, for the chain would have no validator", async () => {
      const { consortium, governance } = await setUp();
      for (const seat of [4, 1, 3]) await consortium.connect(governance).expelSeat(seat);
      await expect(consortium.connect(governance).expelSeat(2))
        .to.be.revertedWithCustomError(consortium, "ConsortiumLastSeat")
        .withArgs(2);
      expect(await consortium.getValidators()).to.deep.equal([validatorOf(ethers, "ES")]);
    });

    it("takes the vote, the validator and all countries, and keeps the record", async () => {
      const world = await setUp();
      const { consortium, governance, authorities } = world;
      await consortium.connect(governance).assignCountry(code("PT"), 2);
      await consortium.connect(governance).assignCountry(code("AD"), 2);
      await consortium.connect(governance).expelSeat(2);
      const departedAt = await time.latest();
      await expectDeparted(world, 2n, {
        authority: authorities.ES.address,
        validator: validatorOf(ethers, "ES"),
        countries: [code("ES"), code("PT"), code("AD")],
        departedAt,
      });
      expect(await consortium.seatCount()).to.equal(3);
      expect(await consortium.getValidators()).to.have.members(
        ["CN", "MX", "DE"].map((country) => validatorOf(ethers, country)),
      );
      await time.increase(1);
      expect(await consortium.getPastTotalSupply(departedAt)).to.equal(3);
      expect(await consortium.getPastVotes(authorities.ES, departedAt - 1)).to.equal(1);
    });

    it("voids the keys that the seat had named", async () => {
      const { consortium, governance, authorities, stranger, dealer } = await setUp();
      await consortium.connect(authorities.ES).proposeAuthority(stranger);
      await consortium.connect(authorities.ES).proposeRecovery(dealer);
      await consortium.connect(governance).expelSeat(2);
      expect(await consortium.proposedAuthority(2)).to.deep.equal([ZeroAddress, 0n, ZeroAddress]);
      expect(await consortium.proposedRecovery(2)).to.deep.equal([ZeroAddress, 0n, ZeroAddress]);
      await time.increase(ROTATION_DELAY);
      for (const accept of [
        () => consortium.connect(stranger).acceptAuthority(2),
        () => consortium.connect(dealer).acceptRecovery(2),
      ]) {
        await expect(accept())
          .to.be.revertedWithCustomError(consortium, "ConsortiumUnknownSeat")
          .withArgs(2);
      }
    });

    it("announces and records the expulsion, the end of the vote and every country set free", async () => {
      const { consortium, governance, authorities } = await setUp();
      await consortium.connect(governance).assignCountry(code("PT"), 2);
      const expulsion = await consortium.connect(governance).expelSeat(2);
      const actor = governance.address;
      await expectRecorded(
        consortium,
        expulsion,
        { subject: seatSubject(2), kind: Kind.SeatExpelled, actor },
        { subject: countrySubject(code("ES")), kind: Kind.CountryReleased, actor },
        { subject: countrySubject(code("PT")), kind: Kind.CountryReleased, actor },
      );
      await expect(expulsion)
        .to.emit(consortium, "SeatExpelled")
        .withArgs(2)
        .and.to.emit(consortium, "DelegateVotesChanged")
        .withArgs(authorities.ES.address, 1, 0)
        .and.to.emit(consortium, "DelegateChanged")
        .withArgs(authorities.ES.address, authorities.ES.address, ZeroAddress)
        .and.to.emit(consortium, "CountryReleased")
        .withArgs(code("ES"), 2)
        .and.to.emit(consortium, "CountryReleased")
        .withArgs(code("PT"), 2);
    });
  });

  describe("resignSeat", () => {
    it("refuses an account that acts for no seat, governance included", async () => {
      const { consortium, governance, stranger } = await setUp();
      for (const caller of [stranger, governance]) {
        await expect(consortium.connect(caller).resignSeat())
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotAnAuthority")
          .withArgs(caller.address);
      }
    });

    it("refuses a second resignation", async () => {
      const { consortium, authorities } = await setUp();
      await consortium.connect(authorities.DE).resignSeat();
      await expect(consortium.connect(authorities.DE).resignSeat())
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotAnAuthority")
        .withArgs(authorities.DE.address);
    });

    it("refuses to let the last seat leave", async () => {
      const { consortium, authorities, recovery } = await setUp();
      await consortium.connect(recovery).allowResignation(1, true);
      for (const country of ["CN", "ES", "DE"] as const) {
        await consortium.connect(authorities[country]).resignSeat();
      }
      await expect(consortium.connect(authorities.MX).resignSeat())
        .to.be.revertedWithCustomError(consortium, "ConsortiumLastSeat")
        .withArgs(3);
    });

    it("refuses the account of a seat whose recovery key has not allowed it: a thief would end the seat", async () => {
      const { consortium, authorities, recovery } = await setUp();
      expect(await consortium.mayResign(1)).to.equal(false);
      await expect(consortium.connect(authorities.CN).resignSeat())
        .to.be.revertedWithCustomError(consortium, "ConsortiumResignationNotAllowed")
        .withArgs(1, recovery.address);
      await consortium.connect(recovery).allowResignation(1, true);
      expect(await consortium.mayResign(1)).to.equal(true);
      await consortium.connect(authorities.CN).resignSeat();
      expect(await consortium.seatOfAuthority(authorities.CN)).to.equal(0);
      expect(await consortium.mayResign(1)).to.equal(false);
    });

    it("takes the vote, the validator and the countries of the seat", async () => {
      const world = await setUp();
      const { consortium, authorities } = world;
      await consortium.connect(authorities.DE).resignSeat();
      await expectDeparted(world, 4n, {
        authority: authorities.DE.address,
        validator: validatorOf(ethers, "DE"),
        countries: [code("DE")],
        departedAt: await time.latest(),
      });
      expect(await consortium.seatCount()).to.equal(3);
    });

    it("announces and records the resignation and the countries set free", async () => {
      const { consortium, authorities } = await setUp();
      const resignation = await consortium.connect(authorities.DE).resignSeat();
      const actor = authorities.DE.address;
      await expectRecorded(
        consortium,
        resignation,
        { subject: seatSubject(4), kind: Kind.SeatResigned, actor },
        { subject: countrySubject(code("DE")), kind: Kind.CountryReleased, actor },
      );
      await expect(resignation)
        .to.emit(consortium, "SeatResigned")
        .withArgs(4)
        .and.to.emit(consortium, "CountryReleased")
        .withArgs(code("DE"), 4);
      await expect(resignation).not.to.emit(consortium, "SeatExpelled");
    });
  });

  describe("allowResignation", () => {
    it("refuses everyone but the recovery key of the seat", async () => {
      const { consortium, governance, authorities, recovery } = await setUp();
      for (const [caller, seat] of [
        [authorities.CN, 1],
        [governance, 1],
        [recovery, 2],
      ] as const) {
        await expect(consortium.connect(caller).allowResignation(seat, true))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotRecovery")
          .withArgs(seat, caller.address);
      }
      await expect(consortium.connect(recovery).allowResignation(UNKNOWN, true))
        .to.be.revertedWithCustomError(consortium, "ConsortiumUnknownSeat")
        .withArgs(UNKNOWN);
    });

    it("can be taken back, and ends when another recovery key takes over", async () => {
      const { consortium, authorities, recovery, dealer } = await setUp();
      await consortium.connect(recovery).allowResignation(1, true);
      await consortium.connect(recovery).allowResignation(1, false);
      expect(await consortium.mayResign(1)).to.equal(false);
      await consortium.connect(recovery).allowResignation(1, true);
      await consortium.connect(authorities.CN).proposeRecovery(dealer);
      await time.increase(ROTATION_DELAY);
      await consortium.connect(dealer).acceptRecovery(1);
      expect(await consortium.mayResign(1)).to.equal(false);
    });

    it("is not asked of a seat without recovery key", async () => {
      const { consortium, authorities } = await setUp();
      expect(await consortium.mayResign(2)).to.equal(true);
      await consortium.connect(authorities.CN).proposeRecovery(ZeroAddress);
      await time.increase(ROTATION_DELAY);
      await consortium.connect(authorities.CN).acceptRecovery(1);
      expect(await consortium.mayResign(1)).to.equal(true);
      for (const seat of [0n, UNKNOWN]) expect(await consortium.mayResign(seat)).to.equal(false);
    });

    it("announces and records what was allowed", async () => {
      const { consortium, recovery } = await setUp();
      for (const allowed of [true, false]) {
        const tx = await consortium.connect(recovery).allowResignation(1, allowed);
        await expect(tx)
          .to.emit(consortium, "ResignationAllowed")
          .withArgs(1, recovery.address, allowed);
        await expectRecorded(consortium, tx, {
          subject: seatSubject(1),
          kind: Kind.ResignationAllowed,
          actor: recovery.address,
        });
      }
    });
  });

  describe("assignCountry", () => {
    it("refuses anyone but governance", async () => {
      const { consortium, authorities } = await setUp();
      await expect(consortium.connect(authorities.ES).assignCountry(code("PT"), 2))
        .to.be.revertedWithCustomError(consortium, "AccessManagedUnauthorized")
        .withArgs(authorities.ES.address);
    });

    it("refuses a seat that is not held", async () => {
      const { consortium, governance, authorities } = await setUp();
      await consortium.connect(authorities.ES).resignSeat();
      for (const seat of [0n, 2n, UNKNOWN]) {
        await expect(consortium.connect(governance).assignCountry(code("PT"), seat))
          .to.be.revertedWithCustomError(consortium, "ConsortiumUnknownSeat")
          .withArgs(seat);
      }
    });

    it("refuses a country of another seat, and one the seat has", async () => {
      const { consortium, governance } = await setUp();
      for (const seat of [1, 2]) {
        await expect(consortium.connect(governance).assignCountry(code("ES"), seat))
          .to.be.revertedWithCustomError(consortium, "ConsortiumCountryTaken")
          .withArgs(code("ES"), 2);
      }
    });

    it("refuses what is not two upper-case letters", async () => {
      const { consortium, governance } = await setUp();
      for (const wrong of [code("pt"), code("P7"), code("[A"), code("A@"), "0xd090", "0x5000"]) {
        await expect(consortium.connect(governance).assignCountry(wrong, 2))
          .to.be.revertedWithCustomError(consortium, "RobotIdInvalidCountry")
          .withArgs(wrong);
      }
    });

    it("a seat got its country back in the second in which it lost it, and what it had done before went on: it gets it in a later one", async () => {
      const { consortium, governance } = await setUp();
      const governed = consortium.connect(governance);
      const passed = await inOneBlock(
        () => governed.releaseCountry(code("ES"), GAS),
        () => governed.assignCountry(code("ES"), 2, GAS),
      );
      expect(passed).to.deep.equal([true, false]);
      const released = await time.latest();
      await governed.assignCountry(code("ES"), 2);
      expect(await consortium.hasHeld(code("ES"), 2, released)).to.equal(false);
      expect(await consortium.hasHeld(code("ES"), 2, released + 1)).to.equal(true);
    });

    it("lets no seat come back in that second over another one, which keeps the country until the next", async () => {
      const { consortium, governance } = await setUp();
      const governed = consortium.connect(governance);
      const passed = await inOneBlock(
        () => governed.releaseCountry(code("ES"), GAS),
        () => governed.assignCountry(code("ES"), 3, GAS),
        () => governed.releaseCountry(code("ES"), GAS),
        () => governed.expelSeat(3, GAS),
      );
      expect(passed).to.deep.equal([true, true, false, false]);
      expect(await consortium.seatOfCountry(code("ES"))).to.equal(3);
      await governed.releaseCountry(code("ES"));
      expect(await consortium.seatOfCountry(code("ES"))).to.equal(0);
    });

    it("makes the seat answer for the country besides its others", async () => {
      const { consortium, governance, authorities } = await setUp();
      await consortium.connect(governance).assignCountry(code("PT"), 2);
      expect(await consortium.seatOfCountry(code("PT"))).to.equal(2);
      expect(await consortium.authorityOf(code("PT"))).to.equal(authorities.ES);
      expect(await consortium.countriesOf(2)).to.have.members([code("ES"), code("PT")]);
      expect(await consortium.getVotes(authorities.ES)).to.equal(1);
    });

    it("announces and records the assignment", async () => {
      const { consortium, governance } = await setUp();
      const assignment = await consortium.connect(governance).assignCountry(code("PT"), 2);
      const now = await time.latest();
      await expect(assignment)
        .to.emit(consortium, "CountryAssigned")
        .withArgs(code("PT"), 2, now, now);
      await expectRecorded(consortium, assignment, {
        subject: countrySubject(code("PT")),
        kind: Kind.CountryAssigned,
        actor: governance.address,
      });
    });
  });

  describe("releaseCountry", () => {
    it("refuses anyone but governance, the seat that holds it included", async () => {
      const { consortium, authorities } = await setUp();
      await expect(consortium.connect(authorities.ES).releaseCountry(code("ES")))
        .to.be.revertedWithCustomError(consortium, "AccessManagedUnauthorized")
        .withArgs(authorities.ES.address);
    });

    it("refuses a country that no seat holds", async () => {
      const { consortium, governance } = await setUp();
      await expect(consortium.connect(governance).releaseCountry(code("PT")))
        .to.be.revertedWithCustomError(consortium, "ConsortiumCountryUnassigned")
        .withArgs(code("PT"));
    });

    it("sets the country free for another seat and leaves the seat the rest", async () => {
      const { consortium, governance, authorities } = await setUp();
      await consortium.connect(governance).assignCountry(code("PT"), 2);
      await consortium.connect(governance).releaseCountry(code("ES"));
      expect(await consortium.seatOfCountry(code("ES"))).to.equal(0);
      expect(await consortium.authorityOf(code("ES"))).to.equal(ZeroAddress);
      expect(await consortium.countriesOf(2)).to.deep.equal([code("PT")]);
      await consortium.connect(governance).assignCountry(code("ES"), 3);
      expect(await consortium.authorityOf(code("ES"))).to.equal(authorities.MX);
    });

    it("announces and records the release and who held it", async () => {
      const { consortium, governance } = await setUp();
      const release = await consortium.connect(governance).releaseCountry(code("ES"));
      await expect(release).to.emit(consortium, "CountryReleased").withArgs(code("ES"), 2);
      await expectRecorded(consortium, release, {
        subject: countrySubject(code("ES")),
        kind: Kind.CountryReleased,
        actor: governance.address,
      });
    });
  });

  describe("tenancyOf", () => {
    const NONE = [0n, 0n, 0n];

    it("says of a founding country its seat, with full power from the founding on", async () => {
      const { consortium } = await setUp();
      const foundedAt = (await consortium.seatOf(1)).admittedAt;
      for (const [index, { country }] of FOUNDERS.entries()) {
        expect(await consortium.tenancyOf(code(country))).to.deep.equal([
          BigInt(index + 1),
          foundedAt,
          foundedAt,
        ]);
      }
    });

    it("tells nothing of a country that no seat holds, whether one did or not", async () => {
      const { consortium, governance } = await setUp();
      await consortium.connect(governance).releaseCountry(code("ES"));
      for (const country of [code("ES"), code("PT")]) {
        expect(await consortium.tenancyOf(country)).to.deep.equal(NONE);
      }
    });

    it("gives a country that no seat held before with full power at once", async () => {
      const { consortium, governance } = await setUp();
      await consortium.connect(governance).assignCountry(code("PT"), 2);
      const now = BigInt(await time.latest());
      expect(await consortium.tenancyOf(code("PT"))).to.deep.equal([2n, now, now]);
    });

    it("lets the seat that held a country last wait no second time, while its time begins again", async () => {
      const { consortium, governance } = await setUp();
      const { actsFrom } = await consortium.tenancyOf(code("ES"));
      await consortium.connect(governance).releaseCountry(code("ES"));
      await time.increase(2 * TENURE);
      const again = await consortium.connect(governance).assignCountry(code("ES"), 2);
      const now = BigInt(await time.latest());
      expect(await consortium.tenancyOf(code("ES"))).to.deep.equal([2n, now, actsFrom]);
      await expect(again)
        .to.emit(consortium, "CountryAssigned")
        .withArgs(code("ES"), 2, now, actsFrom);
    });

    it("shortens no wait by giving a country back and forth", async () => {
      const { consortium, governance } = await setUp();
      const reassign = async (seat: number) => {
        if ((await consortium.seatOfCountry(code("ES"))) !== 0n) {
          await consortium.connect(governance).releaseCountry(code("ES"));
        }
        await time.increase(DAY);
        await consortium.connect(governance).assignCountry(code("ES"), seat);
        return BigInt(await time.latest());
      };
      const first = await reassign(3);
      expect(await consortium.tenancyOf(code("ES"))).to.deep.equal([
        3n,
        first,
        first + BigInt(TENURE),
      ]);
      // Back to the same seat, whose wait was not over: it begins again, for it counts in sight of the country alone.
      const second = await reassign(3);
      expect(await consortium.tenancyOf(code("ES"))).to.deep.equal([
        3n,
        second,
        second + BigInt(TENURE),
      ]);
      // Even the seat that had it before waits, once another has held it.
      const last = await reassign(2);
      expect(await consortium.tenancyOf(code("ES"))).to.deep.equal([
        2n,
        last,
        last + BigInt(TENURE),
      ]);
    });
  });

  describe("hasHeld", () => {
    it("holds from the second of the assignment on, for that seat and country alone", async () => {
      const { consortium, governance } = await setUp();
      await time.increase(DAY);
      await consortium.connect(governance).assignCountry(code("PT"), 2);
      const since = await time.latest();
      expect(await consortium.hasHeld(code("PT"), 2, since - 1)).to.equal(false);
      expect(await consortium.hasHeld(code("PT"), 2, since)).to.equal(true);
      expect(await consortium.hasHeld(code("ES"), 2, since - 1)).to.equal(true);
      for (const seat of [0n, 1n, UNKNOWN]) {
        expect(await consortium.hasHeld(code("PT"), seat, since)).to.equal(false);
      }
    });

    it("ends with a release, also where the country is given back at once", async () => {
      const { consortium, governance } = await setUp();
      const before = await time.latest();
      await consortium.connect(governance).releaseCountry(code("ES"));
      for (const seat of [0, 2]) {
        expect(await consortium.hasHeld(code("ES"), seat, before)).to.equal(false);
      }
      await consortium.connect(governance).assignCountry(code("ES"), 2);
      expect(await consortium.hasHeld(code("ES"), 2, before)).to.equal(false);
      expect(await consortium.hasHeld(code("ES"), 2, await time.latest())).to.equal(true);
    });
  });

  describe("hasTenure", () => {
    it("holds for founders from the first moment, and for no number that was not given", async () => {
      const { consortium } = await setUp();
      for (const seat of [1, 2, 3, 4]) expect(await consortium.hasTenure(seat)).to.equal(true);
      for (const seat of [0n, 5n, UNKNOWN]) {
        expect(await consortium.hasTenure(seat)).to.equal(false);
      }
    });

    it("holds for a seat admitted later from the second on in which the tenure has passed", async () => {
      const { consortium, governance, candidate } = await setUp();
      await consortium.connect(governance).admitSeat(candidate);
      const admittedAt = await time.latest();
      await time.increaseTo(admittedAt + TENURE - 1);
      expect(await consortium.hasTenure(5)).to.equal(false);
      await time.increaseTo(admittedAt + TENURE);
      expect(await consortium.hasTenure(5)).to.equal(true);
    });

    it("ends with the seat, a founder's too", async () => {
      const { consortium, governance } = await setUp();
      await consortium.connect(governance).expelSeat(2);
      expect(await consortium.hasTenure(2)).to.equal(false);
    });

    it("is not moved by a new account, and not given to one readmitted", async () => {
      const { consortium, governance, authorities, stranger, moveSeat } = await setUp();
      await moveSeat(authorities.CN, stranger);
      expect(await consortium.hasTenure(1)).to.equal(true);
      await consortium.connect(authorities.MX).resignSeat();
      await consortium.connect(governance).admitSeat({
        name: "Centro Mexicano de Identidad Robótica",
        authority: authorities.MX.address,
        recovery: ZeroAddress,
        validator: validatorOf(ethers, "MX"),
        countries: [],
      });
      expect(await consortium.hasTenure(5)).to.equal(false);
    });
  });

  describe("countersignaturesNeeded", () => {
    const someSeats = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        name: `Seat ${index}`,
        authority: validatorOf(ethers, `the account of ${index}`),
        recovery: ZeroAddress,
        validator: validatorOf(ethers, `${index}`),
        countries: [],
      }));

    it("is a third of the seats, rounded up, from the block of the founding on", async () => {
      const { accessManager } = await setUp();
      for (const [seats, needed] of [
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 2],
        [6, 2],
        [7, 3],
        [9, 3],
        [10, 4],
      ] as const) {
        const consortium = await ethers.deployContract("Consortium", [
          accessManager,
          someSeats(seats),
          TENURE,
          ROTATION_DELAY,
        ]);
        expect(await consortium.countersignaturesNeeded(), `of ${seats}`).to.equal(needed);
        await time.increase(1);
        expect(await consortium.countersignaturesNeeded(), `of ${seats}`).to.equal(needed);
      }
    });

    it("rises at once with an admission", async () => {
      const { consortium, governance } = await setUp();
      for (const seat of someSeats(3)) await consortium.connect(governance).admitSeat(seat);
      expect(await consortium.seatCount()).to.equal(7);
      expect(await consortium.countersignaturesNeeded()).to.equal(3);
    });

    it("falls with an expulsion only when the tenure has passed", async () => {
      const { consortium, governance } = await setUp();
      await consortium.connect(governance).expelSeat(4);
      const expelledAt = await time.latest();
      expect(await consortium.seatCount()).to.equal(3);
      expect(await consortium.countersignaturesNeeded()).to.equal(2);
      await time.increaseTo(expelledAt + TENURE - 1);
      expect(await consortium.countersignaturesNeeded()).to.equal(2);
      await time.increaseTo(expelledAt + TENURE);
      expect(await consortium.countersignaturesNeeded()).to.equal(1);
    });

    it("falls at once with that of a seat that has no tenure, to what it was before", async () => {
      const { consortium, governance } = await setUp();
      await time.increase(TENURE);
      for (const seat of someSeats(3)) await consortium.connect(governance).admitSeat(seat);
      expect(await consortium.countersignaturesNeeded()).to.equal(3);
      for (const seat of [5, 6, 7]) await consortium.connect(governance).expelSeat(seat);
      expect(await consortium.countersignaturesNeeded()).to.equal(2);
    });
  });

  describe("proposeAuthority", () => {
    it("refuses an account that acts for no seat: governance and the recovery key too", async () => {
      const { consortium, governance, stranger, recovery, newcomer } = await setUp();
      for (const caller of [stranger, governance, recovery]) {
        await expect(consortium.connect(caller).proposeAuthority(newcomer))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotAnAuthority")
          .withArgs(caller.address);
      }
    });

    it("refuses zero", async () => {
      const { consortium, authorities } = await setUp();
      await expect(
        consortium.connect(authorities.CN).proposeAuthority(ZeroAddress),
      ).to.be.revertedWithCustomError(consortium, "ConsortiumZeroAddress");
    });

    it("refuses an account that acts for a seat, its own included", async () => {
      const { consortium, authorities } = await setUp();
      for (const [taken, seat] of [
        [authorities.MX, 3],
        [authorities.CN, 1],
      ] as const) {
        await expect(consortium.connect(authorities.CN).proposeAuthority(taken))
          .to.be.revertedWithCustomError(consortium, "ConsortiumAuthorityTaken")
          .withArgs(taken.address, seat);
      }
    });

    it("refuses the recovery key of the seat", async () => {
      const { consortium, authorities, recovery } = await setUp();
      await expect(consortium.connect(authorities.CN).proposeAuthority(recovery))
        .to.be.revertedWithCustomError(consortium, "ConsortiumRecoveryIsAuthority")
        .withArgs(1, recovery.address);
    });

    it("names the account, and moves nothing yet", async () => {
      const { consortium, authorities, newcomer } = await setUp();
      await consortium.connect(authorities.CN).proposeAuthority(newcomer);
      const acceptableFrom = BigInt((await time.latest()) + ROTATION_DELAY);
      expect(await consortium.proposedAuthority(1)).to.deep.equal([
        newcomer.address,
        acceptableFrom,
        authorities.CN.address,
      ]);
      expect((await consortium.seatOf(1)).authority).to.equal(authorities.CN);
      expect(await consortium.seatOfAuthority(newcomer)).to.equal(0);
      expect(await consortium.getVotes(newcomer)).to.equal(0);
    });

    it("replaces what the account proposed before, and waits from then on", async () => {
      const { consortium, authorities, newcomer, stranger } = await setUp();
      await consortium.connect(authorities.CN).proposeAuthority(newcomer);
      await time.increase(ROTATION_DELAY);
      await consortium.connect(authorities.CN).proposeAuthority(stranger);
      await expect(consortium.connect(newcomer).acceptAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotProposed")
        .withArgs(1, newcomer.address);
      await expect(consortium.connect(stranger).acceptAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumDelayRunning")
        .withArgs(1, (await consortium.proposedAuthority(1)).acceptableFrom);
    });

    it("announces and records who is named, by whom and from when on", async () => {
      const { consortium, authorities, newcomer } = await setUp();
      const actor = authorities.CN.address;
      const naming = await consortium.connect(authorities.CN).proposeAuthority(newcomer);
      await expect(naming)
        .to.emit(consortium, "AuthorityProposed")
        .withArgs(1, newcomer.address, actor, (await time.latest()) + ROTATION_DELAY);
      await expectRecorded(consortium, naming, {
        subject: seatSubject(1),
        kind: Kind.AuthorityProposed,
        actor,
      });
    });
  });

  describe("proposeAuthorityOf", () => {
    it("refuses everyone but the recovery key of the seat, its account included", async () => {
      const { consortium, governance, authorities, recovery, newcomer } = await setUp();
      for (const caller of [authorities.CN, governance]) {
        await expect(consortium.connect(caller).proposeAuthorityOf(1, newcomer))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotRecovery")
          .withArgs(1, caller.address);
      }
      await expect(consortium.connect(recovery).proposeAuthorityOf(2, newcomer))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotRecovery")
        .withArgs(2, recovery.address);
    });

    it("refuses even the zero account for a seat without recovery key", async () => {
      const { consortium, newcomer } = await setUp();
      await expect(
        consortium
          .connect(ethers.provider)
          .proposeAuthorityOf.staticCall(2, newcomer, { from: ZeroAddress }),
      )
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotRecovery")
        .withArgs(2, ZeroAddress);
    });

    it("refuses a seat that is not held", async () => {
      const { consortium, governance, recovery, newcomer } = await setUp();
      await consortium.connect(governance).expelSeat(1);
      for (const seat of [1n, UNKNOWN]) {
        await expect(consortium.connect(recovery).proposeAuthorityOf(seat, newcomer))
          .to.be.revertedWithCustomError(consortium, "ConsortiumUnknownSeat")
          .withArgs(seat);
      }
    });

    it("refuses zero, the account of a seat, and the recovery key itself", async () => {
      const { consortium, authorities, recovery } = await setUp();
      const propose = (account: Addressable | string) =>
        consortium.connect(recovery).proposeAuthorityOf(1, account);
      await expect(propose(ZeroAddress)).to.be.revertedWithCustomError(
        consortium,
        "ConsortiumZeroAddress",
      );
      await expect(propose(authorities.DE))
        .to.be.revertedWithCustomError(consortium, "ConsortiumAuthorityTaken")
        .withArgs(authorities.DE.address, 4);
      await expect(propose(recovery))
        .to.be.revertedWithCustomError(consortium, "ConsortiumRecoveryIsAuthority")
        .withArgs(1, recovery.address);
    });

    it("announces and records the naming, as the recovery key's", async () => {
      const { consortium, recovery, newcomer } = await setUp();
      const naming = await consortium.connect(recovery).proposeAuthorityOf(1, newcomer);
      await expect(naming)
        .to.emit(consortium, "AuthorityProposed")
        .withArgs(1, newcomer.address, recovery.address, (await time.latest()) + ROTATION_DELAY);
      await expectRecorded(consortium, naming, {
        subject: seatSubject(1),
        kind: Kind.AuthorityProposed,
        actor: recovery.address,
      });
    });
  });

  describe("vetoAuthority", () => {
    it("refuses where nothing is proposed, and a seat that is not held", async () => {
      const { consortium, governance, authorities, recovery } = await setUp();
      for (const caller of [authorities.CN, recovery]) {
        await expect(consortium.connect(caller).vetoAuthority(1))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNothingProposed")
          .withArgs(1);
      }
      await consortium.connect(governance).expelSeat(1);
      await expect(consortium.connect(recovery).vetoAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumUnknownSeat")
        .withArgs(1);
    });

    it("refuses everyone but the two keys of the seat, the account named included", async () => {
      const { consortium, governance, authorities, newcomer } = await setUp();
      await consortium.connect(authorities.CN).proposeAuthority(newcomer);
      for (const caller of [newcomer, authorities.ES, governance]) {
        await expect(consortium.connect(caller).vetoAuthority(1))
          .to.be.revertedWithCustomError(consortium, "ConsortiumCannotVeto")
          .withArgs(1, caller.address);
      }
    });

    it("lets the account take back what it proposed, with a recovery key and without", async () => {
      const { consortium, authorities, newcomer } = await setUp();
      for (const [caller, seat] of [
        [authorities.CN, 1],
        [authorities.ES, 2],
      ] as const) {
        await consortium.connect(caller).proposeAuthority(newcomer);
        await consortium.connect(caller).vetoAuthority(seat);
        await time.increase(ROTATION_DELAY);
        await expect(consortium.connect(newcomer).acceptAuthority(seat))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotProposed")
          .withArgs(seat, newcomer.address);
      }
    });

    it("announces and records who had been named", async () => {
      const { consortium, authorities, recovery, newcomer } = await setUp();
      await consortium.connect(authorities.CN).proposeAuthority(newcomer);
      const veto = await consortium.connect(recovery).vetoAuthority(1);
      await expect(veto).to.emit(consortium, "AuthorityVetoed").withArgs(1, newcomer.address);
      await expectRecorded(consortium, veto, {
        subject: seatSubject(1),
        kind: Kind.AuthorityVetoed,
        actor: recovery.address,
      });
    });
  });

  describe("acceptAuthority", () => {
    /** The account of CN has named the newcomer; the delay runs. */
    async function setUpProposed() {
      const world = await setUp();
      const { consortium, authorities, newcomer } = world;
      await consortium.connect(authorities.CN).proposeAuthority(newcomer);
      const { acceptableFrom } = await consortium.proposedAuthority(1);
      return { ...world, acceptableFrom };
    }

    it("refuses everyone but the account named, and where none is named", async () => {
      const { consortium, authorities, stranger, acceptableFrom } = await setUpProposed();
      await time.increaseTo(acceptableFrom);
      for (const [caller, seat] of [
        [stranger, 1],
        [authorities.CN, 1],
        [stranger, 2],
      ] as const) {
        await expect(consortium.connect(caller).acceptAuthority(seat))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotProposed")
          .withArgs(seat, caller.address);
      }
      await expect(
        consortium.connect(ethers.provider).acceptAuthority.staticCall(2, { from: ZeroAddress }),
      )
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotProposed")
        .withArgs(2, ZeroAddress);
    });

    it("refuses until the last second of the delay", async () => {
      const { consortium, newcomer, acceptableFrom } = await setUpProposed();
      await time.setNextBlockTimestamp(acceptableFrom - 1n);
      await expect(consortium.connect(newcomer).acceptAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumDelayRunning")
        .withArgs(1, acceptableFrom);
      await time.setNextBlockTimestamp(acceptableFrom);
      await consortium.connect(newcomer).acceptAuthority(1);
      expect(await consortium.seatOfAuthority(newcomer)).to.equal(1);
    });

    it("refuses an account that has come to act for another seat meanwhile", async () => {
      const { consortium, governance, newcomer, candidate, acceptableFrom } = await setUpProposed();
      await consortium.connect(governance).admitSeat(candidate);
      await time.increaseTo(acceptableFrom);
      await expect(consortium.connect(newcomer).acceptAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumAuthorityTaken")
        .withArgs(newcomer.address, 5);
    });

    it("refuses an account that has become the recovery key meanwhile", async () => {
      const { consortium, authorities, newcomer } = await setUpProposed();
      await consortium.connect(authorities.CN).proposeRecovery(newcomer);
      await time.increase(ROTATION_DELAY);
      await consortium.connect(newcomer).acceptRecovery(1);
      await expect(consortium.connect(newcomer).acceptAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumRecoveryIsAuthority")
        .withArgs(1, newcomer.address);
    });

    it("moves the seat, its countries and its vote to the new account", async () => {
      const world = await setUpProposed();
      const { consortium, authorities, recovery, newcomer, acceptableFrom } = world;
      await time.increaseTo(acceptableFrom);
      await consortium.connect(newcomer).acceptAuthority(1);
      const rotatedAt = await time.latest();
      await expectHeld(world, 1n, {
        name: FOUNDERS[0].name,
        authority: newcomer.address,
        recovery: recovery.address,
        validator: validatorOf(ethers, "CN"),
        countries: [code("CN")],
      });
      expect(await consortium.proposedAuthority(1)).to.deep.equal([ZeroAddress, 0n, ZeroAddress]);
      expect(await consortium.seatOfAuthority(authorities.CN)).to.equal(0);
      expect(await consortium.getVotes(authorities.CN)).to.equal(0);
      expect(await consortium.delegates(authorities.CN)).to.equal(ZeroAddress);
      await time.increase(1);
      expect(await consortium.getPastTotalSupply(rotatedAt)).to.equal(4);
      expect(await consortium.getPastVotes(authorities.CN, rotatedAt - 1)).to.equal(1);
      expect(await consortium.getPastVotes(newcomer, rotatedAt)).to.equal(1);
    });

    it("cannot be done twice, and leaves nothing to the previous account", async () => {
      const { consortium, authorities, newcomer, stranger, moveSeat } = await setUp();
      await moveSeat(authorities.CN, newcomer);
      await expect(consortium.connect(newcomer).acceptAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotProposed")
        .withArgs(1, newcomer.address);
      await expect(consortium.connect(authorities.CN).proposeAuthority(stranger))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotAnAuthority")
        .withArgs(authorities.CN.address);
    });

    it("can go back, and sets the previous account free for another seat", async () => {
      const { consortium, authorities, newcomer, moveSeat } = await setUp();
      await moveSeat(authorities.CN, newcomer);
      await moveSeat(newcomer, authorities.CN);
      expect(await consortium.seatOfAuthority(authorities.CN)).to.equal(1);
      expect(await consortium.getVotes(authorities.CN)).to.equal(1);
      await moveSeat(authorities.ES, newcomer);
      expect(await consortium.seatOfAuthority(newcomer)).to.equal(2);
    });

    it("announces and records both accounts, and the vote that moved", async () => {
      const { consortium, authorities, newcomer, acceptableFrom } = await setUpProposed();
      const previous = authorities.CN.address;
      await time.increaseTo(acceptableFrom);
      const acceptance = await consortium.connect(newcomer).acceptAuthority(1);
      await expect(acceptance)
        .to.emit(consortium, "AuthorityRotated")
        .withArgs(1, previous, newcomer.address)
        .and.to.emit(consortium, "DelegateVotesChanged")
        .withArgs(previous, 1, 0)
        .and.to.emit(consortium, "DelegateChanged")
        .withArgs(previous, previous, ZeroAddress)
        .and.to.emit(consortium, "DelegateVotesChanged")
        .withArgs(newcomer.address, 0, 1)
        .and.to.emit(consortium, "DelegateChanged")
        .withArgs(newcomer.address, ZeroAddress, newcomer.address);
      await expectRecorded(consortium, acceptance, {
        subject: seatSubject(1),
        kind: Kind.AuthorityRotated,
        actor: newcomer.address,
      });
    });
  });

  describe("a stolen account of a seat (it used to own the seat at once: M7)", () => {
    it("hands the seat to nobody while the recovery key is awake", async () => {
      const { consortium, authorities, recovery, stranger, newcomer } = await setUp();
      const stolen = consortium.connect(authorities.CN);
      await stolen.proposeAuthority(stranger);
      await time.increase(ROTATION_DELAY - DAY);
      await consortium.connect(recovery).vetoAuthority(1);
      await time.increase(2 * DAY);
      await expect(consortium.connect(stranger).acceptAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotProposed")
        .withArgs(1, stranger.address);

      // The recovery key gives the seat to its people again, and the thief can do nothing about it.
      await stolen.proposeAuthority(stranger);
      await consortium.connect(recovery).proposeAuthorityOf(1, newcomer);
      await expect(stolen.proposeAuthority(stranger))
        .to.be.revertedWithCustomError(consortium, "ConsortiumProposedByRecovery")
        .withArgs(1, newcomer.address);
      await expect(stolen.vetoAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumCannotVeto")
        .withArgs(1, authorities.CN.address);
      await time.increase(ROTATION_DELAY);
      await expect(consortium.connect(stranger).acceptAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotProposed")
        .withArgs(1, stranger.address);
      await consortium.connect(newcomer).acceptAuthority(1);
      expect(await consortium.seatOfAuthority(authorities.CN)).to.equal(0);
      expect(await consortium.authorityOf(code("CN"))).to.equal(newcomer);
    });

    it("does not get rid of the recovery key either", async () => {
      const { consortium, authorities, recovery, stranger, newcomer } = await setUp();
      for (const successor of [stranger.address, ZeroAddress]) {
        await consortium.connect(authorities.CN).proposeRecovery(successor);
        await consortium.connect(recovery).vetoRecovery(1);
      }
      // Proposed once more behind its back: the recovery key's own proposal is acceptable earlier.
      await consortium.connect(recovery).proposeAuthorityOf(1, newcomer);
      await consortium.connect(authorities.CN).proposeRecovery(stranger);
      await time.increase(ROTATION_DELAY - 2);
      await time.setNextBlockTimestamp((await consortium.proposedAuthority(1)).acceptableFrom);
      await consortium.connect(newcomer).acceptAuthority(1);
      await consortium.connect(newcomer).vetoRecovery(1);
      expect((await consortium.seatOf(1)).recovery).to.equal(recovery);
    });

    it("has no hold on what a former recovery key proposed, once that is replaced", async () => {
      const { consortium, authorities, recovery, newcomer, dealer } = await setUp();
      await consortium.connect(authorities.CN).proposeRecovery(dealer);
      await consortium.connect(recovery).proposeAuthorityOf(1, newcomer);
      await time.increase(ROTATION_DELAY);
      await consortium.connect(dealer).acceptRecovery(1);
      await expect(consortium.connect(recovery).vetoAuthority(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumCannotVeto")
        .withArgs(1, recovery.address);
      await consortium.connect(authorities.CN).vetoAuthority(1);
      expect((await consortium.proposedAuthority(1)).account).to.equal(ZeroAddress);
    });
  });

  describe("an account or a node named by another seat", () => {
    it("is taken by nobody until it agrees: a candidate's admission is not in a seat's hands (M6)", async () => {
      const { consortium, governance, authorities, candidate, bind } = await setUp();
      // What used to veto an admission: rotating to the candidate's validator, and back afterwards.
      const { CN } = authorities;
      await consortium.connect(CN).proposeAuthority(candidate.authority);
      await expect(consortium.connect(CN).rotateValidator(candidate.validator, await bind(1, "CN")))
        .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorSignature")
        .withArgs(1, candidate.validator);
      await time.increase(ROTATION_DELAY);
      await consortium.connect(governance).admitSeat(candidate);
      expect(await consortium.seatOfValidator(candidate.validator)).to.equal(5);
      expect(await consortium.seatOfAuthority(candidate.authority)).to.equal(5);
    });
  });

  describe("proposeRecovery", () => {
    it("refuses an account that acts for no seat, the recovery key included", async () => {
      const { consortium, recovery, dealer } = await setUp();
      await expect(consortium.connect(recovery).proposeRecovery(dealer))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotAnAuthority")
        .withArgs(recovery.address);
    });

    it("refuses the account of the seat itself", async () => {
      const { consortium, authorities } = await setUp();
      await expect(consortium.connect(authorities.CN).proposeRecovery(authorities.CN))
        .to.be.revertedWithCustomError(consortium, "ConsortiumRecoveryIsAuthority")
        .withArgs(1, authorities.CN.address);
    });

    it("names the key and changes nothing yet; named again, the delay begins again", async () => {
      const { consortium, authorities, recovery, dealer, buyer } = await setUp();
      await consortium.connect(authorities.CN).proposeRecovery(dealer);
      await time.increase(DAY);
      await consortium.connect(authorities.CN).proposeRecovery(buyer);
      expect(await consortium.proposedRecovery(1)).to.deep.equal([
        buyer.address,
        BigInt((await time.latest()) + ROTATION_DELAY),
        authorities.CN.address,
      ]);
      expect((await consortium.seatOf(1)).recovery).to.equal(recovery);
    });

    it("announces and records the key and from when on it can take effect", async () => {
      const { consortium, authorities, dealer } = await setUp();
      const naming = await consortium.connect(authorities.ES).proposeRecovery(dealer);
      await expect(naming)
        .to.emit(consortium, "RecoveryProposed")
        .withArgs(2, dealer.address, (await time.latest()) + ROTATION_DELAY);
      await expectRecorded(consortium, naming, {
        subject: seatSubject(2),
        kind: Kind.RecoveryProposed,
        actor: authorities.ES.address,
      });
    });
  });

  describe("vetoRecovery", () => {
    it("refuses where nothing is proposed, and a seat that is not held", async () => {
      const { consortium, governance, recovery } = await setUp();
      await expect(consortium.connect(recovery).vetoRecovery(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNothingProposed")
        .withArgs(1);
      await consortium.connect(governance).expelSeat(1);
      await expect(consortium.connect(recovery).vetoRecovery(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumUnknownSeat")
        .withArgs(1);
    });

    it("refuses everyone but the two keys of the seat, the key named included", async () => {
      const { consortium, governance, authorities, recovery, dealer } = await setUp();
      await consortium.connect(authorities.ES).proposeRecovery(dealer);
      for (const caller of [dealer, recovery, authorities.CN, governance]) {
        await expect(consortium.connect(caller).vetoRecovery(2))
          .to.be.revertedWithCustomError(consortium, "ConsortiumCannotVeto")
          .withArgs(2, caller.address);
      }
    });

    it("cancels a naming of no key too, and announces and records it", async () => {
      const { consortium, authorities, recovery } = await setUp();
      await consortium.connect(authorities.CN).proposeRecovery(ZeroAddress);
      const veto = await consortium.connect(recovery).vetoRecovery(1);
      await expect(veto).to.emit(consortium, "RecoveryVetoed").withArgs(1, ZeroAddress);
      await expectRecorded(consortium, veto, {
        subject: seatSubject(1),
        kind: Kind.RecoveryVetoed,
        actor: recovery.address,
      });
      await time.increase(ROTATION_DELAY);
      await expect(consortium.connect(authorities.CN).acceptRecovery(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNothingProposed")
        .withArgs(1);
    });
  });

  describe("acceptRecovery", () => {
    it("refuses where nothing is proposed", async () => {
      const { consortium, dealer } = await setUp();
      await expect(consortium.connect(dealer).acceptRecovery(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNothingProposed")
        .withArgs(1);
    });

    it("refuses everyone but the key named", async () => {
      const { consortium, authorities, recovery, dealer } = await setUp();
      await consortium.connect(authorities.CN).proposeRecovery(dealer);
      await time.increase(ROTATION_DELAY);
      for (const caller of [authorities.CN, recovery]) {
        await expect(consortium.connect(caller).acceptRecovery(1))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotProposed")
          .withArgs(1, caller.address);
      }
    });

    it("refuses until the last second of the delay", async () => {
      const { consortium, authorities, dealer } = await setUp();
      await consortium.connect(authorities.CN).proposeRecovery(dealer);
      const { acceptableFrom } = await consortium.proposedRecovery(1);
      await time.setNextBlockTimestamp(acceptableFrom - 1n);
      await expect(consortium.connect(dealer).acceptRecovery(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumDelayRunning")
        .withArgs(1, acceptableFrom);
      await time.setNextBlockTimestamp(acceptableFrom);
      await consortium.connect(dealer).acceptRecovery(1);
      expect((await consortium.seatOf(1)).recovery).to.equal(dealer);
    });

    it("refuses a key that has become the account meanwhile", async () => {
      const { consortium, authorities, dealer } = await setUp();
      await consortium.connect(authorities.CN).proposeAuthority(dealer);
      await consortium.connect(authorities.CN).proposeRecovery(dealer);
      await time.increase(ROTATION_DELAY);
      await consortium.connect(dealer).acceptAuthority(1);
      await expect(consortium.connect(dealer).acceptRecovery(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumRecoveryIsAuthority")
        .withArgs(1, dealer.address);
    });

    it("leaves a seat without recovery key when its account says so, and nobody else", async () => {
      const { consortium, authorities, recovery, dealer } = await setUp();
      await consortium.connect(authorities.CN).proposeRecovery(ZeroAddress);
      await time.increase(ROTATION_DELAY);
      await expect(consortium.connect(recovery).acceptRecovery(1))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotProposed")
        .withArgs(1, recovery.address);
      await consortium.connect(authorities.CN).acceptRecovery(1);
      expect((await consortium.seatOf(1)).recovery).to.equal(ZeroAddress);
      await expect(consortium.connect(recovery).proposeAuthorityOf(1, dealer))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotRecovery")
        .withArgs(1, recovery.address);
    });

    it("announces and records both keys", async () => {
      const { consortium, authorities, recovery, dealer } = await setUp();
      await consortium.connect(authorities.CN).proposeRecovery(dealer);
      await time.increase(ROTATION_DELAY);
      const acceptance = await consortium.connect(dealer).acceptRecovery(1);
      await expect(acceptance)
        .to.emit(consortium, "RecoveryRotated")
        .withArgs(1, recovery.address, dealer.address);
      await expectRecorded(consortium, acceptance, {
        subject: seatSubject(1),
        kind: Kind.RecoveryRotated,
        actor: dealer.address,
      });
    });
  });

  describe("validatorBindingDigest", () => {
    it("is the EIP-712 digest of seat and node, of this contract on this chain", async () => {
      const { consortium, bind } = await setUp();
      const node = nodeOf(connection, "CN, second node");
      const digest = await consortium.validatorBindingDigest(1, node.address);
      expect(ethers.recoverAddress(digest, await bind(1, "CN, second node"))).to.equal(
        node.address,
      );
      expect(await consortium.validatorBindingDigest(2, node.address)).not.to.equal(digest);
    });
  });

  describe("rotateValidator", () => {
    const SECOND = "CN, second node";
    const replacement = validatorOf(ethers, SECOND);

    it("refuses an account that acts for no seat, governance and the recovery key included", async () => {
      const { consortium, governance, recovery, stranger, bind } = await setUp();
      const signature = await bind(1, SECOND);
      for (const caller of [stranger, governance, recovery]) {
        await expect(consortium.connect(caller).rotateValidator(replacement, signature))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotAnAuthority")
          .withArgs(caller.address);
      }
    });

    it("refuses zero, which no signature is of", async () => {
      const { consortium, authorities } = await setUp();
      for (const signature of ["0x", ethers.zeroPadBytes("0x", 65)]) {
        await expect(
          consortium.connect(authorities.CN).rotateValidator(ZeroAddress, signature),
        ).to.be.revertedWithCustomError(consortium, "ConsortiumZeroAddress");
      }
    });

    it("refuses the validator of a seat, its own included", async () => {
      const { consortium, authorities, bind } = await setUp();
      for (const [country, seat] of [
        ["DE", 4],
        ["CN", 1],
      ] as const) {
        const taken = validatorOf(ethers, country);
        await expect(
          consortium.connect(authorities.CN).rotateValidator(taken, await bind(1, country)),
        )
          .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorTaken")
          .withArgs(taken, seat);
      }
    });

    it("refuses without the node's own signature, for this seat, contract and chain", async () => {
      const { consortium, authorities, bind, governor } = await setUp();
      const own = {
        name: "Open Robot ID Consortium",
        version: "1",
        chainId: (await ethers.provider.getNetwork()).chainId,
        verifyingContract: await consortium.getAddress(),
      };
      const good = ethers.Signature.from(await bind(1, SECOND));
      const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
      const malleable = ethers.concat([
        good.r,
        ethers.toBeHex(order - BigInt(good.s), 32),
        ethers.toBeHex(good.v === 27 ? 28 : 27),
      ]);
      for (const signature of [
        "0x",
        await bind(2, SECOND),
        await bind(1, "another node"),
        await bind(1, SECOND, { ...own, chainId: 1n }),
        await bind(1, SECOND, { ...own, verifyingContract: await governor.getAddress() }),
        malleable,
      ]) {
        await expect(consortium.connect(authorities.CN).rotateValidator(replacement, signature))
          .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorSignature")
          .withArgs(1, replacement);
      }
    });

    it("replaces the validator and keeps their number", async () => {
      const world = await setUp();
      const { consortium, authorities, recovery, bind } = world;
      await consortium.connect(authorities.CN).rotateValidator(replacement, await bind(1, SECOND));
      await expectHeld(world, 1n, {
        name: FOUNDERS[0].name,
        authority: authorities.CN.address,
        recovery: recovery.address,
        validator: replacement,
        countries: [code("CN")],
      });
      expect(await consortium.seatOfValidator(validatorOf(ethers, "CN"))).to.equal(0);
      expect(await consortium.getValidators()).to.have.members([
        replacement,
        ...["ES", "MX", "DE"].map((country) => validatorOf(ethers, country)),
      ]);
    });

    it("works for the only seat there is", async () => {
      const { consortium, authorities, bind } = await setUp();
      for (const country of ["ES", "MX", "DE"] as const) {
        await consortium.connect(authorities[country]).resignSeat();
      }
      await consortium.connect(authorities.CN).rotateValidator(replacement, await bind(1, SECOND));
      expect(await consortium.getValidators()).to.deep.equal([replacement]);
    });

    it("announces and records both validators", async () => {
      const { consortium, authorities, bind } = await setUp();
      const rotation = await consortium
        .connect(authorities.CN)
        .rotateValidator(replacement, await bind(1, SECOND));
      await expect(rotation)
        .to.emit(consortium, "ValidatorRotated")
        .withArgs(1, validatorOf(ethers, "CN"), replacement);
      await expectRecorded(consortium, rotation, {
        subject: seatSubject(1),
        kind: Kind.ValidatorRotated,
        actor: authorities.CN.address,
      });
    });
  });

  describe("seatOf", () => {
    it("refuses a number that was never given, and zero", async () => {
      const { consortium } = await setUp();
      for (const seat of [0n, 5n, UNKNOWN]) {
        await expect(consortium.seatOf(seat))
          .to.be.revertedWithCustomError(consortium, "ConsortiumUnknownSeat")
          .withArgs(seat);
      }
    });
  });

  describe("lookups of what is not there", () => {
    it("answer zero, none or empty instead of failing", async () => {
      const { consortium, stranger } = await setUp();
      expect(await consortium.seatOfAuthority(stranger)).to.equal(0);
      expect(await consortium.seatOfAuthority(ZeroAddress)).to.equal(0);
      expect(await consortium.seatOfValidator(stranger)).to.equal(0);
      expect(await consortium.seatOfCountry(code("PT"))).to.equal(0);
      expect(await consortium.authorityOf(code("PT"))).to.equal(ZeroAddress);
      expect(await consortium.countriesOf(UNKNOWN)).to.deep.equal([]);
      for (const naming of [
        await consortium.proposedAuthority(UNKNOWN),
        await consortium.proposedRecovery(UNKNOWN),
      ]) {
        expect(naming).to.deep.equal([ZeroAddress, 0n, ZeroAddress]);
      }
      expect(await consortium.historyOf(seatSubject(99))).to.deep.equal([ethers.ZeroHash, 0n]);
    });
  });

  describe("votes", () => {
    it("cannot be delegated, not even to oneself", async () => {
      const { consortium, authorities } = await setUp();
      for (const delegatee of [authorities.ES, authorities.CN]) {
        await expect(consortium.connect(authorities.CN).delegate(delegatee))
          .to.be.revertedWithCustomError(consortium, "ConsortiumDelegationDisabled")
          .withArgs(authorities.CN.address);
      }
    });

    it("cannot be delegated by signature, not even by a good one", async () => {
      const { consortium, authorities, stranger } = await setUp();
      const { name, version, chainId, verifyingContract } = await consortium.eip712Domain();
      const delegation = {
        delegatee: stranger.address,
        nonce: 0n,
        expiry: ethers.MaxUint256,
      };
      const { v, r, s } = ethers.Signature.from(
        await authorities.CN.signTypedData(
          { name, version, chainId, verifyingContract },
          {
            Delegation: [
              { name: "delegatee", type: "address" },
              { name: "nonce", type: "uint256" },
              { name: "expiry", type: "uint256" },
            ],
          },
          delegation,
        ),
      );
      const { delegatee, nonce, expiry } = delegation;
      await expect(consortium.connect(stranger).delegateBySig(delegatee, nonce, expiry, v, r, s))
        .to.be.revertedWithCustomError(consortium, "ConsortiumDelegationDisabled")
        .withArgs(stranger.address);
      expect(await consortium.nonces(authorities.CN)).to.equal(0);
    });

    it("cannot be looked up before their time has passed", async () => {
      const { consortium, authorities } = await setUp();
      const now = await time.latest();
      await expect(consortium.getPastVotes(authorities.CN, now))
        .to.be.revertedWithCustomError(consortium, "ERC5805FutureLookup")
        .withArgs(now, now);
    });

    it("are counted by timestamp (ERC-6372)", async () => {
      const { consortium } = await setUp();
      expect(await consortium.clock()).to.equal(await time.latest());
      expect(await consortium.CLOCK_MODE()).to.equal("mode=timestamp");
    });

    it("have nothing to give to an account without a seat", async () => {
      const { consortium, stranger } = await setUp();
      expect(await consortium.getVotes(stranger)).to.equal(0);
      expect(await consortium.delegates(stranger)).to.equal(ZeroAddress);
    });
  });
});
