import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SettingsError } from "@openrobotid/indexer/settings";
import { expect } from "chai";
import { ApiProblem } from "../../src/problem.js";
import { newSecret, readSealKey, SealedElsewhereError, SecretBox } from "../../webhooks/secrets.js";
import { LONGEST_WAIT, waitAfter } from "../../webhooks/wait.js";
import { requireWithin } from "../../webhooks/window.js";
import { changeAt } from "./feed.js";

const KEY = new Uint8Array(32).fill(7);

async function refusal(attempt: Promise<unknown>): Promise<unknown> {
  return await attempt.then(
    () => expect.fail("It was opened."),
    (error: unknown) => error,
  );
}

describe("secrets of webhooks", () => {
  const box = new SecretBox(KEY);

  it("open for the subscription that they were sealed for, and are sealed differently each time", async () => {
    const secret = newSecret();
    const [one, two] = [await box.seal("wh_1", secret), await box.seal("wh_1", secret)];
    expect(one).not.to.equal(two);
    expect(await box.open("wh_1", one)).to.equal(secret);
    expect(await box.open("wh_1", two)).to.equal(secret);
  });

  it("open for no other subscription, with no other key, and not once they were altered", async () => {
    const sealed = await box.seal("wh_1", newSecret());
    const altered = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
    for (const attempt of [
      () => box.open("wh_2", sealed),
      () => new SecretBox(new Uint8Array(32).fill(8)).open("wh_1", sealed),
      () => box.open("wh_1", altered),
      () => box.open("wh_1", "nonsense"),
    ]) {
      expect(await refusal(attempt())).to.be.instanceOf(SealedElsewhereError);
    }
  });
});

describe("the key that seals secrets of webhooks", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "open-robot-id-seal-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is made once, for its owner alone, and leaves nothing beside it", () => {
    const file = join(folder, "data", "webhook.key");
    const made = readSealKey(file, true);
    expect(made).to.have.lengthOf(32);
    expect(readSealKey(file, true)).to.deep.equal(made);
    expect(readSealKey(file, false)).to.deep.equal(made);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(readdirSync(join(folder, "data"))).to.deep.equal(["webhook.key"]);
  });

  it("is refused where it is missing, malformed or readable by others, without being shown", () => {
    const file = join(folder, "key");
    const read = () => readSealKey(file, false);
    expect(read).to.throw(SettingsError, /cannot be read: ENOENT.*openssl rand -hex 32/);
    writeFileSync(file, "secret words", { mode: 0o600 });
    expect(read)
      .to.throw(SettingsError, /expected 32 bytes in hexadecimal$/)
      .with.property("message")
      .that.does.not.include("secret words");
    chmodSync(file, 0o644);
    expect(read).to.throw(SettingsError, /can be read by others: chmod 600/);
  });
});

describe("the days that messages are sent again from", () => {
  const changes = [changeAt(412, 3)];
  const seconds = Date.parse(changes[0]?.time ?? "") / 1000;
  const moment = (days: number) => ({
    ...{ blockNumber: 500, isProven: true, timestamp: seconds + days * 86_400 },
  });

  it("hold a change that is just as old, and refuse one that is older, naming both times", () => {
    requireWithin("412-2", { changes, moment: moment(30) }, 30);
    expect(() => requireWithin("412-2", { changes, moment: moment(31) }, 30)).to.throw(
      ApiProblem,
      "found 412-2, behind which something happened at 2025-03-10T09:00:00Z, expected a cursor behind which nothing happened before 2025-03-11T09:00:00Z",
    );
  });

  it("hold the end of the feed, however long nothing has happened", () => {
    requireWithin("412-3", { changes: [], moment: moment(10_000) }, 30);
  });
});

describe("the wait before a message is sent again", () => {
  const wait = (attempts: number, random: number, retryAfter?: string) =>
    waitAfter(attempts, retryAfter, { random, now: 1_000 });

  it("doubles up to an hour, of which up to a half is random", () => {
    expect([1, 2, 3, 4].map((attempts) => wait(attempts, 1))).to.deep.equal([5, 10, 20, 40]);
    expect([1, 2, 3, 4].map((attempts) => wait(attempts, 0))).to.deep.equal([3, 5, 10, 20]);
    expect([wait(11, 1), wait(1_000_000, 1), wait(11, 0)]).to.deep.equal([
      LONGEST_WAIT,
      LONGEST_WAIT,
      LONGEST_WAIT / 2,
    ]);
  });

  it("becomes longer by what a receiver asks for, never shorter, and never longer than an hour", () => {
    expect(wait(1, 1, "60")).to.equal(60);
    expect(wait(8, 1, "60")).to.equal(640);
    expect(wait(1, 1, "999999999")).to.equal(LONGEST_WAIT);
    expect(wait(1, 1, new Date(1_030_000).toUTCString())).to.equal(30);
    expect(wait(1, 1, new Date(0).toUTCString())).to.equal(5);
  });
});
