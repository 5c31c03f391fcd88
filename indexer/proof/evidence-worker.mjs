// The thread that makes evidence. Plain JavaScript, because nothing reads TypeScript before it.
import { register } from "tsx/esm/api";

register();
await import("./evidence-serve.ts");
