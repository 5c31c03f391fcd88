// Documents that no chain needs to know, for tests of the store alone.
import { parseRobotId } from "@openrobotid/sdk";
import { createCommitment } from "@openrobotid/sdk/actions";
import { keccak256, stringToBytes } from "viem";
import type { CommittedDocument } from "../../src/chain/documents.js";
import type { Documents } from "../../src/store/documents.js";

export const ROBOT = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
/** A master key. */
export const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);

/** What the vault is called. */
export const VAULT = "https://vault.example";
/** The chain that its telemetry is of. */
export const CHAIN_ID = 1;

export const WRITER = "0x00000000000000000000000000000000000000A1" as const;

/** A document of an entry, with its salt: they follow from the number. */
export function committed(seq: number, text = `Document ${seq}, once and no more.`) {
  const bytes = stringToBytes(text);
  const { commitment, salt } = createCommitment(bytes, keccak256(stringToBytes(`salt ${seq}`)));
  const document: CommittedDocument = {
    robot: ROBOT,
    seq,
    kind: "service",
    commitment,
    writer: WRITER,
    past: { holder: undefined, operator: undefined },
  };
  return { document, bytes, salt };
}

/** Bytes as they come over a network. */
export async function* parts(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

/** Puts a document in, as somebody who may. */
export async function putIn(documents: Documents, seq: number): Promise<void> {
  const { document, bytes, salt } = committed(seq);
  await documents.put(document, salt, parts(bytes), {
    ...{ what: "put", robot: ROBOT, seq, kind: "service", account: WRITER },
  });
}
