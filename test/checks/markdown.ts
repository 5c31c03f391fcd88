// Takes a page of Markdown apart: its links, its anchors, and what it shows as code.
import { slugOf } from "../../docs/.vitepress/slug.js";

/** A piece of code on a page. */
export type Code = {
  /** The line of the page, counted from 1. */
  line: number;
  /** One line of a block, or what is between backticks. */
  text: string;
  /** Whether it is a line of a block. */
  block: boolean;
};

/** A link to a file or an anchor: not to the web. */
export type Link = { line: number; to: string };

export type Page = {
  links: Link[];
  code: Code[];
  /** What `#…` can name, as GitHub makes it of headings. */
  anchors: Set<string>;
};

const FENCE = /^\s*(?:>\s*)?(`{3,}|~{3,})/;
/** The end of a link; its text may have begun a line before. */
const LINK = /\]\(<?([^()\s>]+)>?(?:\s+"[^"]*")?\)/g;
const REFERENCE = /^\[[^\]^]+\]:\s+(\S+)/g;

export function readPage(text: string): Page {
  const page: Page = { links: [], code: [], anchors: new Set() };
  let fence: string | undefined;
  for (const [index, source] of text.split("\n").entries()) {
    const line = index + 1;
    const marker = FENCE.exec(source)?.[1];
    if (fence !== undefined) {
      if (marker?.startsWith(fence)) fence = undefined;
      else page.code.push({ line, text: source.trim(), block: true });
      continue;
    }
    if (marker !== undefined) {
      fence = marker;
      continue;
    }
    const prose = source.replaceAll(/(`+)(.+?)\1/g, (_, _ticks: string, code: string) => {
      page.code.push({ line, text: code.trim(), block: false });
      return "`";
    });
    const heading = /^#{1,6}\s+(.*)$/.exec(source)?.[1];
    if (heading !== undefined) addAnchor(page.anchors, slugOf(heading));
    for (const [, id] of source.matchAll(/<a (?:id|name)="([^"]+)"/g)) page.anchors.add(id ?? "");
    for (const [, to] of [...prose.matchAll(LINK), ...prose.matchAll(REFERENCE)]) {
      if (to !== undefined && !/^(?:[a-z]+:|\/\/)/.test(to)) page.links.push({ line, to });
    }
  }
  return page;
}

function addAnchor(anchors: Set<string>, slug: string): void {
  let name = slug;
  for (let again = 1; anchors.has(name); again++) name = `${slug}-${again}`;
  anchors.add(name);
}
