// Tables in PGlite count only where the process that filled them last ended in order. One that was killed can leave a part of
// what it was writing: seen were units with counters ahead of their rows. They follow from the chain, and are made anew.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pgliteFolder, SettingsError } from "../settings.js";

/**
 * Takes the tables for this process, until it ends; removes them where the last one did not end in order.
 *
 * @throws SettingsError while another process has them.
 */
export function takePgliteTables(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  // There while a process fills the tables, and still there when it could not end in order.
  const mark = join(dataDir, "index-in-use");
  if (existsSync(mark)) {
    const holder = Number(readFileSync(mark, "utf8"));
    if (holder !== process.pid && isAlive(holder)) {
      throw new SettingsError(
        `DATA_DIR is in use by process ${holder}: PGlite serves one process alone. Where that one is another program, remove ${mark}.`,
      );
    }
    process.stderr.write("The index was not stopped in order: its tables are made anew.\n");
    rmSync(pgliteFolder(dataDir), { recursive: true, force: true });
  }
  writeFileSync(mark, String(process.pid));
  process.on("exit", (code) => {
    if (code === 0) rmSync(mark, { force: true });
  });
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
