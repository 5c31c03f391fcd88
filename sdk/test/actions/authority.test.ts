import { accounts, clientOf, isolate, time, world } from "@openrobotid/testkit/chain";
import { code } from "@openrobotid/testkit/codes";
import { SUCCESSION_NOTICE } from "@openrobotid/testkit/consortium";
import { DAY } from "@openrobotid/testkit/network";
import { digest, later, MAKER, mexico, SEQUENTIAL, spain } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { parseManufacturerId, parseModelId, parseRobotId } from "../../src/index.js";
import { refused } from "../refused.js";

describe("Actions on the authorities' register", () => {
  isolate();
  const { authorityRegistry } = world;

  describe("admitManufacturer", () => {
    const manufacturer = parseManufacturerId("ES-AT01");
    const makerAccount = accounts.stranger.address;
    const parameters = { manufacturer, makerAccount, name: "Autómatas del Turia" };

    it("admits one under the caller's country", async () => {
      const admitted = await clientOf("ES").admitManufacturerSync({
        ...parameters,
        contactUri: "https://automatas.example",
      });
      expect(admitted).to.include({
        id: manufacturer,
        account: makerAccount,
        authority: accounts.ES.address,
        name: "Autómatas del Turia",
        contactURI: "https://automatas.example",
      });
      expect(await authorityRegistry.accountOf(code(manufacturer))).to.equal(makerAccount);
    });

    it("is refused to the authority of another country", async () => {
      await refused(
        clientOf("MX").admitManufacturer(parameters),
        "AuthorityRegistryNotAuthority",
        new RegExp(`${accounts.MX.address} is not the authority of ES`),
        /seat that answers for ES/,
      );
    });
  });

  describe("the standing of a manufacturer", () => {
    const decision = { manufacturer: MAKER, reasonDigest: digest };

    it("is suspended, reinstated and revoked", async () => {
      const authority = clientOf("CN");
      expect(await authority.suspendManufacturerSync(decision)).to.include({
        id: MAKER,
        status: "suspended",
        authority: accounts.CN.address,
        reasonDigest: digest,
      });
      expect((await authority.reinstateManufacturerSync(decision)).status).to.equal("active");
      expect((await authority.revokeManufacturerSync(decision)).status).to.equal("revoked");
      expect((await authorityRegistry.manufacturer(code(MAKER))).status).to.equal(3);
    });

    it("is not given twice, and a revocation is final", async () => {
      const authority = clientOf("CN");
      await refused(
        authority.reinstateManufacturer(decision),
        "AuthorityRegistryStatusUnreachable",
        /CN-UT01 is active and cannot become active/,
      );
      await authority.suspendManufacturerSync(decision);
      await refused(
        authority.suspendManufacturer(decision),
        "AuthorityRegistryStatusUnreachable",
        /is suspended and cannot become suspended/,
      );
      await authority.revokeManufacturerSync(decision);
      await refused(
        authority.revokeManufacturer(decision),
        "AuthorityRegistryStatusUnreachable",
        /is revoked/,
        /final/,
      );
    });
  });

  describe("the account of a manufacturer", () => {
    it("is proposed by the present one and accepts itself", async () => {
      const named = await clientOf("maker").proposeManufacturerAccountSync({
        manufacturer: MAKER,
        nextAccount: accounts.newcomer.address,
      });
      expect(named).to.include({ id: MAKER, account: accounts.newcomer.address });
      const rotated = await clientOf("newcomer").acceptManufacturerAccountSync({
        manufacturer: MAKER,
      });
      expect(rotated).to.include({
        previous: accounts.maker.address,
        current: accounts.newcomer.address,
      });
      expect(await authorityRegistry.accountOf(code(MAKER))).to.equal(accounts.newcomer.address);
    });

    it("attests after it was rotated out, until the maker voids that", async () => {
      const maker = accounts.maker.address;
      const newcomer = clientOf("newcomer");
      await clientOf("maker").proposeManufacturerAccountSync({
        manufacturer: MAKER,
        nextAccount: newcomer.account.address,
      });
      await newcomer.acceptManufacturerAccountSync({ manufacturer: MAKER });
      expect(
        await clientOf("stranger").isAttester({ manufacturer: MAKER, account: maker }),
      ).to.equal(true);
      await refused(
        clientOf("maker").voidAttestations({ manufacturer: MAKER, former: maker }),
        "AuthorityRegistryNotManufacturer",
      );
      const voided = await newcomer.voidAttestationsSync({ manufacturer: MAKER, former: maker });
      expect(voided).to.include({ id: MAKER, account: maker });
      expect(
        await clientOf("stranger").isAttester({ manufacturer: MAKER, account: maker }),
      ).to.equal(false);
      await refused(
        newcomer.voidAttestations({ manufacturer: MAKER, former: maker }),
        "AuthorityRegistryNotFormerAttester",
        new RegExp(`${maker} is no former account of the manufacturer CN-UT01`),
      );
    });

    it("is named by no other, and accepted by no other", async () => {
      await refused(
        clientOf("stranger").proposeManufacturerAccount({ manufacturer: MAKER }),
        "AuthorityRegistryNotManufacturer",
        /is not the account of the manufacturer CN-UT01/,
      );
      await clientOf("maker").proposeManufacturerAccountSync({
        manufacturer: MAKER,
        nextAccount: accounts.newcomer.address,
      });
      // Left out, the naming is taken back.
      await clientOf("maker").proposeManufacturerAccountSync({ manufacturer: MAKER });
      await refused(
        clientOf("newcomer").acceptManufacturerAccount({ manufacturer: MAKER }),
        "AuthorityRegistryNotProposedAccount",
        new RegExp(`did not name ${accounts.newcomer.address}`),
      );
    });
  });

  describe("a manufacturer whose key is compromised", () => {
    const successor = accounts.newcomer.address;
    const about = { manufacturer: MAKER } as const;
    const naming = { ...about, successor, reasonDigest: digest } as const;
    const client = clientOf("stranger");

    it("does nothing until a successor takes over, which other seats and a notice allow", async () => {
      const since = await time.latest();
      const declared = await clientOf("CN").declareCompromisedSync({
        ...about,
        since,
        reasonDigest: digest,
      });
      expect(declared).to.include({ since, authority: accounts.CN.address });
      const id = parseRobotId("CN-UT01-G1PRO1-26W06000000000001");
      await refused(
        clientOf("maker").issueLot({ first: id, count: 1n }),
        "AuthorityRegistryManufacturerNotActive",
        /is compromised/,
        /name a successor/,
      );
      const account = accounts.maker.address;
      expect(await client.isAttester({ ...about, account })).to.equal(false);

      const named = await clientOf("CN").nameSuccessorSync(naming);
      const acceptableFrom = (await time.latest()) + SUCCESSION_NOTICE;
      expect(named).to.include({ account: successor, seat: 1n, needed: 2n, acceptableFrom });
      const accept = () => clientOf("newcomer").acceptSuccession(about);
      await refused(accept(), "AuthorityRegistryNoticeRunning", /runs until 2026-01-19T/);
      await time.increaseTo(acceptableFrom);
      await refused(accept(), "AuthorityRegistryNotCountersigned", /has 0 .* of the 2/);
      await refused(
        clientOf("CN").countersignSuccession(naming),
        "AuthorityRegistryCannotCountersign",
      );
      for (const [seat, given] of [
        ["ES", 1n],
        ["MX", 2n],
      ] as const) {
        expect(await clientOf(seat).countersignSuccessionSync(naming)).to.include({ given });
      }
      const manufacturer = await client.getManufacturer(about);
      expect(manufacturer).to.deep.include({
        status: "compromised",
        account,
        compromise: { since, until: undefined },
        succession: {
          account: successor,
          seat: 1,
          namedAt: acceptableFrom - SUCCESSION_NOTICE,
          acceptableFrom,
          needed: 2,
          given: 2,
        },
      });
      const accepted = await clientOf("newcomer").acceptSuccessionSync(about);
      expect(accepted).to.include({ previous: account, current: successor, status: "suspended" });
      expect(await client.getManufacturer(about)).to.deep.include({
        status: "suspended",
        account: successor,
        compromise: { since, until: await time.latest() },
        succession: undefined,
      });
    });

    it("keeps its account where the authority takes the naming back", async () => {
      await refused(
        clientOf("CN").nameSuccessor(naming),
        "AuthorityRegistryManufacturerNotCompromised",
        /is active, not compromised/,
      );
      await clientOf("CN").declareCompromisedSync({
        ...about,
        since: await time.latest(),
        reasonDigest: digest,
      });
      await clientOf("CN").nameSuccessorSync(naming);
      const withdrawn = await clientOf("CN").withdrawSuccessionSync(about);
      expect(withdrawn).to.include({ account: successor });
      await refused(
        clientOf("newcomer").acceptSuccession(about),
        "AuthorityRegistryNoSuccession",
        /No successor of CN-UT01 is named/,
      );
    });
  });

  describe("registerModel", () => {
    it("registers a sequential and a listed model", async () => {
      const maker = clientOf("maker");
      const model = parseModelId("CN-UT01-G2PRO1");
      const sequential = { model, scheme: "sequential", counterWidth: 10, name: "G2" } as const;
      expect(await maker.registerModelSync(sequential)).to.include({
        id: model,
        scheme: "sequential",
        counterWidth: 10,
        name: "G2",
        documentationURI: "",
      });
      const listed = parseModelId("CN-UT01-H3LAB1");
      await maker.registerModelSync({ model: listed, scheme: "listed", name: "H3" });
      expect((await authorityRegistry.model(code(listed))).scheme).to.equal(2);
    });

    it("is refused where the width does not go with the scheme", async () => {
      const model = parseModelId("CN-UT01-G2PRO1");
      await refused(
        clientOf("maker").registerModel({ model, scheme: "sequential", name: "G2" }),
        "AuthorityRegistryInvalidCounterWidth",
        /A sequential model cannot have a counter of 0 digits/,
        /1 to 16 digits/,
      );
    });
  });

  describe("the approval of a model", () => {
    const approval = {
      model: SEQUENTIAL,
      country: spain,
      level: 4,
      certificateDigest: digest,
      expiry: new Date(later * 1000),
    } as const;

    it("is given until a moment, and withdrawn", async () => {
      const authority = clientOf("ES");
      expect(await authority.approveModelSync(approval)).to.include({
        id: SEQUENTIAL,
        country: "ES",
        level: 4,
        expiry: later,
      });
      const decision = { model: SEQUENTIAL, country: spain, reasonDigest: digest };
      expect(await authority.withdrawModelApprovalSync(decision)).to.include({
        id: SEQUENTIAL,
        country: "ES",
        reasonDigest: digest,
      });
      expect(await authorityRegistry.isApproved(code(SEQUENTIAL), code("ES"))).to.equal(false);
      await refused(
        authority.withdrawModelApproval(decision),
        "AuthorityRegistryModelNotApproved",
        /CN-UT01-G1PRO1 is not approved for ES: its approval was withdrawn at 2026-01-/,
      );
    });

    it("is not given for the past", async () => {
      await refused(
        clientOf("ES").approveModel({ ...approval, expiry: new Date("2025-12-31T12:00:00Z") }),
        "AuthorityRegistryExpiryInPast",
        /2025-12-31T12:00:00Z is not after the time of the block, 2026-01-/,
      );
    });
  });

  describe("an accreditation", () => {
    const accredited = accounts.workshop.address;
    const parameters = { accredited, role: "workshop", country: mexico, expiry: later } as const;

    it("is given until a moment, and withdrawn", async () => {
      const authority = clientOf("MX");
      expect(await authority.accreditSync(parameters)).to.include({
        account: accredited,
        role: "workshop",
        country: "MX",
        expiry: later,
      });
      expect(await authorityRegistry.isAccredited(accredited, 1, code("MX"))).to.equal(true);
      const decision = { ...parameters, reasonDigest: digest };
      expect(await authority.withdrawAccreditationSync(decision)).to.include({
        role: "workshop",
        reasonDigest: digest,
      });
      await refused(
        authority.withdrawAccreditation(decision),
        "AuthorityRegistryNotAccredited",
        /is not accredited as a workshop in MX/,
      );
    });

    it("lasts two years at most, and ends when its seat loses the country", async () => {
      const latest = (await time.latest()) + 730 * DAY;
      await refused(
        clientOf("MX").accredit({ ...parameters, expiry: latest + DAY }),
        "AuthorityRegistryExpiryTooFar",
        /is too far ahead/,
        /Give 2028-01-12T/,
      );
      await clientOf("MX").accreditSync(parameters);
      const { role, country } = parameters;
      const about = { accredited, role, country } as const;
      expect(await clientOf("MX").getAccreditation(about)).to.deep.include({
        seat: 3,
        givenAt: await time.latest(),
        valid: true,
      });
      await clientOf("MX").resignSeatSync();
      expect(await clientOf("MX").getAccreditation(about)).to.deep.include({
        seat: 3,
        valid: false,
      });
    });

    it("is refused to anyone who is not the authority of the country", async () => {
      await refused(
        clientOf("ES").accredit(parameters),
        "AuthorityRegistryNotAuthority",
        /is not the authority of MX/,
      );
    });
  });
});
