// The witness that signs capsules in the tests, with a key that everybody knows.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Key of the witness of seat 1 in the tests. */
export const WITNESS_KEY = {
  kty: "EC",
  crv: "P-256",
  x: "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
  y: "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
  d: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE",
} as const;

/** Settings of an API that signs capsules. */
export function witnessOfTests(folder: string) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "witness.json");
  writeFileSync(file, JSON.stringify(WITNESS_KEY));
  return { WITNESS_KEY_FILE: file, WITNESS_SEAT: "1" };
}
