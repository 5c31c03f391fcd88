import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { WORLD_FOLDER } from "@openrobotid/world/files";

/** Changes to files by name: a new text, or a function of the old one. */
export type Changes = Record<string, string | ((text: string) => string)>;

const KRANICH = "DE-AW01-KRAN02-B2508000000000001";

/** The smallest world in which something happens: one lot without a production file, of which one unit is sold. */
const SMALL: Changes = {
  "issuances.csv": (text) => {
    const [header = "", ...rows] = text.split("\n").filter((line) => !line.startsWith("#"));
    return [header, ...rows.filter((row) => row.includes("B2508")), ""].join("\n");
  },
  "events.json": JSON.stringify([
    { date: "2025-03-03", action: "place", by: "adlerwald", robot: KRANICH, country: "DE" },
    { date: "2025-03-18", action: "sell", by: "adlerwald", robot: KRANICH, to: "werkhalle" },
  ]),
  "expected.json": JSON.stringify(
    {
      seats: { cn: ["CN"], es: ["ES"], mx: ["MX"], de: ["DE"] },
      manufacturers: { DEAW01: { party: "adlerwald", status: "active" } },
      approvals: {},
      holdings: { werkhalle: 1 },
      campaigns: {},
      orders: {},
      certificates: {},
      robots: {
        [KRANICH]: {
          state: "inService",
          holder: "werkhalle",
          market: "DE",
          operator: null,
          flags: [],
          firmware: null,
          openCampaigns: [],
          entries: 3,
          transfers: 1,
        },
      },
    },
    null,
    2,
  ),
};

/** Nothing of Japan and Korea, which take a vote, and nothing that the tables say of later months. */
const EARLY: Changes = {
  "authorities.csv": (text) => text.replaceAll(/^.*,(JP|KR),.*\n/gm, ""),
  ...Object.fromEntries(
    ["manufacturers", "models", "approvals", "accreditations"].map((table) => [
      `${table}.csv`,
      (text: string) => text.replaceAll(/^2025-(0[3-9]|1\d)-.*\n/gm, ""),
    ]),
  ),
};

/** Folders with worlds of one's own, which are gone after the tests of the suite. */
export function worlds() {
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** A copy of the small world, with changes. */
  return function small(changes: Changes = {}): string {
    const folder = mkdtempSync(join(tmpdir(), "open-robot-id-world-"));
    folders.push(folder);
    cpSync(WORLD_FOLDER, folder, {
      recursive: true,
      filter: (source) => basename(source) !== "production",
    });
    for (const step of [EARLY, SMALL, changes]) {
      for (const [name, change] of Object.entries(step)) {
        const file = join(folder, name);
        const text = typeof change === "string" ? change : change(readFileSync(file, "utf8"));
        writeFileSync(file, text);
      }
    }
    return folder;
  };
}
