// Checks every file, changing none: its form and words, what it imports, whether anybody uses it, and whether it is told twice.
import { runAll, typescript } from "@openrobotid/kit/run";

const solidity = "{contracts,bench,test}/**/*.sol";
/** For others to copy: form alone, as their compiler is not ours. */
const examples = "packages/*/examples/**/*.sol";

runAll([
  typescript("scripts/lockfile.ts"),
  typescript("scripts/words.ts"),
  ["biome", "check", "--error-on-warnings"],
  ["knip", "--no-progress"],
  ["jscpd", "--config", ".jscpd.json", "--no-tips"],
  ["depcruise", "--progress", "none", "--config", ".dependency-cruiser.mjs", "."],
  [
    "prettier",
    "--check",
    "--log-level=warn",
    "--no-error-on-unmatched-pattern",
    solidity,
    examples,
  ],
  ["solhint", "--disc", "--noPoster", "--max-warnings=0", solidity],
]);
