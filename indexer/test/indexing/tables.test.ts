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

    it("keep no digest, account or hash as text", async () => {
      const columns = await index.postgres.query<{ table: string; column: string }>(
        `select table_name::text as table, column_name::text as column from information_schema.columns
          where table_schema = '${index.schema}' and udt_name = 'text' and table_name not like '\\_%'`,
      );
      expect(columns).to.have.length.above(30);
      const found: string[] = [];
      for (const { table, column } of columns) {
        const rows = await index.postgres.query(
          `select from "${index.schema}"."${table}" where "${column}" ~* '^(0x)?([0-9a-f]{40}|[0-9a-f]{64})$' limit 1`,
        );
        if (rows.length > 0) found.push(`${table}.${column}`);
      }
      // Of any kind of subject: a code, a number, or what the timelock calls an operation by.
      expect(found).to.deep.equal(["registry_event.subject"]);
    });

    it("come out the same when everything is indexed again", () => {
      expect(index.tables).to.deep.equal(inPglite);
    });
  });
});
