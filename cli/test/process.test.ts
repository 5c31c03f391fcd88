// The command as a process of its own: what it ends with, pipes, signals, shells.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { deploymentFile, folder, rpcUrl } from "@openrobotid/testkit/sandbox";
import { TYPESCRIPT } from "@openrobotid/testkit/script";
import { expect } from "chai";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = at("../src/main.ts");
const SANDBOX = ["--rpc", rpcUrl, "--deployment", deploymentFile];

function start(args: readonly string[], out: number | "pipe" = "pipe"): ChildProcess {
  return spawn(process.execPath, [TYPESCRIPT, MAIN, ...args], {
    cwd: at(".."),
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ["ignore", out, "pipe"],
  });
}

async function ended(
  child: ChildProcess,
): Promise<{ exitCode: number | null; out: string; err: string }> {
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [out, err] = await Promise.all(
    [child.stdout, child.stderr].map((stream) => (stream ? text(stream) : "")),
  );
  return { exitCode: await exit, out: out ?? "", err: err ?? "" };
}

describe("the process", function () {
  this.timeout(60_000);

  it("answers on standard output, without colours in a pipe, and ends with 0", async () => {
    const { exitCode, out, err } = await ended(
      start(["lookup", "CN-BH01-TERN03-25W07000000000001", ...SANDBOX]),
    );
    expect({ exitCode, err }).to.deep.equal({ exitCode: 0, err: "" });
    expect(out).to.include("It is in service").and.not.include("\u001b");
  });

  it("ends with the code of what failed: never issued, malformed, no command", async () => {
    const outcomes = await Promise.all(
      [
        ["lookup", "CNUT01G1PRO126W05000000009999", ...SANDBOX],
        ["lookup", "nonsense"],
        ["recall"],
        ["lokup"],
      ].map((args) => ended(start(args))),
    );
    expect(outcomes.map(({ exitCode }) => exitCode)).to.deep.equal([3, 2, 2, 2]);
    const [unknown, malformed, group, mistyped] = outcomes;
    expect(unknown?.out).to.include("This code was never issued.");
    expect(malformed?.err).to.match(
      /^✘ command-argument value 'nonsense' is invalid for argument 'code'\./,
    );
    expect(group?.err).to.include("Usage: robotid recall");
    expect(mistyped?.err).to.include("(Did you mean lookup?)");
  });

  it("does not mind that its reader has read enough", async () => {
    const child = start(["recall", "units", "3", "--quiet", ...SANDBOX]);
    child.stdout?.once("data", () => child.stdout?.destroy());
    const [err] = await Promise.all([text(child.stderr as NonNullable<typeof child.stderr>)]);
    const exitCode =
      child.exitCode ?? (await new Promise((resolve) => child.once("close", resolve)));
    expect({ exitCode, err }).to.deep.equal({ exitCode: 0, err: "" });
  });

  it("says that an answer could not be written, and ends with 2", async function () {
    if (!existsSync("/dev/full")) this.skip();
    const full = openSync("/dev/full", "w");
    const child = start(["parse", "CN-BH01-TERN03-25W07000000000001"], full);
    closeSync(full);
    expect(await ended(child)).to.deep.equal({
      exitCode: 2,
      out: "",
      err: "✘ The answer could not be written: there is no space left.\n",
    });
  });

  it("stops at once when it is interrupted, and ends with 130", async () => {
    // A node that never answers.
    const silent = createServer();
    const asked = new Promise<void>((resolve) => silent.once("connection", () => resolve()));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as { port: number };
    const child = start([
      "lookup",
      "CN-BH01-TERN03-25W07000000000001",
      "--rpc",
      `http://127.0.0.1:${port}`,
      "--deployment",
      deploymentFile,
    ]);
    const outcome = ended(child);
    await asked;
    child.kill("SIGINT");
    expect(await outcome).to.deep.equal({ exitCode: 130, out: "", err: "✘ Interrupted.\n" });
    silent.close();
  });

  it("shows its help, its version, and how a command is used", async () => {
    const [help, version, usage] = await Promise.all(
      [["--help"], ["--version"], ["help", "lookup"]].map((args) => ended(start(args))),
    );
    expect([help, version, usage].map((one) => one?.exitCode)).to.deep.equal([0, 0, 0]);
    expect(help?.out).to.include("Exit codes:");
    expect(version?.out).to.match(/^\d+\.\d+\.\d+\n$/);
    expect(usage?.out).to.include("$ robotid lookup CN-BH01-TERN03-25W07000000000001");
  });
});
