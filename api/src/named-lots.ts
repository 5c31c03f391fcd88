import { lot } from "@openrobotid/indexer/tables";
import { and, isNotNull, ne } from "drizzle-orm";
import type { NamedLot } from "../manifests/fetcher.js";
import { type Asked, ask, rows } from "./rows.js";

/** Lots that have a root and name a manifest. */
export async function namedLots(db: Asked): Promise<readonly NamedLot[]> {
  const { lots } = await ask(db, {
    lots: rows(lot, { where: and(isNotNull(lot.unitsRoot), ne(lot.manifestUri, "")) }),
  });
  return lots;
}
