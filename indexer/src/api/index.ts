// Where Ponder looks for an API. It serves none: the API of this process has a server of its own, and reads the database that
// Ponder opened.
import { db } from "ponder:api";
import { Hono } from "hono";
import { handDatabase } from "../../handed-database.js";

handDatabase((db as unknown as { $client: unknown }).$client);

// Ponder demands Hono itself.
export default new Hono();
