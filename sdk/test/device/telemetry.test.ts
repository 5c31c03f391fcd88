// What a batch of telemetry can say, and what is signed of it.
import { expect } from "chai";
import type { Hex } from "viem";
import { RegistryArgumentError } from "../../src/actions/index.js";
import {
  createSoftwareSigner,
  readTelemetry,
  signTelemetry,
  type TelemetryBatch,
  telemetryMessage,
  verifyDeviceSignature,
} from "../../src/device/index.js";
import { parseRobotId } from "../../src/index.js";

const AT = Date.UTC(2026, 0, 1) / 1000;
const BATCH: TelemetryBatch = {
  ...{ version: 1, robot: parseRobotId("CN-UT01-G1PRO1-26W05000000001234"), chainId: 31337 },
  ...{ sequence: 1, from: AT, until: AT + 3600, firmware: "3.1.2" },
  readings: [
    {
      at: AT + 3600,
      use: { hours: 812.5 },
      joints: { kneeLeft: { wear: 0.21, torque: 31, temperature: 41, backlash: 0.002 } },
      battery: { capacity: 18.2, cycles: 240, resistance: 0.011 },
      accuracy: { poseRepeatability: 0.0008, pathAccuracy: 0.002 },
      safety: { falls: 1, emergencyStops: 4 },
    },
  ],
};

const refusal = (change: object): string => {
  try {
    readTelemetry(JSON.stringify({ ...BATCH, ...change }));
    return "nothing";
  } catch (error) {
    expect(error).to.be.instanceOf(RegistryArgumentError);
    return (error as Error).message;
  }
};
const reading = (more: object) => ({ readings: [{ at: AT, ...more }] });

describe("telemetry", () => {
  it("is read as it was written", () => {
    expect(readTelemetry(JSON.stringify(BATCH))).to.deep.equal(BATCH);
  });

  for (const [what, change, path] of [
    ["a place", reading({ position: [48.1, 11.5] }), "readings.0.position"],
    ["a sound", reading({ safety: { sound: 1 } }), "readings.0.safety.sound"],
    ["a picture", { picture: "…" }, "picture"],
    ["a joint by a free name", reading({ joints: { atHomeInParis: {} } }), "atHomeInParis"],
    ["a figure of another joint kind", reading({ joints: { hipLeft: { x: 1 } } }), "joints.x"],
    ["a kind that objects have", reading({ toString: {} }), "readings.0.toString"],
  ] as const) {
    it(`refuses ${what}, naming it`, () => {
      expect(refusal(change))
        .to.match(/^The schema of telemetry has no /)
        .and.include(path);
    });
  }

  for (const [change, path] of [
    [{ version: 2 }, "version"],
    [{ robot: "CN" }, "robot"],
    [{ sequence: 0 }, "sequence"],
    [{ until: 1.5 }, "until"],
    [{ firmware: "at home" }, "firmware"],
    [{ readings: [] }, "readings"],
    [{ readings: Array.from({ length: 1001 }, () => ({ at: AT })) }, "readings"],
    [{ readings: ["x"] }, "readings.0"],
    [reading({ use: { hours: "1" } }), "readings.0.use.hours"],
    [reading({ at: -1 }), "readings.0.at"],
  ] as const) {
    it(`refuses ${JSON.stringify(change).slice(0, 60)}`, () => {
      expect(refusal(change)).to.include(`: ${path}.`);
    });
  }

  it("refuses what is too long, and what is no JSON", () => {
    expect(() => readTelemetry("x".repeat(65_537))).to.throw(RegistryArgumentError);
    expect(() => readTelemetry("{")).to.throw(RegistryArgumentError);
  });

  it("is signed by the robot over every character", async () => {
    const signer = await createSoftwareSigner();
    const { batch, signature, key, signedBy } = await signTelemetry(signer, BATCH);
    expect({ key, signedBy }).to.deep.equal({ key: signer.key, signedBy: "device" });
    const halves = {
      r: signature.slice(0, 66) as Hex,
      s: `0x${signature.slice(66)}` as Hex,
    };
    const verifies = async (text: string) =>
      await verifyDeviceSignature({
        key: signer.key,
        message: `0x${Buffer.from(telemetryMessage(text)).toString("hex")}`,
        signature: halves,
      });
    expect(await verifies(batch)).to.equal(true);
    expect(await verifies(batch.replace("0.21", "0.20"))).to.equal(false);
  });

  it("is not signed where it says what is not in the schema", async () => {
    const batch = { ...BATCH, place: "here" };
    const refused = await signTelemetry(await createSoftwareSigner(), batch).catch((e) => e);
    expect(refused).to.be.instanceOf(RegistryArgumentError);
  });
});
