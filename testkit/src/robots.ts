// Codes that the tests are about, and documents to commit to.

import {
  fromBytes32,
  parseCountryCode,
  parseManufacturerId,
  parseModelId,
  type RobotId,
} from "@openrobotid/sdk";
import { createCommitment } from "@openrobotid/sdk/actions";
import type { Hex } from "viem";
import { UNITS } from "./modules.js";

/** What happened to some units of the lot: see `UNITS` in the fixtures. */
export const robots = Object.fromEntries(
  Object.entries(UNITS).map(([name, bytes]) => [name, fromBytes32(bytes as Hex)]),
) as Record<keyof typeof UNITS, RobotId>;

export const spain = parseCountryCode("ES");
export const mexico = parseCountryCode("MX");
export const germany = parseCountryCode("DE");

export const MAKER = parseManufacturerId("CN-UT01");
export const SEQUENTIAL = parseModelId("CN-UT01-G1PRO1");
export const LISTED = parseModelId("CN-UT01-H2LAB1");

/** A digest of some document. */
export const digest = createCommitment("A document").commitment;
export const otherDigest = createCommitment("Another document").commitment;

/** A moment after all of the tests, in seconds. */
export const later = Date.UTC(2028, 0, 1) / 1000;
