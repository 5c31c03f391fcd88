// Runs the index, and carries it out and in: `start`, `export`, `import`, `dump`.
//
// Plain JavaScript, because nothing reads TypeScript before it.
import "@openrobotid/kit/typescript";

const { run } = await import("./index-commands.ts");
await run(process.argv);
