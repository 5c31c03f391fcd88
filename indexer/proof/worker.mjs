// The thread that proves. Plain JavaScript, because nothing reads TypeScript before it.
import "@openrobotid/kit/typescript";

await import("./serve.ts");
