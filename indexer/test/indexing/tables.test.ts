import { join } from "node:path";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { exampleApi } from "@openrobotid/api-server/test/example-api";
import { type ExampleChain, exampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { readPglite, readPostgres, type Tables } from "@openrobotid/testkit/index-tables";
import { agree } from "./agree.js";
import { askContracts, type Oracle } from "./oracle.js";

describe("the tables of the example world", function () {
  this.timeout(600_000);

  let chain: ExampleChain;
  let oracle: Oracle;

  before(async () => {
    chain = await exampleChain();
    oracle = await askContracts(chain);
  });

  const environment = () => ({ DEPLOYMENT: chain.deploymentFile, RPC_URLS: chain.rpc.url });

  describe("in PGlite", () => {
    let tables: Tables;

    before(async () => {
      const folder = join(chain.folder, "pglite");
      const index = await IndexProcess.start({ ...environment(), DATA_DIR: folder });
      try {
        await index.reach(await chain.provider.getBlockNumber());
        expect(await index.end()).to.equal(0);
      } finally {
        await index.end("SIGKILL");
      }
      tables = await readPglite(join(folder, "index"), "robot_index");
    });

    agree(() => [tables, oracle]);
  });

  describe("in PostgreSQL", () => {
    let tables: Tables;
    let again: Tables;

    before(skipUnless("postgresql"));

    before(async () => {
      // The index of the API's tests is one of this world already.
      const { postgres } = await exampleApi("PostgreSQL");
      if (!postgres) throw new Error("the API has no PostgreSQL");
      tables = await readPostgres(postgres, "robot_index");
      const settings = { DATABASE_URL: postgres.url, DATABASE_SCHEMA: "again" };
      const index = await IndexProcess.start({ ...environment(), ...settings });
      try {
        await index.reach(await chain.provider.getBlockNumber());
      } finally {
        await index.end();
      }
      again = await readPostgres(postgres, "again");
    });

    agree(() => [tables, oracle]);

    it("come out the same when everything is indexed again", () => {
      expect(again).to.deep.equal(tables);
    });
  });
});
