import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { compile } from "./compiler.js";

/**
 * Writes the types of a workspace's src into its dist. Ends the process where they are wrong.
 *
 * @param root Folder of the workspace, two below the top, with its tsconfig.json.
 * @param entry File of src that exports all.
 */
export function writeDeclarations(root: string, entry = "index.ts"): void {
  const top = join(root, "../..");
  // Below the workspace, from where the compiler finds its packages.
  const folder = join(root, "dist", ".types");
  mkdirSync(folder, { recursive: true });
  const project = join(folder, "tsconfig.json");
  const options = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: top,
    outDir: folder,
  };
  writeFileSync(
    project,
    JSON.stringify({
      extends: join(root, "tsconfig.json"),
      compilerOptions: options,
      include: [],
      files: [join(root, "src", entry)],
    }),
  );
  compile(project);
  // What comes of other workspaces is in the JavaScript, and in none of the types.
  cpSync(join(folder, relative(top, root), "src"), join(root, "dist"), { recursive: true });
  rmSync(folder, { recursive: true });
}
