import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ExampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { readPostgres, type Tables } from "@openrobotid/testkit/index-tables";
import type { Postgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { Contract } from "ethers";
import type { Manifest } from "../../snapshot/manifest.js";
import { indexInPostgres } from "../example-index.js";
import { indexCommand, startIndexCommand } from "./run.js";

describe("a snapshot of the index, by the commands", function () {
  this.timeout(600_000);

  let chain: ExampleChain;
  let postgres: Postgres;
  let folder: string;
  let digest: string;
  let reindexed: Tables;
  let given: string;

  const settings = (schema: string) => ({
    DEPLOYMENT: chain.deploymentFile,
    RPC_URLS: chain.rpc.url,
    DATABASE_URL: postgres.url,
    DATABASE_SCHEMA: schema,
    API: "off",
  });

  /** Indexes up to the head, and ends. */
  const index = async (schema: string) => {
    const running = await IndexProcess.start(settings(schema));
    try {
      await running.reach(await chain.provider.getBlockNumber());
      expect(await running.end()).to.equal(0);
      return running;
    } finally {
      await running.end("SIGKILL");
    }
  };

  before(skipUnless("postgresql"));

  before(async () => {
    ({ chain, postgres, schema: given, tables: reindexed } = await indexInPostgres());
    folder = join(chain.folder, "snapshot");
    const { code, stdout, stderr } = await indexCommand(settings(given), "export", folder);
    expect(code, stderr).to.equal(0);
    digest = stdout.trim();
  });

  const manifest = () =>
    JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Manifest;

  describe("export", () => {
    it("ends with a manifest of every table, as of a final block", async () => {
      const { files, block, digest: said } = manifest();
      expect(said).to.equal(digest);
      expect(files.map(({ table }) => table)).to.deep.equal(Object.keys(reindexed));
      const head = await chain.provider.getBlockNumber();
      expect(block.number).to.be.below(head);
      expect(block.hash).to.equal((await chain.provider.getBlock(block.number))?.hash);
      expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).to.deep.equal([]);
    });

    it("says of each file what it is", () => {
      for (const { file, bytes, sha256, rows } of manifest().files) {
        const content = readFileSync(join(folder, file));
        expect(content.length).to.equal(bytes);
        expect(createHash("sha256").update(content).digest("hex")).to.equal(sha256);
        if (rows === 0) expect(gunzipSync(content).toString().trim().split("\n")).to.have.length(1);
      }
    });

    it("says the logs of the contracts as they were at that block", async () => {
      const { logs, block } = manifest();
      const abi = ["function log() view returns (uint256 count, bytes32 head)"];
      for (const name of ["RobotRegistry", "Dossier", "Consortium"] as const) {
        const { address } = chain.deployment.contracts[name];
        const contract = new Contract(address, abi, chain.provider);
        const [count, head] = await contract.getFunction("log")({ blockTag: block.number });
        expect(logs[name], name).to.deep.equal({ count: String(count), head });
      }
    });

    it("gives the same digest again, and with the rows as of a later block another one", async () => {
      const again = join(chain.folder, "again");
      expect((await indexCommand(settings(given), "export", again)).stdout.trim()).to.equal(digest);
      const later = join(chain.folder, "later");
      const head = String(await chain.provider.getBlockNumber());
      const { stdout } = await indexCommand(settings(given), "export", later, "--block", head);
      expect(stdout.trim())
        .to.match(/^[0-9a-f]{64}$/)
        .and.not.equal(digest);
    });

    it("goes on where kill -9 stopped it; until then nothing looks whole", async () => {
      const stopped = join(chain.folder, "stopped");
      const { child, ended } = startIndexCommand(settings(given), ["export", stopped]);
      child.stderr?.on("data", (line: Buffer) => {
        if (/: \d+ rows/.test(line.toString())) child.kill("SIGKILL");
      });
      expect((await ended).code).to.equal(null);
      expect(existsSync(join(stopped, "manifest.json"))).to.equal(false);
      const { code, stdout, stderr } = await indexCommand(settings(given), "export", stopped);
      expect(code, stderr).to.equal(0);
      expect(stderr).to.match(/^Goes on at block \d+, with [1-9]\d* files done/);
      expect(stdout.trim()).to.equal(digest);
    });

    it("refuses a block whose rows it does not have, saying which it has", async () => {
      const { code, stderr } = await indexCommand(
        settings(given),
        "export",
        join(chain.folder, "too-early"),
        "--block",
        "1",
      );
      expect(code).to.equal(2);
      expect(stderr).to.match(/--block: found 1, expected one of \d+ to \d+/);
    });
  });

  describe("import", () => {
    it("goes on to the same rows as an index that began with the chain", async () => {
      const { code, stderr } = await indexCommand(
        settings("gone_on"),
        "import",
        folder,
        "--digest",
        digest,
      );
      expect(code, stderr).to.equal(0);
      const { lines } = await index("gone_on");
      expect(await readPostgres(postgres, "gone_on")).to.deep.equal(reindexed);
      // It did not read the past again.
      const from = lines.find(({ msg }) => msg === "Started backfill indexing")?.from;
      expect(from).to.equal(manifest().block.number + 1);
    });

    it("refuses a schema that has an index already", async () => {
      const { code, stderr } = await indexCommand(settings("gone_on"), "import", folder);
      expect(code).to.equal(2);
      expect(stderr).to.include("The schema gone_on has an index already");
      expect(await readPostgres(postgres, "gone_on")).to.deep.equal(reindexed);
    });

    it("goes on where kill -9 stopped it; until then nothing serves, and no index starts", async () => {
      const { child, ended } = startIndexCommand(settings("killed"), ["import", folder]);
      child.stderr?.on("data", (line: Buffer) => {
        if (/: \d+ rows/.test(line.toString())) child.kill("SIGKILL");
      });
      expect((await ended).code).to.equal(null);
      const started = await IndexProcess.start(settings("killed"));
      const status = await started.ended();
      expect(status, started.said.join("\n")).to.equal(2);
      expect(started.said.join("\n")).to.include("has an import that is not finished");
      const [before] = await postgres.query("select count(*)::int from killed._ponder_checkpoint");
      expect(before).to.deep.equal({ count: 0 });
      // Other files are refused: the rest would not fit.
      const other = join(chain.folder, "later");
      const refused = await indexCommand(settings("killed"), "import", other);
      expect(refused.stderr).to.include("has an unfinished import of other files");

      const { code, stderr } = await indexCommand(settings("killed"), "import", folder);
      expect(code, stderr).to.equal(0);
      expect(stderr).to.include("was done before");
      // Nobody said the digest: the rows are the same, and not called proven.
      await index("killed");
      const { believed_log: believed, ...rows } = await readPostgres(postgres, "killed");
      const { believed_log: _none, ...expected } = reindexed;
      expect(rows).to.deep.equal(expected);
      expect(believed).to.have.length(1);
    });
  });
});
