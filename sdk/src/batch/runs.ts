import { type ModelId, parseCounter, type RobotId, withCounter } from "../robot-id.js";
import { type DistinctKeys, KEY_WORDS } from "./distinct-keys.js";
import { keyToSerial } from "./serial-key.js";

/** Units whose counters follow each other under one stem. */
export interface Run {
  /** The characters before the counter. */
  readonly stem: string;
  /** Counter of the first unit. */
  readonly firstCounter: bigint;
  /** Code of the first unit. */
  readonly first: RobotId;
  /** Number of units. */
  readonly count: number;
}

/** The runs of some serials, by stem and counter upward: the order in which the registry takes them. */
export function runsOf(serials: DistinctKeys, model: ModelId, counterWidth: number): Run[] {
  const runs: Run[] = [];
  let open: { stem: string; first: bigint; count: number } | undefined;
  const close = () => {
    if (!open) return;
    const { stem, first, count } = open;
    runs.push({ stem, firstCounter: first, first: withCounter(stem, first), count });
  };
  for (const index of ascending(serials)) {
    const serial = keyToSerial(serials.words, index * KEY_WORDS);
    const { stem, counter } = parseCounter(`${model}${serial}` as RobotId, counterWidth);
    if (open?.stem === stem && open.first + BigInt(open.count) === counter) {
      open.count += 1;
    } else {
      close();
      open = { stem, first: counter, count: 1 };
    }
  }
  close();
  return runs;
}

/** The indices of serials in ascending order. Production files mostly are in it already. */
function ascending({ words, count }: DistinctKeys): Uint32Array {
  const compare = (left: number, right: number) => {
    for (let word = 0; word < KEY_WORDS; word += 1) {
      const difference =
        (words[left * KEY_WORDS + word] ?? 0) - (words[right * KEY_WORDS + word] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  let isAscending = true;
  for (let index = 1; isAscending && index < count; index += 1) {
    isAscending = compare(index - 1, index) < 0;
  }
  return isAscending ? order : order.sort(compare);
}
