// What can go wrong with one machine: its clock is off.
import { existsSync } from "node:fs";

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
