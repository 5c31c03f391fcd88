// Tables in PGlite count only where the process that filled them last ended in order. One that was killed can leave a part of
// what it was writing: seen were units with counters ahead of their rows. They follow from the
// chain, and are rebuilt.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { takeLock } from "@openrobotid/kit/lock";
import { pgliteFolder, SettingsError } from "../settings.js";

/**
 * Takes the tables for this process, until it ends; removes them where the last one did not end in order.
 *
 * @throws SettingsError while another process has them.
 */
export async function takePgliteTables(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const inUse = (holder: number) =>
    new SettingsError(
      `DATA_DIR is in use by process ${holder}: PGlite serves one process alone, the one that fills it.`,
    );
  const { wasLeft, release } = await takeLock(join(dataDir, "lock.sqlite"), inUse);
  if (wasLeft) {
    process.stderr.write("The index was not stopped in order: its tables are rebuilt.\n");
    rmSync(pgliteFolder(dataDir), { recursive: true, force: true });
  }
  process.on("exit", (code) => {
    if (code === 0) release();
  });
}
