// Whether codes were issued, and nothing else about them.
import type { RobotId } from "@openrobotid/sdk";
import { sql } from "drizzle-orm";
import { momentOf, progress } from "../as-of.js";
import { type Asked, ask, value } from "../rows.js";
import { lotOf, UnknownCode } from "./load.js";

/**
 * Demands that codes were issued.
 *
 * @throws UnknownCode naming the first that was not.
 */
export async function requireIssued(db: Asked, codes: readonly RobotId[]): Promise<void> {
  const found = await ask(db, { progress: progress(), issued: issuedOf(codes) });
  const issued = new Set(found.issued ?? []);
  const unknown = codes.find((code) => !issued.has(code));
  if (unknown === undefined) return;
  throw new UnknownCode(unknown, "this code was never issued.", momentOf(found.progress));
}

/** Those of some codes that were issued. */
export const issuedOf = (codes: readonly string[]) =>
  value<string[] | null>(
    sql`select json_agg(code) from jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb) code where ${lotOf(sql`code`)} is not null`,
  );
