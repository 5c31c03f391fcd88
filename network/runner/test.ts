// `npm run test:network`: the tests that need real nodes. Arguments are Mocha's: `-- --grep "a partition"` is one chapter.
import { runAll } from "@openrobotid/kit/run";

process.chdir(new URL("..", import.meta.url).pathname);
runAll([["mocha", "--config", ".mocharc.network.json", ...process.argv.slice(2)]]);
