// Production files from the command line: every fault said, everything issued once, a stopped job resumed.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folder, isolate } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { answers, fails, robotid, says } from "./run.js";

const PRODUCTION = fileURLToPath(
  new URL("../../examples/world/production/tern-25w07.csv", import.meta.url),
);
const OPTIONS = "--model CN-BH01-TERN03 --manifest-uri https://maker.example/units.jsonl";

/** Rows of the world's file under serials that were never issued. */
function writeUnits(file: string, stem: string, count: number): void {
  const [head = "", ...rows] = readFileSync(PRODUCTION, "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("#"));
  const fresh = rows.slice(0, count).map((row, index) => {
    const serial = `${stem}${String(index + 1).padStart(12, "0")}`;
    return [serial, ...row.split(",").slice(1)].join(",");
  });
  writeFileSync(join(folder, file), [head, ...fresh, ""].join("\n"));
}

describe("issue", () => {
  isolate();

  it("says everything that is wrong with a file, with line, column, value and reason", async () => {
    writeUnits("bad.csv", "26W01", 4);
    const path = join(folder, "bad.csv");
    const text = readFileSync(path, "utf8")
      .replace("26W01000000000002", "26W0100000000002")
      .replace("26W01000000000003", "26W01000000000001");
    writeFileSync(path, text);
    const check = "issue check bad.csv --model CN-BH01-TERN03 --counter-width 12";
    const { rows, issueCount, issues } = await answers<{
      rows: number;
      issueCount: number;
      issues: { line: number }[];
    }>(check, { exits: 2 });
    expect({ rows, issueCount }).to.deep.equal({ rows: 4, issueCount: 2 });
    expect(issues.map(({ line }) => line)).to.deep.equal([3, 4]);
    const { exitCode, out } = await robotid(`${check} --quiet`);
    expect(exitCode).to.equal(2);
    expect(out)
      .to.match(/3 +serial +"26W0100000000002"/)
      .and.include("✘ 2 faults in 4 rows.");
    const { code, details } = await fails(`issue bad.csv ${OPTIONS} --quiet --dry-run`, 2, {
      as: "beihu",
    });
    expect(code).to.equal("ProductionFileError");
    expect(details).to.deep.equal(issues);
    expect((await robotid(`issue bad.csv ${OPTIONS} --quiet`, { as: "beihu" })).err).to.include(
      "Line 3, serial:",
    );
  });

  it("finds a good file good", async () => {
    writeUnits("good.csv", "26W02", 5);
    expect(
      await answers(
        "issue check good.csv --model CN-BH01-TERN03 --counter-width 12 --expected-rows 5",
      ),
    ).to.deep.equal({ rows: 5, issueCount: 0, issues: [] });
    expect(
      await says("issue check good.csv --model CN-BH01-TERN03 --counter-width 12 --quiet"),
    ).to.equal("✔ 5 rows, and nothing wrong with any.\n");
  });

  it("rehearses, issues, and issues nothing twice", async () => {
    writeUnits("units.csv", "26W03", 30);
    const line = `issue units.csv ${OPTIONS} --quiet`;
    expect(await answers(`${line} --dry-run`, { as: "beihu" })).to.deep.include({
      status: "planned",
      units: 30,
      manifest: null,
    });
    expect(existsSync(join(folder, "units.csv.manifest.jsonl"))).to.equal(false);
    const issued = await answers<{ issuances: unknown[] }>(line, { as: "beihu" });
    expect(issued).to.deep.include({ status: "issued", units: 30, issuedBefore: 0 });
    expect(issued.issuances).to.have.length(1);
    expect(await answers(line, { as: "beihu" })).to.deep.include({
      status: "alreadyIssued",
      issuedBefore: 30,
    });
    expect(
      await answers(
        "verify manifest units.csv.manifest.jsonl --lot-of CN-BH01-TERN03-26W03000000000030",
      ),
    ).to.deep.include({ units: 30 });
    expect(await says(line, { as: "beihu" })).to.include("✔ All of them were issued before.");
    const refused = await fails(line, 1, { as: "tonalli" });
    expect(refused.code).to.equal("AuthorityRegistryNotManufacturer");
  });

  it("names its work as `issue file` as well, and refuses units that were issued by another file", async () => {
    copyFileSync(PRODUCTION, join(folder, "old.csv"));
    writeUnits("clash.csv", "25W07", 3);
    const { code } = await fails(`issue file clash.csv ${OPTIONS} --quiet`, 1, { as: "beihu" });
    expect(code).to.equal("IssuanceConflictError");
  });

  it("stops when it is told to, and goes on where it was", async () => {
    writeUnits("stopped.csv", "26W04", 50);
    const controller = new AbortController();
    controller.abort();
    const line = `issue stopped.csv ${OPTIONS} --quiet`;
    const { code } = await fails(line, 130, { as: "beihu", signal: controller.signal });
    expect(code).to.equal("Interrupted");
    expect(await answers(line, { as: "beihu" })).to.deep.include({ status: "issued", units: 50 });
  });

  it("shows how far it is on standard error: a line a phase, or one that changes on a terminal", async () => {
    writeUnits("shown.csv", "26W06", 5);
    const line = `issue shown.csv ${OPTIONS} --dry-run`;
    const script = await robotid(line, { as: "beihu" });
    expect(script.err).to.equal("Reading the file…\nBuilding the tree…\nAsking the chain…\n");
    const terminal = await robotid(line, { as: "beihu", errIsTerminal: true });
    expect(terminal.err).to.include("\rReading the file… 100 %\n".replace("\r", "\r\u001b[K"));
    expect(terminal.out).to.equal(script.out);
  });
});
