import { readFileSync } from "node:fs";
import { expect } from "chai";
import { getTableColumns, is } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import { NotBytesError } from "../bytes.js";
import * as tables from "../tables.js";

const columns = Object.values(tables)
  .filter((table): table is typeof tables.unit => is(table, PgTable))
  .flatMap((table) =>
    Object.entries(getTableColumns(table)).map(([name, column]) => ({
      name: `${getTableConfig(table).name}.${name}`,
      column: column as PgColumn,
    })),
  );

describe("columns of digests, accounts and hashes", () => {
  it("are bytes in the database, all of them", () => {
    const source = readFileSync(new URL("../ponder.schema.ts", import.meta.url), "utf8");
    expect(source).not.to.match(/\bt\s*\.\s*(hex|bytes)\s*\(/);
    const types = columns
      .filter(({ column }) => {
        const { columnType, baseColumn } = column as PgColumn & { baseColumn?: PgColumn };
        return [columnType, baseColumn?.columnType].includes("PgHex");
      })
      .map(({ name, column }) => [name, column.getSQLType()]);
    expect(types).to.have.length.above(100);
    const others = types.filter(([, type]) => type !== "bytea");
    expect(others).to.deep.equal([
      ["proposal.targets", "bytea[]"],
      ["proposal.calldatas", "bytea[]"],
    ]);
    // By their names, too: none of them was made a column of text.
    const named =
      /digest|account$|hash$|holder|operator$|actor|^head$|issuer|recycler$|authority$/i;
    const texts = columns.filter(({ name, column }) => {
      return named.test(name.split(".")[1] ?? "") && column.getSQLType() === "text";
    });
    expect(texts.map(({ name }) => name)).to.deep.equal([]);
  });

  it("are written in lower case and whole bytes, and read from what either driver gives", () => {
    const { holder: column } = tables.unit;
    for (const [given, written, read] of [
      ["0xABCD", "\\xabcd", "0xabcd"],
      ["0x123", "\\x0123", "0x0123"],
      ["0x", "\\x", "0x"],
    ] as const) {
      expect(column.mapToDriverValue(given)).to.equal(written);
      expect(column.mapFromDriverValue(written)).to.equal(read);
      const bytes = Buffer.from(read.slice(2), "hex");
      expect(column.mapFromDriverValue(bytes as never)).to.equal(read);
      expect(column.mapFromDriverValue(new Uint8Array(bytes) as never)).to.equal(read);
    }
  });

  it("refuse what is no bytes, and text that an earlier index kept", () => {
    const { holder: column } = tables.unit;
    for (const wrong of ["", "ab", "0xg", "\\xab", " 0xab", 12, 12n, null, undefined]) {
      expect(() => column.mapToDriverValue(wrong as never), String(wrong)).to.throw(
        NotBytesError,
        /^Not bytes: found .*expected 0x and hexadecimal digits$/,
      );
    }
    expect(() => column.mapFromDriverValue("0xab")).to.throw(/another version of the index/);
  });
});
