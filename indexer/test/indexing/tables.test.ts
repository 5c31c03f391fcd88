import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ExampleChain, exampleChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { readPglite, readPostgres, type Tables } from "@openrobotid/testkit/index-tables";
import { startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
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

  /** Indexes all there is, and ends. */
  const indexInto = async (
    database: Readonly<Record<string, string>>,
    look?: (url: string) => Promise<void>,
  ) => {
    const index = await IndexProcess.start({
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: chain.rpc.url,
      ...database,
    });
    try {
      const head = await chain.provider.getBlockNumber();
      await index.reach(head);
      expect(await index.block()).to.equal(head);
      await look?.(index.url);
      expect(await index.end()).to.equal(0);
    } finally {
      await index.end("SIGKILL");
    }
  };

  let inPglite: Tables;

  describe("in PGlite", () => {
    before(async () => {
      const folder = join(chain.folder, "pglite");
      // From a node that asks for a token, as a member's does once its RPC is opened to the member's own systems.
      const tokenFile = join(chain.folder, "token");
      writeFileSync(tokenFile, "a token\n");
      chain.rpc.token = "a token";
      try {
        await indexInto({
          DATA_DIR: folder,
          RPC_URLS: `${chain.rpc.url}#token-file=${tokenFile}`,
        });
      } finally {
        chain.rpc.token = undefined;
      }
      inPglite = await readPglite(join(folder, "index"), "robot_index");
    });

    agree(() => [inPglite, oracle]);
  });

  describe("in PostgreSQL", () => {
    let inPostgres: Tables;
    const statuses: Record<string, number> = {};
    let metrics: string;

    before(skipUnless("postgresql"));

    before(async () => {
      const postgres = await startPostgres();
      try {
        // Under another name, and beside no API.
        const settings = { DATABASE_URL: postgres.url, DATABASE_SCHEMA: "again", API: "off" };
        await indexInto(settings, async (url) => {
          for (const path of ["/health", "/ready", "/status", "/metrics", "/v1/stats", "/CN"]) {
            statuses[path] = (await fetch(url + path)).status;
          }
          metrics = await (await fetch(`${url}/metrics`)).text();
        });
        inPostgres = await readPostgres(postgres, "again");
      } finally {
        await postgres.close();
      }
    });

    it("are filled by a process that answers nobody but monitoring, with API=off", () => {
      expect(statuses).to.deep.equal({
        "/health": 200,
        "/ready": 200,
        "/status": 200,
        "/metrics": 200,
        "/v1/stats": 404,
        "/CN": 404,
      });
      // What the API knows of it, and the engine.
      expect(metrics).to.match(/^robotid_unproven_seconds 0$/m);
      expect(metrics).to.match(/^robotid_index_block \d+$/m);
    });

    it("come out the same when everything is indexed again", () => {
      expect(inPostgres).to.deep.equal(inPglite);
    });
  });
});
