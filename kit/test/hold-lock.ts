// Takes a lock, and waits to be killed.
import { takeLock } from "../src/lock.js";

const [file = ""] = process.argv.slice(2);
await takeLock(file, (holder) => new Error(`process ${holder} has it`));
console.log("Has it");
setInterval(() => {}, 1000);
