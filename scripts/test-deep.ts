// What takes longer than `npm test` may: some hours. The Solidity tests with many more runs; the last of them plays worlds until
// everything that can be done was done a thousand times, and prints how often each act was tried and done. Then the suites that
// kill, cut off and fill what they test: the files `*.deep.ts`, recalls of a million units, every lie to the command line and to
// the index, and 20,000 evidence files with a byte changed. And the quick start of each package under each Node that it is for.
//
//   npm run test:deep                     all of it
//   npm run test:deep -- FILE… --grep …   Solidity tests alone, those that are named
import { readFileSync } from "node:fs";
import { NODES } from "@openrobotid/kit/node";
import { isMain, runAndRead, typescript } from "@openrobotid/kit/run";

const ACTS = "test/solidity/registry/Acts.sol";

/** Names of the acts that the tests play, in the order of the enum in `Acts.sol`. */
export function actsOf(source: string): string[] {
  const [, members] = /enum Act \{([^}]*)\}/.exec(source) ?? [];
  if (members === undefined) throw new Error(`There is no enum Act in ${ACTS}.`);
  return members.split(",").map((name) => name.trim());
}

/** The table that the test of reach prints, with the acts by their names. */
export function nameActs(printed: string, acts: readonly string[]): string[] {
  return [...printed.matchAll(/^(\d+) (\d+) (\d+)$/gm)].map(
    ([, act, tried = "", done = ""]) =>
      `${(acts[Number(act)] ?? `act ${act}`).padEnd(24)}${tried.padStart(8)}${done.padStart(8)}`,
  );
}

async function testSolidity(named: readonly string[]): Promise<number> {
  const line = ["hardhat", "test", "solidity", "--test-profile", "deep", ...named];
  const { code, output } = await runAndRead(line, { env: { REACH: "1000" } });
  const table = nameActs(output, actsOf(readFileSync(ACTS, "utf8")));
  if (table.length > 0) {
    console.log(`\n${"act".padEnd(24)}${"tried".padStart(8)}${"done".padStart(8)}`);
    console.log(table.join("\n"));
  }
  return code;
}

/** Tests that run what the README of a package shows. Hardhat needs a newer Node than 20. */
const QUICK_STARTS: readonly {
  readonly workspace: string;
  readonly grep: string;
  readonly nodes: readonly string[];
}[] = [
  { workspace: "packages/api", grep: "runs the program of its README", nodes: NODES },
  { workspace: "packages/react", grep: "the page of the README", nodes: NODES },
  {
    workspace: "packages/contracts",
    grep: "the quick start",
    nodes: NODES.filter((major) => major !== "20"),
  },
];

/** Quick starts under each Node. The first line builds the packages that it runs. */
const UNDER_NODES = NODES.flatMap((major, index) => [
  { line: typescript("scripts/packages.ts", ...(index === 0 ? [] : ["--built"])), major },
  ...QUICK_STARTS.filter(({ nodes }) => nodes.includes(major)).map(({ workspace, grep }) => ({
    line: ["npm", "test", "--silent", `--workspace=${workspace}`, "--", "--grep", grep],
    major,
  })),
]);

/** Suites of Mocha. */
const SUITES = [
  ["mocha", "--config", "test/.mocharc.deep.json"],
  ["npm", "run", "test:deep", "--silent", "--workspace=indexer"],
  ["npm", "run", "test:deep", "--silent", "--workspace=api"],
  ["npm", "run", "test:deep", "--silent", "--workspace=sdk"],
  [
    ...["npm", "test", "--silent", "--workspace=network", "--"],
    ...["--grep", "A witness that is killed|validators, puts one down"],
  ],
  [
    ...["npm", "test", "--silent", "--workspace=cli", "--"],
    ...["--grep", "every kind of lie|a lie about lots"],
  ],
  ["npm", "test", "--silent", "--workspace=vault", "--", "--grep", "A vault that is killed"],
  [
    "npm",
    "test",
    "--silent",
    "--workspace=sdk",
    "--",
    "--grep",
    "that was altered|that were altered",
  ],
];

if (isMain(import.meta)) {
  const named = process.argv.slice(2);
  const parts = [
    ...SUITES.map((line) => ({ line, env: { DEEP: "1", MUTATIONS: "20000", KILLS: "50" } })),
    ...UNDER_NODES.map(({ line, major }) => ({ line, env: { PROGRAMS_NODE: major } })),
  ];
  let failed = (await testSolidity(named)) === 0 ? 0 : 1;
  for (const { line, env } of named.length === 0 ? parts : []) {
    const { code } = await runAndRead(line, { env });
    if (code !== 0) failed += 1;
  }
  if (failed > 0) console.log(`\n${failed} of ${1 + parts.length} parts failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}
