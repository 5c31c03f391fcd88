// Builds the pages into dist: for the browser, and for the server that renders them first.
//
//   npm run build -w web                 dist/client and dist/server
//   npm run build -w web -- --static     besides, dist/static: the same pages for any server of files (API_URL names the API, ANCHOR the
//                                      file of the anchor that they pin)
import { createHash } from "node:crypto";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { policy } from "../server/headers.js";
import { readAnchorFile, webAddress } from "../server/settings.js";
import { languagesOfFiles, textsOf } from "./texts.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = new URL("../dist/", import.meta.url);

/** Builds dist/client and dist/server. */
export async function buildPages(): Promise<void> {
  await build({ root, logLevel: "warn" });
  await build({
    root,
    logLevel: "warn",
    build: { ssr: "src/entry-server.tsx", copyPublicDir: false },
  });
  await fillServiceWorker();
}

/** What the page that checks files is made of: its scripts, those that they import or load on demand, the verifier, the texts and the styles. */
async function filesOfVerifyPage(): Promise<string[]> {
  const client = new URL("client/", dist);
  const manifest = JSON.parse(
    await readFile(new URL(".vite/manifest.json", client), "utf8"),
  ) as Record<
    string,
    { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }
  >;
  const found = new Set<string>();
  const visit = (source: string) => {
    const entry = manifest[source];
    if (!entry || found.has(`/${entry.file}`)) return;
    for (const file of [entry.file, ...(entry.css ?? [])]) found.add(`/${file}`);
    for (const imported of entry.imports ?? []) visit(imported);
  };
  const texts = Object.keys(manifest).filter((source) => source.startsWith("locales/"));
  const page = "src/pages/verify.tsx";
  const onDemand = manifest[page]?.dynamicImports ?? [];
  for (const source of ["index.html", page, ...onDemand, ...texts]) visit(source);
  for (const file of await readdir(new URL("assets/", client))) {
    if (/^verifier-|\.css$/.test(file)) found.add(`/assets/${file}`);
  }
  return [...found, "/icon.svg", "/manifest.webmanifest"].sort();
}

/** Names in the service worker what it keeps. */
async function fillServiceWorker(): Promise<void> {
  const place = new URL("client/offline.js", dist);
  const files = await filesOfVerifyPage();
  const name = createHash("sha256").update(files.join()).digest("hex").slice(0, 12);
  const worker = (await readFile(place, "utf8"))
    .replace("const FILES = [];", () => `const FILES = ${JSON.stringify(files)};`)
    .replace('"offline-2"', `"offline-2-${name}"`);
  await writeFile(place, worker);
}

/**
 * Makes a folder out of dist/client that a server of files can serve, if it answers paths that it does not know with
 * `index.html`, or with `404.html`, which is the same. Without `apiUrl` the API is to answer under the address of the pages;
 * without `anchor`, the content of an anchor's file to pin, browsers cannot check verdicts themselves.
 */
export async function makeStatic(
  {
    apiUrl,
    anchor,
  }: { readonly apiUrl?: string | undefined; readonly anchor?: string | undefined } = {},
  folder = new URL("static/", dist),
) {
  await rm(folder, { recursive: true, force: true });
  await cp(new URL("client/", dist), folder, { recursive: true });
  await rm(new URL(".vite/", folder), { recursive: true });
  const shell = await readFile(new URL("client/index.html", dist), "utf8");
  const head = [
    `<meta http-equiv="content-security-policy" content="${policyOfFiles(apiUrl)}" />`,
    ...(apiUrl ? [`<meta name="api-url" content="${apiUrl}" />`] : []),
    ...(anchor ? ['<meta name="anchor" content="/anchor.json" />'] : []),
  ];
  const page = shell
    .replace("<!--head-->", () => head.join("\n    "))
    .replace("<!--app-->", () => noscript)
    .replace("<!--state-->", "");
  if (anchor) await writeFile(new URL("anchor.json", folder), anchor);
  for (const name of ["index.html", "404.html"]) await writeFile(new URL(name, folder), page);
}

/** The policy of the pages, as far as a document can set one itself. */
function policyOfFiles(apiUrl: string | undefined): string {
  const { frameAncestors: _ofHeadersAlone, ...own } = policy;
  const connectSrc = [...policy.connectSrc, ...(apiUrl ? [new URL(apiUrl).origin] : [])];
  return Object.entries({ ...own, connectSrc })
    .map(([name, sources]) => [
      name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`),
      ...sources,
    ])
    .map((words) => words.join(" "))
    .join("; ");
}

const noscript = [
  "<noscript>",
  ...languagesOfFiles()
    .map((language) => textsOf(language).language)
    .map(({ tag, withoutScript }) => `  <p lang="${tag}">${withoutScript}</p>`),
  "</noscript>",
].join("\n      ");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { API_URL, ANCHOR } = process.env;
  await buildPages();
  if (process.argv.includes("--static")) {
    await makeStatic({
      apiUrl: API_URL ? webAddress("API_URL", API_URL) : undefined,
      anchor: ANCHOR ? readAnchorFile(ANCHOR) : undefined,
    });
  }
}
