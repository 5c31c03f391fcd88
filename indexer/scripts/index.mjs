// Carries the index out and in: `export`, `import`. An import needs Ponder, which makes the tables; as in `ponder.mjs` it is loaded
// without tsx.
//
// Plain JavaScript, because nothing reads TypeScript before it.
import { register } from "tsx/esm/api";

const unregister = register();
const { run } = await import("./index-commands.ts");
const start = await run(process.argv);
await unregister();
if (start) {
  const engine = await import(start.command);
  await engine[start.options.command]({ cliOptions: start.options, onBuild: start.onBuild });
}
