import type { Hex } from "viem";
import { deviceKeyDigest } from "../device-key.js";
import type { RebuiltHistory } from "./history.js";

/** A device key that a robot had, by its digest. Times are in seconds. */
export interface DeviceKeyPeriod {
  readonly digest: Hex;
  readonly from: number;
  /** When it was replaced; `undefined` for the one of now. */
  readonly until: number | undefined;
}

/**
 * The device keys that a robot had, the first one first, as its history tells. Computed here: no node is asked.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { deviceKeysOf } from "@openrobotid/sdk/history";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const keys = deviceKeysOf(await client.getHistory({ id }));
 * keys.at(-1).digest === (await client.getRobot({ id })).deviceKeyDigest; // true
 * keys.at(-1).until; // undefined
 * ```
 */
export function deviceKeysOf({
  entries,
}: Pick<RebuiltHistory, "entries">): readonly DeviceKeyPeriod[] {
  const bound = entries.flatMap((entry) =>
    entry.event === "PlacedOnMarket" || entry.event === "DeviceKeyReplaced"
      ? [{ digest: deviceKeyDigest(entry.fields.key), from: entry.timestamp }]
      : [],
  );
  // To be placed again with the same key is no replacement.
  const changes = bound.filter(({ digest }, index) => digest !== bound[index - 1]?.digest);
  return changes.map((one, index) => ({ ...one, until: changes[index + 1]?.from }));
}
