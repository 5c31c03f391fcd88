import { code } from "@openrobotid/testkit/codes";
import { SUCCESSION_NOTICE } from "@openrobotid/testkit/consortium";
import { commitment, Device, highS, NO_SIGNATURE } from "@openrobotid/testkit/device";
import { expectEntry } from "@openrobotid/testkit/entries";
import { Basis, HistoryKind as Kind, Role, State } from "@openrobotid/testkit/enums";
import { type Connection, createNetwork, DAY, YEAR } from "@openrobotid/testkit/network";
import {
  ATTESTATION_DEADLINE,
  ATTESTATION_TYPES,
  BINDING_TYPES,
  birthOf,
  LOT_COUNT,
  listed,
  MAKER,
  ORDER_NOTICE,
  ORDER_VALIDITY,
  PERIODS,
  registryFixture,
  SCRAP_DELAY,
  SEQUENTIAL_MODEL,
  serial,
  unit,
  unitsTree,
} from "@openrobotid/testkit/registry";
import { named } from "@openrobotid/testkit/results";
import { expect } from "chai";

const connection = await createNetwork();
const { ethers, networkHelpers } = connection;
const { loadFixture, time } = networkHelpers;
const { ZeroAddress, ZeroHash } = ethers;

const ES = code("ES");
const MX = code("MX");
const DE = code("DE");
const CN = code("CN");
const MODEL = code(SEQUENTIAL_MODEL);
const NOWHERE = "0x0000";

/** In service in ES, held by `owner`. */
const ROBOT = unit(1);
/** Still in the stock of its maker; its lot has no root, so its maker attests it. */
const ISSUED = unit(2);
/** The same, from the list, which has a root. */
const LISTED = listed("ALPHA000000000001");
/** Handed in, and destroyed, by `owner`. */
const HANDED_IN = unit(3);
const SCRAPPED = unit(4);
const UNKNOWN = unit(LOT_COUNT + 1);

/** A seat of the consortium, by number. */
const SEAT_OF_MX = 3;

const CERTIFICATE = commitment("certificate of destruction");
const REASON = commitment("a reason");

const STOLEN = 1;
const DISPUTED = 2;

/** Action of a registrar order. */
const TRANSFER = 1;

async function lifecycleFixture(connection: Connection) {
  const world = await registryFixture(connection);
  const { registry, registryModules, governance, maker, owner, place, handOver } = world;
  for (const id of [ROBOT, HANDED_IN, SCRAPPED]) {
    await place(id);
    await handOver(id, maker, owner);
  }
  await world.takeIn(HANDED_IN, owner);
  await world.scrap(SCRAPPED, owner);
  const policy = await ethers.deployContract("TransferPolicyMock");
  await registryModules.connect(governance).addTransferPolicy(policy);
  const byOwner = registry.connect(owner);
  const byMaker = registry.connect(maker);
  const byRecycler = registry.connect(world.recycler);
  return { ...world, policy, byOwner, byMaker, byRecycler };
}

const setUp = () => loadFixture(lifecycleFixture);

type World = Awaited<ReturnType<typeof setUp>>;
type Account = World["owner"];
type Proof = Awaited<ReturnType<World["attest"]>>;

interface Placement {
  caller?: Account;
  country?: string;
  device?: Device;
  proof?: Proof;
  signature?: { r: string; s: string };
}

/** Places a robot as its maker would, except for what is given. */
async function place(world: World, id: string, given: Placement = {}) {
  const { registry, signedActs, maker, attest, listProofOf } = world;
  const { caller = maker, country = ES, device = birthOf(id).device } = given;
  const { birthRecordDigest } = birthOf(id);
  const proof =
    given.proof ??
    (id === LISTED ? listProofOf(id) : await attest(id, device.keyDigest, birthRecordDigest));
  const signature = given.signature ?? device.sign(await signedActs.deviceChallenge(id, caller));
  return await registry.connect(caller).placeOnMarket(id, country, device.key, proof, signature);
}

/** Gives a robot another key, as its owner would, except for what is given. */
async function replaceKey(world: World, id: string, device: Device, given: Placement = {}) {
  const { registry, signedActs, owner, attest } = world;
  const { caller = owner } = given;
  const proof = given.proof ?? (await attest(id, device.keyDigest, REASON));
  const signature = given.signature ?? device.sign(await signedActs.deviceChallenge(id, caller));
  return await registry.connect(caller).replaceDeviceKey(id, device.key, proof, signature);
}

/** The maker takes another account. */
async function rotateMaker({ authorityRegistry, maker, otherMaker }: World) {
  await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
  await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
}

/** The authority of CN declares the key of the maker compromised, from now on. */
async function declareCompromised({ authorityRegistry, authorities }: World) {
  const now = await time.latest();
  await authorityRegistry.connect(authorities.CN).declareCompromised(code(MAKER), now, REASON);
}

/** The maker gets a successor, and is no longer compromised. */
async function succeed({ authorityRegistry, authorities, otherMaker }: World) {
  const { CN, DE, MX: third } = authorities;
  await authorityRegistry.connect(CN).nameSuccessor(code(MAKER), otherMaker, REASON);
  for (const seat of [DE, third]) {
    await authorityRegistry.connect(seat).countersignSuccession(code(MAKER), otherMaker);
  }
  await time.increase(SUCCESSION_NOTICE);
  await authorityRegistry.connect(otherMaker).acceptSuccession(code(MAKER));
}

/** An order against a robot is pending: the authority of its country is to give it to `buyer`. */
async function order({ orders, registry, authorities, buyer }: World, id: string) {
  const authority = (await registry.countryOf(id)) === CN ? authorities.CN : authorities.ES;
  await orders.connect(authority).propose(id, TRANSFER, buyer, REASON);
  return await orders.orderCount();
}

describe("RobotLifecycle", () => {
  describe("constructor", () => {
    it("refuses a time before destruction that is shorter than seven days", async () => {
      const { registry, authorityRegistry, registryModules } = await setUp();
      for (const scrapDelay of [0, DAY, 7 * DAY - 1]) {
        const signedActs = await ethers.deployContract("SignedActs", [authorityRegistry]);
        await expect(
          ethers.deployContract("RobotRegistry", [
            authorityRegistry,
            registryModules,
            signedActs,
            { ...PERIODS, scrapDelay },
          ]),
        )
          .to.be.revertedWithCustomError(registry, "RobotRegistryScrapDelayTooShort")
          .withArgs(scrapDelay, 7 * DAY);
      }
    });

    it("keeps the time given", async () => {
      const { registry } = await setUp();
      expect(await registry.scrapDelay()).to.equal(SCRAP_DELAY);
    });
  });

  describe("placeOnMarket", () => {
    it("refuses a code that was never issued", async () => {
      const world = await setUp();
      for (const id of [UNKNOWN, unit(1, "26w05"), listed("CHARLIE0000000001")]) {
        await expect(place(world, id))
          .to.be.revertedWithCustomError(world.registry, "RobotRegistryUnknownRobot")
          .withArgs(id);
      }
    });

    it("refuses everyone but the holder", async () => {
      const world = await setUp();
      const { registry, byMaker, authorities, governance, owner, dealer, stranger } = world;
      await byMaker.setApprovalForAll(dealer, true);
      for (const caller of [owner, dealer, authorities.ES, authorities.CN, governance, stranger]) {
        await expect(place(world, ISSUED, { caller }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotHolder")
          .withArgs(ISSUED, caller.address);
      }
    });

    it("refuses a robot that was placed before, wherever it is in its life", async () => {
      const world = await setUp();
      for (const [id, state] of [
        [ROBOT, State.InService],
        [HANDED_IN, State.EndOfLife],
        [SCRAPPED, State.Scrapped],
      ] as const) {
        for (const country of [ES, MX]) {
          await expect(place(world, id, { caller: world.owner, country }))
            .to.be.revertedWithCustomError(world.registry, "RobotRegistryWrongState")
            .withArgs(id, state);
        }
      }
    });

    it("refuses a flagged robot", async () => {
      const world = await setUp();
      const { registry, flags, authorities } = world;
      const authority = flags.connect(authorities.CN);
      for (const flag of [STOLEN, DISPUTED]) {
        await authority.raiseFlag(ISSUED, flag, REASON);
        await expect(place(world, ISSUED))
          .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
          .withArgs(ISSUED, flag);
        await authority.clearFlag(ISSUED, flag, REASON);
      }
    });

    it("refuses a robot against which an order is pending, flagged or not, until it expires", async () => {
      const world = await setUp();
      const { registry, orders, flags, authorities } = world;
      const pending = await order(world, ISSUED);
      await flags.connect(authorities.CN).raiseFlag(ISSUED, STOLEN, REASON);
      const { expiresAt } = await orders.orderOf(pending);
      await time.increaseTo(expiresAt - 2n);
      await expect(place(world, ISSUED))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(ISSUED, pending);
      await time.increaseTo(expiresAt);
      await flags.connect(authorities.CN).clearFlag(ISSUED, STOLEN, REASON);
      await place(world, ISSUED);
    });

    it("refuses a market whose authority never approved the model", async () => {
      const world = await setUp();
      for (const country of [DE, CN, code("PT"), code("es"), NOWHERE]) {
        await expect(place(world, ISSUED, { country }))
          .to.be.revertedWithCustomError(
            world.authorityRegistry,
            "AuthorityRegistryModelNotApproved",
          )
          .withArgs(MODEL, country, 0, 0);
      }
    });

    it("refuses a market on which the approval expired, from its very second", async () => {
      const world = await setUp();
      const { authorityRegistry } = world;
      const { expiry } = await authorityRegistry.approval(MODEL, ES);
      await time.setNextBlockTimestamp(expiry);
      await expect(place(world, ISSUED))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryModelNotApproved")
        .withArgs(MODEL, ES, expiry, 0);
    });

    it("refuses a market on which the approval was withdrawn", async () => {
      const world = await setUp();
      const { authorityRegistry, authorities } = world;
      await authorityRegistry.connect(authorities.ES).withdrawModelApproval(MODEL, ES, REASON);
      const { expiry, withdrawnAt } = await authorityRegistry.approval(MODEL, ES);
      await expect(place(world, ISSUED))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryModelNotApproved")
        .withArgs(MODEL, ES, expiry, withdrawnAt);
      await place(world, ISSUED, { country: MX });
    });

    it("refuses a market whose country no seat holds any more, though the approval runs on", async () => {
      const world = await setUp();
      const { authorityRegistry, consortium, governance } = world;
      await consortium.connect(governance).releaseCountry(ES);
      await expect(place(world, ISSUED))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryCountryUnassigned")
        .withArgs(ES);
      await place(world, ISSUED, { country: MX });
    });

    it("refuses what a transfer policy refuses, in its words", async () => {
      const world = await setUp();
      const { policy } = world;
      await policy.setRefused(ISSUED, true);
      await expect(place(world, ISSUED))
        .to.be.revertedWithCustomError(policy, "TransferPolicyMockPlacement")
        .withArgs(ISSUED, ES);
    });

    it("refuses a key that is bound, naming the code that holds it, destroyed or not", async () => {
      const world = await setUp();
      for (const id of [ROBOT, HANDED_IN, SCRAPPED]) {
        const { device } = birthOf(id);
        await expect(place(world, ISSUED, { device }))
          .to.be.revertedWithCustomError(world.registry, "RobotRegistryDeviceKeyBound")
          .withArgs(device.keyDigest, id);
      }
    });

    it("refuses a key that another code once had", async () => {
      const world = await setUp();
      await replaceKey(world, ROBOT, new Device("the next computer"));
      const { device } = birthOf(ROBOT);
      await expect(place(world, ISSUED, { device }))
        .to.be.revertedWithCustomError(world.registry, "RobotRegistryDeviceKeyBound")
        .withArgs(device.keyDigest, ROBOT);
    });

    it("refuses the mirrored key of a bound one: what signs under one signs under both", async () => {
      const world = await setUp();
      const { registry } = world;
      const twin = birthOf(SCRAPPED).device.mirrored();
      await expect(place(world, ISSUED, { device: twin }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceKeyBound")
        .withArgs(twin.keyDigest, SCRAPPED);
    });

    it("refuses a signature of the robot for another holder, code, registry or chain, and any other", async () => {
      const world = await setUp();
      const { signedActs, domain, maker, owner } = world;
      const { device } = birthOf(ISSUED);
      const binding = { robotId: ISSUED, holder: maker.address };
      const challengeOn = (other: Partial<typeof domain>) =>
        ethers.TypedDataEncoder.hash({ ...domain, ...other }, BINDING_TYPES, binding);
      const challenge = await signedActs.deviceChallenge(ISSUED, maker);
      for (const signature of [
        device.sign(await signedActs.deviceChallenge(ISSUED, owner)),
        device.sign(await signedActs.deviceChallenge(ROBOT, maker)),
        device.sign(challengeOn({ verifyingContract: await world.registryModules.getAddress() })),
        device.sign(challengeOn({ chainId: 1n })),
        highS(device.sign(challenge)),
        new Device("another device").sign(challenge),
        NO_SIGNATURE,
      ]) {
        await expect(place(world, ISSUED, { signature }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
          .withArgs(ISSUED, device.keyDigest);
      }
    });

    it("refuses the robot's signature a second time, under another code or for a next holder", async () => {
      const world = await setUp();
      const { signedActs, maker, otherMaker } = world;
      const { device } = birthOf(ISSUED);
      const signature = device.sign(await signedActs.deviceChallenge(ISSUED, maker));
      const other = unit(5);
      await expect(place(world, other, { device, signature }))
        .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
        .withArgs(other, device.keyDigest);

      await rotateMaker(world);
      const proof = await world.attest(ISSUED, device.keyDigest, REASON, otherMaker);
      await expect(place(world, ISSUED, { caller: otherMaker, proof, signature }))
        .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
        .withArgs(ISSUED, device.keyDigest);
    });

    describe("with a Merkle proof, where the lot has a root", () => {
      /** A lot of eight units whose manifest is published. */
      async function lotWithRoot({ byMaker }: World) {
        const ids = [1, 2, 3, 4, 5, 6, 7, 8].map((counter) => unit(counter, "27W01"));
        const tree = unitsTree(ids);
        await byMaker.issueLot(MODEL, serial(1, "27W01"), ids.length, tree.root, "");
        return { ids, tree };
      }

      it("refuses a proof that is empty, of another unit, incomplete, reversed or too long", async () => {
        const world = await setUp();
        const { tree } = await lotWithRoot(world);
        const id = unit(3, "27W01");
        const good = tree.proofOf(id);
        for (const siblings of [
          [],
          tree.proofOf(unit(4, "27W01")).siblings,
          good.siblings.slice(1),
          good.siblings.slice(0, -1),
          good.siblings.toReversed(),
          [...good.siblings, ZeroHash],
        ]) {
          await expect(place(world, id, { proof: { ...good, siblings } }))
            .to.be.revertedWithCustomError(world.registry, "RobotRegistryNotInManifest")
            .withArgs(id, tree.root);
        }
      });

      it("refuses the proof for another birth record, another key or another code", async () => {
        const world = await setUp();
        const { registry, listProofOf, listRoot } = world;
        const second = listed("ALPHA000000000002");
        const proof = listProofOf(LISTED);
        for (const [id, given] of [
          [LISTED, { proof: { ...proof, birthRecordDigest: commitment("another birth") } }],
          [LISTED, { proof, device: new Device("another device") }],
          [LISTED, { proof: listProofOf(second), device: birthOf(second).device }],
          [second, { proof, device: birthOf(LISTED).device }],
        ] as const) {
          await expect(place(world, id, given))
            .to.be.revertedWithCustomError(registry, "RobotRegistryNotInManifest")
            .withArgs(id, listRoot);
        }
      });

      it("refuses a signature that names nobody in its place", async () => {
        const world = await setUp();
        const { registry, attest, listRoot } = world;
        const { device, birthRecordDigest } = birthOf(LISTED);
        const proof = await attest(LISTED, device.keyDigest, birthRecordDigest);
        await expect(place(world, LISTED, { proof: { ...proof, attester: ZeroAddress } }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotInManifest")
          .withArgs(LISTED, listRoot);
      });

      it("takes the proof of a unit of a list, and of a lot", async () => {
        const world = await setUp();
        const { registry } = world;
        const { ids, tree } = await lotWithRoot(world);
        for (const id of ids) await place(world, id, { proof: tree.proofOf(id) });
        await place(world, LISTED);
        for (const id of [...ids, LISTED]) {
          expect(await registry.stateOf(id)).to.equal(State.InService);
        }
      });

      it("needs no signature of the maker, whose account may have changed since", async () => {
        const world = await setUp();
        const { registry, otherMaker } = world;
        await rotateMaker(world);
        await place(world, LISTED, { caller: otherMaker });
        expect(await registry.ownerOf(LISTED)).to.equal(otherMaker);
      });
    });

    describe("with the word of the maker", () => {
      it("refuses a signature of anybody else, naming whom the proof names", async () => {
        const world = await setUp();
        const { signedActs, attest, authorities, maker, owner, stranger } = world;
        const { device, birthRecordDigest } = birthOf(ISSUED);
        for (const signer of [authorities.CN, owner, stranger]) {
          const proof = await attest(ISSUED, device.keyDigest, birthRecordDigest, signer);
          for (const attester of [signer.address, maker.address]) {
            await expect(place(world, ISSUED, { proof: { ...proof, attester } }))
              .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
              .withArgs(ISSUED, attester);
          }
        }
      });

      it("refuses a signature over another unit, key, birth record or deadline, and none at all", async () => {
        const world = await setUp();
        const { signedActs, attest, maker } = world;
        const { device, birthRecordDigest } = birthOf(ISSUED);
        const good = await attest(ISSUED, device.keyDigest, birthRecordDigest);
        const otherKey = new Device("another device").keyDigest;
        for (const proof of [
          await attest(unit(5), device.keyDigest, birthRecordDigest),
          await attest(ISSUED, otherKey, birthRecordDigest),
          { ...good, birthRecordDigest: commitment("another birth") },
          { ...good, deadline: good.deadline + 1n },
          { ...good, signature: "0x" },
          { ...good, signature: "0x1234" },
        ]) {
          await expect(place(world, ISSUED, { proof }))
            .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
            .withArgs(ISSUED, maker.address);
        }
      });

      it("refuses a signature for another contract or chain", async () => {
        const world = await setUp();
        const { signedActs, domain, maker, registry } = world;
        const { device, birthRecordDigest } = birthOf(ISSUED);
        const deadline = ATTESTATION_DEADLINE;
        for (const other of [
          { ...domain, chainId: 1n },
          { ...domain, verifyingContract: await registry.getAddress() },
        ]) {
          const signature = await maker.signTypedData(other, ATTESTATION_TYPES, {
            robotId: ISSUED,
            deviceKeyDigest: device.keyDigest,
            birthRecordDigest,
            deadline,
          });
          const attester = maker.address;
          const proof = { birthRecordDigest, siblings: [], attester, deadline, signature };
          await expect(place(world, ISSUED, { proof }))
            .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
            .withArgs(ISSUED, attester);
        }
      });

      it("takes a signature in the last second before its deadline ends, and refuses it in the next", async () => {
        const world = await setUp();
        const { signedActs, attest, maker, registry } = world;
        const { device, birthRecordDigest } = birthOf(ISSUED);
        const deadline = BigInt(await time.latest()) + 100n;
        const proof = await attest(ISSUED, device.keyDigest, birthRecordDigest, maker, deadline);
        const snapshot = await networkHelpers.takeSnapshot();
        await time.setNextBlockTimestamp(deadline + 1n);
        await expect(place(world, ISSUED, { proof }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsExpired")
          .withArgs(ISSUED, deadline, deadline + 1n);
        await snapshot.restore();
        await time.setNextBlockTimestamp(deadline);
        await place(world, ISSUED, { proof });
        expect(await registry.stateOf(ISSUED)).to.equal(State.InService);
      });

      it("takes a signature of the factory after the maker rotated its account", async () => {
        const world = await setUp();
        const { registry, otherMaker } = world;
        await rotateMaker(world);
        await place(world, ISSUED, { caller: otherMaker });
        expect(await registry.ownerOf(ISSUED)).to.equal(otherMaker);
      });

      it("refuses a signature of an account that was the maker's when its key was compromised", async () => {
        const world = await setUp();
        const { signedActs, maker, otherMaker } = world;
        await declareCompromised(world);
        await succeed(world);
        await expect(place(world, ISSUED, { caller: otherMaker }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
          .withArgs(ISSUED, maker.address);
        const { device } = birthOf(ISSUED);
        const proof = await world.attest(ISSUED, device.keyDigest, REASON, otherMaker);
        await place(world, ISSUED, { caller: otherMaker, proof });
      });

      it("takes it in place of a wrong root, which would leave the units of a lot unplaceable", async () => {
        const world = await setUp();
        const { registry, byMaker, attest } = world;
        const id = unit(1, "27W02");
        const { device, birthRecordDigest } = birthOf(id);
        await byMaker.issueLot(MODEL, serial(1, "27W02"), 1, commitment("a wrong root"), "");
        const proof = await attest(id, device.keyDigest, birthRecordDigest);
        await place(world, id, { proof });
        expect(await registry.stateOf(id)).to.equal(State.InService);
      });

      it("takes the signature of a maker that is a contract, by ERC-1271", async () => {
        const world = await setUp();
        const { registry, signedActs, authorityRegistry, maker, otherMaker } = world;
        const wallet = await ethers.deployContract("WalletMock", [otherMaker]);
        const attester = await wallet.getAddress();
        await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), wallet);
        await wallet
          .connect(otherMaker)
          .execute(authorityRegistry, [
            authorityRegistry.interface.encodeFunctionData("acceptManufacturerAccount", [
              code(MAKER),
            ]),
          ]);
        const { device } = birthOf(ISSUED);
        const placing = async (signer: Account) => {
          const signed = await world.attest(ISSUED, device.keyDigest, REASON, signer);
          const signature = device.sign(await signedActs.deviceChallenge(ISSUED, attester));
          const call = registry.interface.encodeFunctionData("placeOnMarket", [
            ISSUED,
            ES,
            device.key,
            { ...signed, attester },
            signature,
          ]);
          return await wallet.connect(otherMaker).execute(registry, [call]);
        };
        await expect(placing(maker))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
          .withArgs(ISSUED, attester);
        await placing(otherMaker);
        expect(await registry.ownerOf(ISSUED)).to.equal(attester);
      });
    });

    it("refuses a maker whose key is compromised, whatever it shows, until it has a successor", async () => {
      const world = await setUp();
      const { registry, otherMaker } = world;
      await declareCompromised(world);
      for (const id of [ISSUED, LISTED]) {
        await expect(place(world, id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryMakerCompromised")
          .withArgs(id, code(MAKER));
      }
      await succeed(world);
      await place(world, LISTED, { caller: otherMaker });
      expect(await registry.ownerOf(LISTED)).to.equal(otherMaker);
    });

    it("puts the robot in service on the market, with its key, held by its maker as its own", async () => {
      const world = await setUp();
      const { registry, maker } = world;
      for (const [id, country] of [
        [ISSUED, ES],
        [LISTED, MX],
      ] as const) {
        const { device } = birthOf(id);
        const before = named(await registry.robot(id));
        const balance = await registry.balanceOf(maker);
        await place(world, id, { country });
        const [head] = await registry.historyOf(id);
        expect(named(await registry.robot(id))).to.deep.equal({
          ...before,
          state: BigInt(State.InService),
          holder: maker.address,
          market: country,
          seq: 1n,
          head,
          deviceKeyDigest: device.keyDigest,
        });
        expect(named(await registry.deviceKeyOf(id))).to.deep.equal(device.key);
        expect(await registry.robotOfDeviceKey(device.key.x)).to.deep.equal([id, true]);
        expect(await registry.locked(id)).to.equal(false);
        expect(await registry.balanceOf(maker)).to.equal(balance + 1n);
      }
    });

    it("takes it from the account that a registrar order gave it to, as what it holds already", async () => {
      const world = await setUp();
      const { registry, orders, buyer } = world;
      await order(world, ISSUED);
      await time.increase(ORDER_NOTICE);
      await orders.connect(buyer).execute(1);
      const tx = place(world, ISSUED, { caller: buyer });
      await expect(tx).to.not.emit(registry, "Transfer");
      expect(await registry.stateOf(ISSUED)).to.equal(State.InService);
      expect(await registry.ownerOf(ISSUED)).to.equal(buyer);
    });

    it("lets a suspended or revoked maker sell what it issued", async () => {
      const world = await setUp();
      const { registry, authorityRegistry, authorities } = world;
      await authorityRegistry.connect(authorities.CN).revokeManufacturer(code(MAKER), REASON);
      await place(world, ISSUED);
      expect(await registry.stateOf(ISSUED)).to.equal(State.InService);
    });

    it("announces the placement and the first holder, and appends it", async () => {
      const world = await setUp();
      const { registry, maker } = world;
      const { device, birthRecordDigest } = birthOf(ISSUED);
      await expectEntry(
        registry,
        async () => {
          const tx = await place(world, ISSUED);
          await expect(tx)
            .to.emit(registry, "Transfer")
            .withArgs(ZeroAddress, maker.address, ISSUED);
          return tx;
        },
        {
          emitter: registry,
          event: "PlacedOnMarket",
          id: ISSUED,
          space: 0,
          kind: Kind.PlacedOnMarket,
          actor: maker,
          fields: [ES, maker.address, [device.key.x, device.key.y], birthRecordDigest],
        },
      );
    });
  });

  describe("relocate", () => {
    it("refuses a code that was never issued", async () => {
      const { registry, byOwner } = await setUp();
      await expect(byOwner.relocate(UNKNOWN, MX))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses everyone but the holder", async () => {
      const { registry, byOwner, maker, operator, dealer, authorities } = await setUp();
      await byOwner.setApprovalForAll(dealer, true);
      await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(ROBOT);
      for (const caller of [maker, operator, dealer, authorities.ES, authorities.MX]) {
        await expect(registry.connect(caller).relocate(ROBOT, MX))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotHolder")
          .withArgs(ROBOT, caller.address);
      }
    });

    it("refuses a robot that is not in service", async () => {
      const { registry, byOwner, byMaker } = await setUp();
      for (const [id, holder, state] of [
        [ISSUED, byMaker, State.Issued],
        [HANDED_IN, byOwner, State.EndOfLife],
        [SCRAPPED, byOwner, State.Scrapped],
      ] as const) {
        await expect(holder.relocate(id, MX))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
    });

    it("refuses a flagged robot", async () => {
      const { registry, byOwner, flags, authorities } = await setUp();
      const authority = flags.connect(authorities.ES);
      for (const flag of [STOLEN, DISPUTED]) {
        await authority.raiseFlag(ROBOT, flag, REASON);
        await expect(byOwner.relocate(ROBOT, MX))
          .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
          .withArgs(ROBOT, flag);
        await authority.clearFlag(ROBOT, flag, REASON);
      }
    });

    it("refuses a robot against which an order is pending", async () => {
      const world = await setUp();
      const { registry, orders, byOwner, authorities } = world;
      const pending = await order(world, ROBOT);
      await expect(byOwner.relocate(ROBOT, MX))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(ROBOT, pending);
      await orders.connect(authorities.ES).withdraw(pending, REASON);
      await byOwner.relocate(ROBOT, MX);
    });

    it("refuses the market that the robot is on", async () => {
      const { registry, byOwner } = await setUp();
      await expect(byOwner.relocate(ROBOT, ES))
        .to.be.revertedWithCustomError(registry, "RobotRegistryAlreadyOnMarket")
        .withArgs(ROBOT, ES);
    });

    it("refuses a market on which the model is not approved, or not any more", async () => {
      const { byOwner, authorityRegistry, authorities } = await setUp();
      for (const country of [DE, NOWHERE]) {
        await expect(byOwner.relocate(ROBOT, country))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryModelNotApproved")
          .withArgs(MODEL, country, 0, 0);
      }
      await authorityRegistry.connect(authorities.MX).withdrawModelApproval(MODEL, MX, REASON);
      const { expiry, withdrawnAt } = await authorityRegistry.approval(MODEL, MX);
      await expect(byOwner.relocate(ROBOT, MX))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryModelNotApproved")
        .withArgs(MODEL, MX, expiry, withdrawnAt);
    });

    it("refuses a country that no seat holds, where nobody would answer for the robot", async () => {
      const { byOwner, authorityRegistry, consortium, governance } = await setUp();
      await consortium.connect(governance).expelSeat(SEAT_OF_MX);
      await expect(byOwner.relocate(ROBOT, MX))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryCountryUnassigned")
        .withArgs(MX);
    });

    it("refuses what a transfer policy refuses, in its words", async () => {
      const { byOwner, policy } = await setUp();
      await policy.setRefused(ROBOT, true);
      await expect(byOwner.relocate(ROBOT, MX))
        .to.be.revertedWithCustomError(policy, "TransferPolicyMockPlacement")
        .withArgs(ROBOT, MX);
    });

    it("moves the robot to the market, and changes nothing else of it", async () => {
      const { registry, byOwner } = await setUp();
      const before = named(await registry.robot(ROBOT));
      await byOwner.relocate(ROBOT, MX);
      const [head, seq] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({
        ...before,
        market: MX,
        head,
        seq,
      });
      expect(seq).to.equal(before.seq + 1n);
      await byOwner.relocate(ROBOT, ES);
      expect((await registry.robot(ROBOT)).market).to.equal(ES);
    });

    it("leaves a robot where it is when the approval there ends", async () => {
      const { registry, byOwner, authorityRegistry, authorities } = await setUp();
      await authorityRegistry.connect(authorities.ES).withdrawModelApproval(MODEL, ES, REASON);
      expect(await registry.countryOf(ROBOT)).to.equal(ES);
      await byOwner.relocate(ROBOT, MX);
      expect(await registry.countryOf(ROBOT)).to.equal(MX);
    });

    it("announces both markets, and appends it", async () => {
      const { registry, byOwner, owner } = await setUp();
      await expectEntry(registry, () => byOwner.relocate(ROBOT, MX), {
        emitter: registry,
        event: "Relocated",
        id: ROBOT,
        space: 0,
        kind: Kind.Relocated,
        actor: owner,
        fields: [ES, MX],
      });
    });
  });

  describe("replaceDeviceKey", () => {
    const NEXT = new Device("the next computer");

    it("refuses a code that was never issued", async () => {
      const world = await setUp();
      await expect(replaceKey(world, UNKNOWN, NEXT))
        .to.be.revertedWithCustomError(world.registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses everyone but the holder, the maker included", async () => {
      const world = await setUp();
      for (const caller of [world.maker, world.workshop, world.stranger]) {
        await expect(replaceKey(world, ROBOT, NEXT, { caller }))
          .to.be.revertedWithCustomError(world.registry, "RobotRegistryNotHolder")
          .withArgs(ROBOT, caller.address);
      }
    });

    it("refuses a robot that is not in service", async () => {
      const world = await setUp();
      for (const [id, caller, state] of [
        [ISSUED, world.maker, State.Issued],
        [HANDED_IN, world.owner, State.EndOfLife],
        [SCRAPPED, world.owner, State.Scrapped],
      ] as const) {
        await expect(replaceKey(world, id, NEXT, { caller }))
          .to.be.revertedWithCustomError(world.registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
    });

    it("refuses a key that the maker did not sign for, also where the lot has a root", async () => {
      const world = await setUp();
      const { signedActs, attest, maker, owner } = world;
      await place(world, LISTED);
      const good = await attest(ROBOT, NEXT.keyDigest, REASON);
      for (const [id, caller, proof] of [
        [ROBOT, owner, { ...good, signature: "0x" }],
        [ROBOT, owner, { ...good, birthRecordDigest: commitment("another record") }],
        [ROBOT, owner, await attest(ROBOT, NEXT.keyDigest, REASON, owner)],
        [ROBOT, owner, await attest(ROBOT, birthOf(ROBOT).device.keyDigest, REASON)],
        [LISTED, maker, good],
      ] as const) {
        await expect(replaceKey(world, id, NEXT, { caller, proof }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
          .withArgs(id, proof.attester);
      }
    });

    it("refuses the Merkle proof of a manifest: a manifest knows the first key alone", async () => {
      const world = await setUp();
      const { signedActs, listProofOf, maker } = world;
      await place(world, LISTED);
      const proof = { ...listProofOf(LISTED), deadline: ATTESTATION_DEADLINE };
      await expect(replaceKey(world, LISTED, NEXT, { caller: maker, proof }))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
        .withArgs(LISTED, ZeroAddress);
    });

    it("refuses the word of a maker past its deadline, and of one that is compromised", async () => {
      const world = await setUp();
      const { signedActs, attest, maker } = world;
      const deadline = BigInt(await time.latest()) + 100n;
      const proof = await attest(ROBOT, NEXT.keyDigest, REASON, maker, deadline);
      await time.setNextBlockTimestamp(deadline + 1n);
      await expect(replaceKey(world, ROBOT, NEXT, { proof }))
        .to.be.revertedWithCustomError(signedActs, "SignedActsExpired")
        .withArgs(ROBOT, deadline, deadline + 1n);
      await declareCompromised(world);
      await expect(replaceKey(world, ROBOT, NEXT))
        .to.be.revertedWithCustomError(signedActs, "SignedActsNotAttested")
        .withArgs(ROBOT, maker.address);
    });

    it("refuses a key that is bound: to another code, to a destroyed one, or to this one", async () => {
      const world = await setUp();
      const { registry } = world;
      const first = birthOf(ROBOT).device;
      await replaceKey(world, ROBOT, NEXT);
      for (const [device, boundTo] of [
        [birthOf(SCRAPPED).device, SCRAPPED],
        [birthOf(HANDED_IN).device, HANDED_IN],
        [NEXT, ROBOT],
        [first, ROBOT],
      ] as const) {
        await expect(replaceKey(world, ROBOT, device))
          .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceKeyBound")
          .withArgs(device.keyDigest, boundTo);
      }
    });

    it("refuses a signature that the new key did not give for this robot and holder", async () => {
      const world = await setUp();
      const { signedActs, owner, buyer } = world;
      const challenge = await signedActs.deviceChallenge(ROBOT, owner);
      for (const signature of [
        birthOf(ROBOT).device.sign(challenge),
        NEXT.sign(await signedActs.deviceChallenge(ROBOT, buyer)),
        NEXT.sign(await signedActs.deviceChallenge(HANDED_IN, owner)),
        highS(NEXT.sign(challenge)),
        NO_SIGNATURE,
      ]) {
        await expect(replaceKey(world, ROBOT, NEXT, { signature }))
          .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
          .withArgs(ROBOT, NEXT.keyDigest);
      }
    });

    it("gives the robot the key, and leaves the one before bound to it", async () => {
      const world = await setUp();
      const { registry } = world;
      const first = birthOf(ROBOT).device;
      const before = named(await registry.robot(ROBOT));
      await replaceKey(world, ROBOT, NEXT);
      const [head, seq] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({
        ...before,
        head,
        seq,
        deviceKeyDigest: NEXT.keyDigest,
      });
      expect(named(await registry.deviceKeyOf(ROBOT))).to.deep.equal(NEXT.key);
      expect(await registry.robotOfDeviceKey(NEXT.key.x)).to.deep.equal([ROBOT, true]);
      expect(await registry.robotOfDeviceKey(first.key.x)).to.deep.equal([ROBOT, false]);
    });

    it("announces the key and the one before, and appends it", async () => {
      const world = await setUp();
      const { registry, owner } = world;
      await expectEntry(registry, () => replaceKey(world, ROBOT, NEXT), {
        emitter: registry,
        event: "DeviceKeyReplaced",
        id: ROBOT,
        space: 0,
        kind: Kind.DeviceKeyReplaced,
        actor: owner,
        fields: [birthOf(ROBOT).device.keyDigest, [NEXT.key.x, NEXT.key.y], REASON],
      });
    });
  });

  describe("offerIntake", () => {
    it("refuses a code that was never issued", async () => {
      const { registry, byOwner, recycler } = await setUp();
      await expect(byOwner.offerIntake(UNKNOWN, recycler))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses everyone but the holder, the recycler and the authority included", async () => {
      const { registry, byOwner, maker, operator, dealer, recycler, authorities } = await setUp();
      await byOwner.setApprovalForAll(dealer, true);
      await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(ROBOT);
      for (const caller of [maker, operator, dealer, recycler, authorities.ES]) {
        await expect(registry.connect(caller).offerIntake(ROBOT, recycler))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotHolder")
          .withArgs(ROBOT, caller.address);
      }
    });

    it("refuses a destroyed robot, naming when it was destroyed", async () => {
      const { registry, byOwner, recycler } = await setUp();
      const { scrappedAt } = await registry.disposalOf(SCRAPPED);
      await expect(byOwner.offerIntake(SCRAPPED, recycler))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(SCRAPPED, scrappedAt);
    });

    it("refuses a robot against which an order is pending, and a flagged one", async () => {
      const world = await setUp();
      const { registry, byOwner, orders, flags, authorities, recycler } = world;
      const pending = await order(world, ROBOT);
      await expect(byOwner.offerIntake(ROBOT, recycler))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(ROBOT, pending);
      await orders.connect(authorities.ES).withdraw(pending, REASON);
      for (const id of [ROBOT, HANDED_IN]) {
        for (const flag of [STOLEN, DISPUTED]) {
          await flags.connect(authorities.ES).raiseFlag(id, flag, REASON);
          await expect(byOwner.offerIntake(id, recycler))
            .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
            .withArgs(id, flag);
          await flags.connect(authorities.ES).clearFlag(id, flag, REASON);
        }
      }
    });

    it("refuses the stock of a maker whose key is compromised, and no other robot of that maker", async () => {
      const world = await setUp();
      const { registry, byMaker, byOwner, recycler } = world;
      await declareCompromised(world);
      await expect(byMaker.offerIntake(ISSUED, recycler))
        .to.be.revertedWithCustomError(registry, "RobotRegistryMakerCompromised")
        .withArgs(ISSUED, code(MAKER));
      await byOwner.offerIntake(ROBOT, recycler);
    });

    it("refuses the holder itself as the recycler: scrapping takes two parties", async () => {
      const { registry, byRecycler, handOver, owner, recycler } = await setUp();
      await handOver(ROBOT, owner, recycler);
      await expect(byRecycler.offerIntake(ROBOT, recycler))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOwnRecycler")
        .withArgs(ROBOT, recycler.address);
    });

    it("refuses a robot that was taken in, as long as its recycler is accredited", async () => {
      const { registry, byOwner, dealer, recycler } = await setUp();
      await expect(byOwner.offerIntake(HANDED_IN, dealer))
        .to.be.revertedWithCustomError(registry, "RobotRegistryHandedIn")
        .withArgs(HANDED_IN, recycler.address);
    });

    it("changes nothing of the robot but that the recycler may take it in", async () => {
      const { registry, byOwner, buyer, recycler } = await setUp();
      await byOwner.approve(buyer, ROBOT);
      const before = named(await registry.robot(ROBOT));
      expect(await registry.intakeOfferOf(ROBOT)).to.equal(ZeroAddress);
      await byOwner.offerIntake(ROBOT, recycler);
      expect(await registry.intakeOfferOf(ROBOT)).to.equal(recycler);
      const [head, seq] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({ ...before, head, seq });
      expect(await registry.getApproved(ROBOT)).to.equal(buyer);
    });

    it("ends with another offer, and when it is taken back", async () => {
      const { registry, byOwner, byRecycler, dealer, recycler } = await setUp();
      await byOwner.offerIntake(ROBOT, recycler);
      for (const next of [dealer.address, ZeroAddress]) {
        await byOwner.offerIntake(ROBOT, next);
        await expect(byRecycler.takeIn(ROBOT))
          .to.be.revertedWithCustomError(registry, "RobotRegistryIntakeNotOffered")
          .withArgs(ROBOT, next, recycler.address);
      }
    });

    it("ends when the robot changes hands, and does not come back with it", async () => {
      const { registry, byOwner, byRecycler, handOver, owner, dealer, recycler } = await setUp();
      await byOwner.offerIntake(ROBOT, recycler);
      for (const [from, to] of [
        [owner, dealer],
        [dealer, owner],
      ] as const) {
        await handOver(ROBOT, from, to);
        expect(await registry.intakeOfferOf(ROBOT)).to.equal(ZeroAddress);
        await expect(byRecycler.takeIn(ROBOT))
          .to.be.revertedWithCustomError(registry, "RobotRegistryIntakeNotOffered")
          .withArgs(ROBOT, ZeroAddress, recycler.address);
      }
    });

    it("ends when the maker of a unit of its stock takes another account", async () => {
      const world = await setUp();
      const { registry, byMaker, byRecycler, recycler } = world;
      await byMaker.offerIntake(ISSUED, recycler);
      await rotateMaker(world);
      await expect(byRecycler.takeIn(ISSUED))
        .to.be.revertedWithCustomError(registry, "RobotRegistryIntakeNotOffered")
        .withArgs(ISSUED, ZeroAddress, recycler.address);
    });

    it("announces the offer, and that it was taken back, and appends it", async () => {
      const { registry, byOwner, owner, recycler } = await setUp();
      for (const account of [recycler.address, ZeroAddress]) {
        await expectEntry(registry, () => byOwner.offerIntake(ROBOT, account), {
          emitter: registry,
          event: "IntakeOffered",
          id: ROBOT,
          space: 0,
          kind: Kind.IntakeOffered,
          actor: owner,
          fields: [account],
        });
      }
    });
  });

  describe("takeIn", () => {
    /** `ROBOT` is offered to `recycler`. */
    async function offered() {
      const world = await setUp();
      await world.byOwner.offerIntake(ROBOT, world.recycler);
      return world;
    }

    it("refuses a code that was never issued", async () => {
      const { registry, byRecycler } = await setUp();
      await expect(byRecycler.takeIn(UNKNOWN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses a destroyed robot, naming when it was destroyed", async () => {
      const { registry, byRecycler } = await setUp();
      const { scrappedAt } = await registry.disposalOf(SCRAPPED);
      await expect(byRecycler.takeIn(SCRAPPED))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(SCRAPPED, scrappedAt);
    });

    it("refuses a robot against which an order is pending since the offer, and a flagged one", async () => {
      const world = await offered();
      const { registry, byRecycler, orders, flags, authorities } = world;
      const pending = await order(world, ROBOT);
      await expect(byRecycler.takeIn(ROBOT))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(ROBOT, pending);
      await orders.connect(authorities.ES).withdraw(pending, REASON);
      for (const flag of [STOLEN, DISPUTED]) {
        await flags.connect(authorities.ES).raiseFlag(ROBOT, flag, REASON);
        await expect(byRecycler.takeIn(ROBOT))
          .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
          .withArgs(ROBOT, flag);
        await flags.connect(authorities.ES).clearFlag(ROBOT, flag, REASON);
      }
      await byRecycler.takeIn(ROBOT);
    });

    it("refuses everyone but the recycler that the robot was offered to", async () => {
      const { registry, authorityRegistry, authorities, owner, dealer, recycler, stranger } =
        await offered();
      // Accredited as well, and not the one.
      await authorityRegistry
        .connect(authorities.ES)
        .accredit(dealer, Role.Recycler, ES, (await time.latest()) + YEAR);
      for (const caller of [dealer, owner, authorities.ES, stranger]) {
        await expect(registry.connect(caller).takeIn(ROBOT))
          .to.be.revertedWithCustomError(registry, "RobotRegistryIntakeNotOffered")
          .withArgs(ROBOT, recycler.address, caller.address);
      }
    });

    it("refuses a robot that nobody offered", async () => {
      const { registry, byRecycler, recycler } = await setUp();
      for (const id of [ROBOT, ISSUED, HANDED_IN]) {
        await expect(byRecycler.takeIn(id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryIntakeNotOffered")
          .withArgs(id, ZeroAddress, recycler.address);
      }
    });

    it("refuses whom the country of the robot has not accredited as a recycler", async () => {
      const { registry, byOwner, authorityRegistry, authorities, workshop, stranger, dealer } =
        await setUp();
      await authorityRegistry
        .connect(authorities.MX)
        .accredit(dealer, Role.Recycler, MX, (await time.latest()) + YEAR);
      for (const account of [stranger, workshop, dealer]) {
        await byOwner.offerIntake(ROBOT, account);
        await expect(registry.connect(account).takeIn(ROBOT))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAccredited")
          .withArgs(account.address, Role.Recycler, ES);
      }
    });

    it("asks the country of the market of now, not that of the offer", async () => {
      const { byOwner, byRecycler, authorityRegistry, recycler } = await offered();
      await byOwner.relocate(ROBOT, MX);
      await expect(byRecycler.takeIn(ROBOT))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAccredited")
        .withArgs(recycler.address, Role.Recycler, MX);
    });

    it("refuses a recycler whose accreditation ended, was withdrawn, or went with its authority", async () => {
      const world = await offered();
      const { byRecycler, authorityRegistry, authorities, recycler, consortium, governance } =
        world;
      const { expiry } = await authorityRegistry.accreditation(recycler, Role.Recycler, ES);
      for (const end of [
        () => time.setNextBlockTimestamp(expiry),
        () =>
          authorityRegistry
            .connect(authorities.ES)
            .withdrawAccreditation(recycler, Role.Recycler, ES, REASON),
        () => consortium.connect(governance).releaseCountry(ES),
      ]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await end();
        await expect(byRecycler.takeIn(ROBOT))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAccredited")
          .withArgs(recycler.address, Role.Recycler, ES);
        await snapshot.restore();
      }
    });

    it("takes a robot in service out of it, still its owner's, and locked", async () => {
      const { registry, byOwner, byRecycler, owner, buyer, operator, recycler } = await offered();
      await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(ROBOT);
      await byOwner.approve(buyer, ROBOT);
      const before = named(await registry.robot(ROBOT));
      const balance = await registry.balanceOf(owner);
      await byRecycler.takeIn(ROBOT);
      const takenInAt = await time.latest();
      const [head, seq] = await registry.historyOf(ROBOT);
      expect(named(await registry.robot(ROBOT))).to.deep.equal({
        ...before,
        state: BigInt(State.EndOfLife),
        operator: ZeroAddress,
        head,
        seq,
      });
      expect(seq).to.equal(before.seq + 1n);
      expect(await registry.locked(ROBOT)).to.equal(true);
      expect(await registry.ownerOf(ROBOT)).to.equal(owner);
      expect(await registry.balanceOf(owner)).to.equal(balance);
      expect(await registry.getApproved(ROBOT)).to.equal(ZeroAddress);
      expect(await registry.operatorTerm(ROBOT)).to.deep.equal([ZeroAddress, 0n, false]);
      expect(await registry.intakeOfferOf(ROBOT)).to.equal(ZeroAddress);
      expect(await registry.disposalOf(ROBOT)).to.deep.equal([
        recycler.address,
        ES,
        BigInt(takenInAt),
        0n,
        false,
      ]);
    });

    it("takes a unit that was never placed, out of the stock of its maker into its own hands", async () => {
      const { registry, byMaker, byRecycler, maker, recycler } = await setUp();
      for (const id of [ISSUED, LISTED]) {
        const balance = await registry.balanceOf(maker);
        await byMaker.offerIntake(id, recycler);
        await expect(byRecycler.takeIn(id))
          .to.emit(registry, "Transfer")
          .withArgs(ZeroAddress, maker.address, id);
        expect(await registry.stateOf(id)).to.equal(State.EndOfLife);
        expect(await registry.ownerOf(id)).to.equal(maker);
        expect(await registry.balanceOf(maker)).to.equal(balance + 1n);
        expect((await registry.robot(id)).market).to.equal(NOWHERE);
        expect((await registry.disposalOf(id)).country).to.equal(CN);
      }
    });

    it("asks no transfer policy: a recalled robot may be destroyed", async () => {
      const { registry, byRecycler, policy } = await offered();
      await policy.setRefused(ROBOT, true);
      await byRecycler.takeIn(ROBOT);
      expect(await registry.stateOf(ROBOT)).to.equal(State.EndOfLife);
    });

    it("passes a robot to another recycler, once the one before is no longer accredited", async () => {
      const { registry, byOwner, byRecycler, authorityRegistry, authorities, dealer, recycler } =
        await setUp();
      const authority = authorityRegistry.connect(authorities.ES);
      await authority.accredit(dealer, Role.Recycler, ES, (await time.latest()) + YEAR);
      await authority.withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
      await byOwner.offerIntake(HANDED_IN, dealer);
      const { seq } = await registry.historyOf(HANDED_IN);
      const tx = registry.connect(dealer).takeIn(HANDED_IN);
      await expect(tx).to.not.emit(registry, "Locked");
      await expect(tx).to.not.emit(registry, "Transfer");
      const takenInAt = await time.latest();
      expect((await registry.historyOf(HANDED_IN)).seq).to.equal(seq + 1n);
      expect(await registry.disposalOf(HANDED_IN)).to.deep.equal([
        dealer.address,
        ES,
        BigInt(takenInAt),
        0n,
        false,
      ]);
      await expect(byRecycler.scrap(HANDED_IN, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryNotItsRecycler")
        .withArgs(HANDED_IN, dealer.address, recycler.address);
      // The time in which a mistake can be corrected begins again.
      await expect(registry.connect(dealer).scrap(HANDED_IN, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapTooEarly")
        .withArgs(HANDED_IN, takenInAt + SCRAP_DELAY);
      await time.increase(SCRAP_DELAY);
      await registry.connect(dealer).scrap(HANDED_IN, CERTIFICATE);
      expect(await registry.stateOf(HANDED_IN)).to.equal(State.Scrapped);
    });

    it("refuses another recycler, where the one before is accredited again since the offer", async () => {
      const { registry, byOwner, authorityRegistry, authorities, dealer, recycler } = await setUp();
      const authority = authorityRegistry.connect(authorities.ES);
      const expiry = (await time.latest()) + YEAR;
      await authority.accredit(dealer, Role.Recycler, ES, expiry);
      await authority.withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
      await byOwner.offerIntake(HANDED_IN, dealer);
      await authority.accredit(recycler, Role.Recycler, ES, expiry);
      await expect(registry.connect(dealer).takeIn(HANDED_IN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryHandedIn")
        .withArgs(HANDED_IN, recycler.address);
    });

    it("announces the intake and the lock, and appends it", async () => {
      const { registry, byRecycler, owner, recycler } = await offered();
      await expectEntry(
        registry,
        async () => {
          const tx = await byRecycler.takeIn(ROBOT);
          await expect(tx).to.emit(registry, "Locked").withArgs(ROBOT);
          return tx;
        },
        {
          emitter: registry,
          event: "TakenIn",
          id: ROBOT,
          space: 0,
          kind: Kind.TakenIn,
          actor: recycler,
          fields: [owner.address, recycler.address, ES, Basis.Approval, ZeroHash],
        },
      );
    });
  });

  describe("offerReturn", () => {
    it("refuses a code that was never issued", async () => {
      const { registry, byRecycler } = await setUp();
      await expect(byRecycler.offerReturn(UNKNOWN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses a robot that was not taken in, and one that is destroyed", async () => {
      const { registry, byRecycler } = await setUp();
      const { scrappedAt } = await registry.disposalOf(SCRAPPED);
      for (const [id, state] of [
        [ISSUED, State.Issued],
        [ROBOT, State.InService],
      ] as const) {
        await expect(byRecycler.offerReturn(id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
      await expect(byRecycler.offerReturn(SCRAPPED))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(SCRAPPED, scrappedAt);
    });

    it("refuses everyone but the recycler that took it in", async () => {
      const { registry, owner, maker, authorities, stranger, recycler } = await setUp();
      for (const caller of [owner, maker, authorities.ES, stranger]) {
        await expect(registry.connect(caller).offerReturn(HANDED_IN))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotItsRecycler")
          .withArgs(HANDED_IN, recycler.address, caller.address);
      }
    });

    it("needs no accreditation, and changes nothing but that the holder may take the robot back", async () => {
      const { registry, byRecycler, authorityRegistry, authorities, recycler } = await setUp();
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
      const before = named(await registry.robot(HANDED_IN));
      const disposal = named(await registry.disposalOf(HANDED_IN));
      await byRecycler.offerReturn(HANDED_IN);
      const [head, seq] = await registry.historyOf(HANDED_IN);
      expect(named(await registry.robot(HANDED_IN))).to.deep.equal({ ...before, head, seq });
      expect(named(await registry.disposalOf(HANDED_IN))).to.deep.equal({
        ...disposal,
        returnOffered: true,
      });
    });

    it("announces the offer, and appends it", async () => {
      const { registry, byRecycler, recycler } = await setUp();
      await expectEntry(registry, () => byRecycler.offerReturn(HANDED_IN), {
        emitter: registry,
        event: "ReturnOffered",
        id: HANDED_IN,
        space: 0,
        kind: Kind.ReturnOffered,
        actor: recycler,
        fields: [recycler.address],
      });
    });
  });

  describe("takeBack", () => {
    /** The recycler offers `HANDED_IN` back. */
    async function returnable() {
      const world = await setUp();
      await world.byRecycler.offerReturn(HANDED_IN);
      return world;
    }

    it("refuses a code that was never issued", async () => {
      const { registry, byOwner } = await setUp();
      await expect(byOwner.takeBack(UNKNOWN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses everyone but the holder", async () => {
      const { registry, maker, recycler, authorities, stranger } = await returnable();
      for (const caller of [maker, recycler, authorities.ES, stranger]) {
        await expect(registry.connect(caller).takeBack(HANDED_IN))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotHolder")
          .withArgs(HANDED_IN, caller.address);
      }
    });

    it("refuses a robot that was not taken in, and one that is destroyed, which never comes back", async () => {
      const { registry, byOwner, byMaker } = await setUp();
      const { scrappedAt } = await registry.disposalOf(SCRAPPED);
      for (const [id, holder, state] of [
        [ISSUED, byMaker, State.Issued],
        [ROBOT, byOwner, State.InService],
      ] as const) {
        await expect(holder.takeBack(id))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
      await expect(byOwner.takeBack(SCRAPPED))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(SCRAPPED, scrappedAt);
    });

    it("refuses a robot that its recycler destroyed after it had offered it back", async () => {
      const { registry, byOwner, byRecycler } = await returnable();
      await time.increase(SCRAP_DELAY);
      await byRecycler.scrap(HANDED_IN, CERTIFICATE);
      const { scrappedAt } = await registry.disposalOf(HANDED_IN);
      await expect(byOwner.takeBack(HANDED_IN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(HANDED_IN, scrappedAt);
    });

    it("refuses a robot against which an order is pending, and a flagged one", async () => {
      const world = await returnable();
      const { registry, byOwner, orders, flags, authorities } = world;
      const pending = await order(world, HANDED_IN);
      await expect(byOwner.takeBack(HANDED_IN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(HANDED_IN, pending);
      await orders.connect(authorities.ES).withdraw(pending, REASON);
      for (const flag of [STOLEN, DISPUTED]) {
        await flags.connect(authorities.ES).raiseFlag(HANDED_IN, flag, REASON);
        await expect(byOwner.takeBack(HANDED_IN))
          .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
          .withArgs(HANDED_IN, flag);
        await flags.connect(authorities.ES).clearFlag(HANDED_IN, flag, REASON);
      }
      await byOwner.takeBack(HANDED_IN);
    });

    it("refuses a robot that its recycler does not offer back, or another took in since", async () => {
      const { registry, byOwner, byRecycler, authorityRegistry, authorities, dealer, recycler } =
        await setUp();
      const refused = async (by: Account) => {
        await expect(byOwner.takeBack(HANDED_IN))
          .to.be.revertedWithCustomError(registry, "RobotRegistryReturnNotOffered")
          .withArgs(HANDED_IN, by.address);
      };
      await refused(recycler);
      await byRecycler.offerReturn(HANDED_IN);
      const authority = authorityRegistry.connect(authorities.ES);
      await authority.accredit(dealer, Role.Recycler, ES, (await time.latest()) + YEAR);
      await authority.withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
      await byOwner.offerIntake(HANDED_IN, dealer);
      await registry.connect(dealer).takeIn(HANDED_IN);
      await refused(dealer);
    });

    it("leads a robot back to its market, where it can be sold again", async () => {
      const { registry, byOwner, handOver, owner, buyer } = await returnable();
      const before = named(await registry.robot(HANDED_IN));
      const balance = await registry.balanceOf(owner);
      await byOwner.takeBack(HANDED_IN);
      const [head, seq] = await registry.historyOf(HANDED_IN);
      expect(named(await registry.robot(HANDED_IN))).to.deep.equal({
        ...before,
        state: BigInt(State.InService),
        head,
        seq,
      });
      expect(seq).to.equal(before.seq + 1n);
      expect(await registry.locked(HANDED_IN)).to.equal(false);
      expect(await registry.balanceOf(owner)).to.equal(balance);
      expect(await registry.disposalOf(HANDED_IN)).to.deep.equal([
        ZeroAddress,
        NOWHERE,
        0n,
        0n,
        false,
      ]);
      await handOver(HANDED_IN, owner, buyer);
      expect(await registry.ownerOf(HANDED_IN)).to.equal(buyer);
    });

    it("leads a unit that never was on a market back to where it can be placed on one", async () => {
      const world = await setUp();
      const { registry, byMaker, byRecycler, maker } = world;
      await world.takeIn(ISSUED, maker);
      await byRecycler.offerReturn(ISSUED);
      await byMaker.takeBack(ISSUED);
      expect(await registry.stateOf(ISSUED)).to.equal(State.Issued);
      expect(await registry.ownerOf(ISSUED)).to.equal(maker);
      await place(world, ISSUED);
      expect(await registry.stateOf(ISSUED)).to.equal(State.InService);
    });

    it("leaves the recycler nothing to destroy, and no offer to take the robot in again", async () => {
      const { registry, byOwner, byRecycler, recycler } = await returnable();
      await byOwner.takeBack(HANDED_IN);
      await time.increase(SCRAP_DELAY);
      await expect(byRecycler.scrap(HANDED_IN, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
        .withArgs(HANDED_IN, State.InService);
      await expect(byRecycler.takeIn(HANDED_IN))
        .to.be.revertedWithCustomError(registry, "RobotRegistryIntakeNotOffered")
        .withArgs(HANDED_IN, ZeroAddress, recycler.address);
    });

    it("announces the return and the unlocking, and appends it", async () => {
      const { registry, byOwner, owner, recycler } = await returnable();
      await expectEntry(
        registry,
        async () => {
          const tx = await byOwner.takeBack(HANDED_IN);
          await expect(tx).to.emit(registry, "Unlocked").withArgs(HANDED_IN);
          return tx;
        },
        {
          emitter: registry,
          event: "RobotReturned",
          id: HANDED_IN,
          space: 0,
          kind: Kind.Returned,
          actor: owner,
          fields: [owner.address, recycler.address, Basis.Approval, ZeroHash],
        },
      );
    });
  });

  describe("scrap", () => {
    /** `HANDED_IN` may be destroyed from now on. */
    async function due() {
      const world = await setUp();
      await time.increase(SCRAP_DELAY);
      return world;
    }

    it("refuses a code that was never issued", async () => {
      const { registry, byRecycler } = await due();
      await expect(byRecycler.scrap(UNKNOWN, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses a second scrap, naming when the first took place", async () => {
      const { registry, byRecycler } = await due();
      const { scrappedAt } = await registry.disposalOf(SCRAPPED);
      expect(scrappedAt).to.be.greaterThan(0);
      await time.increase(YEAR);
      await expect(byRecycler.scrap(SCRAPPED, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(SCRAPPED, scrappedAt);
    });

    it("refuses a robot that nobody took in", async () => {
      const { registry, byOwner, byRecycler, recycler } = await due();
      await byOwner.offerIntake(ROBOT, recycler);
      for (const [id, state] of [
        [ISSUED, State.Issued],
        [ROBOT, State.InService],
      ] as const) {
        await expect(byRecycler.scrap(id, CERTIFICATE))
          .to.be.revertedWithCustomError(registry, "RobotRegistryWrongState")
          .withArgs(id, state);
      }
    });

    it("refuses a flagged robot", async () => {
      const { registry, byRecycler, flags, authorities } = await due();
      const authority = flags.connect(authorities.ES);
      for (const flag of [STOLEN, DISPUTED]) {
        await authority.raiseFlag(HANDED_IN, flag, REASON);
        await expect(byRecycler.scrap(HANDED_IN, CERTIFICATE))
          .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
          .withArgs(HANDED_IN, flag);
        await authority.clearFlag(HANDED_IN, flag, REASON);
      }
    });

    it("refuses a robot against which an order is pending, until it expires", async () => {
      const world = await due();
      const { registry, byRecycler, orders } = world;
      const pending = await order(world, HANDED_IN);
      await time.increase(ORDER_NOTICE + ORDER_VALIDITY - DAY);
      await expect(byRecycler.scrap(HANDED_IN, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOrderPending")
        .withArgs(HANDED_IN, pending);
      await time.increaseTo((await orders.orderOf(pending)).expiresAt);
      await byRecycler.scrap(HANDED_IN, CERTIFICATE);
    });

    it("refuses everyone but the recycler that took it in: it takes two parties", async () => {
      const { registry, authorityRegistry, authorities, owner, dealer, maker, recycler } =
        await due();
      // Accredited as well, and not the one.
      await authorityRegistry
        .connect(authorities.ES)
        .accredit(dealer, Role.Recycler, ES, (await time.latest()) + YEAR);
      for (const caller of [owner, maker, dealer, authorities.ES]) {
        await expect(registry.connect(caller).scrap(HANDED_IN, CERTIFICATE))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotItsRecycler")
          .withArgs(HANDED_IN, recycler.address, caller.address);
      }
    });

    it("refuses until the last second of the time in which a mistake can be corrected, and takes the next", async () => {
      const { registry, takeIn, byRecycler, owner } = await setUp();
      await takeIn(ROBOT, owner);
      const { takenInAt } = await registry.disposalOf(ROBOT);
      const earliest = takenInAt + BigInt(SCRAP_DELAY);
      await time.setNextBlockTimestamp(earliest - 1n);
      await expect(byRecycler.scrap(ROBOT, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapTooEarly")
        .withArgs(ROBOT, earliest);
      await time.increaseTo(earliest - 1n);
      await time.setNextBlockTimestamp(earliest);
      await byRecycler.scrap(ROBOT, CERTIFICATE);
      expect(await registry.stateOf(ROBOT)).to.equal(State.Scrapped);
    });

    it("refuses a recycler whose accreditation ended since the intake", async () => {
      const world = await due();
      const { byRecycler, authorityRegistry, authorities, recycler, consortium, governance } =
        world;
      const refused = async () => {
        await expect(byRecycler.scrap(HANDED_IN, CERTIFICATE))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAccredited")
          .withArgs(recycler.address, Role.Recycler, ES);
      };
      const { expiry } = await authorityRegistry.accreditation(recycler, Role.Recycler, ES);
      for (const end of [
        () => time.increaseTo(expiry),
        () => consortium.connect(governance).releaseCountry(ES),
      ]) {
        const snapshot = await networkHelpers.takeSnapshot();
        await end();
        await refused();
        await snapshot.restore();
      }
      // Being accredited elsewhere does not help: the robot was taken in under ES.
      await authorityRegistry
        .connect(authorities.MX)
        .accredit(recycler, Role.Recycler, MX, (await time.latest()) + YEAR);
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
      await refused();
    });

    it("takes a robot whose holder reports it stolen too late: what is given away is not stolen", async () => {
      const { registry, byRecycler, flags, owner } = await due();
      await expect(flags.connect(owner).raiseFlag(HANDED_IN, STOLEN, REASON))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(HANDED_IN, STOLEN, owner.address);
      await byRecycler.scrap(HANDED_IN, CERTIFICATE);
      expect(await registry.stateOf(HANDED_IN)).to.equal(State.Scrapped);
    });

    it("ends the life of the robot, which stays with its last owner, locked", async () => {
      const { registry, byRecycler, owner, recycler } = await due();
      const before = named(await registry.robot(HANDED_IN));
      const { takenInAt } = await registry.disposalOf(HANDED_IN);
      const balance = await registry.balanceOf(owner);
      await byRecycler.scrap(HANDED_IN, CERTIFICATE);
      const [head, seq] = await registry.historyOf(HANDED_IN);
      expect(named(await registry.robot(HANDED_IN))).to.deep.equal({
        ...before,
        state: BigInt(State.Scrapped),
        head,
        seq,
      });
      expect(seq).to.equal(before.seq + 1n);
      expect(await registry.disposalOf(HANDED_IN)).to.deep.equal([
        recycler.address,
        ES,
        takenInAt,
        BigInt(await time.latest()),
        false,
      ]);
      expect(await registry.ownerOf(HANDED_IN)).to.equal(owner);
      expect(await registry.balanceOf(owner)).to.equal(balance);
      expect(await registry.locked(HANDED_IN)).to.equal(true);
      const { device } = birthOf(HANDED_IN);
      expect(await registry.robotOfDeviceKey(device.key.x)).to.deep.equal([HANDED_IN, true]);
      expect(named(await registry.deviceKeyOf(HANDED_IN))).to.deep.equal(device.key);
    });

    it("ends the life of a unit that never was on a market", async () => {
      const { registry, scrap, maker } = await setUp();
      await scrap(LISTED, maker);
      expect(await registry.stateOf(LISTED)).to.equal(State.Scrapped);
      expect(await registry.ownerOf(LISTED)).to.equal(maker);
    });

    it("announces the destruction, and appends it", async () => {
      const { registry, byRecycler, recycler } = await due();
      await expectEntry(registry, () => byRecycler.scrap(HANDED_IN, CERTIFICATE), {
        emitter: registry,
        event: "RobotScrapped",
        id: HANDED_IN,
        space: 0,
        kind: Kind.Scrapped,
        actor: recycler,
        fields: [recycler.address, CERTIFICATE],
      });
    });
  });

  describe("locked", () => {
    it("is false until a robot is taken in, and true from then on", async () => {
      const { registry } = await setUp();
      for (const [id, locked] of [
        [ISSUED, false],
        [LISTED, false],
        [ROBOT, false],
        [HANDED_IN, true],
        [SCRAPPED, true],
      ] as const) {
        expect(await registry.locked(id)).to.equal(locked);
      }
    });

    it("refuses a token that there is not", async () => {
      const { registry } = await setUp();
      await expect(registry.locked(UNKNOWN))
        .to.be.revertedWithCustomError(registry, "ERC721NonexistentToken")
        .withArgs(UNKNOWN);
    });
  });

  describe("deviceKeyOf, robotOfDeviceKey, intakeOfferOf and disposalOf", () => {
    it("answer with zero where there is nothing", async () => {
      const { registry } = await setUp();
      for (const id of [ISSUED, LISTED, UNKNOWN, ZeroHash]) {
        expect(await registry.deviceKeyOf(id)).to.deep.equal([ZeroHash, ZeroHash]);
        expect(await registry.intakeOfferOf(id)).to.equal(ZeroAddress);
        expect(await registry.disposalOf(id)).to.deep.equal([ZeroAddress, NOWHERE, 0n, 0n, false]);
      }
      for (const x of [birthOf(ISSUED).device.key.x, ZeroHash]) {
        expect(await registry.robotOfDeviceKey(x)).to.deep.equal([ZeroHash, false]);
      }
    });
  });

  describe("what roles combined could do", () => {
    it("M1: a holder handed a robot in to a recycler that had not said a word, and no order led back", async () => {
      const world = await setUp();
      const { registry, byOwner, orders, authorities, buyer, recycler } = world;
      await byOwner.offerIntake(ROBOT, recycler);
      expect(await registry.stateOf(ROBOT)).to.equal(State.InService);
      await world.byRecycler.takeIn(ROBOT);
      await orders.connect(authorities.ES).propose(ROBOT, TRANSFER, buyer, REASON);
      await time.increase(ORDER_NOTICE);
      await orders.connect(buyer).execute(1);
      expect(await registry.stateOf(ROBOT)).to.equal(State.InService);
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });

    it("M1: intake and scrap fitted into one block", async () => {
      const world = await setUp();
      const { registry, byRecycler } = world;
      await world.takeIn(ROBOT, world.owner);
      const { takenInAt } = await registry.disposalOf(ROBOT);
      await expect(byRecycler.scrap(ROBOT, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapTooEarly")
        .withArgs(ROBOT, takenInAt + BigInt(SCRAP_DELAY));
    });

    it("M5: a robot went to a country without a seat: no orders, no authority", async () => {
      const { byOwner, authorityRegistry, consortium, governance } = await setUp();
      await consortium.connect(governance).releaseCountry(MX);
      await expect(byOwner.relocate(ROBOT, MX))
        .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryCountryUnassigned")
        .withArgs(MX);
    });

    it("M11: a wrong root made units unplaceable, and a rotation voided what the factory had signed", async () => {
      const world = await setUp();
      const { registry, byMaker, attest, otherMaker } = world;
      const id = unit(1, "27W03");
      const { device, birthRecordDigest } = birthOf(id);
      await byMaker.issueLot(MODEL, serial(1, "27W03"), 1, commitment("a wrong root"), "");
      const proof = await attest(id, device.keyDigest, birthRecordDigest);
      await rotateMaker(world);
      await place(world, id, { caller: otherMaker, proof });
      expect(await registry.ownerOf(id)).to.equal(otherMaker);
    });

    it("H4: after revocation a stolen key of the maker placed stock; compromised, it does not", async () => {
      const world = await setUp();
      const { registry, authorityRegistry, authorities } = world;
      await authorityRegistry.connect(authorities.CN).revokeManufacturer(code(MAKER), REASON);
      await declareCompromised(world);
      await expect(place(world, ISSUED))
        .to.be.revertedWithCustomError(registry, "RobotRegistryMakerCompromised")
        .withArgs(ISSUED, code(MAKER));
    });

    it("H4: a stolen key and a recycler destroy no stock, neither by an offer made before nor after a succession", async () => {
      const world = await setUp();
      const { registry, byMaker, byRecycler, recycler } = world;
      await byMaker.offerIntake(ISSUED, recycler);
      await declareCompromised(world);
      await expect(byRecycler.takeIn(ISSUED))
        .to.be.revertedWithCustomError(registry, "RobotRegistryMakerCompromised")
        .withArgs(ISSUED, code(MAKER));
      await succeed(world);
      await expect(byRecycler.takeIn(ISSUED))
        .to.be.revertedWithCustomError(registry, "RobotRegistryIntakeNotOffered")
        .withArgs(ISSUED, ZeroAddress, recycler.address);
    });

    it("low: the key of a board that was replaced still resolved to the robot as if it were its own", async () => {
      const world = await setUp();
      const first = birthOf(ROBOT).device;
      await replaceKey(world, ROBOT, new Device("the next computer"));
      const { id, current } = await world.registry.robotOfDeviceKey(first.key.x);
      expect([id, current]).to.deep.equal([ROBOT, false]);
    });

    it("low: an attestation was good for ever", async () => {
      const world = await setUp();
      const { signedActs, attest, maker } = world;
      const { device, birthRecordDigest } = birthOf(ISSUED);
      const deadline = BigInt(await time.latest());
      const proof = await attest(ISSUED, device.keyDigest, birthRecordDigest, maker, deadline);
      await time.setNextBlockTimestamp(deadline + BigInt(YEAR));
      await expect(place(world, ISSUED, { proof }))
        .to.be.revertedWithCustomError(signedActs, "SignedActsExpired")
        .withArgs(ISSUED, deadline, deadline + BigInt(YEAR));
    });

    it("low: after intake the flag of the holder, who may have been paid, blocked scrapping", async () => {
      const { flags, owner } = await setUp();
      await expect(flags.connect(owner).raiseFlag(HANDED_IN, STOLEN, REASON))
        .to.be.revertedWithCustomError(flags, "RobotFlagsNotAllowed")
        .withArgs(HANDED_IN, STOLEN, owner.address);
    });
  });
});
