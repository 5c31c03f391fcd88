// The witness that signs capsules in the tests, with a key that everybody knows.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { formatCheckpoint } from "@openrobotid/sdk/proof";

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

const word = `0x${"11".repeat(32)}` as const;

/** What the witness of the tests serves. */
export const CHECKPOINT = JSON.parse(
  formatCheckpoint({
    chainId: 31337,
    seat: 1,
    number: 7n,
    hash: word,
    stateRoot: word,
    timestamp: 1_767_225_600,
    signature: `0x${"11".repeat(64)}`,
  }),
) as Record<string, unknown>;
export const LIST = "a list";

/** A witness over HTTP. */
export interface ServedWitness {
  readonly url: string;
  /** What it serves as its checkpoints, where not those above. */
  wrong: string | undefined;
  /** How often it was asked. */
  asked: number;
  close(): void;
}

/** Serves what a witness serves. */
export async function serveWitnessOfTests(): Promise<ServedWitness> {
  const server = createServer((request, response) => {
    witness.asked += 1;
    const isList = request.url === "/witnesses";
    response.end(isList ? LIST : (witness.wrong ?? JSON.stringify([CHECKPOINT])));
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const witness: ServedWitness = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    wrong: undefined,
    asked: 0,
    close: () => server.close(),
  };
  return witness;
}
