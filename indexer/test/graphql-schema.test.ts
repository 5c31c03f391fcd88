import { readFileSync } from "node:fs";
import { expect } from "chai";
import { buildSchema, isObjectType } from "graphql";
import { graphqlSchema } from "../scripts/graphql.js";

describe("schema.graphql", () => {
  let published: string;

  before(() => {
    published = readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");
  });

  it("is what the tables make, `npm run -w indexer graphql` having been run", async () => {
    expect(await graphqlSchema()).to.equal(published);
  });

  it("describes every table and every column of it", () => {
    const schema = buildSchema(published);
    const tables = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && schema.getQueryType()?.getFields()[type.name],
    );
    expect(tables).to.have.length.above(30);
    for (const table of tables) {
      if (!isObjectType(table)) continue;
      expect(table.description, table.name).to.be.a("string");
      // Fields that lead to other tables have a name that says where.
      const columns = Object.values(table.getFields()).filter(
        ({ type, args }) => args.length === 0 && !isObjectType(type),
      );
      for (const { name, description } of columns) {
        expect(description, `${table.name}.${name}`).to.be.a("string");
      }
    }
  });
});
