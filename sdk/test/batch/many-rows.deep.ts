import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { counted, rowsOf, writeProductionFile } from "@openrobotid/testkit/production";
import { expect } from "chai";
import { bundleJob } from "./bundled-job.js";
import { folder } from "./folder.js";

const ROWS = 1_000_000;

/** Of the heap: rows that left sixty bytes each there would not fit. */
const HEAP_MEGABYTES = 64;

/**
 * Outside of the heap, for each row: the two nodes of the Merkle tree (64), the leaf that it is built from (32) and the order
 * of the leaves (12); the serial and the key, of which none may come twice (20 to 28 each), with their lines (8). These are
 * 156 to 172; the rest is for what was not yet collected. The text of a row has 216 more: it may not stay.
 */
const MOST_BYTES_A_ROW = 256;

describe("a production file of a million rows", function () {
  this.timeout(600_000);
  const { path } = folder();

  it("is validated and planned in bounded memory", async () => {
    const job = await bundleJob("plan-job", path("plan-job.mjs"));
    const plan = async (rows: number) => {
      const file = path(`${rows}.csv`);
      await writeProductionFile(file, rowsOf(counted("26W07", 1, rows)));
      const bound = `--max-old-space-size=${HEAP_MEGABYTES}`;
      const line = [bound, job, file, "CNUT01G1PRO1", "12"];
      const { stdout } = await promisify(execFile)(process.execPath, line);
      return JSON.parse(stdout);
    };
    const one = await plan(1);
    const many = await plan(ROWS);
    expect(many).to.include({ units: ROWS, issuances: 1 });
    const bytesOfRow = ((many.peakMegabytes - one.peakMegabytes) * 2 ** 20) / ROWS;
    expect(bytesOfRow).to.be.lessThan(MOST_BYTES_A_ROW);
  });
});
