import { expect } from "chai";
import { code } from "../../fixtures/codes.js";
import { consortiumFixture, FOUNDERS, validatorOf } from "../../fixtures/consortium.js";
import { createNetwork } from "../../fixtures/network.js";

const { ethers, networkHelpers } = await createNetwork();
const { loadFixture, time } = networkHelpers;
const { ZeroAddress } = ethers;

/** Number of a seat that was never given. */
const UNKNOWN = 99n;

async function setUp() {
  const world = await loadFixture(consortiumFixture);
  const candidate = {
    name: "Nordisk Robotregister",
    authority: world.newcomer.address,
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
    validator,
    countries,
    admittedAt,
  }: {
    name: string;
    authority: string;
    validator: string;
    countries: string[];
    admittedAt?: number;
  },
) {
  const held = await consortium.seatOf(seat);
  expect(held.name).to.equal(name);
  expect(held.authority).to.equal(authority);
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
  describe("constructor", () => {
    const founder = {
      name: "Beihu Centre for Humanoid Standards",
      authority: validatorOf(ethers, "an account"),
      validator: validatorOf(ethers, "CN"),
      countries: [code("CN")],
    };

    it("refuses an access manager that is no contract, for nobody could ever govern", async () => {
      const { consortium, stranger } = await setUp();
      await expect(ethers.deployContract("Consortium", [stranger, [founder]]))
        .to.be.revertedWithCustomError(consortium, "AccessManagedInvalidAuthority")
        .withArgs(stranger.address);
    });

    it("refuses an empty founding list, for the chain would have no validator", async () => {
      const { consortium, accessManager } = await setUp();
      await expect(
        ethers.deployContract("Consortium", [accessManager, []]),
      ).to.be.revertedWithCustomError(consortium, "ConsortiumNoSeats");
    });

    it("examines founders as it examines later candidates", async () => {
      const { consortium, accessManager } = await setUp();
      await expect(ethers.deployContract("Consortium", [accessManager, [founder, founder]]))
        .to.be.revertedWithCustomError(consortium, "ConsortiumAuthorityTaken")
        .withArgs(founder.authority, 1);
    });

    it("seats the founders in order, each with its vote, validator and country", async () => {
      const world = await setUp();
      for (const [index, { name, country }] of FOUNDERS.entries()) {
        await expectHeld(world, BigInt(index + 1), {
          name,
          authority: world.authorities[country].address,
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
      const alone = await ethers.deployContract("Consortium", [
        accessManager,
        [{ ...founder, countries: [] }],
      ]);
      expect(await alone.getValidators()).to.deep.equal([founder.validator]);
      expect(await alone.countriesOf(1)).to.deep.equal([]);
    });

    it("announces every founder and its country", async () => {
      const { consortium, authorities } = await setUp();
      const deployment = consortium.deploymentTransaction();
      for (const [index, { name, country }] of FOUNDERS.entries()) {
        await expect(deployment)
          .to.emit(consortium, "SeatAdmitted")
          .withArgs(index + 1, authorities[country].address, validatorOf(ethers, country), name)
          .and.to.emit(consortium, "CountryAssigned")
          .withArgs(code(country), index + 1);
      }
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
        validator: validatorOf(ethers, "MX"),
        countries: [code("MX")],
      };
      await consortium.connect(governance).admitSeat(back);
      await expectHeld(world, 5n, back);
      expect((await consortium.seatOf(3)).departedAt).not.to.equal(0);
    });

    it("announces the seat, its vote and its countries", async () => {
      const { consortium, governance, candidate } = await setUp();
      const { name, authority, validator, countries } = candidate;
      await expect(consortium.connect(governance).admitSeat(candidate))
        .to.emit(consortium, "SeatAdmitted")
        .withArgs(5, authority, validator, name)
        .and.to.emit(consortium, "DelegateChanged")
        .withArgs(authority, ZeroAddress, authority)
        .and.to.emit(consortium, "DelegateVotesChanged")
        .withArgs(authority, 0, 1)
        .and.to.emit(consortium, "CountryAssigned")
        .withArgs(countries[0], 5)
        .and.to.emit(consortium, "CountryAssigned")
        .withArgs(countries[1], 5);
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

    it("announces the expulsion, the end of the vote and every country set free", async () => {
      const { consortium, governance, authorities } = await setUp();
      await consortium.connect(governance).assignCountry(code("PT"), 2);
      await expect(consortium.connect(governance).expelSeat(2))
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
      const { consortium, authorities } = await setUp();
      for (const country of ["CN", "ES", "DE"] as const) {
        await consortium.connect(authorities[country]).resignSeat();
      }
      await expect(consortium.connect(authorities.MX).resignSeat())
        .to.be.revertedWithCustomError(consortium, "ConsortiumLastSeat")
        .withArgs(3);
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

    it("announces the resignation and the countries set free", async () => {
      const { consortium, authorities } = await setUp();
      const resignation = consortium.connect(authorities.DE).resignSeat();
      await expect(resignation)
        .to.emit(consortium, "SeatResigned")
        .withArgs(4)
        .and.to.emit(consortium, "CountryReleased")
        .withArgs(code("DE"), 4);
      await expect(resignation).not.to.emit(consortium, "SeatExpelled");
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

    it("makes the seat answer for the country besides its others", async () => {
      const { consortium, governance, authorities } = await setUp();
      await consortium.connect(governance).assignCountry(code("PT"), 2);
      expect(await consortium.seatOfCountry(code("PT"))).to.equal(2);
      expect(await consortium.authorityOf(code("PT"))).to.equal(authorities.ES);
      expect(await consortium.countriesOf(2)).to.have.members([code("ES"), code("PT")]);
      expect(await consortium.getVotes(authorities.ES)).to.equal(1);
    });

    it("announces the assignment", async () => {
      const { consortium, governance } = await setUp();
      await expect(consortium.connect(governance).assignCountry(code("PT"), 2))
        .to.emit(consortium, "CountryAssigned")
        .withArgs(code("PT"), 2);
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

    it("announces the release and who held it", async () => {
      const { consortium, governance } = await setUp();
      await expect(consortium.connect(governance).releaseCountry(code("ES")))
        .to.emit(consortium, "CountryReleased")
        .withArgs(code("ES"), 2);
    });
  });

  describe("rotateAuthority", () => {
    it("refuses an account that acts for no seat, governance included", async () => {
      const { consortium, governance, stranger, newcomer } = await setUp();
      for (const caller of [stranger, governance]) {
        await expect(consortium.connect(caller).rotateAuthority(newcomer))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotAnAuthority")
          .withArgs(caller.address);
      }
    });

    it("refuses zero", async () => {
      const { consortium, authorities } = await setUp();
      await expect(
        consortium.connect(authorities.CN).rotateAuthority(ZeroAddress),
      ).to.be.revertedWithCustomError(consortium, "ConsortiumZeroAddress");
    });

    it("refuses an account that acts for a seat, its own included", async () => {
      const { consortium, authorities } = await setUp();
      for (const [taken, seat] of [
        [authorities.MX, 3],
        [authorities.CN, 1],
      ] as const) {
        await expect(consortium.connect(authorities.CN).rotateAuthority(taken))
          .to.be.revertedWithCustomError(consortium, "ConsortiumAuthorityTaken")
          .withArgs(taken.address, seat);
      }
    });

    it("moves the seat, its countries and its vote to the new account", async () => {
      const world = await setUp();
      const { consortium, authorities, newcomer } = world;
      await consortium.connect(authorities.CN).rotateAuthority(newcomer);
      const rotatedAt = await time.latest();
      await expectHeld(world, 1n, {
        name: FOUNDERS[0].name,
        authority: newcomer.address,
        validator: validatorOf(ethers, "CN"),
        countries: [code("CN")],
      });
      expect(await consortium.seatOfAuthority(authorities.CN)).to.equal(0);
      expect(await consortium.getVotes(authorities.CN)).to.equal(0);
      expect(await consortium.delegates(authorities.CN)).to.equal(ZeroAddress);
      await time.increase(1);
      expect(await consortium.getPastTotalSupply(rotatedAt)).to.equal(4);
      expect(await consortium.getPastVotes(authorities.CN, rotatedAt - 1)).to.equal(1);
      expect(await consortium.getPastVotes(newcomer, rotatedAt)).to.equal(1);
    });

    it("leaves nothing to the previous account", async () => {
      const { consortium, authorities, newcomer } = await setUp();
      await consortium.connect(authorities.CN).rotateAuthority(newcomer);
      await expect(consortium.connect(authorities.CN).rotateAuthority(authorities.CN))
        .to.be.revertedWithCustomError(consortium, "ConsortiumNotAnAuthority")
        .withArgs(authorities.CN.address);
    });

    it("can go back, and sets the previous account free for another seat", async () => {
      const { consortium, authorities, newcomer } = await setUp();
      await consortium.connect(authorities.CN).rotateAuthority(newcomer);
      await consortium.connect(newcomer).rotateAuthority(authorities.CN);
      expect(await consortium.seatOfAuthority(authorities.CN)).to.equal(1);
      expect(await consortium.getVotes(authorities.CN)).to.equal(1);
      await consortium.connect(authorities.ES).rotateAuthority(newcomer);
      expect(await consortium.seatOfAuthority(newcomer)).to.equal(2);
    });

    it("announces both accounts, and the vote that moved", async () => {
      const { consortium, authorities, newcomer } = await setUp();
      const previous = authorities.CN.address;
      await expect(consortium.connect(authorities.CN).rotateAuthority(newcomer))
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
    });
  });

  describe("rotateValidator", () => {
    const replacement = validatorOf(ethers, "CN, second node");

    it("refuses an account that acts for no seat, governance included", async () => {
      const { consortium, governance, stranger } = await setUp();
      for (const caller of [stranger, governance]) {
        await expect(consortium.connect(caller).rotateValidator(replacement))
          .to.be.revertedWithCustomError(consortium, "ConsortiumNotAnAuthority")
          .withArgs(caller.address);
      }
    });

    it("refuses zero", async () => {
      const { consortium, authorities } = await setUp();
      await expect(
        consortium.connect(authorities.CN).rotateValidator(ZeroAddress),
      ).to.be.revertedWithCustomError(consortium, "ConsortiumZeroAddress");
    });

    it("refuses the validator of a seat, its own included", async () => {
      const { consortium, authorities } = await setUp();
      for (const [country, seat] of [
        ["DE", 4],
        ["CN", 1],
      ] as const) {
        const taken = validatorOf(ethers, country);
        await expect(consortium.connect(authorities.CN).rotateValidator(taken))
          .to.be.revertedWithCustomError(consortium, "ConsortiumValidatorTaken")
          .withArgs(taken, seat);
      }
    });

    it("replaces the validator and keeps their number", async () => {
      const world = await setUp();
      const { consortium, authorities } = world;
      await consortium.connect(authorities.CN).rotateValidator(replacement);
      await expectHeld(world, 1n, {
        name: FOUNDERS[0].name,
        authority: authorities.CN.address,
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
      const { consortium, authorities } = await setUp();
      for (const country of ["ES", "MX", "DE"] as const) {
        await consortium.connect(authorities[country]).resignSeat();
      }
      await consortium.connect(authorities.CN).rotateValidator(replacement);
      expect(await consortium.getValidators()).to.deep.equal([replacement]);
    });

    it("announces both validators", async () => {
      const { consortium, authorities } = await setUp();
      await expect(consortium.connect(authorities.CN).rotateValidator(replacement))
        .to.emit(consortium, "ValidatorRotated")
        .withArgs(1, validatorOf(ethers, "CN"), replacement);
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
