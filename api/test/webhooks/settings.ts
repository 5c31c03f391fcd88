// Webhooks of the tests: to this machine, about all that ever happened.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Settings of an API that sends them. */
export function webhooksOfTests(folder: string) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "webhook-key-of-tests");
  writeFileSync(file, `${"07".repeat(32)}\n`, { mode: 0o600 });
  return { WEBHOOK_KEY_FILE: file, WEBHOOK_LOOPBACK: "on", WEBHOOK_REPLAY_DAYS: "36500" };
}
