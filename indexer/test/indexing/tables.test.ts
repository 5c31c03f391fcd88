import type { Tables } from "@openrobotid/testkit/index-tables";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import {
  exampleOracle,
  indexInPglite,
  indexInPostgres,
  type PostgresIndex,
} from "../example-index.js";
import { agree } from "./agree.js";
import type { Oracle } from "./oracle.js";

describe("the tables of the example world", function () {
  this.timeout(600_000);

  let oracle: Oracle;
  let inPglite: Tables;

  before(async () => {
    oracle = await exampleOracle();
  });

  describe("in PGlite", () => {
    before(async () => {
      inPglite = (await indexInPglite()).tables;
    });

    agree(() => [inPglite, oracle]);
  });

  describe("in PostgreSQL", () => {
    let index: PostgresIndex;

    before(skipUnless("postgresql"));

    before(async () => {
      index = await indexInPostgres();
    });

    it("are filled by a process that answers nobody but monitoring, with API=off", () => {
      expect(index.statuses).to.deep.equal({
        "/health": 200,
        "/ready": 200,
        "/status": 200,
        "/metrics": 404,
        "/v1/stats": 404,
        "/CN": 404,
      });
      // What the API knows of it, and the engine.
      expect(index.metrics).to.match(/^robotid_unproven_seconds 0$/m);
      expect(index.metrics).to.match(/^robotid_index_block \d+$/m);
    });

    it("come out the same when everything is indexed again", () => {
      expect(index.tables).to.deep.equal(inPglite);
    });
  });
});
