// Files that are written whole, on a disk that takes a part of what it is given.
import fs, { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { writeWhole } from "../permissioner/whole-file.js";

describe("A file that is written whole", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "whole-file-"));
    file = join(folder, "journal.json");
    writeWhole(file, "before", 0o600);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Acts while the disk takes so many bytes a write, and so many in all: as `write` of the system does, it says how many it took. */
  const onDisk = (aWrite: number, inAll: number, act: () => void): void => {
    const writing = fs as unknown as Record<"writeSync", (...given: unknown[]) => number>;
    const plain = writing.writeSync;
    let room = inAll;
    writing.writeSync = (file, bytes, from = 0) => {
      if (room === 0) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
      const begin = Number(from);
      const part = (bytes as Uint8Array).subarray(begin, begin + Math.min(aWrite, room));
      room -= part.length;
      return plain(file, part);
    };
    syncBuiltinESMExports();
    try {
      act();
    } finally {
      writing.writeSync = plain;
      syncBuiltinESMExports();
    }
  };

  it("has all of it where the disk takes it in parts", () => {
    const text = "after".repeat(100);
    onDisk(7, Number.MAX_SAFE_INTEGER, () => writeWhole(file, text, 0o600));
    expect(readFileSync(file, "utf8")).to.equal(text);
  });

  it("is the old one, and alone, where the disk is full", () => {
    onDisk(100, 150, () => {
      expect(() => writeWhole(file, "after".repeat(100), 0o600)).to.throw("ENOSPC");
    });
    expect(readFileSync(file, "utf8")).to.equal("before");
    expect(readdirSync(folder)).to.deep.equal(["journal.json"]);
  });
});
