import { expect } from "chai";
import type { Hex } from "viem";
import { Device } from "../../../test/fixtures/device.js";
import { listed } from "../../../test/fixtures/registry.js";
import type { BirthProof, DeviceKey, DeviceSignature } from "../../src/actions/index.js";
import { fromBytes32, type RobotId, toBytes32 } from "../../src/index.js";
import { accounts, clientOf, isolate, type Part, world } from "../chain.js";
import { refused } from "../refused.js";
import { digest, germany, mexico, otherDigest, robots, spain } from "../robots.js";

/** What binds a device's key to a robot that somebody holds, attested by the maker. */
async function binding(id: RobotId, device: Device, part: Part = "maker") {
  const key = device.key as DeviceKey;
  const holder = accounts[part].address;
  const client = clientOf(part);
  const proof: BirthProof = {
    birthRecordDigest: digest,
    manufacturerSignature: await clientOf("maker").signAttestation({
      id,
      key,
      birthRecordDigest: digest,
    }),
  };
  const signature = device.sign(client.deviceChallenge({ id, holder })) as DeviceSignature;
  return { id, key, proof, signature };
}

describe("Actions on the life of a robot", () => {
  isolate();
  const { registry } = world;

  describe("what is signed", () => {
    it("has the digests that the contract computes", async () => {
      const { key } = new Device("one") as { key: DeviceKey };
      const id = toBytes32(robots.untouched);
      const holder = accounts.maker.address;
      expect(clientOf("maker").deviceChallenge({ id: robots.untouched, holder })).to.equal(
        await registry.deviceChallenge(id, holder),
      );
      const keyDigest = new Device("one").keyDigest;
      const signed = await clientOf("maker").signAttestation({
        id: robots.untouched,
        key,
        birthRecordDigest: digest,
      });
      const attestation = {
        robotId: id,
        deviceKeyDigest: keyDigest,
        birthRecordDigest: digest,
      };
      expect(signed).to.equal(
        (await world.attest(id, keyDigest, attestation.birthRecordDigest)).manufacturerSignature,
      );
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
      expect(await registry.robotOfDeviceKey(device.keyDigest)).to.equal(
        toBytes32(robots.untouched),
      );
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
        "RobotRegistryNotAttested",
        new RegExp(`${accounts.maker.address} did not sign`),
        /signAttestation/,
      );
    });
  });

  describe("intake and scrap", () => {
    const handing = { id: robots.sold, recycler: accounts.recycler.address, country: spain };

    it("take two parties, and leave the trail", async () => {
      const taken = await clientOf("owner").intakeSync(handing);
      expect(taken).to.include({
        holder: accounts.owner.address,
        recycler: accounts.recycler.address,
        country: "ES",
        basis: "approval",
      });
      const scrapped = await clientOf("recycler").scrapSync({
        id: robots.sold,
        certificateDigest: digest,
      });
      expect(scrapped).to.include({
        recycler: accounts.recycler.address,
        certificateDigest: digest,
      });
      expect(await registry.stateOf(toBytes32(robots.sold))).to.equal(4);
    });

    it("are refused to others, and for what is destroyed", async () => {
      await refused(
        clientOf("stranger").intake(handing),
        "RobotRegistryNotHolder",
        new RegExp(`${accounts.stranger.address} does not hold CN-UT01-G1PRO1-26W05000000000001`),
      );
      await refused(
        clientOf("inspector").scrap({ id: robots.neverPlaced, certificateDigest: digest }),
        "RobotRegistryNotItsRecycler",
        new RegExp(`handed to ${accounts.recycler.address}, not to ${accounts.inspector.address}`),
      );
      await refused(
        clientOf("recycler").scrap({ id: robots.scrapped, certificateDigest: digest }),
        "RobotRegistryScrapped",
        /was destroyed at 2026-01-05T\d\d:\d\d:\d\dZ. It never comes back/,
      );
    });
  });
});
