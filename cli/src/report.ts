// A page to print of what an evidence file proves, for an expert or a court. It is whole by itself: no script, nothing that is fetched. Its
// sentences are those that the command prints; only how they are laid out is said here.
import { printable } from "@openrobotid/sdk";
import { type Cell, Layout } from "./text.js";

/** A part of an answer. */
export interface Section {
  readonly title: string;
  /** What it says, as a layout lays it out. */
  readonly words: (layout: Layout) => string;
}

/** What is on the page. */
export interface Report {
  readonly title: string;
  readonly sections: readonly Section[];
  /** SHA-256 digest of the file, in hexadecimal. */
  readonly sha256: string;
  /** Name of the anchor: the digest that all proofs from it have in common. */
  readonly anchor: string;
}

const STYLE = `
  body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 14px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; color: #111; background: #fff; }
  h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
  h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; padding-top: .5rem; border-top: 1px solid #999; break-after: avoid; }
  p, ul { margin: 0 0 .5rem; }
  table { width: 100%; border-collapse: collapse; margin: 0 0 .75rem; }
  th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  table.facts th { width: 11rem; font-weight: normal; color: #444; }
  table.rows { font-size: 12px; }
  table.rows :is(th, td):nth-child(-n + 3) { overflow-wrap: normal; } table.rows td:nth-child(-n + 2) { white-space: nowrap; }
  .red { color: #a00000; font-weight: bold; } .yellow { color: #704a00; font-weight: bold; } .green { color: #00602a; font-weight: bold; } .bold { font-weight: bold; }
  figure { margin: 1rem 0 0; display: flex; gap: 1rem; align-items: center; break-inside: avoid; }
  figure svg { width: 10rem; height: 10rem; flex: none; }
  code { overflow-wrap: anywhere; }
  @page { margin: 18mm; }
  @media print { body { margin: 0; max-width: none; padding: 0; font-size: 11px; } }
`;

/** On either side of the number of something that was laid out. It is a control character, which `printable` takes out of what strangers wrote. */
const MARK = "\u0001";
const PLACES = new RegExp(`${MARK}(\\d+)${MARK}`, "g");

/** Lays the same answers out as HTML. */
class PageLayout extends Layout {
  readonly #laid: string[] = [];

  constructor() {
    super(false);
  }

  override cell(cell: Cell): string {
    return this.#place(inline(cell));
  }

  override fields(rows: Parameters<Layout["fields"]>[0]): string {
    const shown = rows.filter(([, ...values]) => values.length > 0);
    const lines = shown.map(([label, ...values]) => {
      return `<tr><th scope="row">${escaped(label)}</th><td>${values.map(inline).join("<br>")}</td></tr>`;
    });
    return `${this.#place(`<table class="facts">${lines.join("\n")}</table>`)}\n`;
  }

  override table(...[head, rows, none]: Parameters<Layout["table"]>): string {
    if (rows.length === 0) return `${none}\n`;
    const labels = head.map((label) => `<th scope="col">${escaped(label)}</th>`);
    const lines = rows.map(
      (row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join("")}</tr>`,
    );
    const table = `<table class="rows"><thead><tr>${labels.join("")}</tr></thead><tbody>${lines.join("\n")}</tbody></table>`;
    return `${this.#place(table)}\n`;
  }

  /** What was laid out, as HTML: a table by itself, a list where lines are those of one, else paragraphs. */
  page(words: string): string {
    const lines = words.split("\n").flatMap((line) => {
      const html = escaped(line.trim()).replaceAll(PLACES, (_, at) => this.#laid[at] ?? "");
      return html === "" ? [] : [html];
    });
    const isItem = (line: string | undefined) => line?.startsWith("- ") === true;
    return lines
      .map((line, index) => {
        if (line.startsWith("<table")) return line;
        if (!isItem(line)) return `<p>${line}</p>`;
        const item = `<li>${line.slice(2)}</li>`;
        return `${isItem(lines[index - 1]) ? "" : "<ul>"}${item}${isItem(lines[index + 1]) ? "" : "</ul>"}`;
      })
      .join("\n");
  }

  #place(html: string): string {
    return `${MARK}${this.#laid.push(html) - 1}${MARK}`;
  }
}

/** The page, as HTML. */
export async function reportOf({ title, sections, sha256, anchor }: Report): Promise<string> {
  const { encodeQR } = await import("qr");
  const digest = `sha256:${sha256}`;
  const code = encodeQR(digest, "svg", { ecc: "medium", border: 4 });
  const parts = sections.map(({ title: heading, words }) => {
    const layout = new PageLayout();
    return `<section>\n<h2>${escaped(heading)}</h2>\n${layout.page(words(layout))}\n</section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>What the evidence of ${escaped(title)} proves</h1>
${parts.join("\n")}
<section>
<h2>How to check this page</h2>
<p>This page says what was read from the evidence file with this digest. The page itself proves nothing: verify the file,
with <code>robotid evidence verify FILE --anchor ANCHOR</code>, and an anchor from another place than the file.</p>
<figure>
${code.replace("<svg ", `<svg role="img" aria-label="${escaped(digest)}" `)}
<figcaption>Digest of the file:<br><code>${escaped(digest)}</code><br>Anchor that it was verified with:<br><code>${escaped(anchor)}</code></figcaption>
</figure>
</section>
</main>
</body>
</html>
`;
}

function inline(cell: Cell): string {
  if (typeof cell === "string") return escaped(printable(cell));
  return `<span class="${cell.paint}">${escaped(printable(cell.text))}</span>`;
}

/** What is written by strangers is text on the page, and nothing else. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
