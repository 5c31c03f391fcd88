// Checks the form and the words of every file, changing none.
import { runAll } from "@openrobotid/kit/run";

const solidity = "{contracts,bench,test}/**/*.sol";
/** For others to copy: form alone, as their compiler is not ours. */
const examples = "packages/*/examples/**/*.sol";

runAll([
  ["tsx", "scripts/lockfile.ts"],
  ["tsx", "scripts/words.ts"],
  ["biome", "check", "--error-on-warnings"],
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
