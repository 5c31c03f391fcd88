import type { RobotId } from "../robot-id.js";

/** The codes of consecutive units, by their place among them. */
function codesOf(first: RobotId, counterWidth: number) {
  const stem = first.slice(0, -counterWidth);
  const start = BigInt(first.slice(-counterWidth));
  return (index: bigint) =>
    `${stem}${String(start + index).padStart(counterWidth, "0")}` as RobotId;
}

/** Every code of a range. */
export function* unitsOf({
  first,
  last,
  count,
}: {
  readonly first: RobotId;
  readonly last: RobotId;
  readonly count: bigint;
}): Generator<RobotId> {
  if (count === 1n) {
    yield first;
    return;
  }
  // What both have in common comes before the digits that change.
  let width = 0;
  while (first.slice(0, -width || undefined) !== last.slice(0, -width || undefined)) width += 1;
  const codes = codesOf(first, width);
  for (let index = 0n; index < count; index++) yield codes(index);
}
