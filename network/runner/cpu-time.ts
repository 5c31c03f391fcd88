// Processor time of a process group, as Linux counts it.
import { readdirSync, readFileSync } from "node:fs";

/** Parts of a second in which /proc counts: USER_HZ, the same on every machine that Linux runs on. */
const TICKS = 100;

/** Seconds of processor time that a process group has used so far; `undefined` where the system does not tell. */
export function cpuSecondsOf(group: number): number | undefined {
  let found: number | undefined;
  for (const pid of processes()) {
    const fields = statOf(pid);
    // After the name: state, parent, group; user and system time are the 12th and 13th.
    if (Number(fields[2]) === group) {
      found = (found ?? 0) + (Number(fields[11]) + Number(fields[12])) / TICKS;
    }
  }
  return found;
}

function processes(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** The fields of /proc/PID/stat behind the name, which may hold anything. */
function statOf(pid: string): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    // It has ended since.
    return [];
  }
}
