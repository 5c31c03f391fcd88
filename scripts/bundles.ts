// Prints what each published package weighs, beside the most that it may, and fails where one weighs more: what a bundle of an app
// or page takes along, or what lies on the disk of who installs it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { command, UserError } from "@openrobotid/kit/command";
import { build } from "esbuild";
import { execaSync } from "execa";

const USAGE = `Usage: npm run bundles -- [options]

Builds the published packages, and prints their sizes beside the budgets. Ends with 1 where one is larger.

  --built   does not build: takes dist as it is
  --help    this text
`;

const ROOT = fileURLToPath(new URL("..", import.meta.url));

type Row = {
  /** Folder of the package. */
  folder: string;
  what: string;
  /** Bytes, now. */
  measure: () => Promise<number> | number;
  /** Most bytes. */
  budget: number;
};

/** What an app takes along that imports something, minified. */
const bundled =
  (folder: string, contents: string, external: string[] = []) =>
  async () => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(ROOT, folder) },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      write: false,
      logLevel: "silent",
      external,
    });
    return outputFiles[0]?.contents.length ?? 0;
  };

/** A file as gzip sends it. */
const zipped = (folder: string, file: string) => () =>
  gzipSync(readFileSync(join(ROOT, folder, file)), { level: 9 }).length;

/** Everything that the package holds. */
const unpacked = (folder: string) => () => {
  const { stdout } = execaSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: join(ROOT, folder),
  });
  return (JSON.parse(stdout) as [{ unpackedSize: number }])[0].unpackedSize;
};

const sdk = (what: string, contents: string, budget: number): Row => ({
  folder: "sdk",
  what,
  measure: bundled("sdk", contents),
  budget,
});

const ROWS: readonly Row[] = [
  sdk("codes alone, minified", `export { parseRobotId } from "./dist/index.js";`, 8_000),
  sdk("what needs no viem, minified", `export * from "./dist/index.js";`, 15_000),
  sdk("the rules, minified", `export * from "./dist/rules/index.js";`, 12_000),
  sdk(
    "a page that reads one robot, viem included, minified",
    `export { getRobot } from "./dist/actions/index.js";`,
    310_000,
  ),
  {
    folder: "packages/api",
    what: "the client, minified",
    measure: bundled("packages/api", `export * from "./dist/index.js";`),
    budget: 14_000,
  },
  {
    folder: "packages/react",
    what: "hooks and query options by themselves, minified",
    measure: bundled("packages/react", `export * from "./dist/index.js";`, [
      ...["@openrobotid/sdk/*", "@tanstack/react-query", "wagmi"],
    ]),
    budget: 3_000,
  },
  {
    folder: "packages/badge",
    what: "the badge, compressed",
    measure: zipped("packages/badge", "dist/badge.js"),
    budget: 10_000,
  },
  {
    folder: "packages/badge",
    what: "its verifier, compressed",
    measure: zipped("packages/badge", "dist/verifier.js"),
    budget: 150_000,
  },
  ...(
    [
      ["packages/contracts", 800_000],
      ["packages/mcp", 40_000],
      // The chain 730,000; the index with its API, in one file 2,500,000, and the tables that it begins with 3,300,000: so that an API for tests needs
      // neither a clone of the repository nor the time of indexing. The database and the node that npm installs beside it are 60 MB.
      ["packages/sandbox", 6_800_000],
      // Of these, 12,000 are `robotid document`, the vault that a history names, and rules that makers publish.
      ["cli", 415_000],
    ] as const
  ).map(([folder, budget]) => ({
    folder,
    what: "the package, unpacked",
    measure: unpacked(folder),
    budget,
  })),
];

await command(USAGE, { built: { type: "boolean" } }, async ({ built = false }) => {
  const folders = new Set(ROWS.map(({ folder }) => folder));
  for (const folder of built ? [] : folders) {
    execaSync("npm", ["run", "--silent", "build"], { cwd: join(ROOT, folder) });
  }
  const column = (value: number | string) => value.toLocaleString("en").padStart(10);
  console.log(`  ${"bytes".padEnd(74)}${column("now")}${column("most")}`);
  const over: string[] = [];
  for (const { folder, what, measure, budget } of ROWS) {
    const { name } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
    const bytes = await measure();
    const isGood = bytes > 0 && bytes <= budget;
    const line = `${name}: ${what}`;
    if (!isGood) over.push(line);
    console.log(`${isGood ? "✔" : "✘"} ${line.padEnd(74)}${column(bytes)}${column(budget)}`);
  }
  if (over.length > 0) throw new UserError(`Larger than it may be:\n  ${over.join("\n  ")}`);
});
