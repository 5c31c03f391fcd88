// What a capsule says: the claims of a seat about one robot, and how they are written.
import { encode } from "cborg";
import { bytesToHex, type Hex, hexToBytes } from "viem";
import type { Robot } from "../actions/getRobot.js";
import { RegistryArgumentError } from "../errors/registry-error.js";
import { type Claims, issuerOf, seatIn } from "../internal/cose.js";
import { type CountryCode, isRobotId, type RobotId } from "../robot-id.js";
import { VERDICTS, type Verdict, verdictOf } from "../rules/verdict.js";
import { type Severity, words } from "../words.js";
import { refusedCapsule } from "./refused.js";

/** An open recall, as a capsule names it. */
export interface CapsuleRecall {
  /** Number of the campaign. */
  readonly campaign: number;
  /** How grave it is. */
  readonly severity: Severity;
}

/** What a capsule says about a robot. Times are in seconds. */
export interface CapsuleClaims {
  /** Id of the chain. */
  readonly chainId: number;
  /** Number of the seat that says it. */
  readonly seat: number;
  /** The robot. */
  readonly id: RobotId;
  /** The gravest of what is true of it. */
  readonly verdict: Verdict;
  /** What is true besides. */
  readonly also: readonly Verdict[];
  /** Intelligence level of its model's approval for its market, L1 to L5; missing where there is no valid one. */
  readonly level?: 1 | 2 | 3 | 4 | 5 | undefined;
  /** Country on whose market it is. */
  readonly market?: CountryCode | undefined;
  /** How many recalls are open on it. */
  readonly openRecalls: number;
  /** The gravest of them, at most {@link MOST_RECALLS}. */
  readonly recalls: readonly CapsuleRecall[];
  /** Head of its history; missing where it has none. */
  readonly head?: Hex | undefined;
  /** Number of the block that all of this is of. */
  readonly block: number;
  /** Time of that block. */
  readonly blockTime: number;
  /** When the capsule was signed. */
  readonly issuedAt: number;
  /** From when on it is no longer good. */
  readonly expires: number;
}

/** Most recalls that a capsule names; of more it says how many there are. */
export const MOST_RECALLS = 6;

/** Longest time that a capsule is good for, in seconds: a week. */
export const MOST_VALIDITY = 7 * 86_400;

const SEVERITIES = words["enum IRecallRegistry.Severity"];

/** Numbers of CWT's claims, and of the one that holds what is said of the robot, from the range for private use. */
const CLAIM = { issuer: 1, subject: 2, expiry: 4, issuedAt: 6, robot: -65_537 } as const;

/** Fields of what is said of the robot. */
const FIELD = {
  verdict: 1,
  also: 2,
  level: 3,
  market: 4,
  openRecalls: 5,
  recalls: 6,
  head: 7,
  block: 8,
  blockTime: 9,
} as const;

/** Who says it, and for how long. */
export interface CapsuleTerms {
  /** Id of the chain. */
  readonly chainId: number;
  /** Number of the seat. */
  readonly seat: number;
  /** When it is signed, in seconds. */
  readonly issuedAt: number;
  /** How long it is good for, in seconds; a day by default. */
  readonly validity?: number | undefined;
}

/**
 * What a capsule says of a robot that was looked up.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { capsuleClaims } from "@openrobotid/sdk/witness";
 *
 * const robot = await client.getRobot({ id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001") });
 * const claims = capsuleClaims(robot, { chainId: 7777, seat: 1, issuedAt: 1_767_225_600 });
 * claims.verdict; // "inService"
 * claims.expires - claims.issuedAt; // 86400
 * ```
 */
export function capsuleClaims(
  robot: Robot,
  { chainId, seat, issuedAt, validity = 86_400 }: CapsuleTerms,
): CapsuleClaims {
  const { verdict, also } = verdictOf(robot);
  const { approval, market, history, openCampaigns, asOf } = robot;
  const gravest = [...openCampaigns].sort(
    (one, other) => SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity),
  );
  return {
    chainId,
    seat,
    id: robot.id,
    verdict,
    also,
    level: approval?.valid ? approval.level : undefined,
    market,
    openRecalls: openCampaigns.length,
    recalls: gravest
      .slice(0, MOST_RECALLS)
      .map(({ campaign, severity }) => ({ campaign: Number(campaign), severity })),
    head: history?.head,
    block: Number(asOf.blockNumber),
    blockTime: asOf.timestamp,
    issuedAt,
    expires: issuedAt + validity,
  };
}

/** Claims in deterministic CBOR. */
export function encodeClaims(claims: CapsuleClaims): Uint8Array {
  const { verdict, also, level, market, openRecalls, recalls, head, block, blockTime } = claims;
  const validity = claims.expires - claims.issuedAt;
  if (!(validity > 0 && validity <= MOST_VALIDITY)) {
    throw new RegistryArgumentError(
      `A capsule cannot be good for ${validity} seconds.`,
      `Give at least 1 second, and at most ${MOST_VALIDITY}: a week.`,
    );
  }
  const robot = new Map<number, unknown>([
    [FIELD.verdict, verdict],
    [FIELD.also, [...also]],
    [FIELD.level, level],
    [FIELD.market, market],
    [FIELD.openRecalls, openRecalls],
    [FIELD.recalls, recalls.map(({ campaign, severity }) => [campaign, severity])],
    [FIELD.head, head && hexToBytes(head)],
    [FIELD.block, block],
    [FIELD.blockTime, blockTime],
  ]);
  for (const [field, value] of robot) if (value === undefined) robot.delete(field);
  return encode(
    new Map<number, unknown>([
      [CLAIM.issuer, issuerOf(claims)],
      [CLAIM.subject, claims.id],
      [CLAIM.expiry, claims.expires],
      [CLAIM.issuedAt, claims.issuedAt],
      [CLAIM.robot, robot],
    ]),
  );
}

/** Reads claims as {@link encodeClaims} writes them, and nothing else. */
export function readClaims(given: Claims): CapsuleClaims {
  requireKeys(given, Object.values(CLAIM), [], "the claims");
  const issuer = seatIn(given.get(CLAIM.issuer));
  if (!issuer) wrong("the issuer", "chain id and number of a seat");
  const id = given.get(CLAIM.subject);
  if (!isRobotId(id)) wrong("the subject", "the code of a robot");
  const robot = given.get(CLAIM.robot);
  if (!(robot instanceof Map)) wrong("what it says of the robot", "a map");
  const optional = [FIELD.level, FIELD.market, FIELD.head];
  const always = Object.values(FIELD).filter((field) => !optional.includes(field as never));
  requireKeys(robot, always, optional, "what it says of the robot");
  const claims = {
    ...issuer,
    id,
    verdict: verdictIn(robot.get(FIELD.verdict)),
    also: listIn(robot.get(FIELD.also), VERDICTS.length, "also").map(verdictIn),
    ...(robot.has(FIELD.level) && { level: levelIn(robot.get(FIELD.level)) }),
    ...(robot.has(FIELD.market) && { market: marketIn(robot.get(FIELD.market)) }),
    openRecalls: countIn(robot.get(FIELD.openRecalls), "the number of recalls"),
    recalls: listIn(robot.get(FIELD.recalls), MOST_RECALLS, "the recalls").map(recallIn),
    ...(robot.has(FIELD.head) && { head: headIn(robot.get(FIELD.head)) }),
    block: countIn(robot.get(FIELD.block), "the block"),
    blockTime: momentIn(robot.get(FIELD.blockTime), "the time of the block"),
    issuedAt: momentIn(given.get(CLAIM.issuedAt), "the time of issue"),
    expires: momentIn(given.get(CLAIM.expiry), "the expiry"),
  };
  const validity = claims.expires - claims.issuedAt;
  if (validity <= 0 || validity > MOST_VALIDITY) wrong("the expiry", "at most a week after issue");
  const { openRecalls, recalls } = claims;
  if (recalls.length !== Math.min(openRecalls, MOST_RECALLS)) {
    wrong("the recalls", `all of them, or ${MOST_RECALLS}`);
  }
  return claims;
}

function verdictIn(input: unknown): Verdict {
  const found = VERDICTS.find((verdict) => verdict === input);
  return found ?? wrong("the verdict", "one of the SDK's");
}

function levelIn(input: unknown): 1 | 2 | 3 | 4 | 5 {
  const level = ([1, 2, 3, 4, 5] as const).find((one) => one === input);
  return level ?? wrong("the level", "1 to 5");
}

function marketIn(input: unknown): CountryCode {
  if (typeof input === "string" && /^[A-Z]{2}$/.test(input)) return input as CountryCode;
  return wrong("the market", "a country");
}

function recallIn(input: unknown): CapsuleRecall {
  const [campaign, said, ...more] = listIn(input, 2, "a recall");
  const severity = SEVERITIES.find((one) => one === said);
  if (severity === undefined || severity === "none" || more.length > 0) {
    wrong("a recall", "its number and severity");
  }
  return { campaign: countIn(campaign, "a recall"), severity };
}

function headIn(input: unknown): Hex {
  if (input instanceof Uint8Array && input.length === 32) return bytesToHex(input);
  return wrong("the head", "32 bytes");
}

function countIn(input: unknown, where: string): number {
  if (Number.isSafeInteger(input) && (input as number) >= 0) return input as number;
  return wrong(where, "a whole number");
}

/** A time that can be written as a date: up to the year 9999. */
function momentIn(input: unknown, where: string): number {
  const moment = countIn(input, where);
  return moment < 253_402_300_800 ? moment : wrong(where, "a time before the year 10000");
}

function listIn(input: unknown, most: number, where: string): unknown[] {
  if (Array.isArray(input) && input.length <= most) return input;
  return wrong(where, `a list of at most ${most}`);
}

function requireKeys(
  map: Claims,
  always: readonly number[],
  optional: readonly number[],
  where: string,
): void {
  const known = new Set([...always, ...optional]);
  const isWhole = always.every((key) => map.has(key));
  if (!isWhole || [...map.keys()].some((key) => !known.has(key)))
    wrong(where, "its fields, no other");
}

function wrong(where: string, expected: string): never {
  throw refusedCapsule("fileShape", `is wrong at ${where}: expected ${expected}`);
}
