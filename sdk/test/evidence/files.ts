// What the tests of evidence do with files.
import { constants, deflateSync, inflateSync } from "node:zlib";
import { chain, type clientOf } from "@openrobotid/testkit/chain";
import { decode, encode } from "cborg";
import { createClient } from "viem";
import { robotIdActions } from "../../src/actions/index.js";
import {
  type Evidence,
  type EvidenceOptions,
  evidence,
  type ProvingClient,
} from "../../src/evidence/index.js";

/** A client with every action. */
export type AnyClient = ReturnType<typeof clientOf>;

/** A client that proves, with every action. */
export function acting(client: ProvingClient): AnyClient {
  return client.extend(robotIdActions()) as unknown as AnyClient;
}

/** A client that has nothing but a file. */
export async function offline(
  file: Uint8Array | string | Evidence,
  options: EvidenceOptions,
): Promise<AnyClient> {
  const transport = await evidence(file, options);
  return acting(createClient({ chain, transport, cacheTime: 0 }));
}

/** The content of a file, inflated. */
export function contentIn(file: Uint8Array): Uint8Array {
  return inflateSync((decode(file) as [string, number, number, Uint8Array])[3]);
}

/** A file around a content, whatever that is. */
export function fileOf(content: Uint8Array): Uint8Array {
  const deflated = deflateSync(content, { level: constants.Z_BEST_SPEED });
  return encode(["open-robot-id-evidence", 1, content.length, deflated]);
}
