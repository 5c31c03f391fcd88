// The pages as the server makes them: the built shell, filled with the page of the address and what the API answered for it.
import { readFileSync } from "node:fs";
import type { Answer } from "../src/api/answers.js";
import type * as Entry from "../src/entry-server.js";
import type { Site } from "../src/site.js";

const dist = new URL("../dist/", import.meta.url);

interface ManifestEntry {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

/** The built pages. */
export interface Pages {
  readonly entry: typeof Entry;
  readonly shell: string;
  readonly manifest: Readonly<Record<string, ManifestEntry>>;
}

/** Loads what `npm run build` has made. */
export async function loadPages(): Promise<Pages> {
  try {
    return {
      entry: (await import(new URL("server/entry-server.js", dist).href)) as typeof Entry,
      shell: readFileSync(new URL("client/index.html", dist), "utf8"),
      manifest: JSON.parse(readFileSync(new URL("client/.vite/manifest.json", dist), "utf8")),
    };
  } catch (error) {
    throw new Error("The pages are not built. Run `npm run build -w web` first.", { cause: error });
  }
}

/** An address that a page is asked for under. */
export interface PageRequest {
  readonly pathname: string;
  readonly search: string;
  readonly language: Entry.Language;
  readonly site: Site;
  /** Who asks, as the API is to know. */
  readonly headers: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 8000;

/** Asks the API what a page needs to know. */
export async function askFor(
  { entry }: Pages,
  route: ReturnType<typeof Entry.routeOn>,
  apiUrl: string,
  headers: Readonly<Record<string, string>>,
): Promise<Record<string, Answer>> {
  const answers = entry.questionsOf(route).map(async ({ path }) => {
    const at = new Date().toISOString();
    try {
      const response = await fetch(`${apiUrl}${path}`, {
        headers: { accept: "application/json", ...headers },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const body: unknown = response.ok ? await response.json() : undefined;
      return [path, { status: response.status, body, at }] as const;
    } catch {
      return [path, { status: 0, body: undefined, at }] as const;
    }
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** The whole document. */
export async function writePage(
  { entry, shell, manifest }: Pages,
  { pathname, search, language, site }: PageRequest,
  answers: Record<string, Answer>,
): Promise<string> {
  const state = { answers, site, madeAt: Date.now() };
  const { title, html, files } = await entry.render({ pathname, search, language, state });
  const alternates = entry.LANGUAGES.map(
    (one) =>
      `<link rel="alternate" hreflang="${entry.languages[one].tag}" href="${escapeHtml(pathname)}?lang=${one}">`,
  );
  const preloads = preloadsOf(manifest, files).map(
    (file) => `<link rel="modulepreload" fetchpriority="low" crossorigin href="/${file}">`,
  );
  const data = `<script type="application/json" id="${entry.STATE_ELEMENT}">${entry.writeState(state)}</script>`;
  return shell
    .replace('<html lang="en">', () => `<html lang="${entry.languages[language].tag}">`)
    .replace(/<title>.*<\/title>/, () => `<title>${escapeHtml(title)}</title>`)
    .replace("<!--head-->", () => [...preloads, ...alternates].join("\n    "))
    .replace("<!--app-->", () => html)
    .replace("<!--state-->", () => data);
}

/** The scripts of some sources, with those that they import. */
function preloadsOf(manifest: Pages["manifest"], sources: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (source: string) => {
    const entry = manifest[source];
    if (!entry || found.has(entry.file)) return;
    found.add(entry.file);
    for (const imported of entry.imports ?? []) visit(imported);
  };
  for (const source of sources) visit(source);
  return [...found];
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
