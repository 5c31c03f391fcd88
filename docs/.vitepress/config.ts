// The documentation as a site: every page of Markdown of the repository, under its own path.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import footnote from "markdown-it-footnote";
import type { MarkdownRenderer } from "vitepress";
import { withMermaid } from "vitepress-plugin-mermaid";
import { type Entry, readContents } from "./contents.js";
import { slugOf } from "./slug.js";

const root = new URL("../../", import.meta.url);
const ROOT = fileURLToPath(root);

/** Where the files of the repository can be read, without a slash at its end; links to them are plain text without it. */
const source = process.env.DOCS_SOURCE?.replace(/\/$/, "");

const contents = readContents(root);
const linkOf = ({ path }: Entry) => `/${path.replace(/\.md$/, ".html")}`;

export default withMermaid({
  srcDir: "..",
  // The server of the pages has it under /docs.
  base: process.env.DOCS_BASE ?? "/docs/",
  // Copies that packages make, and what is no page.
  srcExclude: [
    "**/test/**",
    "**/dist/**",
    "network/local/**",
    "network/compose/**",
    "screenshots/**",
  ],
  outDir: ".vitepress/dist",
  cacheDir: ".vitepress/cache",
  title: "Open Robot ID",
  description: "A registry of humanoid robots on a consortium chain",
  // Addresses of this machine are examples. Whatever else leads nowhere fails the build.
  ignoreDeadLinks: "localhostLinks",
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "All pages", link: "/docs/README.html" },
      { text: "Concepts", link: "/docs/concepts.html" },
      // Made by TypeDoc, beside the pages.
      { text: "SDK reference", link: "/sdk-reference/index.html", target: "_self" },
    ],
    sidebar: contents.map(({ title, entries }) => ({
      text: title,
      collapsed: false,
      items: entries.map((entry) => ({ text: entry.title, link: linkOf(entry) })),
    })),
  },
  markdown: {
    anchor: { slugify: slugOf },
    config(md) {
      // The types of the two packages describe different releases of markdown-it.
      md.use(footnote as unknown as (renderer: MarkdownRenderer) => void);
      linkSources(md);
    },
  },
  buildEnd({ outDir }) {
    writeFileSync(join(outDir, "index.html"), redirect("README.html"));
    writeFileSync(join(outDir, "llms.txt"), llms());
  },
});

/** Links to files that are no pages lead to the repository, where that is known; elsewhere they are no links. */
function linkSources(md: MarkdownRenderer): void {
  md.core.ruler.push("link-sources", ({ tokens, env }) => {
    const page = dirname((env as { path: string }).path);
    for (const { children } of tokens) {
      let isOpen = false;
      for (const token of children ?? []) {
        // Vue reads {{…}} elsewhere.
        if (token.type === "code_inline") token.attrSet("v-pre", "");
        // Pages write <name> for a place to fill in, and no HTML but anchors.
        if (token.type === "html_inline" && !/^<\/?(?:a|br)\b/.test(token.content))
          token.type = "text";
        if (token.type === "link_close" && isOpen) {
          isOpen = false;
          token.type = "text";
          token.tag = "";
          token.nesting = 0;
        }
        if (token.type !== "link_open") continue;
        const [file = ""] = (token.attrGet("href") ?? "").split("#");
        if (file === "" || /^[a-z]+:/.test(file) || file.endsWith(".md")) continue;
        const target = join(page, decodeURI(file));
        if (!existsSync(target)) throw new Error(`${(env as { path: string }).path}: no ${file}`);
        if (source !== undefined) {
          token.attrSet("href", `${source}/${relative(ROOT, target)}`);
          continue;
        }
        isOpen = true;
        token.type = "text";
        token.tag = "";
        token.nesting = 0;
      }
    }
  });
}

function redirect(to: string): string {
  return `<!doctype html><html lang="en"><title>Open Robot ID</title><meta http-equiv="refresh" content="0; url=${to}"><a href="${to}">Open Robot ID</a></html>\n`;
}

/** The list of pages for language models, as https://llmstxt.org describes it. */
function llms(): string {
  const [about = ""] = readFileSync(new URL("README.md", root), "utf8").split("\n\n").slice(1);
  const sections = contents.map(({ title, entries }) => {
    const lines = entries.map((entry) => `- [${entry.title}](${linkOf(entry)}): ${entry.says}`);
    return `## ${title}\n\n${lines.join("\n")}\n`;
  });
  return `# Open Robot ID\n\n> ${about.replaceAll("\n", " ")}\n\n${sections.join("\n")}`;
}
