import { consentTo } from "@openrobotid/testkit/acts";
import { code } from "@openrobotid/testkit/codes";
import { Device, highS, NO_SIGNATURE } from "@openrobotid/testkit/device";
import { State } from "@openrobotid/testkit/enums";
import { createNetwork } from "@openrobotid/testkit/network";
import { birthOf, ROBOT, registryFixture, unit } from "@openrobotid/testkit/registry";
import { expect } from "chai";

const P256VERIFY = "0x0000000000000000000000000000000000000100";
const OTHER = unit(2);

const CHAINS = [
  { hardfork: "osaka", precompile: true, title: "with the P256VERIFY precompile" },
  { hardfork: "prague", precompile: false, title: "without it, in Solidity" },
] as const;

for (const { hardfork, precompile, title } of CHAINS) {
  const connection = await createNetwork(hardfork);
  const { ethers, networkHelpers } = connection;
  const { time } = networkHelpers;

  const setUp = async () => {
    const world = await networkHelpers.loadFixture(registryFixture);
    const { registry, signedActs, maker, attest } = world;
    const { device, birthRecordDigest } = birthOf(ROBOT);
    const challenge = await signedActs.deviceChallenge(ROBOT, maker);
    const proof = await attest(ROBOT, device.keyDigest, birthRecordDigest);
    return {
      ...world,
      device,
      challenge,
      placeWith: (signature: { r: string; s: string }) =>
        registry.connect(maker).placeOnMarket(ROBOT, code("ES"), device.key, proof, signature),
    };
  };

  describe(`DeviceKeyLibrary ${title}`, () => {
    it("runs on a chain that is so", async () => {
      const { device, challenge } = await setUp();
      const { r, s } = device.sign(challenge);
      const { x, y } = device.key;
      const data = ethers.concat([ethers.sha256(challenge), r, s, x, y]);
      const answer = await ethers.provider.call({ to: P256VERIFY, data });
      expect(answer).to.equal(precompile ? ethers.toBeHex(1, 32) : "0x");
    });

    it("refuses a signature that does not verify", async () => {
      const { signedActs, device, challenge, placeWith } = await setUp();
      const good = device.sign(challenge);
      for (const wrong of [
        NO_SIGNATURE,
        highS(good),
        { r: good.s, s: good.r },
        { r: good.r, s: device.sign(ethers.id("another message")).s },
        device.sign(ethers.id("another message")),
        new Device("another device").sign(challenge),
        { r: ethers.toBeHex(ethers.MaxUint256), s: good.s },
      ]) {
        await expect(placeWith(wrong))
          .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
          .withArgs(ROBOT, device.keyDigest);
      }
    });

    it("refuses a key that is no point of the curve", async () => {
      const { registry, signedActs, maker, attest, device, challenge } = await setUp();
      const { x, y } = device.key;
      const zero = ethers.ZeroHash;
      for (const key of [
        { x: zero, y: zero },
        { x, y: x },
        { x: y, y: x },
        { x: ethers.toBeHex(ethers.MaxUint256), y },
      ]) {
        const keyDigest = ethers.keccak256(ethers.concat([key.x, key.y]));
        const proof = await attest(ROBOT, keyDigest, ethers.id("birth record"));
        await expect(
          registry
            .connect(maker)
            .placeOnMarket(ROBOT, code("ES"), key, proof, device.sign(challenge)),
        )
          .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
          .withArgs(ROBOT, keyDigest);
        expect(await registry.robotOfDeviceKey(key.x)).to.deep.equal([zero, false]);
      }
    });

    it("takes a signature that verifies", async () => {
      const { registry, device, challenge, placeWith } = await setUp();
      await placeWith(device.sign(challenge));
      expect(await registry.robotOfDeviceKey(device.key.x)).to.deep.equal([ROBOT, true]);
    });

    it("takes a key and its mirror image for one: a chip that signs any hash signs under both", async () => {
      const { registry, signedActs, device, challenge, placeWith, maker, attest } = await setUp();
      await placeWith(device.sign(challenge));
      const mirror = device.mirrored();
      expect(mirror.key.x).to.equal(device.key.x);
      expect(mirror.keyDigest).to.not.equal(device.keyDigest);
      const signature = mirror.sign(await signedActs.deviceChallenge(OTHER, maker));
      // The signature is good: before the key counted by x alone, this bound one chip to two codes.
      await signedActs.checkDevice(OTHER, maker, mirror.key, signature);
      const proof = await attest(OTHER, mirror.keyDigest, ethers.id("birth record"));
      await expect(
        registry.connect(maker).placeOnMarket(OTHER, code("ES"), mirror.key, proof, signature),
      )
        .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceKeyBound")
        .withArgs(mirror.keyDigest, ROBOT);
      expect(await registry.stateOf(OTHER)).to.equal(State.Issued);
    });

    it("takes the robot's signature under a transfer", async () => {
      const world = await setUp();
      const { registry, signedActs, device, challenge, placeWith, maker, buyer } = world;
      await placeWith(device.sign(challenge));
      const now = await time.latest();
      const consent = {
        ...(await consentTo({ signedActs, now }, ROBOT, maker, buyer)),
        robotSigns: true,
      };
      const digest = await signedActs.consentDigest(consent);
      const from = await world.signConsent(consent, maker);
      const to = await world.signConsent(consent, buyer);
      await expect(signedActs.transferWithConsent(consent, from, to, highS(device.sign(digest))))
        .to.be.revertedWithCustomError(signedActs, "SignedActsDeviceSignature")
        .withArgs(ROBOT, device.keyDigest);
      await signedActs.transferWithConsent(consent, from, to, device.sign(digest));
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });
  });
}
