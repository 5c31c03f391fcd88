import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

/**
 * Writes the types of a workspace's src into its dist. Ends the process where they are wrong.
 *
 * @param root Folder of the workspace, with its tsconfig.json.
 * @param entry File of src that exports all.
 */
export function writeDeclarations(root: string, entry = "index.ts"): void {
  const [source, dist] = [join(root, "src"), join(root, "dist")];
  const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([join(source, entry)], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: join(root, "../.."),
    outDir: dist,
  });
  const { diagnostics } = program.emit(undefined, (_, text, ...[, , sources]) => {
    const [of] = sources ?? [];
    // What comes of other workspaces is in the JavaScript, and in none of the types.
    const path = relative(source, of?.fileName ?? "");
    if (path.startsWith("..")) return;
    const file = join(dist, path.replace(/\.tsx?$/, ".d.ts"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  });
  const faults = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (faults.length === 0) return;
  console.error(ts.formatDiagnostics(faults, { ...ts.createCompilerHost(options) }));
  process.exit(1);
}
