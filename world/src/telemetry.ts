// A year of telemetry of the example world: robots that wear as they should, and one with a knee that wears out.
import type { RobotId } from "@openrobotid/sdk";
import type { TelemetryBatch, TelemetryReading } from "@openrobotid/sdk/device";
import { derive } from "./device.js";

const DAY = 86_400;
const DAYS_OF_BATCH = 28;
const BATCHES = 13;
const HOURS_A_DAY = 9;
/** The day on which a bearing begins to fail. */
const FAILS_ON = 210;

const JOINTS = ["shoulder", "elbow", "wrist", "hip", "knee", "ankle"].flatMap((name) => [
  `${name}Left`,
  `${name}Right`,
]);

/** Whose year, and when. */
export interface TelemetryYear {
  readonly robot: RobotId;
  readonly chainId: number;
  /** First second of the year. */
  readonly from: number;
  /** The joint that wears out, as `kneeLeft`; none by default. */
  readonly worn?: string;
}

/** Batches of 364 days, one for 28 of them with a reading a day. The same robot has the same year each time. */
export function telemetryYear({ robot, chainId, from, worn }: TelemetryYear): TelemetryBatch[] {
  return Array.from({ length: BATCHES }, (_, index) => {
    const first = index * DAYS_OF_BATCH;
    const begin = from + first * DAY;
    const days = Array.from({ length: DAYS_OF_BATCH }, (_, day) => first + day);
    return {
      ...{ version: 1, robot, chainId, sequence: index + 1 },
      ...{ from: begin, until: begin + DAYS_OF_BATCH * DAY - 1, firmware: "3.1.2" },
      readings: days.map((day) => readingOf(robot, from, day, worn)),
    };
  });
}

function readingOf(
  robot: RobotId,
  from: number,
  day: number,
  worn: string | undefined,
): TelemetryReading {
  const joints = Object.fromEntries(
    JOINTS.map((joint) => [joint, jointOf(robot, day, joint, joint === worn)]),
  );
  const [capacity, resistance, repeatability, path] = noises(robot, day, "robot");
  return {
    at: from + day * DAY + DAY / 2,
    use: { hours: (day + 1) * HOURS_A_DAY },
    joints,
    battery: {
      capacity: rounded(18 - 0.004 * day + 0.05 * capacity),
      cycles: day + 1,
      resistance: rounded(0.011 + 0.000_01 * day + 0.0002 * resistance),
    },
    accuracy: {
      poseRepeatability: rounded(0.0008 + 0.0001 * repeatability),
      pathAccuracy: rounded(0.002 + 0.0002 * path),
    },
    safety: { falls: 0, emergencyStops: Math.floor(day / 120) },
  };
}

function jointOf(robot: RobotId, day: number, joint: string, isWorn: boolean) {
  // Each joint of each robot has its own beginning and pace.
  const [begin, pace] = noises(robot, 0, `pace of ${joint}`);
  const [wear, torque, temperature, backlash] = noises(robot, day, joint);
  const failing = isWorn ? Math.max(0, (day - FAILS_ON) / 7) : 0;
  const worn = 0.06 + 0.03 * begin + (0.0004 + 0.0001 * pace) * day + 0.0012 * failing ** 2;
  return {
    wear: rounded(Math.min(1, worn + 0.003 * wear)),
    torque: rounded(24 + 2 * torque + 8 * worn),
    temperature: rounded(41 + 2 * temperature + 20 * worn),
    backlash: rounded(0.0008 + 0.004 * worn + 0.0001 * backlash),
  };
}

type Noises = readonly [number, number, number, number];

/** Four numbers from -1 to below 1. */
function noises(robot: RobotId, day: number, what: string): Noises {
  const bytes = derive("telemetry", `${robot} ${day} ${what}`);
  return [0, 4, 8, 12].map((at) => bytes.readUInt32BE(at) / 2 ** 31 - 1) as unknown as Noises;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
