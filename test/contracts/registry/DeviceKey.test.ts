import { expect } from "chai";
import { code } from "../../fixtures/codes.js";
import { Device, highS, NO_SIGNATURE } from "../../fixtures/device.js";
import { createNetwork, DAY } from "../../fixtures/network.js";
import { birthOf, ROBOT, registryFixture } from "../../fixtures/registry.js";

const P256VERIFY = "0x0000000000000000000000000000000000000100";

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
    const { registry, maker, attest } = world;
    const { device, birthRecordDigest } = birthOf(ROBOT);
    const challenge = await registry.deviceChallenge(ROBOT, maker);
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
      const { registry, device, challenge, placeWith } = await setUp();
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
          .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
          .withArgs(ROBOT, device.keyDigest);
      }
    });

    it("refuses a key that is no point of the curve", async () => {
      const { registry, maker, attest, device, challenge } = await setUp();
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
          .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
          .withArgs(ROBOT, keyDigest);
      }
    });

    it("takes a signature that verifies", async () => {
      const { registry, device, challenge, placeWith } = await setUp();
      await placeWith(device.sign(challenge));
      expect(await registry.robotOfDeviceKey(device.keyDigest)).to.equal(ROBOT);
    });

    it("takes the robot's signature under a transfer", async () => {
      const { registry, device, challenge, placeWith, maker, buyer, signConsent } = await setUp();
      await placeWith(device.sign(challenge));
      const consent = {
        id: ROBOT,
        from: maker.address,
        to: buyer.address,
        nonce: 0n,
        deadline: (await time.latest()) + DAY,
        robotSigns: true,
        termsDigest: ethers.ZeroHash,
      };
      const digest = await registry.consentDigest(consent);
      const [from, to] = [await signConsent(consent, maker), await signConsent(consent, buyer)];
      await expect(registry.transferWithConsent(consent, from, to, highS(device.sign(digest))))
        .to.be.revertedWithCustomError(registry, "RobotRegistryDeviceSignature")
        .withArgs(ROBOT, device.keyDigest);
      await registry.transferWithConsent(consent, from, to, device.sign(digest));
      expect(await registry.ownerOf(ROBOT)).to.equal(buyer);
    });
  });
}
