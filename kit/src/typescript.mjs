// Lets Node run the TypeScript of this repository as it is: `node --import @openrobotid/kit/typescript file.ts`.
//
// Node takes the types away itself. This says the rest: that `./file.js` is meant for `./file.ts`, as the compiler reads it,
// and from which source a package of ours is read, so that nothing runs against a stale build. What was loaded once is
// kept, compiled, for the next process. Plain JavaScript, because nothing reads TypeScript before it.
import { existsSync, readFileSync } from "node:fs";
import { enableCompileCache, registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = new URL("../../", import.meta.url);
const ours = root.href;

// A folder that cannot be written, as a member's service finds it, is no fault: nothing is kept then.
enableCompileCache(join(fileURLToPath(root), "node_modules/.cache/compiled"));

const { compilerOptions } = JSON.parse(readFileSync(new URL("tsconfig.base.json", root), "utf8"));

/** What each package of ours is read from: its name, or the parts of it around `*`, and the file. */
const sources = Object.entries(compilerOptions.paths).map(([name, [file]]) => {
  const [begin, end] = name.split("*");
  return { begin, end, file };
});

/** The source of a package of ours. */
function sourceOf(specifier) {
  for (const { begin, end, file } of sources) {
    if (end === undefined ? specifier !== begin : !specifier.startsWith(begin)) continue;
    return new URL(file.replace("*", specifier.slice(begin.length)), root);
  }
  return undefined;
}

registerHooks({
  resolve(specifier, context, next) {
    const parent = context.parentURL ?? pathToFileURL(process.cwd()).href;
    if (!parent.startsWith(ours) || parent.includes("/node_modules/"))
      return next(specifier, context);
    const meant = /^\.\.?\/.*\.js($|\?)/.test(specifier)
      ? new URL(specifier.replace(/\.js(?=$|\?)/, ".ts"), parent)
      : sourceOf(specifier);
    return next(meant && existsSync(meant) ? meant.href : specifier, context);
  },
});
