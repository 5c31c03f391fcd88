// Builds the site of the documentation into docs/.vitepress/dist: every page, and beside them the reference of the SDK.
import { runAll } from "@openrobotid/kit/run";

runAll([
  ["vitepress", "build", "docs"],
  ["typedoc", "--options", "docs/typedoc.json", "--logLevel", "Warn"],
]);
