import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { slimVerifier } from "./scripts/slim-verifier.js";
import { textsOf } from "./scripts/texts.js";

const sdk = fileURLToPath(new URL("../sdk/src/", import.meta.url));

/** What all pages need, and what they have in common: two files rather than thirty on the way to the first page. */
const groups = [
  {
    name: "react",
    test: /\/node_modules\/(react|react-dom|scheduler|i18next|react-i18next|wouter|use-sync-external-store)\//,
  },
  {
    name: "site",
    test: /\/web\/src\/((api|charts|components|i18n|robot)\/|[^/]+$)|\/sdk\/src\/(generated\/|rules\/|(character-name|robot-id[^/]*|words)\.ts$)/,
    minShareCount: 2,
  },
];

/** A language's file gives all its texts, words included: a browser loads those of one language. */
const texts: Plugin = {
  name: "texts",
  enforce: "pre",
  transform(_, id) {
    const language = /\/web\/locales\/(\w+)\.json$/.exec(id)?.[1];
    if (!language) return undefined;
    this.addWatchFile(fileURLToPath(new URL("locales/words.json", import.meta.url)));
    return { code: JSON.stringify(textsOf(language)), map: null };
  },
};

/** The page is there before its scripts, and its style sheet comes first. */
const scriptsLast: Plugin = {
  name: "scripts-last",
  transformIndexHtml: {
    order: "post",
    handler: (html) =>
      html.replaceAll(
        /<(link rel="modulepreload"|script type="module")/g,
        '<$1 fetchpriority="low"',
      ),
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), texts, scriptsLast],
  resolve: {
    // As in tsconfig.json: the SDK from its source, so that no build of it is needed.
    alias: [
      { find: /^@openrobotid\/sdk$/, replacement: `${sdk}index.ts` },
      { find: /^@openrobotid\/sdk\/(.+)$/, replacement: `${sdk}$1/index.ts` },
    ],
  },
  build: {
    outDir: isSsrBuild ? "dist/server" : "dist/client",
    manifest: !isSsrBuild,
    // One small style sheet for all pages: the server names it in every one.
    cssCodeSplit: false,
    // A picture in a style sheet or a script would be a `data:` address, which the content security policy refuses.
    assetsInlineLimit: 0,
    target: "es2022",
    ...(!isSsrBuild && { rolldownOptions: { output: { codeSplitting: { groups } } } }),
  },
  worker: {
    format: "es",
    plugins: () => [slimVerifier()],
    rolldownOptions: {
      output: {
        // By this name the service worker finds the verifier, and what it fetches on demand.
        entryFileNames: "assets/verifier-[hash].js",
        chunkFileNames: "assets/verifier-[name]-[hash].js",
        codeSplitting: { groups: [{ name: "base", tags: ["$initial"] }] },
      },
    },
  },
  ssr: { noExternal: true },
}));
