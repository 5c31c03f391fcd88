// Builds the pages of the web, when they are not those of the sources.
import { type Dirent, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT, type SandboxFolder } from "./folder.js";
import type { Part, PartOptions } from "./part.js";
import { script } from "./parts.js";

/** What the pages are made of. */
const SOURCES = ["web/src", "web/server", "web/scripts", "web/locales", "web/public", "sdk/src"];
const SINGLE_SOURCES = ["web/vite.config.ts", "web/package.json", "package-lock.json"];
const BUILT = join(ROOT, "web", "dist");

/** Builds them, if that is needed; whether it was. Throws `PartError`. */
export async function buildPages(
  folder: SandboxFolder,
  start: (options: PartOptions) => Part,
): Promise<boolean> {
  const built = newest(BUILT);
  const sources = [...SOURCES, ...SINGLE_SOURCES].map((path) => newest(join(ROOT, path)));
  if (built > Math.max(...sources)) return false;
  const options = { name: "build of the pages", ...script("web", "scripts/build.ts") };
  const build = start({ ...options, log: folder.log("pages") });
  try {
    const { code } = await build.ended;
    if (code !== 0) throw build.failure();
    return true;
  } finally {
    await build.stop();
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
