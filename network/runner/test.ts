// `npm run test:network`: the tests that need real nodes.
import { runAll } from "../../scripts/run.js";

process.chdir(new URL("..", import.meta.url).pathname);
runAll([["mocha", "--config", ".mocharc.network.json"]]);
