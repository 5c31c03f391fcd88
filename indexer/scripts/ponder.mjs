// Runs the index: `dev` or `start`. What is TypeScript here, and the API beside it, is loaded under tsx; Ponder is not, which
// reads the files of the index by itself: tsx would look at each of its modules, and take as long again as loading them.
//
// Plain JavaScript, because nothing reads TypeScript before it.
import { register } from "tsx/esm/api";

const unregister = register();
const { prepare } = await import("./prepare.ts");
const { command, options, running, onBuild } = await prepare(process.argv.slice(2));
await unregister();
const engine = await import(command);
running();
await engine[options.command]({ cliOptions: options, onBuild });
