// Writes the production files of examples/world. They are the same every time.
import { writeFileSync } from "node:fs";
import { isMain } from "@openrobotid/kit/run";
import { drawnSerials, productionFile, sequentialSerials } from "@openrobotid/world/factory";

const FOLDER = new URL("../examples/world/production/", import.meta.url);

/** The files by name, as they must be. */
export function productionFiles(): Record<string, string> {
  return {
    "tern-25w07.csv": productionFile(
      "CNBH01TERN03",
      "TERN03 rev C",
      sequentialSerials("25W07", 1, 10_000),
    ),
    "colibri-2025-02.csv": productionFile(
      "MXTN01COLIB1",
      "COLIB1 rev A",
      drawnSerials("MXTN01COLIB1", "LAB", 500),
    ),
  };
}

if (isMain(import.meta)) {
  for (const [name, text] of Object.entries(productionFiles())) {
    writeFileSync(new URL(name, FOLDER), text);
  }
}
