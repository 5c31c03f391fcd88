// The path of validators in parts: who knows a part of it asks for the rest.
import type { Path } from "@openrobotid/sdk/proof";

/** Steps in one answer. */
export const STEPS = 100;

/** The steps after a block, and from where to ask for those that are left: `null` where these were the last. */
export function stepsAfter(
  { steps }: Pick<Path, "steps">,
  from: number,
): { readonly steps: Path["steps"]; readonly next: number | null } {
  const later = steps.filter(({ header }) => Number(header.number) > from);
  const these = later.slice(0, STEPS);
  return { steps: these, next: later.length > STEPS ? Number(these.at(-1)?.header.number) : null };
}
