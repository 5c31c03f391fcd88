import { createHash } from "node:crypto";
import { cpSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { type ExampleChain, exampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import type { Client } from "pg";
import type { Hex } from "viem";
import { readSettings } from "../../settings.js";
import { connect } from "../../snapshot/database.js";
import { examine, fill } from "../../snapshot/import.js";
import { addTo, asLogs } from "../../snapshot/log-heads.js";
import { digestOf, type Manifest } from "../../snapshot/manifest.js";
import { indexCommand } from "./run.js";

describe("an import refuses", function () {
  this.timeout(600_000);

  let chain: ExampleChain;
  let postgres: Postgres;
  let client: Client;
  let honest: string;
  let build: string;
  let forgeries = 0;

  const settings = (schema: string) => ({
    DEPLOYMENT: chain.deploymentFile,
    RPC_URLS: chain.rpc.url,
    DATABASE_URL: postgres.url,
    DATABASE_SCHEMA: schema,
    API: "off",
  });

  before(skipUnless("postgresql"));

  before(async () => {
    chain = await exampleChain();
    postgres = await startPostgres();
    const index = await IndexProcess.start(settings("given"));
    await index.reach(await chain.provider.getBlockNumber());
    await index.end();
    honest = join(chain.folder, "honest");
    expect((await indexCommand(settings("given"), "export", honest)).code).to.equal(0);
    client = await connect(postgres.url, "taken");
  });

  after(async () => {
    await client?.end();
    postgres?.close();
  });

  /** A copy of the files, changed by somebody. */
  const copy = (): string => {
    forgeries += 1;
    const folder = join(chain.folder, `forged-${forgeries}`);
    cpSync(honest, folder, { recursive: true });
    return folder;
  };
  const manifestOf = (folder: string) =>
    JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;
  const write = (folder: string, manifest: Manifest) =>
    writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  /** Changes the manifest, and makes its digest fit. */
  const forge = (change: (manifest: Manifest) => Manifest, folder = copy()): string => {
    const forged = change(manifestOf(folder));
    write(folder, { ...forged, digest: digestOf(forged) });
    return folder;
  };
  /** Changes the lines of a file, and makes every digest fit. */
  const forgeLines = (table: string, change: (lines: string[]) => string[], folder = copy()) => {
    const path = join(folder, `${table}.csv.gz`);
    const [names = "", ...lines] = gunzipSync(readFileSync(path)).toString().trimEnd().split("\n");
    const changed = change(lines);
    const plain = Buffer.from(`${[names, ...changed].join("\n")}\n`);
    const packed = gzipSync(plain);
    writeFileSync(path, packed);
    const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    const of = {
      rows: changed.length,
      bytes: packed.length,
      sha256: sha256(packed),
      csvBytes: plain.length,
      csvSha256: sha256(plain),
    };
    return forge(({ files, ...rest }) => {
      const forged = files.map((file) => (file.table === table ? { ...file, ...of } : file));
      return { ...rest, files: forged };
    }, folder);
  };

  const take = async (folder: string, digest?: string): Promise<string> => {
    const { deployment } = readSettings(settings("taken"));
    const options = { client, schema: "taken", deployment, folder, digest, say: () => {} };
    try {
      await fill(options, await examine(options), { build, node: chain.rpc.url });
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };
  /** Nothing of what was refused is left. */
  const requireEmpty = async () => {
    const { rows } = await client.query(
      "select (select count(*) from seat) + (select count(*) from unit) + (select count(*) from _ponder_checkpoint) as count",
    );
    expect(rows).to.deep.equal([{ count: "0" }]);
  };

  it("a file that was altered, in clear words, and leaves nothing", async () => {
    const folder = copy();
    const path = join(folder, "seat.csv.gz");
    const bytes = readFileSync(path);
    bytes[bytes.length - 8] = (bytes[bytes.length - 8] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { code, stderr } = await indexCommand(settings("taken"), "import", folder);
    expect(code).to.equal(2);
    expect(stderr).to.match(/seat\.csv\.gz cannot be taken in: it is altered/);
    await requireEmpty();
    const { rows } = await client.query("select value->>'build_id' as build from _ponder_meta");
    build = rows[0].build;
  });

  it("a file that was truncated, or is missing", async () => {
    const folder = copy();
    truncateSync(join(folder, "unit.csv.gz"), 100);
    expect(await take(folder)).to.match(/^unit\.csv\.gz cannot be taken in: it is truncated/);
    await requireEmpty();
  });

  it("a file that is longer than the manifest says, before it fills a disk", async () => {
    const folder = copy();
    const of = manifestOf(folder).files.find(({ table }) => table === "seat");
    const bomb = gzipSync(Buffer.alloc(50_000_000, "0"));
    writeFileSync(join(folder, "seat.csv.gz"), bomb);
    expect(of?.bytes).to.be.below(bomb.length);
    expect(await take(folder)).to.match(/it is longer than the manifest says/);
    await requireEmpty();
  });

  it("a manifest that was altered, is missing, or is of another version", async () => {
    const folder = copy();
    const manifest = manifestOf(folder);
    write(folder, { ...manifest, block: { ...manifest.block, timestamp: 1 } });
    expect(await take(folder)).to.match(/digest: found .* it was altered/);
    write(folder, { ...manifest, version: 2 as never });
    expect(await take(folder)).to.match(/version: found 2, expected 1/);
    writeFileSync(join(folder, "manifest.json"), "{");
    expect(await take(folder)).to.match(/is not JSON/);
    expect(await take(join(chain.folder, "nowhere"))).to.match(/There is no .*manifest\.json/);
  });

  it("a file that is named by a path", async () => {
    const folder = forge(({ files: [first, ...files], ...rest }) => ({
      ...rest,
      files: [{ ...(first as Manifest["files"][number]), file: "../seat.csv.gz" }, ...files],
    }));
    expect(await take(folder)).to.match(/files\.0\.file: expected a name that ends in \.csv\.gz/);
  });

  it("files of another chain or registry", async () => {
    expect(await take(forge((given) => ({ ...given, chainId: 1 })))).to.match(
      /chainId: found 1, expected 31337.* of another registry/,
    );
    const address = `0x${"12".repeat(20)}`;
    const other = forge((given) => {
      const contracts = { ...given.anchor.contracts, Dossier: address };
      return { ...given, anchor: { ...given.anchor, contracts } };
    });
    expect(await take(other)).to.match(/anchor\.contracts\.Dossier: found 0x1212/);
    const hash = `0x${"34".repeat(32)}`;
    const chainOfOthers = forge((given) => ({ ...given, block: { ...given.block, hash } }));
    expect(await take(chainOfOthers)).to.match(/the files are of another chain/);
    const number = 1_000_000;
    const later = forge((given) => ({ ...given, block: { ...given.block, number } }));
    expect(await take(later)).to.match(/The nodes show no block 1000000/);
    const timestamp = 1;
    const earlier = forge((given) => ({ ...given, block: { ...given.block, timestamp } }));
    expect(await take(earlier)).to.match(/has the time \d+ on this chain, and 1 in the manifest/);
    await requireEmpty();
  });

  it("files that another member's digest does not fit", async () => {
    expect(await take(honest, "0".repeat(64))).to.match(/expected 0{64} \(--digest\)/);
    await requireEmpty();
  });

  it("rows of other handlers or columns", async () => {
    expect(await take(forge((given) => ({ ...given, build: "0123456789" })))).to.match(
      /made by build 0123456789 of the index, and this is/,
    );
    const fewer = forge(({ files, ...rest }) => ({ ...rest, files: files.slice(1) }));
    expect(await take(fewer)).to.match(/found 0 files, expected one with the columns/);
    await requireEmpty();
  });

  it("an entry that was left out, although every digest and log of the manifest fits", async () => {
    const folder = forgeLines("log_record", (lines) => {
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
      const of = (name: string) => fields[at(name)] as Hex;
      addTo(logs, of("contract"), of("subject"), of("head"));
    }
    // Entries of robots are not among these: their log stays as it was.
    const { RobotRegistry: _, ...forged } = asLogs(logs);
    forge((given) => ({ ...given, logs: { ...given.logs, ...forged } }), folder);
    expect(await take(folder)).to.match(
      /at block \d+ is proven to have \d+ entries.* something is left out/,
    );
    await requireEmpty();
  });

  it("an entry that was altered, although the logs fit", async () => {
    const digests = /0x[0-9a-f]{64}/g;
    const folder = forgeLines("history_record", ([first = "", ...lines]) => {
      // Of the three words of an entry, the second is what it commits to.
      const [, payload = ""] = first.match(digests) ?? [];
      return [first.replace(payload, `0x${"56".repeat(32)}`), ...lines];
    });
    expect(await take(folder)).to.match(/The history of \w{29} does not lead to its head/);
    await requireEmpty();
  });

  it("a robot whose row does not end its history", async () => {
    const { columns = [] } = manifestOf(honest).files.find(({ table }) => table === "unit") ?? {};
    const head = columns.findIndex(({ name }) => name === "head");
    const folder = forgeLines("unit", ([first = "", ...lines]) => [
      first
        .split(",")
        .with(head, `0x${"78".repeat(32)}`)
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
