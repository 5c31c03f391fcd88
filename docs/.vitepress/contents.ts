// The pages in their order, read from docs/README.md: the one list of them.
import { readFileSync } from "node:fs";
import { posix } from "node:path";

/** A page as the list names it. */
export type Entry = {
  title: string;
  /** Path in the repository, with its `.md`. */
  path: string;
  /** What the list says about it. */
  says: string;
};

export type Section = { title: string; entries: Entry[] };

const ROW = /^\| (.*?) \| (.*) \|$/;
const LINK = /\[([^\]]+)\]\(([^)#\s]+\.md)\)/g;

/** Sections of `docs/README.md`, each with the pages of its table. */
export function readContents(root: URL): Section[] {
  const text = readFileSync(new URL("docs/README.md", root), "utf8");
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = "", ...lines] = section.split("\n");
      const entries = lines.flatMap((line) => {
        const [, first = "", second = ""] = ROW.exec(line) ?? [];
        const says = plain(first.includes("](") ? second : first);
        return [...`${first} ${second}`.matchAll(LINK)].map(([, name = "", to = ""]) => ({
          title: plain(name),
          path: posix.normalize(posix.join("docs", to)),
          says,
        }));
      });
      return { title: title.trim(), entries };
    });
}

function plain(text: string): string {
  return text.replaceAll("`", "").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}
