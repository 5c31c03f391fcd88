// Checks the form of every file, changing none.
import { runAll } from "./run.js";

const solidity = "{contracts,bench,test}/**/*.sol";

runAll([
  ["tsx", "scripts/lockfile.ts"],
  ["biome", "check", "--error-on-warnings"],
  ["prettier", "--check", "--log-level=warn", "--no-error-on-unmatched-pattern", solidity],
  ["solhint", "--disc", "--noPoster", "--max-warnings=0", solidity],
]);
