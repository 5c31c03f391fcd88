// What can go wrong with one machine: its clock is off, its disk is full.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where Debian and Fedora put the library of the package `faketime`, which makes the clock of a process wrong. */
const FAKETIME = [
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib64/faketime/libfaketimeMT.so.1",
];

/** The environment of a process whose clock is off by some seconds; `undefined` where the library is missing. */
export function clockOffBy(seconds: number): Readonly<Record<string, string>> | undefined {
  const library = FAKETIME.find(existsSync);
  if (library === undefined) return undefined;
  return {
    LD_PRELOAD: library,
    FAKETIME: `${seconds < 0 ? "" : "+"}${seconds}s`,
    // Only what the clock on the wall says is wrong: how long something takes is not.
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    DONT_FAKE_MONOTONIC: "1",
  };
}

/** A folder on a file system of its own, in memory, which can be full. It takes root, on Linux. */
export class SmallDisk {
  readonly #folder: string;
  readonly #kept: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#kept = `${folder}.kept`;
  }

  /** Moves a folder that nobody uses there. Gives why that cannot be done where it cannot. */
  static under(folder: string, mebibytes: number): SmallDisk | string {
    const disk = new SmallDisk(folder);
    renameSync(folder, disk.#kept);
    mkdirSync(folder);
    const failure = mount(["-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", folder]);
    if (failure === undefined) {
      cpSync(disk.#kept, folder, { recursive: true });
      return disk;
    }
    rmSync(folder, { recursive: true });
    renameSync(disk.#kept, folder);
    return failure;
  }

  get #filler(): string {
    return join(this.#folder, "filler");
  }

  /** Leaves no byte free. */
  fill(): void {
    const mebibyte = Buffer.alloc(2 ** 20);
    for (;;) {
      try {
        writeFileSync(this.#filler, mebibyte, { flag: "a" });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        return;
      }
    }
  }

  /** Makes room again. */
  empty(): void {
    rmSync(this.#filler);
  }

  /** Moves what the folder holds back to where it was. Nobody may use it. */
  remove(): void {
    rmSync(this.#kept, { recursive: true, force: true });
    cpSync(this.#folder, this.#kept, { recursive: true });
    const { status, stderr } = spawnSync("umount", [this.#folder], { encoding: "utf8" });
    if (status !== 0) throw new Error(`${this.#folder} cannot be unmounted: ${stderr}`);
    rmSync(this.#folder, { recursive: true });
    renameSync(this.#kept, this.#folder);
  }
}

function mount(args: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync("mount", args, { encoding: "utf8" });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}
