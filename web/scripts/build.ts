// Builds the pages into dist: for the browser, and for the server that renders them first.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds dist/client and dist/server. */
export async function buildPages(): Promise<void> {
  await build({ root, logLevel: "warn" });
  await build({
    root,
    logLevel: "warn",
    build: { ssr: "src/entry-server.tsx", copyPublicDir: false },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPages();
