// Builds the pages into dist: for the browser, and for the server that renders them first.
//
//   npm run build -w web                 dist/client and dist/server
//   npm run build -w web -- --static     besides, dist/static: the same pages for any server of files (API_URL names the API)
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { policy } from "../server/headers.js";
import { webAddress } from "../server/settings.js";
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
}

/**
 * Makes a folder out of dist/client that a server of files can serve, if it answers paths that it does not know with
 * `index.html`, or with `404.html`, which is the same. Without `apiUrl` the API is to answer under the address of the pages.
 */
export async function makeStatic(apiUrl?: string, folder = new URL("static/", dist)) {
  await rm(folder, { recursive: true, force: true });
  await cp(new URL("client/", dist), folder, { recursive: true });
  await rm(new URL(".vite/", folder), { recursive: true });
  const shell = await readFile(new URL("client/index.html", dist), "utf8");
  const head = [
    `<meta http-equiv="content-security-policy" content="${policyOfFiles(apiUrl)}" />`,
    ...(apiUrl ? [`<meta name="api-url" content="${apiUrl}" />`] : []),
  ];
  const page = shell
    .replace("<!--head-->", () => head.join("\n    "))
    .replace("<!--app-->", () => noscript)
    .replace("<!--state-->", "");
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
  const { API_URL } = process.env;
  await buildPages();
  if (process.argv.includes("--static")) {
    await makeStatic(API_URL ? webAddress("API_URL", API_URL) : undefined);
  }
}
