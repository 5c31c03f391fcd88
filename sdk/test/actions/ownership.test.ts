import { accounts, clientOf, isolate, time, world } from "@openrobotid/testkit/chain";
import { Device } from "@openrobotid/testkit/device";
import { digest, later, robots, SEQUENTIAL, spain } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { zeroAddress, zeroHash } from "viem";
import { getBlock } from "viem/actions";
import { type DeviceSignature, RegistryArgumentError } from "../../src/actions/index.js";
import { toBytes32 } from "../../src/index.js";
import { refused } from "../refused.js";

describe("Actions on who holds and who runs a robot", () => {
  isolate();
  const { registry, signedActs } = world;
  const id = robots.sold;
  const [owner, buyer] = [accounts.owner.address, accounts.buyer.address];

  describe("approveTransfer and acceptTransfer", () => {
    it("move a robot by the will of both sides", async () => {
      const approved = await clientOf("owner").approveTransferSync({ id, to: buyer });
      expect(approved).to.include({ id, holder: owner, approved: buyer });
      expect(await clientOf("buyer").getRobot({ id })).to.include({ approvedReceiver: buyer });
      const { receipt, ...taken } = await clientOf("buyer").acceptTransferSync({ id, from: owner });
      expect(receipt.from).to.equal(buyer.toLowerCase());
      expect(taken).to.include({ id, from: owner, to: buyer, basis: "approval" });
      expect(await registry.ownerOf(toBytes32(id))).to.equal(buyer);
      expect(await clientOf("buyer").getRobot({ id })).to.include({ approvedReceiver: undefined });
    });

    it("can be approved by an agent of the holder, as long as it is one", async () => {
      const agent = accounts.dealer.address;
      const approve = () => clientOf("dealer").approveTransferSync({ id, to: buyer });
      const named = await clientOf("owner").setApprovalForAllSync({ agent, approved: true });
      expect(named).to.include({ holder: owner, agent, approved: true });
      expect(await approve()).to.include({ holder: owner, approved: buyer });
      await clientOf("owner").setApprovalForAllSync({ agent, approved: false });
      await refused(approve(), "ERC721InvalidApprover");
      await refused(
        clientOf("owner").setApprovalForAll({ agent: zeroAddress, approved: true }),
        "ERC721InvalidOperator",
      );
    });

    it("are refused to those who have no say", async () => {
      await refused(
        clientOf("stranger").approveTransfer({ id, to: buyer }),
        "ERC721InvalidApprover",
        new RegExp(`${accounts.stranger.address} may not approve`),
      );
      await refused(
        clientOf("buyer").acceptTransfer({ id, from: owner }),
        "RobotRegistryReceiverNotApproved",
        new RegExp(`The holder of .*0001 approved nobody, not ${buyer}`),
        /approveTransfer/,
      );
    });

    it("are refused with the reason of a contract further down, where a recall forbids it", async () => {
      await clientOf("owner").approveTransferSync({ id, to: buyer });
      await clientOf("maker").openCampaignSync({
        model: SEQUENTIAL,
        range: { first: id, last: id },
        severity: "noTransfer",
        notice: {
          campaignNumber: "UT-2026-01",
          component: "Knee actuator",
          summary: "A bearing can seize.",
          consequence: "The robot can fall.",
          remedy: "The actuator is replaced.",
        },
      });
      const refusal = await refused(
        clientOf("buyer").acceptTransfer({ id, from: owner }),
        "RecallRegistryTransferForbidden",
        /Recall "UT-2026-01" \(campaign 1\) forbids that CN-UT01-G1PRO1-26W05000000000001 changes/,
        /remedyUnits/,
      );
      expect(refusal.args).to.deep.equal([toBytes32(id), 1n, "UT-2026-01"]);
      expect(refusal.values).to.deep.equal({ id, campaign: 1n, campaignNumber: "UT-2026-01" });
    });
  });

  describe("a consent", () => {
    const deadline = later;

    it("is prepared for the present holder, with the digest that the contract computes", async () => {
      const consent = await clientOf("dealer").prepareConsent({ id, to: buyer, deadline });
      const nonce = await signedActs.consentNonceOf(owner, toBytes32(id));
      const { head } = await registry.robot(toBytes32(id));
      expect(consent).to.include({ from: owner, to: buyer, nonce, deadline });
      expect(consent).to.include({ expectedHead: zeroHash });
      const terms = { id, to: buyer, deadline, bindsHistory: true };
      expect(await clientOf("dealer").prepareConsent(terms)).to.include({ expectedHead: head });
      expect(clientOf("dealer").consentDigest(consent)).to.equal(
        await signedActs.consentDigest({ ...consent, id: toBytes32(id) }),
      );
      await refused(
        clientOf("dealer").prepareConsent({ id: robots.unknown, to: buyer, deadline }),
        "RobotRegistryUnknownRobot",
        /CN-UT01-G1PRO1-26W05000000999999 was never issued/,
      );
    });

    it("signed by both sides, is submitted by anyone", async () => {
      const dealer = clientOf("dealer");
      const termsDigest = digest;
      const consent = await dealer.prepareConsent({ id, to: buyer, deadline, termsDigest });
      const moved = await dealer.transferWithConsentSync({
        consent,
        fromSignature: await clientOf("owner").signConsent({ consent }),
        toSignature: await clientOf("buyer").signConsent({ consent }),
      });
      expect(moved).to.include({ from: owner, to: buyer, basis: "consent", reasonDigest: digest });
    });

    it("is good for an hour after the newest block, whose time is a bigint", async () => {
      const dealer = clientOf("dealer");
      const { timestamp } = await getBlock(dealer);
      const consent = await dealer.prepareConsent({ id, to: buyer, deadline: timestamp + 3600n });
      expect(consent.deadline).to.equal(Number(timestamp) + 3600);
      const moved = await dealer.transferWithConsentSync({
        consent,
        fromSignature: await clientOf("owner").signConsent({ consent }),
        toSignature: await clientOf("buyer").signConsent({ consent }),
      });
      expect(moved).to.include({ from: owner, to: buyer });
      const milliseconds = timestamp * 1000n;
      const error = await dealer
        .prepareConsent({ id, to: buyer, deadline: milliseconds })
        .catch((error: Error) => error);
      expect(error).to.be.instanceOf(RegistryArgumentError);
      expect((error as Error).message).to.contain(`${milliseconds} is no moment`);
    });

    it("can ask for the robot's own signature as a third", async () => {
      const dealer = clientOf("dealer");
      const robotSigns = true;
      const consent = await dealer.prepareConsent({ id, to: buyer, deadline, robotSigns });
      const signed = {
        consent,
        fromSignature: await clientOf("owner").signConsent({ consent }),
        toSignature: await clientOf("buyer").signConsent({ consent }),
      };
      await refused(
        dealer.transferWithConsent(signed),
        "SignedActsDeviceSignature",
        /signature of CN-UT01-G1PRO1-26W05000000000001 does not verify/,
      );
      const device = new Device(toBytes32(id));
      const robotSignature = device.sign(dealer.consentDigest(consent)) as DeviceSignature;
      await dealer.transferWithConsentSync({ ...signed, robotSignature });
      expect(await registry.ownerOf(toBytes32(id))).to.equal(buyer);
    });

    /** A consent that both sides signed. */
    async function signedConsent(terms: { deadline?: number; bindsHistory?: boolean } = {}) {
      const consent = await clientOf("dealer").prepareConsent({
        id,
        to: buyer,
        deadline,
        ...terms,
      });
      return {
        consent,
        fromSignature: await clientOf("owner").signConsent({ consent }),
        toSignature: await clientOf("buyer").signConsent({ consent }),
      };
    }

    it("is refused without the signature of a side, and once it is too late", async () => {
      const dealer = clientOf("dealer");
      const soon = (await time.latest()) + 3600;
      const signed = await signedConsent({ deadline: soon });
      await refused(
        dealer.transferWithConsent({ ...signed, toSignature: signed.fromSignature }),
        "SignedActsNotSigned",
        new RegExp(`${buyer} did not sign exactly this`),
      );
      await time.increaseTo(soon + 1);
      await refused(
        dealer.transferWithConsent(signed),
        "SignedActsExpired",
        /was good until 2026-01-12T.*Z; it is 2026-01-12T.*Z/,
      );
    });

    it("is revoked alone by either side, and by the holder with all that it signed", async () => {
      const dealer = clientOf("dealer");
      const one = await signedConsent();
      const { consent } = one;
      await refused(
        clientOf("stranger").revokeConsent({ consent }),
        "SignedActsNotASide",
        new RegExp(`${accounts.stranger.address} is on no side`),
      );
      const revoked = await clientOf("buyer").revokeConsentSync({ consent });
      expect(revoked).to.include({ account: buyer, consentDigest: dealer.consentDigest(consent) });
      expect(await dealer.isConsentRevoked({ consent, account: buyer })).to.equal(true);
      expect(await dealer.isConsentRevoked({ consent, account: owner })).to.equal(false);
      await refused(
        dealer.transferWithConsent(one),
        "SignedActsConsentRevoked",
        new RegExp(`${buyer} revoked the consent`),
      );

      const other = await signedConsent({ deadline: deadline + 1 });
      const all = await clientOf("owner").revokeConsentsSync({ id });
      expect(all).to.include({ account: owner, id, revocations: 1n });
      const { nonce } = other.consent;
      await refused(
        dealer.transferWithConsent(other),
        "SignedActsConsentNonce",
        new RegExp(`carries the nonce ${nonce}, and ${nonce + 1n} is due`),
      );
      // What somebody else revokes is its own.
      await clientOf("stranger").revokeConsentsSync({ id });
      await dealer.transferWithConsentSync(await signedConsent());
      expect(await registry.ownerOf(toBytes32(id))).to.equal(buyer);
    });

    it("can bind the history, so that a buyer gets the robot as its record is", async () => {
      const signed = await signedConsent({ bindsHistory: true });
      await clientOf("insurer").recordSync({
        id,
        kind: "incident",
        capacity: "insurer",
        jurisdiction: spain,
        commitment: digest,
      });
      await refused(
        clientOf("dealer").transferWithConsent(signed),
        "SignedActsHeadChanged",
        new RegExp(`expects the history to end with ${signed.consent.expectedHead}`),
      );
    });
  });

  describe("an operator", () => {
    const operator = accounts.operator.address;

    it("is named by the holder, accepts and resigns", async () => {
      const named = await clientOf("owner").setOperatorSync({ id, operator, until: later });
      expect(named).to.include({ operator, until: later });
      expect(await clientOf("operator").acceptOperatorSync({ id })).to.include({ operator });
      expect(await registry.operatorOf(toBytes32(id))).to.equal(operator);
      expect(await clientOf("operator").resignOperatorSync({ id })).to.include({ operator });
      expect(await registry.operatorOf(toBytes32(id))).to.equal(`0x${"00".repeat(20)}`);
    });

    it("is not named for the past, and nobody accepts or resigns for it", async () => {
      await refused(
        clientOf("owner").setOperator({ id, operator, until: new Date("2026-01-01") }),
        "RobotRegistryTermInPast",
        /ends at 2026-01-01T00:00:00Z/,
      );
      await clientOf("owner").setOperatorSync({ id, operator, until: later });
      await refused(
        clientOf("stranger").acceptOperator({ id }),
        "RobotRegistryNotNamedOperator",
        new RegExp(`${accounts.stranger.address} was not named operator`),
      );
      // Left out, the term ends.
      await clientOf("owner").setOperatorSync({ id });
      await refused(
        clientOf("operator").resignOperator({ id }),
        "RobotRegistryNotNamedOperator",
        /its term has ended/,
      );
    });
  });
});
