// Reads what a request holds.
import { z } from "zod";
import { VaultProblem } from "../problem.js";

/** A whole number, as a query has it. */
export const whole = z
  .string()
  .regex(/^\d{1,10}$/, { error: "a whole number" })
  .transform(Number);

/** The JSON of a request. */
export async function json(request: { json: () => Promise<unknown> }): Promise<unknown> {
  return await request.json().catch((error: unknown) => {
    if (error instanceof VaultProblem) throw error;
    throw new VaultProblem("invalid-request", "Expected JSON.");
  });
}

/** What a schema makes of it. Throws a problem that names what is wrong. */
export function read<schema extends z.ZodType>(
  schema: schema,
  given: unknown,
  name = "",
): z.infer<schema> {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  const [issue] = error.issues;
  const where = [name, ...(issue?.path ?? [])].filter((part) => part !== "").join(".");
  throw new VaultProblem("invalid-request", `${where || "request"}: ${issue?.message}`);
}
