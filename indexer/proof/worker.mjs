// The thread that proves. Plain JavaScript, because nothing reads TypeScript before it.
import { register } from "tsx/esm/api";

register();
await import("./serve.ts");
