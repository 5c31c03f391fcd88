// Runs the index: `dev`, `start` or `serve`. What is TypeScript here is loaded under tsx; Ponder is not, which reads the files of
// the index by itself: tsx would look at each of its modules, and take as long again as loading them.
//
// Plain JavaScript, because nothing reads TypeScript before it.
import { register } from "tsx/esm/api";

const unregister = register();
const { prepare } = await import("./prepare.ts");
await unregister();
await import(await prepare());
