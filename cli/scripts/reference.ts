// Writes docs/cli.md from the definitions of the commands.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderReference } from "../src/reference.js";

writeFileSync(fileURLToPath(new URL("../../docs/cli.md", import.meta.url)), renderReference());
