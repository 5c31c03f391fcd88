// `npm run test:network`: the tests that need real nodes.
import { runAll } from "@openrobotid/kit/run";

process.chdir(new URL("..", import.meta.url).pathname);
runAll([["mocha", "--config", ".mocharc.network.json"]]);
