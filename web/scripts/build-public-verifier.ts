// Builds the verifier of the public view of a robot as one file, for who runs it on another site.
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { slimVerifier } from "./slim-verifier.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes `verifier.js`, which exports `verify` of src/proof/public-verifier.ts, into a folder. */
export async function buildPublicVerifier(outDir: string): Promise<void> {
  await build({
    root,
    logLevel: "warn",
    publicDir: false,
    plugins: [slimVerifier({ isAlone: true })],
    build: {
      outDir,
      emptyOutDir: false,
      manifest: false,
      lib: {
        entry: "src/proof/public-verifier.ts",
        formats: ["es"],
        fileName: () => "verifier.js",
      },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
}
