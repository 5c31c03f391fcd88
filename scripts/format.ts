// Puts every file into the form that `npm run lint` asks for, where a tool can.
import { runAll } from "@openrobotid/kit/run";

const solidity = "{contracts,bench,test,packages/*/examples}/**/*.sol";

runAll([
  ["biome", "check", "--write"],
  ["prettier", "--write", "--log-level=warn", "--no-error-on-unmatched-pattern", solidity],
]);
