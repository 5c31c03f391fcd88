import { createHash } from "node:crypto";
import { p256 } from "@noble/curves/p256";
import { accounts, clientOf, isolate, world } from "@openrobotid/testkit/chain";
import { commitment, Device, highS } from "@openrobotid/testkit/device";
import { UNITS } from "@openrobotid/testkit/modules";
import { birthOf } from "@openrobotid/testkit/registry";
import { expect } from "chai";
import { bytesToHex, type Hex, hexToBytes } from "viem";
import { RegistryArgumentError, RegistryRecordError } from "../../src/actions/index.js";
import {
  createSoftwareSigner,
  type DeviceSigner,
  signChallenge,
  toDeviceSignature,
  verifyDeviceSignature,
} from "../../src/device/index.js";
import { fromBytes32, parseCountryCode } from "../../src/index.js";
import { type Lie, withLyingNode } from "../lying-node.js";

const client = clientOf("investigator");
const idOf = (bytes: string) => fromBytes32(bytes as Hex);

/** The computer of a robot of the fixture; its signatures are as in DER, as secure elements give them. */
function signerOf(id: string): DeviceSigner {
  const { device } = birthOf(id);
  const secret = createHash("sha256").update(`device ${id}`).digest();
  return {
    key: device.key as DeviceSigner["key"],
    sign: async (message) => p256.sign(message, secret, { prehash: true }).toDERRawBytes(),
  };
}

async function answerOf(id: string, signer = signerOf(id)) {
  const challenge = client.createChallenge({ id: idOf(id) });
  const signature = await signChallenge(signer, challenge);
  return await client.verifyChallenge({ challenge, signature });
}

describe("verifyChallenge", () => {
  isolate();

  it("says that a robot is genuine, and what the registry has of it", async () => {
    const { answer, robot } = await answerOf(UNITS.sold);
    expect(answer).to.equal("genuine");
    expect(robot.holder).to.equal(accounts.owner.address);
  });

  it("says that another machine is not the robot", async () => {
    expect((await answerOf(UNITS.sold, signerOf(UNITS.abroad))).answer).to.equal("wrongKey");
    expect((await answerOf(UNITS.sold, await createSoftwareSigner())).answer).to.equal("wrongKey");
  });

  it("goes with the computer of the robot when that is replaced", async () => {
    await world.replaceKey(UNITS.sold, world.owner, new Device("another computer"));
    expect((await answerOf(UNITS.sold)).answer).to.equal("wrongKey");
  });

  it("says that nothing can be shown of a unit without a key", async () => {
    expect((await answerOf(UNITS.untouched)).answer).to.equal("notActivated");
    expect((await answerOf(UNITS.neverPlaced)).answer).to.equal("notActivated");
  });

  it("says that a code was never issued, or its robot destroyed", async () => {
    expect((await answerOf(UNITS.unknown)).answer).to.equal("unknownCode");
    expect((await answerOf(UNITS.scrapped)).answer).to.equal("scrapped");
  });

  it("takes no answer that comes late, or to another challenge", async () => {
    const id = idOf(UNITS.sold);
    const challenge = client.createChallenge({ id, validFor: 30 });
    const signature = await signChallenge(signerOf(UNITS.sold), challenge);
    const at = async (answeredAt: number) =>
      (await client.verifyChallenge({ challenge, signature, answeredAt })).answer;
    expect(await at(challenge.expiresAt)).to.equal("genuine");
    expect(await at(challenge.expiresAt + 1)).to.equal("expired");
    expect(await at(challenge.issuedAt - 1)).to.equal("expired");
    const other = client.createChallenge({ id });
    expect(other.nonce).to.not.equal(challenge.nonce);
    expect((await client.verifyChallenge({ challenge: other, signature })).answer).to.equal(
      "wrongKey",
    );
  });

  it("believes no node that gives an impostor's key for the robot's", async () => {
    const own = birthOf(UNITS.sold).device.key;
    const impostor = signerOf(UNITS.abroad);
    const lie: Lie = (result, { method }) =>
      method === "eth_call"
        ? String(result)
            .replace(own.x.slice(2), impostor.key.x.slice(2))
            .replace(own.y.slice(2), impostor.key.y.slice(2))
        : result;
    await withLyingNode(lie, async (lying) => {
      const challenge = lying.createChallenge({ id: idOf(UNITS.sold) });
      const signature = await signChallenge(impostor, challenge);
      const error = await lying.verifyChallenge({ challenge, signature }).catch((thrown) => thrown);
      expect(error).to.be.instanceOf(RegistryRecordError);
      expect(error.message).to.match(/^The node gives another key of CN-UT01/);
    });
  });

  it("takes no challenge of another registry", async () => {
    const challenge = { ...client.createChallenge({ id: idOf(UNITS.sold) }), chainId: 1 };
    const signature = await signChallenge(signerOf(UNITS.sold), challenge);
    const error = await client.verifyChallenge({ challenge, signature }).catch((thrown) => thrown);
    expect(error).to.be.instanceOf(RegistryArgumentError);
  });
});

describe("signDeviceBinding", () => {
  isolate();

  it("gives what places a robot on a market, whose answers are genuine from then on", async () => {
    const maker = clientOf("maker");
    const signer = await createSoftwareSigner();
    const id = idOf(UNITS.untouched);
    const holder = maker.account.address;
    const { key, signature } = await maker.signDeviceBinding({ id, holder, signer });
    const birthRecordDigest = commitment("birth record") as Hex;
    const deadline = new Date("2027-01-01");
    const attestation = await maker.signAttestation({ id, key, birthRecordDigest, deadline });
    const proof = { birthRecordDigest, attestation };
    const country = parseCountryCode("ES");
    await maker.placeOnMarketSync({ id, country, key, proof, signature });
    expect((await answerOf(UNITS.untouched, signer)).answer).to.equal("genuine");
  });
});

describe("toDeviceSignature", () => {
  const secret = createHash("sha256").update("signature").digest();
  const point = p256.getPublicKey(secret, false);
  const key = { x: bytesToHex(point.subarray(1, 33)), y: bytesToHex(point.subarray(33)) };
  const message = `0x${"5a".repeat(32)}` as const;

  it("takes both encodings, and brings s into the low half", async () => {
    for (let round = 0; round < 64; round++) {
      const bytes = Uint8Array.from([...hexToBytes(message).subarray(1), round]);
      const signed = p256.sign(bytes, secret, { prehash: true, lowS: true });
      const low = toDeviceSignature(signed.toCompactRawBytes());
      const high = highS(low) as typeof low;
      expect(toDeviceSignature(signed.toDERRawBytes())).to.deep.equal(low);
      expect(toDeviceSignature(`${high.r}${high.s.slice(2)}` as Hex)).to.deep.equal(low);
      const verified = { key, message: bytesToHex(bytes), signature: low };
      expect(await verifyDeviceSignature(verified)).to.equal(true);
    }
  });

  it("refuses what is no signature", () => {
    const zero = "00".repeat(32);
    const der = "3006020101020102";
    for (const wrong of [
      "",
      "00",
      `${zero}${zero}`,
      "ff".repeat(64),
      der.slice(2),
      `${der}00`,
      "3000",
    ]) {
      expect(() => toDeviceSignature(`0x${wrong}`), wrong).to.throw(RegistryArgumentError);
    }
  });

  it("takes what is no point of the curve for nobody's key", async () => {
    const signature = { r: message, s: message };
    const nowhere = { x: message, y: message };
    expect(await verifyDeviceSignature({ key: nowhere, message, signature })).to.equal(false);
  });
});
