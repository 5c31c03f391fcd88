import { consentTo, signAct } from "@openrobotid/testkit/acts";
import { code } from "@openrobotid/testkit/codes";
import { commitment, Device, highS, NO_SIGNATURE } from "@openrobotid/testkit/device";
import { expectEntry } from "@openrobotid/testkit/entries";
import {
  SignedActKind as ActKind,
  Capacity,
  HistoryKind as Kind,
  State,
} from "@openrobotid/testkit/enums";
import {
  HANDED_IN,
  ISSUED,
  livesFixture,
  SCRAPPED,
  SECOND,
  UNKNOWN,
} from "@openrobotid/testkit/lives";
import { expectLogFolds, expectRecorded, subjectOf } from "@openrobotid/testkit/log";
import { modulesFixture } from "@openrobotid/testkit/modules";
import { type Connection, createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import {
  birthOf,
  CONSENT_TYPES,
  type Consent,
  ORDER_NOTICE,
  ROBOT,
} from "@openrobotid/testkit/registry";
import { expect } from "chai";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

const TERMS = commitment("contract of sale");
const REASON = commitment("a reason");

const STOLEN = 1;
const DISPUTED = 2;
const BY_CONSENT = 2;
const TOTAL_LOSS = 1;

/** A nonce counts changes of hands in its high bits, and revocations of the holder in the low 64. */
const nonceOf = (transfers: number | bigint, revocations = 0) =>
  (BigInt(transfers) << 64n) | BigInt(revocations);

/** A consent to sell `ROBOT`, as `owner` and `buyer` would sign it, and how the dealer submits it. */
async function setUp() {
  const world = await loadFixture(livesFixture);
  const { signedActs, owner, buyer, dealer, signConsent } = world;
  const now = await time.latest();
  const consent: Consent = {
    ...(await consentTo({ signedActs, now }, ROBOT, owner, buyer)),
    termsDigest: TERMS,
  };
  /** Submits a consent with the signatures of owner and buyer under it, or the given ones. */
  const submit = async (
    submitted: Consent,
    signatures: { from?: string; to?: string; robot?: { r: string; s: string } } = {},
  ) =>
    signedActs
      .connect(dealer)
      .transferWithConsent(
        submitted,
        signatures.from ?? (await signConsent(submitted, owner)),
        signatures.to ?? (await signConsent(submitted, buyer)),
        signatures.robot ?? NO_SIGNATURE,
      );
  /** The signatures of both under the consent, from before something happened. */
  const signatures = {
    from: await signConsent(consent, owner),
    to: await signConsent(consent, buyer),
  };
  const digest = await signedActs.consentDigest(consent);
  return { ...world, consent, submit, signatures, digest };
}

describe("SignedActs: consents", () => {
  describe("transferWithConsent", () => {
    it("refuses a code that was never issued", async () => {
      const { registry, consent, submit } = await setUp();
      await expect(submit({ ...consent, id: UNKNOWN }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses a consent of somebody who does not hold the robot, naming who does", async () => {
      const { signedActs, consent, submit, signConsent, maker, owner } = await setUp();
      const other = { ...consent, from: maker.address };
      await expect(submit(other, { from: await signConsent(other, maker) }))
        .to.be.revertedWithCustomError(signedActs, "SignedActsConsentFromOther")
        .withArgs(ROBOT, maker.address, owner.address);
    });

    it("refuses to give the robot to nobody", async () => {
      const { signedActs, consent, submit } = await setUp();
      await expect(submit({ ...consent, to: ZeroAddress }))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNoReceiver")
        .withArgs(ROBOT);
    });

    it("refuses a consent whose nonce is not due", async () => {
      const { signedActs, consent, submit } = await setUp();
      expect(consent.nonce).to.equal(nonceOf(1));
      for (const nonce of [
        0n,
        1n,
        nonceOf(0),
        nonceOf(0, 1),
        nonceOf(1, 1),
        nonceOf(2),
        ethers.MaxUint256,
      ]) {
        await expect(submit({ ...consent, nonce }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsConsentNonce")
          .withArgs(ROBOT, nonce, nonceOf(1));
      }
    });

    it("refuses a consent a second time, even when the robot is back where it was", async () => {
      const { signedActs, consent, submit, signatures, owner, buyer, handOver } = await setUp();
      await submit(consent, signatures);
      await expect(submit(consent, signatures))
        .to.be.revertedWithCustomError(signedActs, "SignedActsConsentFromOther")
        .withArgs(ROBOT, owner.address, buyer.address);
      await handOver(ROBOT, buyer, owner);
      await expect(submit(consent, signatures))
        .to.be.revertedWithCustomError(signedActs, "SignedActsConsentNonce")
        .withArgs(ROBOT, nonceOf(1), nonceOf(3));
    });

    it("refuses the second of two consents that the holder gave, be they to one receiver or to two", async () => {
      const { signedActs, consent, submit, signatures, signConsent, owner, buyer, dealer } =
        await setUp();
      const dearer = { ...consent, termsDigest: commitment("a dearer contract") };
      const toDealer = { ...consent, to: dealer.address };
      const others = [
        [dearer, await signConsent(dearer, owner), await signConsent(dearer, buyer)],
        [toDealer, await signConsent(toDealer, owner), await signConsent(toDealer, dealer)],
      ] as const;
      await submit(consent, signatures);
      for (const [other, from, to] of others) {
        await expect(submit(other, { from, to }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsConsentFromOther")
          .withArgs(ROBOT, owner.address, buyer.address);
      }
    });

    it("refuses a consent past its deadline, and takes it in the very second", async () => {
      const { registry, signedActs, consent, submit, buyer } = await setUp();
      const deadline = consent.deadline;
      const snapshot = await networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(deadline + 1);
      await expect(submit(consent))
        .to.be.revertedWithCustomError(signedActs, "SignedActsExpired")
        .withArgs(ROBOT, deadline, deadline + 1);
      await snapshot.restore();
      await time.setNextBlockTimestamp(deadline);
      await submit(consent);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });

    it("refuses a consent that names a head, once anything was recorded of the robot", async () => {
      const { registry, signedActs, byOwner, consent, submit, buyer } = await setUp();
      const { head } = await registry.historyOf(ROBOT);
      const bound = { ...consent, expectedHead: head };
      const snapshot = await networkHelpers.takeSnapshot();
      await byOwner.relocate(ROBOT, code("MX"));
      const moved = await registry.historyOf(ROBOT);
      await expect(submit(bound))
        .to.be.revertedWithCustomError(signedActs, "SignedActsHeadChanged")
        .withArgs(ROBOT, head, moved.head);
      await snapshot.restore();
      // What happens to another robot, or to the account of the holder, is no matter.
      await byOwner.relocate(SECOND, code("MX"));
      await byOwner.setApprovalForAll(buyer, true);
      await submit(bound);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });

    it("refuses a signature that is missing, malformed or somebody else's, naming whose", async () => {
      const { signedActs, consent, submit, signConsent, owner, buyer, dealer, operator } =
        await setUp();
      const wrong = [
        "0x",
        "0x1234",
        `0x${"00".repeat(65)}`,
        await signConsent(consent, dealer),
        await signConsent(consent, operator),
      ];
      for (const signature of [...wrong, await signConsent(consent, buyer)]) {
        await expect(submit(consent, { from: signature }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
          .withArgs(ROBOT, owner.address, consent.nonce);
      }
      for (const signature of [...wrong, await signConsent(consent, owner)]) {
        await expect(submit(consent, { to: signature }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
          .withArgs(ROBOT, buyer.address, consent.nonce);
      }
    });

    it("refuses operators-for-all in the place of the owner", async () => {
      const { signedActs, byOwner, consent, submit, signConsent, owner, dealer } = await setUp();
      await byOwner.setApprovalForAll(dealer, true);
      await expect(submit(consent, { from: await signConsent(consent, dealer) }))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, consent.nonce);
    });

    it("refuses a consent of which one field was altered after either side signed", async () => {
      const { registry, signedActs, consent, submit, signatures, owner, buyer } = await setUp();
      const { head } = await registry.historyOf(ROBOT);
      const alterations: Consent[] = [
        { ...consent, id: SECOND },
        { ...consent, deadline: consent.deadline + 1 },
        { ...consent, robotSigns: true },
        { ...consent, expectedHead: head },
        { ...consent, termsDigest: commitment("a dearer contract") },
        { ...consent, termsDigest: ZeroHash },
      ];
      const { from, to } = signatures;
      for (const altered of alterations) {
        await expect(submit(altered, { from }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
          .withArgs(altered.id, owner.address, consent.nonce);
        await expect(submit(altered, { to }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
          .withArgs(altered.id, buyer.address, consent.nonce);
      }
    });

    it("refuses a consent to another receiver than the owner's", async () => {
      const { signedActs, consent, submit, signatures, signConsent, owner, dealer } = await setUp();
      const diverted = { ...consent, to: dealer.address };
      const to = await signConsent(diverted, dealer);
      await expect(submit(diverted, { from: signatures.from, to }))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, consent.nonce);
    });

    it("refuses a consent for another chain, another contract or another domain", async () => {
      const { registry, signedActs, consent, submit, signConsent, domain, owner, buyer } =
        await setUp();
      for (const other of [
        { ...domain, chainId: 1n },
        { ...domain, verifyingContract: await registry.getAddress() },
        { ...domain, name: "Other Robot ID" },
        { ...domain, version: "2" },
      ]) {
        await expect(submit(consent, { from: await signConsent(consent, owner, other) }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
          .withArgs(ROBOT, owner.address, consent.nonce);
        await expect(submit(consent, { to: await signConsent(consent, buyer, other) }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
          .withArgs(ROBOT, buyer.address, consent.nonce);
      }
    });

    it("refuses a transfer to the owner itself", async () => {
      const { registry, consent, submit, signConsent, owner } = await setUp();
      const self = { ...consent, to: owner.address };
      await expect(submit(self, { to: await signConsent(self, owner) }))
        .to.be.revertedWithCustomError(registry, "RobotRegistrySelfTransfer")
        .withArgs(ROBOT, owner.address);
    });

    it("refuses a robot that is not in service", async () => {
      const { registry, signedActs, consent, submit, signConsent, maker, owner } = await setUp();
      for (const [id, from, state] of [
        [ISSUED, maker, State.Issued],
        [HANDED_IN, owner, State.EndOfLife],
        [SCRAPPED, owner, State.Scrapped],
      ] as const) {
        const nonce = await signedActs.consentNonceOf(from, id);
        const other = { ...consent, id, from: from.address, nonce };
        await expect(submit(other, { from: await signConsent(other, from) }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
    });

    it("refuses a flagged robot", async () => {
      const { registry, flags, authorities, consent, submit } = await setUp();
      const authority = flags.connect(authorities.ES);
      for (const flag of [STOLEN, DISPUTED]) {
        await authority.raiseFlag(ROBOT, flag, REASON);
        await expect(submit(consent))
          .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
          .withArgs(ROBOT, flag);
        await authority.clearFlag(ROBOT, flag, REASON);
      }
    });

    it("refuses a robot while an order against it is pending", async () => {
      const { registry, orders, authorities, consent, submit, dealer } = await setUp();
      await orders.connect(authorities.ES).propose(ROBOT, 1, dealer, REASON);
      await expect(submit(consent))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(ROBOT, 1);
    });

    it("refuses what a transfer policy refuses, in its words", async () => {
      const { policy, consent, submit, owner, buyer } = await setUp();
      await policy.setRefused(ROBOT, true);
      await expect(submit(consent))
        .to.be.revertedWithCustomError(policy, "TransferPolicyMockTransfer")
        .withArgs(ROBOT, owner.address, buyer.address);
    });

    describe("with the robot's own signature", () => {
      /** The same consent, for which the robot must sign too. */
      async function robotConsenting() {
        const world = await setUp();
        const consent = { ...world.consent, robotSigns: true };
        const { device } = birthOf(ROBOT);
        const digest = await world.signedActs.consentDigest(consent);
        return { ...world, consent, device, digest };
      }

      it("refuses a signature that is missing, in the high half, of another robot or over something else", async () => {
        const { signedActs, consent, submit, device, digest, owner } = await robotConsenting();
        const wrong = [
          NO_SIGNATURE,
          highS(device.sign(digest)),
          birthOf(SECOND).device.sign(digest),
          // A clone says the same code, and has another key.
          new Device(`clone of ${ROBOT}`).sign(digest),
          device.sign(await signedActs.consentDigest({ ...consent, robotSigns: false })),
          device.sign(await signedActs.deviceChallenge(ROBOT, owner)),
        ];
        for (const robot of wrong) {
          await expect(submit(consent, { robot }))
            .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
            .withArgs(ROBOT, device.keyDigest);
        }
      });

      it("refuses the key that the robot had before its computer was replaced", async () => {
        const { registry, signedActs, consent, submit, device, digest, owner, buyer, replaceKey } =
          await robotConsenting();
        const next = new Device("the next computer");
        await replaceKey(ROBOT, owner, next);
        await expect(submit(consent, { robot: device.sign(digest) }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
          .withArgs(ROBOT, next.keyDigest);
        await submit(consent, { robot: next.sign(digest) });
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      });

      it("refuses a robot that has no key yet", async () => {
        const { signedActs, consent, submit, signConsent, maker } = await robotConsenting();
        const early = { ...consent, id: ISSUED, from: maker.address, nonce: 0n };
        const robot = birthOf(ISSUED).device.sign(await signedActs.consentDigest(early));
        await expect(submit(early, { from: await signConsent(early, maker), robot }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
          .withArgs(ISSUED, ethers.keccak256(`0x${"00".repeat(64)}`));
      });

      it("takes the robot's signature as the third", async () => {
        const { registry, consent, submit, device, digest, buyer } = await robotConsenting();
        await submit(consent, { robot: device.sign(digest) });
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      });

      it("does not read it where the consent does not ask for it", async () => {
        const { registry, submit, consent, device, buyer } = await robotConsenting();
        const plain = { ...consent, robotSigns: false };
        await submit(plain, { robot: highS(device.sign(ethers.id("anything"))) });
        expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      });
    });

    describe("of contracts, which sign by ERC-1271", () => {
      /** `owner` and `buyer` with a wallet each; the wallet of the owner holds `ROBOT` where it is the sender. */
      async function wallets(sender: boolean) {
        const world = await setUp();
        const { registry, signedActs, byOwner, owner, buyer, consent } = world;
        const ofOwner = await ethers.deployContract("WalletMock", [owner]);
        const ofBuyer = await ethers.deployContract("WalletMock", [buyer]);
        if (sender) {
          await byOwner.approve(ofOwner, ROBOT);
          const data = registry.interface.encodeFunctionData("transferFrom", [
            owner.address,
            await ofOwner.getAddress(),
            ROBOT,
          ]);
          await ofOwner.connect(owner).execute(registry, [data]);
        }
        const addresses = { from: await ofOwner.getAddress(), to: await ofBuyer.getAddress() };
        const holder = await registry.ownerOf(ROBOT);
        const nonce = await signedActs.consentNonceOf(holder, ROBOT);
        return { ...world, ofBuyer, addresses, consent: { ...consent, nonce } };
      }

      it("takes them in the place of either side, and of both", async () => {
        for (const [sender, receiver] of [
          [false, true],
          [true, false],
          [true, true],
        ] as const) {
          const { registry, addresses, consent, submit, buyer } = await wallets(sender);
          const to = receiver ? addresses.to : buyer.address;
          await submit({ ...consent, to, ...(sender ? { from: addresses.from } : {}) });
          expect(await registry.ownerOf(ROBOT)).to.equal(to);
        }
      });

      it("refuses what the contract did not sign", async () => {
        const { signedActs, addresses, consent, submit, signConsent, stranger } =
          await wallets(true);
        const both = { ...consent, ...addresses };
        const foreign = await signConsent(both, stranger);
        for (const signature of [foreign, "0x"]) {
          await expect(submit(both, { from: signature }))
            .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
            .withArgs(ROBOT, addresses.from, both.nonce);
          await expect(submit(both, { to: signature }))
            .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
            .withArgs(ROBOT, addresses.to, both.nonce);
        }
      });

      it("refuses a contract that signs nothing at all", async () => {
        const { signedActs, registryModules, consent, submit } = await setUp();
        for (const contract of [registryModules, signedActs]) {
          const to = await contract.getAddress();
          await expect(submit({ ...consent, to }))
            .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
            .withArgs(ROBOT, to, consent.nonce);
        }
      });

      it("lets the contract revoke what it signed", async () => {
        const { signedActs, addresses, ofBuyer, consent, submit, buyer } = await wallets(true);
        const both = { ...consent, ...addresses };
        const data = signedActs.interface.encodeFunctionData("revokeConsent", [both]);
        await ofBuyer.connect(buyer).execute(signedActs, [data]);
        await expect(submit(both))
          .to.be.revertedWithCustomError(signedActs, "SignedActsConsentRevoked")
          .withArgs(await signedActs.consentDigest(both), addresses.to);
      });
    });

    it("has the digest that EIP-712 gives the consent", async () => {
      const { consent, digest, domain } = await setUp();
      const { id, ...fields } = consent;
      expect(digest).to.equal(
        ethers.TypedDataEncoder.hash(domain, CONSENT_TYPES, { robotId: id, ...fields }),
      );
    });

    it("gives the robot to the receiver, no matter who submits it", async () => {
      const { registry, signedActs, consent, signatures, owner, buyer, stranger } = await setUp();
      const balance = await registry.balanceOf(owner);
      await signedActs
        .connect(stranger)
        .transferWithConsent(consent, signatures.from, signatures.to, NO_SIGNATURE);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      expect(await registry.balanceOf(owner)).to.equal(balance - 1n);
      expect(await registry.balanceOf(buyer)).to.equal(1);
      expect((await registry.robot(ROBOT)).transfers).to.equal(2);
      expect(await signedActs.consentNonceOf(buyer, ROBOT)).to.equal(nonceOf(2));
    });

    it("ends approval and operator of the former holder", async () => {
      const { registry, byOwner, consent, submit, operator, stranger } = await setUp();
      await byOwner.approve(stranger, ROBOT);
      await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(ROBOT);
      await submit(consent);
      expect(await registry.getApproved(ROBOT)).to.equal(ZeroAddress);
      expect(await registry.operatorOf(ROBOT)).to.equal(ZeroAddress);
    });

    it("announces the transfer with its terms, and appends it in the name of who submitted it", async () => {
      const { registry, consent, submit, owner, buyer, dealer } = await setUp();
      await expectEntry(
        registry,
        async () => {
          const tx = await submit(consent);
          await expect(tx)
            .to.emit(registry, "Transfer")
            .withArgs(owner.address, buyer.address, ROBOT);
          return tx;
        },
        {
          emitter: registry,
          event: "RobotTransferred",
          id: ROBOT,
          space: 0,
          kind: Kind.Transferred,
          actor: dealer,
          fields: [owner.address, buyer.address, BY_CONSENT, TERMS],
        },
      );
    });
  });

  describe("revokeConsent and revokeConsentBySig", () => {
    type World = Awaited<ReturnType<typeof setUp>>;

    /** Either way in which an account revokes a consent. */
    const WAYS = [
      {
        way: "by call",
        revoke: ({ signedActs }: World, consent: Consent, account: World["owner"]) =>
          signedActs.connect(account).revokeConsent(consent),
      },
      {
        way: "by signature",
        revoke: async (world: World, consent: Consent, account: World["owner"]) => {
          const { signedActs, domain, dealer } = world;
          const signed = await signAct(
            domain,
            {
              act: "ConsentRevocation",
              id: consent.id,
              fields: { consentDigest: await signedActs.consentDigest(consent) },
              nonce: await signedActs.nonceOf(account, consent.id),
              deadline: (await time.latest()) + DAY,
            },
            account,
          );
          return signedActs.connect(dealer).revokeConsentBySig(consent, signed);
        },
      },
    ];

    for (const { way, revoke } of WAYS) {
      it(`refuse who is on no side of the consent, ${way}`, async () => {
        const world = await setUp();
        const { signedActs, consent, submit, digest, registry, byOwner, dealer, stranger } = world;
        await byOwner.setApprovalForAll(dealer, true);
        for (const account of [dealer, stranger]) {
          await expect(revoke(world, consent, account))
            .to.be.revertedWithCustomError(signedActs, "SignedActsNotASide")
            .withArgs(digest, account.address);
        }
        await submit(consent);
        expect(await registry.ownerOf(ROBOT)).to.equal(world.buyer);
      });

      it(`refuse to revoke twice, and let the other side revoke too, ${way}`, async () => {
        const world = await setUp();
        const { signedActs, consent, digest, owner, buyer } = world;
        await revoke(world, consent, owner);
        await expect(revoke(world, consent, owner))
          .to.be.revertedWithCustomError(signedActs, "SignedActsConsentRevoked")
          .withArgs(digest, owner.address);
        await revoke(world, consent, buyer);
        expect(await signedActs.isRevoked(buyer, digest)).to.equal(true);
      });

      it(`end this consent for either side, and no other, ${way}`, async () => {
        const world = await setUp();
        const { registry, signedActs, consent, submit, signatures, digest, owner, buyer } = world;
        const snapshot = await networkHelpers.takeSnapshot();
        for (const account of [owner, buyer]) {
          await revoke(world, consent, account);
          expect(await signedActs.isRevoked(account, digest)).to.equal(true);
          await expect(submit(consent, signatures))
            .to.be.revertedWithCustomError(signedActs, "SignedActsConsentRevoked")
            .withArgs(digest, account.address);
          // Signing the same again does not help; other terms do.
          await expect(submit(consent))
            .to.be.revertedWithCustomError(signedActs, "SignedActsConsentRevoked")
            .withArgs(digest, account.address);
          await submit({ ...consent, termsDigest: commitment("another contract") });
          expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
          await snapshot.restore();
        }
      });

      it(`announce it, and append it to the history of the account, ${way}`, async () => {
        const world = await setUp();
        const { signedActs, consent, digest, buyer } = world;
        const tx = await revoke(world, consent, buyer);
        await expect(tx).to.emit(signedActs, "ConsentRevoked").withArgs(buyer.address, digest);
        await expectRecorded(signedActs, tx, {
          subject: subjectOf.account(buyer),
          kind: ActKind.ConsentRevoked,
          actor: buyer.address,
        });
      });
    }

    it("take a consent that does not exist yet: it is revoked before anybody signs it", async () => {
      const { signedActs, consent, submit, buyer } = await setUp();
      const early = { ...consent, nonce: nonceOf(1, 1) };
      await signedActs.connect(buyer).revokeConsent(early);
      await signedActs.connect(await ethers.getSigner(consent.from)).revokeConsents(ROBOT);
      await expect(submit(early))
        .to.be.revertedWithCustomError(signedActs, "SignedActsConsentRevoked")
        .withArgs(await signedActs.consentDigest(early), buyer.address);
    });

    it("change nothing of a sale that was made", async () => {
      const { registry, signedActs, consent, submit, owner, buyer } = await setUp();
      await submit(consent);
      const before = await registry.historyOf(ROBOT);
      await signedActs.connect(owner).revokeConsent(consent);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      expect(await registry.historyOf(ROBOT)).to.deep.equal(before);
    });
  });

  describe("revokeConsents", () => {
    it("ends every consent that the holder signed, and none that it receives by", async () => {
      const { signedActs, registry, consent, submit, signatures, owner, buyer } = await setUp();
      await signedActs.connect(owner).revokeConsents(ROBOT);
      await expect(submit(consent, signatures))
        .to.be.revertedWithCustomError(signedActs, "SignedActsConsentNonce")
        .withArgs(ROBOT, nonceOf(1), nonceOf(1, 1));
      // Nor does it help to write the next nonce over the one that was signed.
      const renumbered = { ...consent, nonce: nonceOf(1, 1) };
      await expect(submit(renumbered, signatures))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotSigned")
        .withArgs(ROBOT, owner.address, nonceOf(1, 1));
      await signedActs.connect(buyer).revokeConsents(ROBOT);
      await submit(renumbered);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });

    it("leaves the other robots of the holder alone", async () => {
      const { signedActs, owner } = await setUp();
      await signedActs.connect(owner).revokeConsents(ROBOT);
      expect(await signedActs.consentNonceOf(owner, ROBOT)).to.equal(nonceOf(1, 1));
      expect(await signedActs.consentNonceOf(owner, SECOND)).to.equal(nonceOf(1));
    });

    it("changes nothing of the robot, and leaves no entry in its history", async () => {
      const { registry, signedActs, owner } = await setUp();
      const before = await registry.robot(ROBOT);
      await signedActs.connect(owner).revokeConsents(ROBOT);
      expect(await registry.robot(ROBOT)).to.deep.equal(before);
    });

    it("announces how often the account did so, and appends it to the history of the account", async () => {
      const { signedActs, owner, stranger } = await setUp();
      for (const [account, revocations] of [
        [owner, 1],
        [owner, 2],
        [stranger, 1],
      ] as const) {
        const tx = await signedActs.connect(account).revokeConsents(ROBOT);
        await expect(tx)
          .to.emit(signedActs, "ConsentsRevoked")
          .withArgs(account.address, ROBOT, revocations);
        await expectRecorded(signedActs, tx, {
          subject: subjectOf.account(account),
          kind: ActKind.ConsentsRevoked,
          actor: account.address,
        });
      }
    });
  });

  describe("consentNonceOf", () => {
    it("refuses a code that was never issued", async () => {
      const { registry, signedActs, owner } = await setUp();
      await expect(signedActs.consentNonceOf(owner, UNKNOWN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("grows with each change of hands, however the robot changes them, and with each revocation", async () => {
      const { signedActs, orders, authorities, owner, buyer, dealer, consent, submit, handOver } =
        await setUp();
      expect(await signedActs.consentNonceOf(owner, ROBOT)).to.equal(nonceOf(1));
      await submit(consent);
      expect(await signedActs.consentNonceOf(owner, ROBOT)).to.equal(nonceOf(2));
      await handOver(ROBOT, buyer, owner);
      expect(await signedActs.consentNonceOf(owner, ROBOT)).to.equal(nonceOf(3));
      await signedActs.connect(owner).revokeConsents(ROBOT);
      expect(await signedActs.consentNonceOf(owner, ROBOT)).to.equal(nonceOf(3, 1));
      await orders.connect(authorities.ES).propose(ROBOT, 1, dealer, REASON);
      await time.increase(ORDER_NOTICE);
      await orders.connect(dealer).execute(1);
      expect(await signedActs.consentNonceOf(owner, ROBOT)).to.equal(nonceOf(4, 1));
      expect(await signedActs.consentNonceOf(dealer, ROBOT)).to.equal(nonceOf(4));
    });
  });

  describe("the log", () => {
    it("folds from events to the heads that the contract keeps", async () => {
      const { signedActs, consent, owner, buyer, stranger } = await setUp();
      await signedActs.connect(buyer).revokeConsent(consent);
      await signedActs.connect(owner).revokeConsents(ROBOT);
      await signedActs.connect(owner).revokeConsent(consent);
      await signedActs.connect(stranger).revokeConsents(UNKNOWN);
      await expectLogFolds(signedActs);
      expect((await signedActs.log()).count).to.equal(4);
      expect((await signedActs.historyOf(subjectOf.account(owner))).seq).to.equal(2);
    });
  });

  describe("what roles combined could do", () => {
    /** Owner and buyer agreed, for a year, on a robot of which nothing bad was known; and what happened to it since. */
    async function totalLossFixture(connection: Connection) {
      const world = await modulesFixture(connection);
      const { registry, signedActs, dossier, owner, buyer, insurer, signConsent } = world;
      const { head } = await registry.historyOf(ROBOT);
      const now = await time.latest();
      const plain = {
        ...(await consentTo({ signedActs, now }, ROBOT, owner, buyer)),
        deadline: now + YEAR,
      };
      const bound = { ...plain, expectedHead: head };
      const sign = async (consent: Consent) =>
        [consent, await signConsent(consent, owner), await signConsent(consent, buyer)] as const;
      const agreed = { plain: await sign(plain), bound: await sign(bound) };

      await time.increase(330 * DAY);
      await dossier
        .connect(insurer)
        .brand(ROBOT, Capacity.Insurer, code("ES"), TOTAL_LOSS, "TOTAL LOSS", REASON);
      await world.replaceKey(ROBOT, owner, new Device("another board"));
      await registry.connect(owner).relocate(ROBOT, code("MX"));
      const submit = ([consent, from, to]: (typeof agreed)["plain"]) =>
        signedActs.connect(world.dealer).transferWithConsent(consent, from, to, NO_SIGNATURE);
      return { ...world, agreed, submit, head };
    }

    it("330 days later a buyer took over a total loss with another board on another market: its consent binds the head", async () => {
      const { registry, signedActs, owner, agreed, submit, head } =
        await loadFixture(totalLossFixture);
      const now = await registry.historyOf(ROBOT);
      await expect(submit(agreed.bound))
        .to.be.revertedWithCustomError(signedActs, "SignedActsHeadChanged")
        .withArgs(ROBOT, head, now.head);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
    });

    it("330 days later a buyer took over a total loss it could not get out of: it revokes its consent alone", async () => {
      const { registry, signedActs, owner, buyer, agreed, submit } =
        await loadFixture(totalLossFixture);
      const [consent] = agreed.plain;
      const snapshot = await networkHelpers.takeSnapshot();
      await submit(agreed.plain);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
      await snapshot.restore();
      await signedActs.connect(buyer).revokeConsent(consent);
      await expect(submit(agreed.plain))
        .to.be.revertedWithCustomError(signedActs, "SignedActsConsentRevoked")
        .withArgs(await signedActs.consentDigest(consent), buyer.address);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
    });

    it("one holder wore out the nonces for all later ones: its revocations count for itself alone", async () => {
      const { registry, signedActs, consent, submit, signConsent, owner, buyer, dealer } =
        await setUp();
      for (let times = 0; times < 3; ++times) {
        await signedActs.connect(owner).revokeConsents(ROBOT);
      }
      await submit({ ...consent, nonce: nonceOf(1, 3) });
      expect(await signedActs.consentNonceOf(buyer, ROBOT)).to.equal(nonceOf(2));
      // The former holder goes on; the new one sells as if nothing was.
      await signedActs.connect(owner).revokeConsents(ROBOT);
      const now = await time.latest();
      const resale = await consentTo({ signedActs, now }, ROBOT, buyer, dealer);
      await submit(resale, {
        from: await signConsent(resale, buyer),
        to: await signConsent(resale, dealer),
      });
      expect(await registry.ownerOf(ROBOT)).to.equal(dealer);
    });

    it("somebody else revoked a holder's consents to stop its sale: nobody revokes for another", async () => {
      const { registry, signedActs, consent, submit, maker, dealer, stranger, buyer } =
        await setUp();
      for (const account of [maker, dealer, stranger, buyer]) {
        await signedActs.connect(account).revokeConsents(ROBOT);
      }
      await submit(consent);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });
  });
});
