// The tables of the index, in the schema of the database that the environment names.
import { is, Table } from "drizzle-orm";
import * as tables from "./ponder.schema.js";
import { databaseSchemaOf } from "./settings.js";

/** Where drizzle keeps the schema of a table. */
const SCHEMA = Symbol.for("drizzle:Schema");

const schema = databaseSchemaOf(process.env);
for (const table of Object.values(tables)) {
  if (is(table, Table)) Object.assign(table, { [SCHEMA]: schema });
}

export * from "./ponder.schema.js";
