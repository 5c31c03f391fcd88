// Codes to choose from at random.
import fc from "fast-check";
import type { RobotId } from "../src/index.js";

/** The characters of a code. */
export const alphabet = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Those of a country. */
export const letters = alphabet.slice(10);

/** Characters of a code, of one length or of several. */
export const upTo = (length: number, minLength = length) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength: length });

/** Any code. */
export const codes = fc
  .tuple(fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 2 }), upTo(27))
  .map((parts) => parts.join("") as RobotId);
