import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const sdk = fileURLToPath(new URL("../sdk/src/", import.meta.url));

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react()],
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
  },
  ssr: { noExternal: true },
}));
