// Rewrites the table of public columns in docs/snapshots.md.
import { readFileSync, writeFileSync } from "node:fs";
import { withColumns } from "../snapshot/reference.js";

const page = new URL("../../docs/snapshots.md", import.meta.url);
writeFileSync(page, withColumns(readFileSync(page, "utf8")));
