// Waits until an address answers with a success: a service counts as started when it is well, and what needs it comes after.
// With `any`, any answer will do: the service is well only once the node has caught up, which can take hours.
//
//   node await.mjs URL SECONDS [any]
//
// Plain JavaScript without dependencies: it runs with the services and before them.
import { setTimeout as sleep } from "node:timers/promises";

const [url = "", seconds = "", wanted = ""] = process.argv.slice(2);
if (!/^https?:\/\//.test(url) || !(Number(seconds) > 0) || !["", "any"].includes(wanted)) {
  console.error("Usage: node await.mjs URL SECONDS [any]");
  process.exit(2);
}
const deadline = Date.now() + Number(seconds) * 1000;
let last = "it was not asked";
while (Date.now() < deadline) {
  try {
    const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (ok || wanted === "any") process.exit(0);
    last = `it answers ${status}`;
  } catch (error) {
    last = error.cause?.message ?? error.message;
  }
  await sleep(500);
}
console.error(`${url} is not well after ${seconds} s: ${last}.`);
process.exit(1);
