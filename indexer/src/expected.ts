// Which rows the logs of a batch will ask for: those of the units that they are about. They are read together, because to ask the
// database for each of them takes longer than everything else that is done with a log.

import { isRobotId } from "@openrobotid/sdk";
import { type Hex, hexToString, slice } from "viem";
import type { RawLog } from "../engine/chain.js";
import type { Store } from "../engine/store.js";
import {
  firmwareInstallation,
  historyRecord,
  lifePeriod,
  listedUnit,
  marketPlacement,
  operatorTerm,
  ownershipPeriod,
  unit,
} from "../tables.js";
import type { Unit } from "./unit-row.js";

const CODE_LENGTH = 29;

/** The last row of a unit in each table that has one for each of its changes: by the place of it. */
const LAST_OF = [
  [historyRecord, (row: Unit) => row.entries],
  [ownershipPeriod, (row: Unit) => row.ownerships - 1],
  [marketPlacement, (row: Unit) => row.placements - 1],
  [lifePeriod, (row: Unit) => row.states - 1],
  [firmwareInstallation, (row: Unit) => row.installations - 1],
  [operatorTerm, (row: Unit) => row.operatorTerms - 1],
] as const;

/** Reads the rows that logs will ask for. */
export async function expectRows(store: Store, logs: readonly RawLog[]): Promise<void> {
  const ids = new Set<string>();
  for (const { topics } of logs) {
    for (const topic of topics.slice(1)) {
      const code = codeOf(topic);
      if (code) ids.add(code);
    }
  }
  const keys = [...ids].map((id) => ({ id }));
  await Promise.all([store.expect(unit, keys), store.expect(listedUnit, keys)]);
  const units = keys.flatMap((key) => (store.peek(unit, key) ?? []) as Unit | []);
  await Promise.all(
    LAST_OF.map(async ([table, placeOf]) => {
      const last = units.map((row) => ({ unit: row.id, ordinal: placeOf(row) }));
      await store.expect(
        table,
        last.filter(({ ordinal }) => ordinal >= 0),
      );
    }),
  );
}

/** The code that a topic is; nothing where it is something else. */
function codeOf(topic: Hex): string | undefined {
  if (!topic.endsWith("000000")) return undefined;
  const text = hexToString(slice(topic, 0, CODE_LENGTH));
  return isRobotId(text) ? text : undefined;
}
