// Writes openapi.json, the description of the API.
import { writeFileSync } from "node:fs";
import { openApiDocument } from "../src/api/document.js";

const file = new URL("../openapi.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(openApiDocument(), undefined, 2)}\n`);
