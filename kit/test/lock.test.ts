import { readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { takeLock } from "../src/lock.js";

describe("a lock", () => {
  const folder = temporaryFolder();

  const refuse = (holder: number) => new Error(`process ${holder} has it`);
  const take = (file: string) => takeLock(file, refuse);

  it("is one process's until it gives it back", async () => {
    const file = join(folder(), "one");
    const first = await take(file);
    expect(first.wasLeft).to.equal(false);
    let said = "";
    await take(file).catch(({ message }: Error) => {
      said = message;
    });
    expect(said).to.equal(`process ${process.pid} has it`);
    first.release();
    const second = await take(file);
    expect(second.wasLeft).to.equal(false);
    second.release();
  });

  it("is taken from a process that was killed, and says so", async () => {
    const file = join(folder(), "killed");
    const { release } = await take(file);
    const left = readFileSync(file, "utf8");
    release();
    writeFileSync(file, left);
    const next = await take(file);
    expect(next.wasLeft).to.equal(true);
    next.release();
  });

  it("is taken where somebody else listens now", async () => {
    const file = join(folder(), "other");
    const other = createServer((socket) => socket.end("good day"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    // Its number is a living process's.
    writeFileSync(file, JSON.stringify({ pid: process.pid, port, token: "gone" }));
    const next = await take(file);
    expect(next.wasLeft).to.equal(true);
    next.release();
    other.close();
  });

  it("is taken where the file is damaged", async () => {
    const file = join(folder(), "damaged");
    writeFileSync(file, '{"pid":');
    const next = await take(file);
    expect(next.wasLeft).to.equal(true);
    next.release();
  });
});
