// Builds the pages of the web, and those of the documentation, when they are not those of the sources.
import { type Dirent, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT, type SandboxFolder } from "./folder.js";
import type { Part, PartOptions } from "./part.js";
import { script } from "./parts.js";

type Build = {
  name: string;
  log: string;
  /** Workspace, and the script in it that builds. */
  script: readonly [workspace: string, file: string];
  /** Where it goes, and what it is made of. */
  built: string;
  sources: readonly string[];
};

const PAGES: Build = {
  name: "build of the pages",
  log: "pages",
  script: ["web", "scripts/build.ts"],
  built: "web/dist",
  sources: [
    ...["web/src", "web/server", "web/scripts", "web/locales", "web/public", "sdk/src"],
    ...["web/vite.config.ts", "web/package.json", "package-lock.json"],
  ],
};

const DOCS: Build = {
  name: "build of the documentation",
  log: "docs",
  script: [".", "scripts/docs.ts"],
  built: "docs/.vitepress/dist/index.html",
  sources: ["docs/README.md", "README.md", "docs/how-to", "docs/for", "docs/.vitepress/config.ts"],
};

/** Builds the pages, if that is needed; whether it was. Throws `PartError`. */
export const buildPages = (folder: SandboxFolder, start: Start) => build(PAGES, folder, start);

/** Builds the documentation, if that is needed; whether it was. Throws `PartError`. */
export const buildDocs = (folder: SandboxFolder, start: Start) => build(DOCS, folder, start);

type Start = (options: PartOptions) => Part;

async function build(
  { name, log, script: [workspace, file], built, sources }: Build,
  folder: SandboxFolder,
  start: Start,
): Promise<boolean> {
  const since = newest(join(ROOT, built));
  if (since > Math.max(...sources.map((path) => newest(join(ROOT, path))))) return false;
  const part = start({ name, ...script(workspace, file), log: folder.log(log) });
  try {
    const { code } = await part.ended;
    if (code !== 0) throw part.failure();
    return true;
  } finally {
    await part.stop();
  }
}

/** When something in a folder, or a file, was last changed; 0 where there is none. */
function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const files: Dirent[] = readdirSync(path, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .reduce(
      (latest, { parentPath, name }) => Math.max(latest, statSync(join(parentPath, name)).mtimeMs),
      0,
    );
}
