import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { folder } from "./folder.js";
import { counted, rowsOf, writeProductionFile } from "./production.js";

/** A million takes a minute more: `npm run bench:sdk` measures it. */
const ROWS = 250_000;
/** Of the heap, far less than the rows take; what the SDK keeps of a row lies outside of it. */
const HEAP_MEGABYTES = 80;
const MOST_MEGABYTES = 320;

describe("a production file of very many rows", function () {
  this.timeout(300_000);
  const { path } = folder();

  it("is validated and planned in bounded memory", async () => {
    const file = path("units.csv");
    await writeProductionFile(file, rowsOf(counted("26W07", 1, ROWS)));
    const job = fileURLToPath(new URL("plan-job.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [
      `--max-old-space-size=${HEAP_MEGABYTES}`,
      "--import=tsx",
      job,
      file,
      "CNUT01G1PRO1",
      "12",
    ]);
    const { units, issuances, peakMegabytes } = JSON.parse(stdout);
    expect({ units, issuances }).to.deep.equal({ units: ROWS, issuances: 1 });
    expect(peakMegabytes).to.be.lessThan(MOST_MEGABYTES);
  });
});
