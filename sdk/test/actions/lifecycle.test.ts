import { accounts, clientOf, isolate, type Part, time, world } from "@openrobotid/testkit/chain";
import { Device } from "@openrobotid/testkit/device";
import { listed, SCRAP_DELAY } from "@openrobotid/testkit/registry";
import {
  digest,
  germany,
  later,
  mexico,
  otherDigest,
  robots,
  spain,
} from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { type Hex, zeroAddress } from "viem";
import type { BirthProof, DeviceKey, DeviceSignature } from "../../src/actions/index.js";
import { fromBytes32, type RobotId, toBytes32 } from "../../src/index.js";
import { refused } from "../refused.js";

/** What binds a device's key to a robot that somebody holds, attested by the maker. */
async function binding(id: RobotId, device: Device, part: Part = "maker") {
  const key = device.key as DeviceKey;
  const holder = accounts[part].address;
  const client = clientOf(part);
  const proof: BirthProof = {
    birthRecordDigest: digest,
    attestation: await clientOf("maker").signAttestation({
      id,
      key,
      birthRecordDigest: digest,
      deadline: later,
    }),
  };
  const signature = device.sign(client.deviceChallenge({ id, holder })) as DeviceSignature;
  return { id, key, proof, signature };
}

describe("Actions on the life of a robot", () => {
  isolate();
  const { registry, signedActs } = world;

  describe("what is signed", () => {
    it("has the digests that the contract computes", async () => {
      const { key } = new Device("one") as { key: DeviceKey };
      const id = toBytes32(robots.untouched);
      const holder = accounts.maker.address;
      expect(clientOf("maker").deviceChallenge({ id: robots.untouched, holder })).to.equal(
        await signedActs.deviceChallenge(id, holder),
      );
      const keyDigest = new Device("one").keyDigest;
      const signed = await clientOf("maker").signAttestation({
        id: robots.untouched,
        key,
        birthRecordDigest: digest,
        deadline: later,
      });
      const { maker } = world;
      const attested = await world.attest(id, keyDigest, digest, maker, BigInt(later));
      const { attester, signature } = attested;
      expect(signed).to.deep.equal({ attester, deadline: later, signature });
    });
  });

  describe("placeOnMarket", () => {
    it("binds the device key by the maker's attestation", async () => {
      const device = new Device("one");
      const placed = await clientOf("maker").placeOnMarketSync({
        ...(await binding(robots.untouched, device)),
        country: spain,
      });
      expect(placed).to.deep.include({
        id: robots.untouched,
        seq: 1n,
        country: "ES",
        holder: accounts.maker.address,
        key: device.key,
        birthRecordDigest: digest,
      });
      const { key } = device as { key: DeviceKey };
      expect(await clientOf("stranger").getRobotOfDeviceKey({ key })).to.deep.equal({
        id: robots.untouched,
        current: true,
      });
    });

    it("binds the device key by a Merkle proof where the lot has a root", async () => {
      const bytes = listed("ALPHA000000000001");
      const id = fromBytes32(bytes as Hex);
      const device = new Device(bytes);
      const maker = clientOf("maker");
      const { birthRecordDigest, siblings } = world.listProofOf(bytes);
      await maker.placeOnMarketSync({
        id,
        country: mexico,
        key: device.key as DeviceKey,
        proof: { birthRecordDigest: birthRecordDigest as Hex, siblings: siblings as Hex[] },
        signature: device.sign(
          maker.deviceChallenge({ id, holder: accounts.maker.address }),
        ) as DeviceSignature,
      });
      expect(await registry.stateOf(bytes)).to.equal(2);
    });

    it("names the code that holds the key already", async () => {
      const device = new Device(toBytes32(robots.sold));
      const fresh = await binding(robots.untouched, device);
      await refused(
        clientOf("maker").placeOnMarket({ ...fresh, country: spain }),
        "RobotRegistryDeviceKeyBound",
        /bound to CN-UT01-G1PRO1-26W05000000000001, for ever/,
        /keeps its code for life/,
      );
    });
  });

  describe("relocate", () => {
    it("moves a robot to another market", async () => {
      const moved = await clientOf("owner").relocateSync({ id: robots.sold, country: mexico });
      expect(moved).to.include({ from: "ES", to: "MX" });
    });

    it("is refused where the model is not approved", async () => {
      await refused(
        clientOf("owner").relocate({ id: robots.sold, country: germany }),
        "AuthorityRegistryModelNotApproved",
        /not approved for DE: no approval was ever given/,
        /authority of DE/,
      );
    });
  });

  describe("replaceDeviceKey", () => {
    it("binds another key, attested by the maker", async () => {
      const device = new Device("another computer");
      const replaced = await clientOf("owner").replaceDeviceKeySync(
        await binding(robots.sold, device, "owner"),
      );
      expect(replaced).to.deep.include({
        previousKeyDigest: new Device(toBytes32(robots.sold)).keyDigest,
        key: device.key,
      });
    });

    it("is refused where the maker signed for something else", async () => {
      const { proof, ...bound } = await binding(robots.sold, new Device("another"), "owner");
      const changed = { ...proof, birthRecordDigest: otherDigest };
      await refused(
        clientOf("owner").replaceDeviceKey({ ...bound, proof: changed }),
        "SignedActsNotAttested",
        new RegExp(`${accounts.maker.address} did not sign`),
        /signAttestation/,
      );
    });
  });

  describe("intake and scrap", () => {
    const id = robots.sold;
    const owner = clientOf("owner");
    const recycler = clientOf("recycler");
    const handing = { id, recycler: accounts.recycler.address };

    it("take two parties and a week, and leave the trail", async () => {
      const offered = await owner.offerIntakeSync(handing);
      expect(offered).to.include({ id, recycler: accounts.recycler.address });
      expect(await owner.getRobot({ id })).to.include({ intakeOffer: accounts.recycler.address });
      expect(await recycler.takeInSync({ id })).to.include({
        holder: accounts.owner.address,
        recycler: accounts.recycler.address,
        country: "ES",
        basis: "approval",
      });
      const destroyed = { id, certificateDigest: digest };
      await refused(
        recycler.scrap(destroyed),
        "RobotRegistryScrapTooEarly",
        /taken in too short a time ago/,
        /Confirm the destruction at 2026-01-19T/,
      );
      await time.increase(SCRAP_DELAY);
      const scrapped = await recycler.scrapSync(destroyed);
      expect(scrapped).to.include({
        recycler: accounts.recycler.address,
        certificateDigest: digest,
      });
      expect(await registry.stateOf(toBytes32(id))).to.equal(4);
    });

    it("can be taken back while the robot is whole, by both", async () => {
      await owner.offerIntakeSync(handing);
      await recycler.takeInSync({ id });
      await refused(
        owner.takeBack({ id }),
        "RobotRegistryReturnNotOffered",
        new RegExp(`${accounts.recycler.address}, which took .* in, does not offer it back`),
      );
      await recycler.offerReturnSync({ id });
      expect((await owner.getRobot({ id })).disposal).to.include({ returnOffered: true });
      const returned = await owner.takeBackSync({ id });
      expect(returned).to.include({ holder: accounts.owner.address, basis: "approval" });
      expect(await owner.getRobot({ id })).to.include({ state: "inService", disposal: undefined });
    });

    it("an offer is taken back by the holder", async () => {
      await owner.offerIntakeSync(handing);
      expect(await owner.offerIntakeSync({ id })).to.include({ recycler: zeroAddress });
      await refused(
        recycler.takeIn({ id }),
        "RobotRegistryIntakeNotOffered",
        /is offered to nobody/,
        /offerIntake/,
      );
    });

    it("are refused to others, and for what is destroyed", async () => {
      await refused(
        clientOf("stranger").offerIntake(handing),
        "RobotRegistryNotHolder",
        new RegExp(`${accounts.stranger.address} does not hold CN-UT01-G1PRO1-26W05000000000001`),
      );
      await refused(
        clientOf("inspector").scrap({ id: robots.neverPlaced, certificateDigest: digest }),
        "RobotRegistryNotItsRecycler",
        new RegExp(`handed to ${accounts.recycler.address}, not to ${accounts.inspector.address}`),
      );
      await refused(
        recycler.scrap({ id: robots.scrapped, certificateDigest: digest }),
        "RobotRegistryScrapped",
        /was destroyed at 2026-01-12T\d\d:\d\d:\d\dZ. It never comes back/,
      );
    });
  });
});
