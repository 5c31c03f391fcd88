// Builds the process of the API: index and API as they are in this repository, in one file.
import { dirname, join } from "node:path";
import { indexVersion } from "@openrobotid/indexer/engine/version";
import { build, type Plugin } from "esbuild";

/** Marks a question of this plugin itself. */
const OWN = "own";

export async function buildApi(root: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ["src/api-process.ts"],
    outdir: "dist",
    bundle: true,
    minify: true,
    // Names are read in what is thrown.
    keepNames: true,
    external: ["@electric-sql/pglite", "pg-native"],
    plugins: [inPlaceOf],
    // Packages in the older form ask for modules of Node.
    banner: {
      js: `import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);`,
    },
    format: "esm",
    platform: "node",
    target: "node22",
    logLevel: "warning",
  });
}

const inPlaceOf: Plugin = {
  name: "in-place-of",
  setup(build) {
    build.onResolve({ filter: /\/handlers\/graphql\.js$/ }, () => ({
      path: join(import.meta.dirname, "../src/no-graphql.ts"),
    }));
    // Ponder's tables, without the rest of it.
    build.onResolve({ filter: /^ponder$/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === OWN) return undefined;
      const found = await build.resolve(path, { kind, resolveDir, pluginData: OWN });
      return { path: join(dirname(found.path), "drizzle/onchain.js"), namespace: "ponder" };
    });
    build.onLoad({ filter: /./, namespace: "ponder" }, ({ path }) => ({
      contents: `
        export { onchainEnum, onchainTable, primaryKey } from ${JSON.stringify(path)};
        export { relations, sql } from "drizzle-orm";
        export { index } from "drizzle-orm/pg-core";`,
      resolveDir: import.meta.dirname,
    }));
    // Whole answers beside the description of each: the sandbox gives its own.
    build.onLoad({ filter: /\/api\/src\/examples\.ts$/ }, () => ({
      contents: "export const examples = {};",
    }));
    // It reads sources, which are not there.
    build.onLoad({ filter: /\/engine\/version\.ts$/ }, () => ({
      contents: `export const indexVersion = () => ${JSON.stringify(indexVersion())};`,
    }));
  },
};
