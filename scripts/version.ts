// Takes the notes in .changeset/ into the versions and changelogs of the packages, and writes what follows from them.
import { readFileSync, writeFileSync } from "node:fs";
import { runAll } from "@openrobotid/kit/run";

runAll([["changeset", "version"]]);
if (process.exitCode === undefined) {
  const { version } = JSON.parse(readFileSync("sdk/package.json", "utf8")) as { version: string };
  const file = "sdk/src/version.ts";
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/SDK_VERSION = "[^"]*"/, `SDK_VERSION = "${version}"`));
  runAll([["npm", "install", "--package-lock-only", "--ignore-scripts"]]);
}
