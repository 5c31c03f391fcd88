import { existsSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { runScript } from "@openrobotid/testkit/script";
import { expect } from "chai";
import { takeLock } from "../src/lock.js";

describe("a lock", () => {
  const folder = temporaryFolder();

  const take = (file: string) => takeLock(file, (holder) => new Error(`process ${holder} has it`));
  const refusal = async (file: string) =>
    await take(file).then(
      () => "it was taken",
      ({ message }: Error) => message,
    );

  it("is one process's until it gives it back", async () => {
    const file = join(folder(), "one");
    const first = await take(file);
    expect(first.wasLeft).to.equal(false);
    expect(await refusal(file)).to.equal(`process ${process.pid} has it`);
    first.release();
    const second = await take(file);
    expect(second.wasLeft).to.equal(false);
    second.release();
  });

  it("is another process's until that is killed, and says that it was", async () => {
    const file = join(folder(), "killed");
    const { child, printed, ended } = runScript("kit/test/hold-lock.ts", file);
    await printed("Has it");
    expect(await refusal(file)).to.equal(`process ${child.pid} has it`);
    child.kill("SIGKILL");
    await ended;
    const next = await take(file);
    expect(next.wasLeft).to.equal(true);
    next.release();
    expect(existsSync(`${file}.pid`)).to.equal(false);
  });

  it("goes to one of many that ask for it at once", async () => {
    const file = join(folder(), "many");
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => take(file)));
    const had = outcomes.filter(({ status }) => status === "fulfilled");
    expect(had).to.have.length(1);
  });
});
