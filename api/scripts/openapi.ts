// Writes openapi.json, the description of the API, and what docs/api.md takes from the code: its operations and the table
// of scopes.
import { readFileSync, writeFileSync } from "node:fs";
import { openApiDocument } from "../src/document.js";
import { withGenerated } from "../src/reference.js";

const description = new URL("../openapi.json", import.meta.url);
writeFileSync(description, `${JSON.stringify(openApiDocument(), undefined, 2)}\n`);

const page = new URL("../../docs/api.md", import.meta.url);
writeFileSync(page, withGenerated(readFileSync(page, "utf8")));
