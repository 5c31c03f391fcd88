import type { HistoryEntry } from "../history/history.js";
import { kinds } from "../history/kinds.js";
import type { RegistryClient } from "../internal/client.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import { cursorOf } from "./cursor.js";
import type { Entry } from "./entries.js";
import { follow, ofRobot, type WatchOptions } from "./follow.js";

/** What {@link watchRobot} is given. */
export interface WatchRobotParameters extends WatchOptions {
  /** The robot. It need not have been issued yet. */
  readonly id: RobotId;
}

/** Something that happened to a robot. */
export type RobotChange = HistoryEntry & {
  /** Its place on the chain: give it as `after` to go on from here. */
  readonly cursor: string;
};

/**
 * What happens to a robot, entry by entry of its history, from now on or from an earlier place: `for await` asks for the next one,
 * `break` or the `signal` ends it. Each entry follows from the one before it up to the head that the registry keeps, so that none is left
 * out, repeated or altered, whatever happens to the connection. Nothing that is wrong with a node ends the watching: `onFault` hears it.
 *
 * @throws RegistryArgumentError where `after` is no cursor.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { watchRobot } from "@openrobotid/sdk/watch";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * for await (const change of watchRobot(client, { id, fromBlock: 0n })) {
 *   change.event; // "PlacedOnMarket"
 *   change.seq; // 1n
 *   break;
 * }
 * ```
 */
export async function* watchRobot(
  client: RegistryClient,
  { id, ...options }: WatchRobotParameters,
): AsyncGenerator<RobotChange, void, undefined> {
  for await (const entry of follow(client, ofRobot(toBytes32(id)), options)) {
    yield { ...robotEntryOf(entry), cursor: cursorOf(entry) };
  }
}

/** An entry about a robot, as its history has it. */
export function robotEntryOf(entry: Entry): HistoryEntry {
  const { seq, kindNumber, actor, timestamp, payloadDigest, head, typed } = entry;
  const { blockNumber, transactionHash } = entry;
  const [kind = "unknown"] = kinds[kindNumber as keyof typeof kinds] ?? [];
  const base = { seq, kindNumber, actor, timestamp, payloadDigest, head };
  const { event, fields, emitter } = typed ?? {};
  return { ...base, blockNumber, transactionHash, kind, event, fields, emitter } as HistoryEntry;
}
