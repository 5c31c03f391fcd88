import { type Counts, type Profiles, TRANSACTIONS } from "./opcodes-measure.js";
import { format, table } from "./tables.js";

/** Rows of a table; the functions behind them are added up. */
const MOST_FUNCTIONS = 16;

/** What opcodes do. The first class that matches counts. */
const CLASSES: readonly [name: string, opcodes: RegExp][] = [
  ["stack: push, copy, swap, drop", /^(PUSH\d+|DUP\d+|SWAP\d+|POP)$/],
  ["jumps and their targets", /^(JUMP|JUMPI|JUMPDEST|PC)$/],
  [
    "arithmetic, comparison, bits",
    /^(ADD|SUB|MUL|DIV|SDIV|MOD|EXP|SIGNEXTEND|LT|GT|SLT|SGT|EQ|ISZERO|AND|OR|XOR|NOT|BYTE|SHL|SHR|SAR|CLZ)$/,
  ],
  ["memory", /^(MLOAD|MSTORE|MSTORE8|MCOPY|MSIZE)$/],
  ["storage", /^(SLOAD|SSTORE|TLOAD|TSTORE)$/],
  ["call data, return data, code", /^(CALLDATA|RETURNDATA|CODE|EXTCODE)/],
  ["calls and returns", /^(CALL|STATICCALL|DELEGATECALL|RETURN|REVERT|STOP)$/],
  ["hashes and logs", /^(KECCAK256|LOG\d)$/],
  ["caller, value, block, gas", /./],
];

/** Every count, in tables that read as text and as Markdown. */
export function renderProfiles(profiles: Profiles): string {
  const totals = TRANSACTIONS.map((name) => [`\`${name}\``, format(profiles[name].total)]);
  const classes = CLASSES.map(([title], index) => [
    title,
    ...TRANSACTIONS.map((name) => format(sumOfClass(profiles[name].byOpcode, index))),
  ]);
  return [
    "## Totals",
    table(["transaction", "opcodes"], totals),
    "## By class of opcode",
    table(["class", ...TRANSACTIONS], classes),
    ...TRANSACTIONS.flatMap((name) => [
      `## Where ${name} spends them`,
      table(["contract: function", "opcodes"], rowsOf(profiles[name].byFunction)),
    ]),
  ].join("\n\n");
}

function sumOfClass(byOpcode: Counts, index: number): number {
  return sum(
    [...byOpcode].filter(
      ([opcode]) => CLASSES.findIndex(([, opcodes]) => opcodes.test(opcode)) === index,
    ),
  );
}

function rowsOf(byFunction: Counts): string[][] {
  const sorted = [...byFunction].sort(([left, more], [right, less]) =>
    more === less ? (left < right ? -1 : 1) : less - more,
  );
  const rest = sorted.slice(MOST_FUNCTIONS);
  const rows = sorted.slice(0, MOST_FUNCTIONS).map(([name, count]) => [name, format(count)]);
  return rest.length === 0 ? rows : [...rows, [`${rest.length} others`, format(sum(rest))]];
}

function sum(counts: readonly (readonly [string, number])[]): number {
  return counts.reduce((total, [, count]) => total + count, 0);
}
