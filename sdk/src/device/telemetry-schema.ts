// What telemetry can say, version 1: the one table. What is not in it is refused, so that no place, sound or picture gets in.
import { RegistryArgumentError } from "../errors/registry-error.js";
import { isRobotId, type RobotId } from "../robot-id.js";

/** Version of the schema. */
const VERSION = 1;

/** A figure: its unit, the values that are possible, and whether it only ever grows. */
export interface TelemetryField {
  /** SI unit, or one that is used with it; `1` for a number. */
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  /** Whether it is counted since the robot was made. */
  readonly counts?: true;
}

/** What each joint has. */
const JOINT = {
  wear: { unit: "1", least: 0, most: 1 },
  torque: { unit: "N·m", least: -5000, most: 5000 },
  temperature: { unit: "°C", least: -60, most: 300 },
  backlash: { unit: "rad", least: 0, most: 1 },
} as const satisfies Record<string, TelemetryField>;

/**
 * The figures of telemetry by kind. Those of `joints` are of each joint; `poseRepeatability` (RP) and `pathAccuracy` (AT) are as ISO 9283
 * defines them.
 *
 * @example
 * ```ts
 * import { telemetryFields } from "@openrobotid/sdk/device";
 *
 * telemetryFields.joints.backlash.unit; // "rad"
 * ```
 */
export const telemetryFields = {
  use: { hours: { unit: "h", least: 0, most: 1_000_000, counts: true } },
  joints: JOINT,
  battery: {
    capacity: { unit: "A·h", least: 0, most: 10_000 },
    cycles: { unit: "1", least: 0, most: 100_000, counts: true },
    resistance: { unit: "Ω", least: 0, most: 100 },
  },
  accuracy: {
    poseRepeatability: { unit: "m", least: 0, most: 1 },
    pathAccuracy: { unit: "m", least: 0, most: 1 },
  },
  safety: {
    falls: { unit: "1", least: 0, most: 1_000_000, counts: true },
    emergencyStops: { unit: "1", least: 0, most: 1_000_000, counts: true },
  },
} as const satisfies Record<string, Record<string, TelemetryField>>;

/** A kind of telemetry. */
export type TelemetryKind = keyof typeof telemetryFields;

type Figures<kind extends TelemetryKind> = {
  readonly [field in keyof (typeof telemetryFields)[kind]]?: number;
};

/** What was read at one moment; what was not measured is left out. */
export interface TelemetryReading {
  /** Seconds. */
  readonly at: number;
  readonly use?: Figures<"use">;
  /** By the name of the joint: `kneeLeft`, `wristRightRoll`. */
  readonly joints?: Readonly<Record<string, Figures<"joints">>>;
  readonly battery?: Figures<"battery">;
  readonly accuracy?: Figures<"accuracy">;
  readonly safety?: Figures<"safety">;
}

/** What a robot signs at once. Times are in seconds. */
export interface TelemetryBatch {
  readonly version: 1;
  readonly robot: RobotId;
  readonly chainId: number;
  /** Counted from 1 without a gap for the life of the robot. */
  readonly sequence: number;
  /** The time that it is of: from its first second to its last. */
  readonly from: number;
  readonly until: number;
  readonly firmware: string;
  readonly readings: readonly TelemetryReading[];
}

/** Most characters of a batch, readings in it, and joints of a reading. */
const MOST = { characters: 65_536, readings: 1_000, joints: 64 };

const BATCH = new Set([
  ...["version", "robot", "chainId", "sequence", "from", "until", "firmware", "readings"],
]);
/** Words that name no place: a free name could. */
const JOINT_NAME =
  /^(neck|waist|shoulder|elbow|wrist|hand|finger|hip|knee|ankle|toe)(Left|Right)?(Pitch|Roll|Yaw)?([1-9]\d?)?$/;
const FIRMWARE = /^[0-9]{1,5}(\.[0-9]{1,5}){0,3}(-[a-z]{1,5}[0-9]{0,3})?$/;

/**
 * Reads a batch. Values that cannot be are read as they are: `telemetryFields` says which can.
 *
 * @throws RegistryArgumentError where something is missing, is of another type or is not in the schema, naming it.
 *
 * @example
 * ```ts
 * import { readTelemetry } from "@openrobotid/sdk/device";
 *
 * const text = JSON.stringify({
 *   ...{ version: 1, robot: "CNUT01G1PRO126W05000000001234", chainId: 31337, sequence: 1 },
 *   ...{ from: 1767225600, until: 1767229200, firmware: "3.1.2" },
 *   readings: [{ at: 1767229200, use: { hours: 812.5 }, joints: { kneeLeft: { wear: 0.21 } } }],
 * });
 * readTelemetry(text).readings.length; // 1
 * ```
 */
export function readTelemetry(text: string): TelemetryBatch {
  if (text.length > MOST.characters) {
    throw refused("batch", `at most ${MOST.characters} characters`);
  }
  const batch = objectOf(parsed(text), "batch");
  for (const name in batch) if (!BATCH.has(name)) throw unknownField(name);
  if (batch.version !== VERSION) throw refused("version", `${VERSION}`);
  if (typeof batch.robot !== "string" || !isRobotId(batch.robot)) {
    throw refused("robot", "the 29 characters of a code");
  }
  for (const name of ["chainId", "sequence", "from", "until"]) {
    const value = batch[name];
    if (!Number.isSafeInteger(value) || (value as number) < 1) {
      throw refused(name, "a whole number above 0");
    }
  }
  if (typeof batch.firmware !== "string" || !FIRMWARE.test(batch.firmware)) {
    throw refused("firmware", "a version, as 3.1.2");
  }
  const { readings } = batch;
  if (!Array.isArray(readings) || readings.length < 1 || readings.length > MOST.readings) {
    throw refused("readings", `a list of 1 to ${MOST.readings} readings`);
  }
  for (let index = 0; index < readings.length; index += 1) {
    checkReading(readings[index], `readings.${index}`);
  }
  return batch as unknown as TelemetryBatch;
}

function checkReading(given: unknown, at: string): void {
  const reading = objectOf(given, at);
  if (!Number.isSafeInteger(reading.at) || (reading.at as number) < 1) {
    throw refused(`${at}.at`, "seconds, as a whole number");
  }
  for (const kind in reading) {
    if (kind === "at") continue;
    if (!Object.hasOwn(telemetryFields, kind)) throw unknownField(`${at}.${kind}`);
    const figures = objectOf(reading[kind], `${at}.${kind}`);
    if (kind !== "joints") {
      checkFigures(figures, telemetryFields[kind as TelemetryKind], `${at}.${kind}`);
      continue;
    }
    let joints = 0;
    for (const joint in figures) {
      joints += 1;
      if (joints > MOST.joints) throw refused(`${at}.joints`, `at most ${MOST.joints} joints`);
      if (!JOINT_NAME.test(joint)) throw unknownField(`${at}.joints.${joint.slice(0, 40)}`);
      checkFigures(objectOf(figures[joint], `${at}.joints.${joint}`), JOINT, `${at}.joints`);
    }
  }
}

function checkFigures(figures: Readonly<Record<string, unknown>>, fields: object, at: string) {
  for (const name in figures) {
    if (!Object.hasOwn(fields, name)) throw unknownField(`${at}.${name.slice(0, 40)}`);
    if (typeof figures[name] !== "number") throw refused(`${at}.${name}`, "a number");
  }
}

function objectOf(given: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof given === "object" && given !== null && !Array.isArray(given)) {
    return given as Readonly<Record<string, unknown>>;
  }
  throw refused(at, "an object");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused("batch", "JSON");
  }
}

function unknownField(path: string): RegistryArgumentError {
  return new RegistryArgumentError(
    `The schema of telemetry has no ${path}.`,
    "Leave it out: the fields are in `telemetryFields`.",
  );
}

function refused(path: string, expected: string): RegistryArgumentError {
  return new RegistryArgumentError(
    `This is no batch of telemetry: ${path}.`,
    `Expected ${expected}.`,
  );
}
