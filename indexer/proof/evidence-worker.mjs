// The thread that makes evidence. Plain JavaScript, because nothing reads TypeScript before it.
import "@openrobotid/kit/typescript";

await import("./evidence-serve.ts");
