import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratchFolder } from "@openrobotid/testkit/folder";

/** A folder for the files of the tests of a `describe`, gone after them. */
export function folder(): {
  path: (name: string) => string;
  write: (content: string | Buffer) => string;
} {
  const root = scratchFolder("open-robot-id-");
  let files = 0;
  after(() => rmSync(root, { recursive: true }));
  const path = (name: string) => join(root, name);
  return {
    path,
    /** Writes a file of its own name; gives its path. */
    write: (content) => {
      files += 1;
      const file = path(`${files}.csv`);
      writeFileSync(file, content);
      return file;
    },
  };
}
