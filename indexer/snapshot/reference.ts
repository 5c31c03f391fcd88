// What docs/snapshots.md takes from the code, between comments that name it.
import { publicTables } from "./dump.js";

const [BEGIN, END] = ["<!-- generated: columns -->", "<!-- end: columns -->"];

/** The page with its table of public columns rebuilt. */
export function withColumns(page: string): string {
  const rows = publicTables().map(({ name, columns, namesModel, grows }) => {
    const all = [...columns, ...(namesModel ? ["model"] : [])].map((column) => `\`${column}\``);
    return `| \`${name}\` | ${all.join(", ")} | ${grows ? "what came since" : "the whole"} |`;
  });
  const table = ["| file | columns | in a delta |", "| --- | --- | --- |", ...rows].join("\n");
  const [before] = page.split(BEGIN);
  const [, after = ""] = page.split(END);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}
