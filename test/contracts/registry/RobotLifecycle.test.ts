import { expect } from "chai";
import { code } from "../../fixtures/codes.js";
import { commitment, Device, highS, NO_SIGNATURE } from "../../fixtures/device.js";
import { expectEntry } from "../../fixtures/entries.js";
import { type Connection, createNetwork, YEAR } from "../../fixtures/network.js";
import {
  ATTESTATION_TYPES,
  BINDING_TYPES,
  birthOf,
  Kind,
  LOT_COUNT,
  listed,
  MAKER,
  ORDER_NOTICE,
  Role,
  registryFixture,
  SEQUENTIAL_MODEL,
  State,
  serial,
  unit,
  unitsTree,
} from "../../fixtures/registry.js";
import { named } from "../../fixtures/results.js";

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

const CERTIFICATE = commitment("certificate of destruction");
const REASON = commitment("a reason");

const STOLEN = 1;
const DISPUTED = 2;

enum Basis {
  Approval = 1,
  Order = 3,
}

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

/** Places a robot as its maker would, but for what is given. */
async function place(world: World, id: string, given: Placement = {}) {
  const { registry, maker, attest, listProofOf } = world;
  const { caller = maker, country = ES, device = birthOf(id).device } = given;
  const { birthRecordDigest } = birthOf(id);
  const proof =
    given.proof ??
    (id === LISTED ? listProofOf(id) : await attest(id, device.keyDigest, birthRecordDigest));
  const signature = given.signature ?? device.sign(await registry.deviceChallenge(id, caller));
  return await registry.connect(caller).placeOnMarket(id, country, device.key, proof, signature);
}

/** Gives a robot another key, as its owner would, but for what is given. */
async function replaceKey(world: World, id: string, device: Device, given: Placement = {}) {
  const { registry, owner, attest } = world;
  const { caller = owner } = given;
  const proof = given.proof ?? (await attest(id, device.keyDigest, REASON));
  const signature = given.signature ?? device.sign(await registry.deviceChallenge(id, caller));
  return await registry.connect(caller).replaceDeviceKey(id, device.key, proof, signature);
}

describe("RobotLifecycle", () => {
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

    it("refuses a robot that was placed before, wherever it stands now", async () => {
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

    it("refuses a signature of the robot for another holder, code, registry or chain, and any other", async () => {
      const world = await setUp();
      const { registry, domain, maker, owner } = world;
      const { device } = birthOf(ISSUED);
      const binding = { robotId: ISSUED, holder: maker.address };
      const challengeOn = (other: Partial<typeof domain>) =>
        ethers.TypedDataEncoder.hash({ ...domain, ...other }, BINDING_TYPES, binding);
      const challenge = await registry.deviceChallenge(ISSUED, maker);
      for (const signature of [
        device.sign(await registry.deviceChallenge(ISSUED, owner)),
        device.sign(await registry.deviceChallenge(ROBOT, maker)),
        device.sign(challengeOn({ verifyingContract: await world.registryModules.getAddress() })),
        device.sign(challengeOn({ chainId: 1n })),
        highS(device.sign(challenge)),
        new Device("another device").sign(challenge),
        NO_SIGNATURE,
      ]) {
        await expect(place(world, ISSUED, { signature }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
          .withArgs(ISSUED, device.keyDigest);
      }
    });

    it("refuses the robot's signature a second time, under another code or for a next holder", async () => {
      const world = await setUp();
      const { registry, maker, authorityRegistry, otherMaker } = world;
      const { device } = birthOf(ISSUED);
      const signature = device.sign(await registry.deviceChallenge(ISSUED, maker));
      const other = unit(5);
      await expect(place(world, other, { device, signature }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
        .withArgs(other, device.keyDigest);

      await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
      await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
      const proof = await world.attest(ISSUED, device.keyDigest, REASON, otherMaker);
      await expect(place(world, ISSUED, { caller: otherMaker, proof, signature }))
        .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
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

      it("refuses the maker's signature in its place", async () => {
        const world = await setUp();
        const { registry, attest, listRoot } = world;
        const { device, birthRecordDigest } = birthOf(LISTED);
        const proof = await attest(LISTED, device.keyDigest, birthRecordDigest);
        await expect(place(world, LISTED, { proof }))
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
        const { registry, authorityRegistry, maker, otherMaker } = world;
        await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
        await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
        await place(world, LISTED, { caller: otherMaker });
        expect(await registry.ownerOf(LISTED)).to.equal(otherMaker);
      });
    });

    describe("with the maker's signature, where the lot has no root", () => {
      it("refuses a signature of anybody else, naming whose is needed", async () => {
        const world = await setUp();
        const { registry, attest, authorities, maker, owner, stranger } = world;
        const { device, birthRecordDigest } = birthOf(ISSUED);
        for (const signer of [authorities.CN, owner, stranger]) {
          const proof = await attest(ISSUED, device.keyDigest, birthRecordDigest, signer);
          await expect(place(world, ISSUED, { proof }))
            .to.be.revertedWithCustomError(registry, "RobotRegistryNotAttested")
            .withArgs(ISSUED, maker.address);
        }
      });

      it("refuses a signature over another unit, key or birth record, and none at all", async () => {
        const world = await setUp();
        const { registry, attest, maker } = world;
        const { device, birthRecordDigest } = birthOf(ISSUED);
        const good = await attest(ISSUED, device.keyDigest, birthRecordDigest);
        const otherKey = new Device("another device").keyDigest;
        for (const proof of [
          await attest(unit(5), device.keyDigest, birthRecordDigest),
          await attest(ISSUED, otherKey, birthRecordDigest),
          { ...good, birthRecordDigest: commitment("another birth") },
          { ...good, manufacturerSignature: "0x" },
          { ...good, manufacturerSignature: "0x1234" },
          world.listProofOf(LISTED),
        ]) {
          await expect(place(world, ISSUED, { proof }))
            .to.be.revertedWithCustomError(registry, "RobotRegistryNotAttested")
            .withArgs(ISSUED, maker.address);
        }
      });

      it("refuses a signature for another registry or chain", async () => {
        const world = await setUp();
        const { registry, domain, maker } = world;
        const { device, birthRecordDigest } = birthOf(ISSUED);
        for (const other of [
          { ...domain, chainId: 1n },
          { ...domain, verifyingContract: await world.registryModules.getAddress() },
        ]) {
          const manufacturerSignature = await maker.signTypedData(other, ATTESTATION_TYPES, {
            robotId: ISSUED,
            deviceKeyDigest: device.keyDigest,
            birthRecordDigest,
          });
          const proof = { birthRecordDigest, siblings: [], manufacturerSignature };
          await expect(place(world, ISSUED, { proof }))
            .to.be.revertedWithCustomError(registry, "RobotRegistryNotAttested")
            .withArgs(ISSUED, maker.address);
        }
      });

      it("refuses the signature of an account that is the maker's no longer", async () => {
        const world = await setUp();
        const { registry, authorityRegistry, maker, otherMaker } = world;
        await authorityRegistry.connect(maker).proposeManufacturerAccount(code(MAKER), otherMaker);
        await authorityRegistry.connect(otherMaker).acceptManufacturerAccount(code(MAKER));
        await expect(place(world, ISSUED, { caller: otherMaker }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotAttested")
          .withArgs(ISSUED, otherMaker.address);
      });

      it("takes the signature of a maker that is a contract, by ERC-1271", async () => {
        const world = await setUp();
        const { registry, authorityRegistry, maker, otherMaker } = world;
        const wallet = await ethers.deployContract("WalletMock", [otherMaker]);
        const address = await wallet.getAddress();
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
          const proof = await world.attest(ISSUED, device.keyDigest, REASON, signer);
          const signature = device.sign(await registry.deviceChallenge(ISSUED, address));
          const call = registry.interface.encodeFunctionData("placeOnMarket", [
            ISSUED,
            ES,
            device.key,
            proof,
            signature,
          ]);
          return await wallet.connect(otherMaker).execute(registry, [call]);
        };
        await expect(placing(maker))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotAttested")
          .withArgs(ISSUED, address);
        await placing(otherMaker);
        expect(await registry.ownerOf(ISSUED)).to.equal(address);
      });
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
        const stock = await registry.stockOf(code(MAKER));
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
        expect(await registry.robotOfDeviceKey(device.keyDigest)).to.equal(id);
        expect(await registry.locked(id)).to.equal(false);
        expect(await registry.stockOf(code(MAKER))).to.equal(stock - 1n);
        expect(await registry.balanceOf(maker)).to.equal(balance);
      }
    });

    it("takes it from whoever holds it by registrar order, and leaves the stock of the maker alone", async () => {
      const world = await setUp();
      const { registry, orders, authorities, buyer } = world;
      await orders.connect(authorities.CN).propose(ISSUED, 1, buyer, REASON);
      await time.increase(ORDER_NOTICE);
      await orders.connect(buyer).execute(1);
      const stock = await registry.stockOf(code(MAKER));
      const tx = place(world, ISSUED, { caller: buyer });
      await expect(tx).to.not.emit(registry, "Transfer");
      expect(await registry.stateOf(ISSUED)).to.equal(State.InService);
      expect(await registry.ownerOf(ISSUED)).to.equal(buyer);
      expect(await registry.stockOf(code(MAKER))).to.equal(stock);
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
      const { registry, attest, listProofOf, maker, owner } = world;
      await place(world, LISTED);
      const good = await attest(ROBOT, NEXT.keyDigest, REASON);
      for (const [id, caller, proof] of [
        [ROBOT, owner, { ...good, manufacturerSignature: "0x" }],
        [ROBOT, owner, { ...good, birthRecordDigest: commitment("another record") }],
        [ROBOT, owner, await attest(ROBOT, NEXT.keyDigest, REASON, owner)],
        [ROBOT, owner, await attest(ROBOT, birthOf(ROBOT).device.keyDigest, REASON)],
        [LISTED, maker, good],
        [LISTED, maker, listProofOf(LISTED)],
      ] as const) {
        await expect(replaceKey(world, id, NEXT, { caller, proof }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotAttested")
          .withArgs(id, maker.address);
      }
    });

    it("refuses a key that is bound, be it to another code, to a destroyed one, or to this one", async () => {
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
      const { registry, owner, buyer } = world;
      const challenge = await registry.deviceChallenge(ROBOT, owner);
      for (const signature of [
        birthOf(ROBOT).device.sign(challenge),
        NEXT.sign(await registry.deviceChallenge(ROBOT, buyer)),
        NEXT.sign(await registry.deviceChallenge(HANDED_IN, owner)),
        highS(NEXT.sign(challenge)),
        NO_SIGNATURE,
      ]) {
        await expect(replaceKey(world, ROBOT, NEXT, { signature }))
          .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
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
      expect(await registry.robotOfDeviceKey(NEXT.keyDigest)).to.equal(ROBOT);
      expect(await registry.robotOfDeviceKey(first.keyDigest)).to.equal(ROBOT);
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

  describe("intake", () => {
    it("refuses a recycler that hands its own robot in to itself: scrapping takes two parties", async () => {
      const { registry, handOver, owner, recycler } = await setUp();
      await handOver(ROBOT, owner, recycler);
      await expect(registry.connect(recycler).intake(ROBOT, recycler, ES))
        .to.be.revertedWithCustomError(registry, "RobotRegistryOwnRecycler")
        .withArgs(ROBOT, recycler.address);
    });

    it("refuses a code that was never issued", async () => {
      const { registry, byOwner, recycler } = await setUp();
      await expect(byOwner.intake(UNKNOWN, recycler, ES))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses everyone but the holder, the recycler and the authority included", async () => {
      const { registry, byOwner, maker, operator, dealer, recycler, authorities } = await setUp();
      await byOwner.setApprovalForAll(dealer, true);
      await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(ROBOT);
      for (const caller of [maker, operator, dealer, recycler, authorities.ES]) {
        await expect(registry.connect(caller).intake(ROBOT, recycler, ES))
          .to.be.revertedWithCustomError(registry, "RobotRegistryNotHolder")
          .withArgs(ROBOT, caller.address);
      }
    });

    it("refuses a flagged robot", async () => {
      const { registry, byOwner, flags, authorities, recycler } = await setUp();
      const authority = flags.connect(authorities.ES);
      for (const id of [ROBOT, HANDED_IN]) {
        for (const flag of [STOLEN, DISPUTED]) {
          await authority.raiseFlag(id, flag, REASON);
          await expect(byOwner.intake(id, recycler, ES))
            .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
            .withArgs(id, flag);
          await authority.clearFlag(id, flag, REASON);
        }
      }
    });

    it("refuses a destroyed robot, naming when it was destroyed", async () => {
      const { registry, byOwner, recycler } = await setUp();
      const { scrappedAt } = await registry.disposalOf(SCRAPPED);
      await expect(byOwner.intake(SCRAPPED, recycler, ES))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(SCRAPPED, scrappedAt);
    });

    it("refuses a recycler that is not accredited as one, or not in the country named", async () => {
      const { byOwner, authorityRegistry, workshop, stranger, owner, recycler } = await setUp();
      for (const [account, country] of [
        [stranger.address, ES],
        [owner.address, ES],
        [workshop.address, ES],
        [recycler.address, MX],
        [recycler.address, NOWHERE],
        [ZeroAddress, ES],
      ] as const) {
        await expect(byOwner.intake(ROBOT, account, country))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAccredited")
          .withArgs(account, Role.Recycler, country);
      }
    });

    it("refuses a recycler whose accreditation ended or was withdrawn", async () => {
      const { byOwner, authorityRegistry, authorities, recycler } = await setUp();
      const expiry = await authorityRegistry.accreditationExpiry(recycler, Role.Recycler, ES);
      const refused = async () => {
        await expect(byOwner.intake(ROBOT, recycler, ES))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAccredited")
          .withArgs(recycler.address, Role.Recycler, ES);
      };
      const snapshot = await networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(expiry);
      await refused();
      await snapshot.restore();
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
      await refused();
    });

    it("takes a robot in service out of it, still its owner's, and locked", async () => {
      const { registry, byOwner, owner, buyer, operator, recycler } = await setUp();
      await byOwner.setOperator(ROBOT, operator, (await time.latest()) + YEAR);
      await registry.connect(operator).acceptOperator(ROBOT);
      await byOwner.approve(buyer, ROBOT);
      const before = named(await registry.robot(ROBOT));
      const balance = await registry.balanceOf(owner);
      await byOwner.intake(ROBOT, recycler, ES);
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
      expect(await registry.disposalOf(ROBOT)).to.deep.equal([
        recycler.address,
        ES,
        BigInt(takenInAt),
        0n,
      ]);
    });

    it("takes a unit that was never placed, out of the stock of its maker into its own hands", async () => {
      const { registry, byMaker, maker, recycler } = await setUp();
      for (const id of [ISSUED, LISTED]) {
        const stock = await registry.stockOf(code(MAKER));
        const balance = await registry.balanceOf(maker);
        await expect(byMaker.intake(id, recycler, ES))
          .to.emit(registry, "Transfer")
          .withArgs(ZeroAddress, maker.address, id);
        expect(await registry.stateOf(id)).to.equal(State.EndOfLife);
        expect(await registry.ownerOf(id)).to.equal(maker);
        expect(await registry.stockOf(code(MAKER))).to.equal(stock - 1n);
        expect(await registry.balanceOf(maker)).to.equal(balance);
        expect((await registry.robot(id)).market).to.equal(NOWHERE);
      }
    });

    it("asks no transfer policy: a recalled robot may be destroyed", async () => {
      const { registry, byOwner, policy, recycler } = await setUp();
      await policy.setRefused(ROBOT, true);
      await byOwner.intake(ROBOT, recycler, ES);
      expect(await registry.stateOf(ROBOT)).to.equal(State.EndOfLife);
    });

    it("names another recycler for a robot that was handed in, once the one before is accredited no more", async () => {
      const { registry, byOwner, byRecycler, authorityRegistry, authorities, dealer, recycler } =
        await setUp();
      const expiry = (await time.latest()) + YEAR;
      await authorityRegistry.connect(authorities.MX).accredit(dealer, Role.Recycler, MX, expiry);
      await expect(byOwner.intake(HANDED_IN, dealer, MX))
        .to.be.revertedWithCustomError(registry, "RobotRegistryHandedIn")
        .withArgs(HANDED_IN, recycler.address);
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
      const { seq } = await registry.historyOf(HANDED_IN);
      const tx = byOwner.intake(HANDED_IN, dealer, MX);
      await expect(tx).to.not.emit(registry, "Locked");
      await expect(tx).to.not.emit(registry, "Transfer");
      expect((await registry.historyOf(HANDED_IN)).seq).to.equal(seq + 1n);
      expect(await registry.disposalOf(HANDED_IN)).to.deep.equal([
        dealer.address,
        MX,
        BigInt(await time.latest()),
        0n,
      ]);
      await expect(byRecycler.scrap(HANDED_IN, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryNotItsRecycler")
        .withArgs(HANDED_IN, dealer.address, recycler.address);
      await registry.connect(dealer).scrap(HANDED_IN, CERTIFICATE);
      expect(await registry.stateOf(HANDED_IN)).to.equal(State.Scrapped);
    });

    it("announces the intake and the lock, and appends it", async () => {
      const { registry, byOwner, owner, recycler } = await setUp();
      await expectEntry(
        registry,
        async () => {
          const tx = await byOwner.intake(ROBOT, recycler, ES);
          await expect(tx).to.emit(registry, "Locked").withArgs(ROBOT);
          return tx;
        },
        {
          emitter: registry,
          event: "TakenIn",
          id: ROBOT,
          space: 0,
          kind: Kind.TakenIn,
          actor: owner,
          fields: [owner.address, recycler.address, ES, Basis.Approval, ZeroHash],
        },
      );
    });
  });

  describe("scrap", () => {
    it("refuses a code that was never issued", async () => {
      const { registry, byRecycler } = await setUp();
      await expect(byRecycler.scrap(UNKNOWN, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryUnknownRobot")
        .withArgs(UNKNOWN);
    });

    it("refuses a second scrap, naming when the first took place", async () => {
      const { registry, byRecycler } = await setUp();
      const { scrappedAt } = await registry.disposalOf(SCRAPPED);
      expect(scrappedAt).to.be.greaterThan(0);
      await time.increase(YEAR);
      await expect(byRecycler.scrap(SCRAPPED, CERTIFICATE))
        .to.be.revertedWithCustomError(registry, "RobotRegistryScrapped")
        .withArgs(SCRAPPED, scrappedAt);
    });

    it("refuses a robot that nobody handed in", async () => {
      const { registry, byRecycler } = await setUp();
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
      const { registry, byRecycler, flags, authorities } = await setUp();
      const authority = flags.connect(authorities.ES);
      for (const flag of [STOLEN, DISPUTED]) {
        await authority.raiseFlag(HANDED_IN, flag, REASON);
        await expect(byRecycler.scrap(HANDED_IN, CERTIFICATE))
          .to.be.revertedWithCustomError(registry, "RobotRegistryFlagged")
          .withArgs(HANDED_IN, flag);
        await authority.clearFlag(HANDED_IN, flag, REASON);
      }
    });

    it("refuses everyone but the recycler it was handed to: it takes two parties", async () => {
      const { registry, authorityRegistry, authorities, owner, dealer, maker, recycler } =
        await setUp();
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

    it("refuses a recycler whose accreditation ended since the intake", async () => {
      const { byRecycler, authorityRegistry, authorities, recycler } = await setUp();
      const refused = async () => {
        await expect(byRecycler.scrap(HANDED_IN, CERTIFICATE))
          .to.be.revertedWithCustomError(authorityRegistry, "AuthorityRegistryNotAccredited")
          .withArgs(recycler.address, Role.Recycler, ES);
      };
      const snapshot = await networkHelpers.takeSnapshot();
      await time.increaseTo(
        await authorityRegistry.accreditationExpiry(recycler, Role.Recycler, ES),
      );
      await refused();
      await snapshot.restore();
      // Being accredited elsewhere does not help: the robot was handed in under ES.
      await authorityRegistry
        .connect(authorities.MX)
        .accredit(recycler, Role.Recycler, MX, (await time.latest()) + YEAR);
      await authorityRegistry
        .connect(authorities.ES)
        .withdrawAccreditation(recycler, Role.Recycler, ES, REASON);
      await refused();
    });

    it("ends the life of the robot, which stays with its last owner, locked", async () => {
      const { registry, byRecycler, owner, recycler } = await setUp();
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
      ]);
      expect(await registry.ownerOf(HANDED_IN)).to.equal(owner);
      expect(await registry.balanceOf(owner)).to.equal(balance);
      expect(await registry.locked(HANDED_IN)).to.equal(true);
      const { device } = birthOf(HANDED_IN);
      expect(await registry.robotOfDeviceKey(device.keyDigest)).to.equal(HANDED_IN);
      expect(named(await registry.deviceKeyOf(HANDED_IN))).to.deep.equal(device.key);
    });

    it("ends the life of a unit that never was on a market", async () => {
      const { registry, byMaker, byRecycler, maker, recycler } = await setUp();
      await byMaker.intake(LISTED, recycler, ES);
      await byRecycler.scrap(LISTED, CERTIFICATE);
      expect(await registry.stateOf(LISTED)).to.equal(State.Scrapped);
      expect(await registry.ownerOf(LISTED)).to.equal(maker);
    });

    it("announces the destruction, and appends it", async () => {
      const { registry, byRecycler, recycler } = await setUp();
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
    it("is false until a robot is handed in, and true from then on", async () => {
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
  });

  describe("deviceKeyOf, robotOfDeviceKey and disposalOf", () => {
    it("answer with zero where there is nothing", async () => {
      const { registry } = await setUp();
      for (const id of [ISSUED, LISTED, UNKNOWN, ZeroHash]) {
        expect(await registry.deviceKeyOf(id)).to.deep.equal([ZeroHash, ZeroHash]);
        expect(await registry.disposalOf(id)).to.deep.equal([ZeroAddress, NOWHERE, 0n, 0n]);
      }
      expect(await registry.robotOfDeviceKey(birthOf(ISSUED).device.keyDigest)).to.equal(ZeroHash);
      expect(await registry.robotOfDeviceKey(ZeroHash)).to.equal(ZeroHash);
    });
  });

  describe("deviceChallenge and attestationDigest", () => {
    it("are the digests of EIP-712", async () => {
      const { registry, domain, owner } = await setUp();
      const { device, birthRecordDigest } = birthOf(ISSUED);
      expect(await registry.deviceChallenge(ISSUED, owner)).to.equal(
        ethers.TypedDataEncoder.hash(domain, BINDING_TYPES, {
          robotId: ISSUED,
          holder: owner.address,
        }),
      );
      expect(
        await registry.attestationDigest(ISSUED, device.keyDigest, birthRecordDigest),
      ).to.equal(
        ethers.TypedDataEncoder.hash(domain, ATTESTATION_TYPES, {
          robotId: ISSUED,
          deviceKeyDigest: device.keyDigest,
          birthRecordDigest,
        }),
      );
    });
  });
});
