// What a witness keeps, how it starts without it, and the commands around its key.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { TYPESCRIPT } from "@openrobotid/kit/run";
import { signCheckpoint, witnessKeyOf } from "@openrobotid/sdk/proof";
import { expect } from "chai";
import { readSettings } from "../../witness/config.js";
import { beginJournal, Journal, openJournal } from "../../witness/journal.js";
import { makeWitnessKey, readWitnessKey } from "../../witness/key.js";
import { ContradictionError, Witness } from "../../witness/witness.js";
import { Fork } from "./chains.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));

describe("A witness", () => {
  let folder: string;
  let key: `0x${string}`;
  const file = (name: string) => join(folder, name);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "witness-journal-"));
    key = await makeWitnessKey(file("key.json"));
    beginJournal(file("signed.json"), key);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const witnessOf = async (chain: Fork, interval = 0, now = () => 0) => {
    const signer = await readWitnessKey(file("key.json"));
    const journal = new Journal(file("signed.json"), witnessKeyOf(signer.key));
    const options = { chainId: 7777, seat: 1, signer, journal, proof: chain.proof };
    return new Witness({ ...options, interval, now });
  };

  it("signs one block of each minute, by its clock", async () => {
    let now = 1_767_225_600;
    const chain = new Fork("trunk", 0n, 100n);
    const witness = await witnessOf(chain, 60, () => now);
    for (let second = 0; second < 180; second += 5) {
      await witness.look();
      now += 5;
      chain.height += 1n;
    }
    expect(witness.checkpoints.map(({ number }) => number)).to.deep.equal([124n, 112n, 100n]);
  });

  it("never goes back, nor signs a block twice", async () => {
    const chain = new Fork("trunk", 0n, 100n);
    const witness = await witnessOf(chain);
    const first = await witness.look();
    chain.height = 99n;
    expect(await witness.look()).to.equal(first);
    chain.height = 100n;
    expect(await witness.look(true)).to.equal(first);
    expect(witness.checkpoints).to.have.length(1);
  });

  it("signs nothing of a chain that differs from one that it cosigned, of the same height or a greater one, also when it starts again", async () => {
    const chain = new Fork("trunk", 0n, 100n);
    await (await witnessOf(chain)).look();
    for (const height of [100n, 101n, 150n, 9_000n]) {
      const witness = await witnessOf(new Fork("other", 98n, height));
      const error = await witness.look(true).catch((thrown) => thrown);
      expect(error).to.be.instanceOf(ContradictionError);
      expect(witness.checkpoints).to.have.length(1);
    }
    chain.height = 9_000n;
    expect((await (await witnessOf(chain)).look())?.number).to.equal(9_000n);
  });

  it("looks once at a time: two that ask at once get one signature", async () => {
    const witness = await witnessOf(new Fork("trunk", 0n, 100n));
    const [one, other] = await Promise.all([witness.look(), witness.look()]);
    expect(one).to.equal(other);
  });

  it("keeps the newest checkpoints alone, in a file for its owner", async () => {
    const chain = new Fork("trunk", 0n, 100n);
    const witness = await witnessOf(chain);
    for (let looked = 0; looked < 40; looked += 1) {
      await witness.look();
      chain.height += 1n;
    }
    expect(witness.checkpoints).to.have.length(16);
    expect(statSync(file("signed.json")).mode & 0o777).to.equal(0o600);
    expect(statSync(file("key.json")).mode & 0o777).to.equal(0o600);
    const again = await witnessOf(chain);
    expect(again.checkpoints.map(({ signature }) => signature)).to.deep.equal(
      witness.checkpoints.map(({ signature }) => signature),
    );
  });

  it("has its file for itself: a second process with it does not start", async () => {
    const opened = await openJournal(file("signed.json"), key);
    const refused = await openJournal(file("signed.json"), key).catch((error: Error) => error);
    expect(String(refused)).to.match(/signed\.json is in use by process \d+: two witnesses/);
    opened.lock.release();
    (await openJournal(file("signed.json"), key)).lock.release();
  });

  it("cannot be made to keep an older block", async () => {
    const chain = new Fork("trunk", 0n, 100n);
    await (await witnessOf(chain)).look();
    const signer = await readWitnessKey(file("key.json"));
    const { number, hash, stateRoot, timestamp } = chain.header(100n);
    const again = await signCheckpoint(
      { chainId: 7777, seat: 1, number, hash, stateRoot, timestamp },
      signer,
    );
    expect(() => new Journal(file("signed.json"), key).add(again)).to.throw("is not after block");
  });

  for (const [what, content] of Object.entries({
    "is missing": undefined,
    "breaks off": '{"key":',
    "is empty": "",
    "is of another key": JSON.stringify({ key: `0x02${"11".repeat(32)}`, checkpoints: [] }),
  })) {
    it(`does not start where the file of what it signed ${what}, and says what to do`, () => {
      if (content === undefined) rmSync(file("signed.json"));
      else writeFileSync(file("signed.json"), content);
      expect(() => new Journal(file("signed.json"), key)).to.throw("make a new key");
    });
  }

  it("has a key that no command replaces, and whose file nobody shows", async () => {
    const before = readFileSync(file("key.json"), "utf8");
    const again = await makeWitnessKey(file("key.json")).catch((error) => error);
    expect(again.message).to.contain("cannot be made");
    expect(readFileSync(file("key.json"), "utf8")).to.equal(before);
    writeFileSync(file("key.json"), `{"d":"secret"}`);
    const error = await readWitnessKey(file("key.json")).catch((thrown) => thrown);
    expect(error.message).to.contain("holds no key of a witness").and.not.contain("secret");
  });

  it("gets its key and its file by one command, once", async () => {
    const args = [TYPESCRIPT, "network/src/cli.ts", "witness", "keygen"];
    const paths = ["--out", file("new.json"), "--state", file("new-signed.json")];
    const { stdout } = await run(process.execPath, [...args, ...paths], { cwd: root });
    const [made = ""] = /0x0[23][0-9a-f]{64}/.exec(stdout) ?? [];
    expect(new Journal(file("new-signed.json"), made as `0x${string}`).checkpoints).to.deep.equal(
      [],
    );
    const again = await run(process.execPath, [...args, ...paths], { cwd: root }).catch(
      (error) => error,
    );
    expect(again.stderr).to.contain("belongs to another key");
  }).timeout(60_000);

  it("is told what to do by a file or the environment, and says all that is wrong at once", () => {
    const env = {
      WITNESS_ANCHOR: "anchor.json",
      WITNESS_RPC_URLS: "http://127.0.0.1:8545",
      WITNESS_SEAT: "2",
      WITNESS_KEY_FILE: "key.json",
      WITNESS_STATE_FILE: "signed.json",
      WITNESS_ALARM_FOLDER: "alarms",
    };
    expect(readSettings(undefined, env)).to.include({
      seat: 2,
      port: 9647,
      "interval-seconds": 60,
    });
    expect(() => readSettings(undefined, { ...env, WITNESS_SEAT: "0", WITNESS_KEYS: "x" }))
      .to.throw("seat: a number from 1 to 1000000 was expected")
      .with.property("message")
      .that.contains("WITNESS_KEYS is no setting");
  });
});
