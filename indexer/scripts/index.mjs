// Runs the index: `dev` or `start`.
//
// Plain JavaScript, because nothing reads TypeScript before it.
import { register } from "tsx/esm/api";

register();
const { run } = await import("./run.ts");
await run(process.argv.slice(2));
