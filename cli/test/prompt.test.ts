// The question for a keystore's password, asked at a terminal: `script` of util-linux, which every Debian has, makes one.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folder, party } from "@openrobotid/testkit/sandbox";
import { TYPESCRIPT } from "@openrobotid/testkit/script";
import { expect } from "chai";
import { answers } from "./run.js";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PASSWORD = "correct horse";
const QUESTION = /Password of .*asked\.json/;

/** Runs the command at a terminal, presses keys once it asks, and gives what it ends with and all that the terminal showed. */
async function atTerminal(
  command: string,
  keys: string,
): Promise<{ exitCode: number | null; shown: string }> {
  const run = `stty cols 120 && exec '${process.execPath}' ${TYPESCRIPT} '${at("../src/main.ts")}' ${command}`;
  const child = spawn("script", ["--quiet", "--return", "--command", run, "/dev/null"], {
    cwd: at(".."),
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TERM: "xterm",
      SHELL: "/bin/sh",
    },
    stdio: ["pipe", "pipe", "inherit"],
    timeout: 50_000,
  });
  let shown = "";
  let isAsked = false;
  child.stdout.on("data", (text) => {
    shown += text;
    if (isAsked || !QUESTION.test(shown)) return;
    isAsked = true;
    child.stdin.write(keys);
  });
  const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve));
  expect(shown).to.match(QUESTION);
  return { exitCode, shown };
}

describe("the question for a password", function () {
  this.timeout(60_000);
  const file = join(folder, "asked.json");

  before(async function () {
    // `script` of other systems takes other options.
    if (process.platform !== "linux") return this.skip();
    await answers(`keystore import ${file}`, {
      as: "hotel",
      env: { ROBOTID_PASSWORD: PASSWORD },
    });
  });

  it("shows nothing of what is typed, and opens the file with it", async () => {
    const { exitCode, shown } = await atTerminal(`keystore show ${file}`, `${PASSWORD}\r`);
    expect(exitCode, shown).to.equal(0);
    expect(shown).to.include(party("hotel").address).and.not.include("horse");
  });

  it("says that the password is wrong, and ends with 2", async () => {
    const { exitCode, shown } = await atTerminal(`keystore show ${file}`, "wrong horse\r");
    expect(exitCode, shown).to.equal(2);
    expect(shown).to.include(`The password does not open ${file}.`).and.not.include("horse");
  });

  for (const [name, keys] of [
    ["Ctrl-C", "half of it\u0003"],
    ["Ctrl-D", "\u0004"],
  ] as const) {
    it(`ends with 130 at ${name}`, async () => {
      const { exitCode, shown } = await atTerminal(`keystore show ${file}`, keys);
      expect(exitCode, shown).to.equal(130);
      expect(shown).to.include("✘ Interrupted.");
    });
  }
});
