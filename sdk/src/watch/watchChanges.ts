import type { Abi, Address, ContractEventName, Hash, Hex } from "viem";
import type { LogName } from "../actions/getLog.js";
import { RegistryArgumentError } from "../errors/registry-error.js";
import type { Change, HistoryKind } from "../history/kinds.js";
import type { EventFields } from "../internal/call.js";
import type { RegistryClient } from "../internal/client.js";
import type * as contracts from "../internal/contracts.js";
import { EMITTERS } from "../internal/history-logs.js";
import type { RobotId } from "../robot-id.js";
import { cursorOf } from "./cursor.js";
import type { Entry } from "./entries.js";
import { follow, type WatchOptions } from "./follow.js";
import { LOG_NAMES } from "./tracks.js";
import { robotEntryOf } from "./watchRobot.js";

/** What {@link watchChanges} is given. */
export interface WatchChangesParameters extends WatchOptions {
  /** The contracts whose logs are watched; every one that keeps a log by default. */
  readonly contracts?: readonly LogName[] | undefined;
}

/** What every change has. */
interface ChangeBase {
  /** Its place on the chain: give it as `after` to go on from here. */
  readonly cursor: string;
  /** What it is about: a robot, model, maker, country, account, seat, campaign or proposal, as the contracts write it. */
  readonly subject: Hex;
  /** Number of the entry among those about the subject, counted from 1. */
  readonly seq: bigint;
  /** Number of its kind, as docs/events.md lists them. */
  readonly kindNumber: number;
  /** Account that made the change. */
  readonly actor: Address;
  /** Block time, in seconds. */
  readonly timestamp: number;
  /** Head of the subject's history with this entry. */
  readonly head: Hex;
  /** Block that holds it. */
  readonly blockNumber: bigint;
  /** Transaction that made it. */
  readonly transactionHash: Hash;
}

type EventsOf<name extends LogName, abi extends Abi = (typeof contracts)[name]["abi"]> = {
  [event in ContractEventName<abi>]: {
    /** Contract in whose log it is. */
    readonly contract: name;
    /** No robot: it is about something else. */
    readonly robot: undefined;
    /** The kind is that of its event. */
    readonly kind: undefined;
    /** Name of the typed event. */
    readonly event: event;
    /** What it says: codes as text, enums as words, times in seconds. */
    readonly fields: EventFields<abi, event>;
  };
}[ContractEventName<abi>];

/** Something about a robot. */
type AboutRobot = {
  readonly contract: "robotRegistry";
  readonly robot: RobotId;
} & (
  | (Change & { readonly kind: HistoryKind })
  | { readonly kind: "unknown"; readonly event: undefined; readonly fields: undefined }
);

/** Something that a contract recorded about what is no robot, by the name of the typed event. */
export type RecordedChange<name extends LogName = LogName> = {
  [one in name]: ChangeBase & EventsOf<one>;
}[name];

/** Something that a contract recorded: about a robot where `robot` is given, by the name of the typed event. */
export type RegistryChange = RecordedChange | (ChangeBase & AboutRobot);

/**
 * Everything that the contracts record, in the order of the chain, from now on or from an earlier place: `for await` asks for the next
 * change, `break` or the `signal` ends it. The changes lead to the heads of the contracts' logs, so that none is left out, repeated or
 * altered, whatever happens to the connection. Nothing that is wrong with a node ends the watching: `onFault` hears it.
 *
 * @throws RegistryArgumentError where `after` is no cursor, or no contract is named.
 *
 * @example
 * ```ts
 * import { watchChanges } from "@openrobotid/sdk/watch";
 *
 * for await (const change of watchChanges(client, { contracts: ["consortium"], fromBlock: 0n })) {
 *   change.event; // "AuthorityUpdated"
 *   break;
 * }
 * ```
 */
export async function* watchChanges(
  client: RegistryClient,
  { contracts: names = LOG_NAMES, ...options }: WatchChangesParameters = {},
): AsyncGenerator<RegistryChange, void, undefined> {
  const unknown = names.find((name) => !LOG_NAMES.includes(name));
  if (names.length === 0 || unknown !== undefined) {
    throw new RegistryArgumentError(
      unknown === undefined ? "No contract is named." : `${unknown} keeps no log.`,
      `Give some of: ${LOG_NAMES.join(", ")}.`,
    );
  }
  const watched = [...new Set(names)];
  const emitters = watched.includes("robotRegistry") ? EMITTERS : [];
  const followed = {
    tracks: watched.map((contract) => ({ contract })),
    addresses: [...new Set([...watched, ...emitters])],
    topics: [],
  };
  for await (const entry of follow(client, followed, options)) yield changeOf(entry);
}

/** An entry of any log as it is given. */
export function changeOf(entry: Entry): RegistryChange {
  const { contract, subject, robot, seq, kindNumber, actor, timestamp, head } = entry;
  const { blockNumber, transactionHash, typed } = entry;
  return {
    ...{ contract, subject, robot, seq, kindNumber, actor, timestamp, head },
    ...{ blockNumber, transactionHash, cursor: cursorOf(entry) },
    kind: robot === undefined ? undefined : robotEntryOf(entry).kind,
    event: typed?.event,
    fields: typed?.fields,
  } as unknown as RegistryChange;
}
