// Builds what the package holds beside its example: the Solidity that people import, the ABIs as JSON, and the licence. All of it
// is kept once in git, elsewhere: here it is copied.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import * as abis from "@openrobotid/sdk/abis";

const root = fileURLToPath(new URL("..", import.meta.url));
const repository = join(root, "../..");

/** Folders of which every file is published; a file that one of them imports is published too. */
const PUBLISHED = ["identifier", "interfaces"];

/** The registry is compiled by one compiler alone. Who imports it compiles with another: the tests try the oldest and the newest. */
const OWN_PRAGMA = /^pragma solidity [\d.]+;$/m;
const PRAGMA = "pragma solidity ^0.8.24;";

for (const folder of [
  "abis",
  "authority",
  "dossier",
  "identifier",
  "interfaces",
  "registry",
  "words",
]) {
  rmSync(join(root, folder), { recursive: true, force: true });
}

const queue = PUBLISHED.flatMap((folder) =>
  readdirSync(join(repository, "contracts", folder)).map((name) => posix.join(folder, name)),
);
const copied = new Set<string>();
for (const file of queue) {
  if (copied.has(file)) continue;
  copied.add(file);
  const text = readFileSync(join(repository, "contracts", file), "utf8");
  if (!OWN_PRAGMA.test(text)) throw new Error(`contracts/${file} has no pragma to replace.`);
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text.replace(OWN_PRAGMA, PRAGMA));
  for (const [, path = ""] of text.matchAll(/^import .* from "(\.[^"]+)";$/gm)) {
    queue.push(posix.join(posix.dirname(file), path));
  }
}

mkdirSync(join(root, "abis"));
for (const [name, abi] of Object.entries(abis)) {
  // `robotRegistryAbi` is that of `RobotRegistry`.
  const contract = `${name[0]?.toUpperCase()}${name.slice(1, -"Abi".length)}`;
  writeFileSync(join(root, "abis", `${contract}.json`), `${JSON.stringify(abi, undefined, 2)}\n`);
}

copyFileSync(join(repository, "LICENSE"), join(root, "LICENSE"));
