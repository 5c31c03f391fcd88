import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import type { Hex } from "viem";
import { addTo, asLogs } from "../../snapshot/log-heads.js";
import type { Manifest } from "../../snapshot/manifest.js";
import { indexInPostgres, type PostgresIndex } from "../example-index.js";
import { carryIn, carryOut, type Place, refusal, settingsOf } from "./carry.js";
import { Forger, manifestOf, writeAsIs } from "./forge.js";
import { indexCommand } from "./run.js";

describe("an import refuses", function () {
  this.timeout(600_000);

  let index: PostgresIndex;
  let honest: string;
  let forger: Forger;
  let taken: Place;

  before(skipUnless("postgresql"));

  before(async () => {
    index = await indexInPostgres();
    const { chain, postgres, schema } = index;
    honest = join(chain.folder, "honest");
    const given = { chain, url: postgres.url, schema };
    await carryOut(given, honest);
    forger = new Forger(honest);
    taken = { ...given, schema: "forged" };
  });

  const take = async (folder: string, digest?: string): Promise<string> =>
    await refusal(carryIn(taken, folder, { digest }));
  /** Nothing of what was refused is left. */
  const requireEmpty = async () => {
    const rows = await index.postgres.query(
      "select (select count(*) from forged.seat) + (select count(*) from forged.unit) + (select count(*) from forged._ponder_checkpoint) as count",
    );
    expect(rows).to.deep.equal([{ count: "0" }]);
  };

  it("a file that was altered, in clear words, and leaves nothing", async () => {
    const folder = forger.copy();
    const path = join(folder, "seat.csv.gz");
    const bytes = readFileSync(path);
    bytes[bytes.length - 8] = (bytes[bytes.length - 8] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { code, stderr } = await indexCommand(settingsOf(taken), "import", folder);
    expect(code).to.equal(2);
    expect(stderr).to.match(/seat\.csv\.gz cannot be taken in: it is altered/);
    await requireEmpty();
  });

  it("a file that was truncated, or is missing", async () => {
    const folder = forger.copy();
    truncateSync(join(folder, "unit.csv.gz"), 100);
    expect(await take(folder)).to.match(/^unit\.csv\.gz cannot be taken in: it is truncated/);
    await requireEmpty();
  });

  it("a file that is longer than the manifest says, before it fills a disk", async () => {
    const folder = forger.copy();
    const of = manifestOf(folder).files.find(({ table }) => table === "seat");
    const bomb = gzipSync(Buffer.alloc(50_000_000, "0"));
    writeFileSync(join(folder, "seat.csv.gz"), bomb);
    expect(of?.bytes).to.be.below(bomb.length);
    expect(await take(folder)).to.match(/it is longer than the manifest says/);
    await requireEmpty();
  });

  it("a manifest that was altered, is missing, or is of another version", async () => {
    const folder = forger.copy();
    const manifest = manifestOf(folder);
    writeAsIs(folder, { ...manifest, block: { ...manifest.block, timestamp: 1 } });
    expect(await take(folder)).to.match(/digest: found .* it was altered/);
    writeAsIs(folder, { ...manifest, version: 1 });
    expect(await take(folder)).to.match(/version: found 1, expected 2: another release wrote/);
    writeFileSync(join(folder, "manifest.json"), "{");
    expect(await take(folder)).to.match(/is not JSON/);
    expect(await take(join(index.chain.folder, "nowhere"))).to.match(
      /There is no .*manifest\.json/,
    );
  });

  it("a file that is named by a path", async () => {
    const folder = forger.forge(({ files: [first, ...files], ...rest }) => ({
      ...rest,
      files: [{ ...(first as Manifest["files"][number]), file: "../seat.csv.gz" }, ...files],
    }));
    expect(await take(folder)).to.match(/files\.0\.file: expected a name that ends in \.csv\.gz/);
  });

  it("files of another chain or registry", async () => {
    expect(await take(forger.forge((given) => ({ ...given, chainId: 1 })))).to.match(
      /chainId: found 1, expected 31337.* of another registry/,
    );
    const address = `0x${"12".repeat(20)}`;
    const other = forger.forge((given) => {
      const contracts = { ...given.anchor.contracts, Dossier: address };
      return { ...given, anchor: { ...given.anchor, contracts } };
    });
    expect(await take(other)).to.match(/anchor\.contracts\.Dossier: found 0x1212/);
    const hash = `0x${"34".repeat(32)}`;
    const chainOfOthers = forger.forge((given) => ({ ...given, block: { ...given.block, hash } }));
    expect(await take(chainOfOthers)).to.match(/the files are of another chain/);
    const number = 1_000_000;
    const later = forger.forge((given) => ({ ...given, block: { ...given.block, number } }));
    expect(await take(later)).to.match(/The nodes show no block 1000000/);
    const timestamp = 1;
    const earlier = forger.forge((given) => ({ ...given, block: { ...given.block, timestamp } }));
    expect(await take(earlier)).to.match(/has the time \d+ on this chain, and 1 in the manifest/);
    await requireEmpty();
  });

  it("files that another member's digest does not fit", async () => {
    expect(await take(honest, "0".repeat(64))).to.match(/expected 0{64} \(--digest\)/);
    await requireEmpty();
  });

  it("rows of other handlers or columns", async () => {
    expect(await take(forger.forge((given) => ({ ...given, build: "0123456789" })))).to.match(
      /made by build 0123456789 of the index, and this is/,
    );
    const fewer = forger.forge(({ files, ...rest }) => ({ ...rest, files: files.slice(1) }));
    expect(await take(fewer)).to.match(/found 0 files, expected one with the columns/);
    await requireEmpty();
  });

  it("an entry that was left out, although every digest and log of the manifest fits", async () => {
    const folder = forger.forgeLines("log_record", (lines) => {
      const last = lines.findLastIndex((line) => line.includes(",Dossier,"));
      return lines.filter((_line, index) => index !== last);
    });
    expect(await take(folder)).to.match(/logs: what the rows add up to is something else/);
    const { files } = manifestOf(folder);
    const columns = files.find(({ table }) => table === "log_record")?.columns ?? [];
    const at = (name: string) => columns.findIndex((column) => column.name === name);
    const lines = gunzipSync(readFileSync(join(folder, "log_record.csv.gz"))).toString();
    const logs = new Map();
    for (const line of lines.trimEnd().split("\n").slice(1)) {
      const fields = line.split(",");
      const of = (name: string) => fields[at(name)]?.replace("\\x", "0x") as Hex;
      addTo(logs, of("contract"), of("subject"), of("head"));
    }
    // Entries of robots are not among these: their log stays as it was.
    const { RobotRegistry: _, ...forged } = asLogs(logs);
    forger.forge((given) => ({ ...given, logs: { ...given.logs, ...forged } }), folder);
    expect(await take(folder)).to.match(
      /at block \d+ is proven to have \d+ entries.* something is left out/,
    );
    await requireEmpty();
  });

  it("an entry that was altered, although the logs fit", async () => {
    expect(await take(forger.alterEntry())).to.match(
      /The history of \w{29} does not lead to its head/,
    );
    await requireEmpty();
  });

  it("a robot whose row does not end its history", async () => {
    const { columns = [] } = manifestOf(honest).files.find(({ table }) => table === "unit") ?? {};
    const head = columns.findIndex(({ name }) => name === "head");
    const folder = forger.forgeLines("unit", ([first = "", ...lines]) => [
      first
        .split(",")
        .with(head, `\\x${"78".repeat(32)}`)
        .join(","),
      ...lines,
    ]);
    expect(await take(folder)).to.match(/does not lead to its head/);
    await requireEmpty();
  });

  it("nothing of the honest files", async () => {
    expect(await take(honest, manifestOf(honest).digest)).to.equal("nothing");
  });
});
