// A member's machine is lost, and made again from its backup.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { UserError } from "@openrobotid/kit/command";
import { expect } from "chai";
import { backUp, restore } from "../../src/backup/backup.js";
import { seal } from "../../src/backup/sealed-file.js";
import { addressOfNode } from "../../src/node-key.js";
import { initTestNetwork, type TestNetwork } from "../../src/test-network.js";

const PASSWORD = "correct horse battery staple";

describe("A backup of a member's machine", function () {
  // The password is meant to take its time.
  this.timeout(60_000);
  let scratch: string;
  let made: TestNetwork;
  const machine = () => join(scratch, "net", "validator-1");
  const fresh = (name: string) => join(scratch, name);

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), "network-backup-"));
    made = await initTestNetwork({ folder: join(scratch, "net"), observers: 0 });
    writeFileSync(join(machine(), "permissioner-state.json"), "{}", { mode: 0o600 });
    mkdirSync(join(machine(), "data", "database"), { recursive: true });
    writeFileSync(join(machine(), "data", "database", "blocks"), "what the others have too");
    writeFileSync(join(machine(), "besu.log"), "what happened");
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  const contentOf = (folder: string) =>
    new Map(
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => statSync(join(folder, path)).isFile())
        .map((path) => [
          path,
          `${statSync(join(folder, path)).mode & 0o777} ${readFileSync(join(folder, path), "utf8")}`,
        ]),
    );

  it("brings everything back as it was, except what the other nodes have", () => {
    const file = fresh("kept");
    const before = contentOf(machine());
    const { node } = backUp(machine(), file, PASSWORD);
    expect(node.address).to.equal(addressOfNode(made.founding.members[0]!.nodePublicKey));
    rmSync(machine(), { recursive: true });

    const restored = restore(file, machine(), PASSWORD);
    expect(restored.node).to.deep.equal(node);
    const after = contentOf(machine());
    for (const gone of ["besu.log", join("data", "database", "blocks")]) {
      expect(before.delete(gone), gone).to.equal(true);
    }
    expect(after).to.deep.equal(before);
    expect(statSync(join(machine(), "key")).mode & 0o777).to.equal(0o600);
  });

  it("tells nothing without its password, and is its owner's alone", () => {
    const file = fresh("sealed");
    backUp(machine(), file, PASSWORD);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    const key = readFileSync(join(machine(), "key"), "utf8").trim();
    expect(readFileSync(file).includes(key.slice(2))).to.equal(false);
    expect(() => restore(file, fresh("wrong"), `${PASSWORD}!`)).to.throw(
      UserError,
      "another password, or was altered",
    );
    expect(existsSync(fresh("wrong"))).to.equal(false);
  });

  it("does not open where a byte was changed, or it was cut off", () => {
    const file = fresh("altered");
    backUp(machine(), file, PASSWORD);
    const bytes = readFileSync(file);
    const altered = Buffer.from(bytes);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    writeFileSync(file, altered);
    expect(() => restore(file, fresh("nothing"), PASSWORD)).to.throw(UserError, "was altered");
    writeFileSync(file, bytes.subarray(0, 40));
    expect(() => restore(file, fresh("nothing"), PASSWORD)).to.throw(UserError, "it was cut off");
  });

  it("overwrites nothing, neither a backup nor a folder", () => {
    const file = fresh("once");
    backUp(machine(), file, PASSWORD);
    expect(() => backUp(machine(), file, PASSWORD)).to.throw(UserError, "exists");
    expect(() => restore(file, machine(), PASSWORD)).to.throw(UserError, "is not empty");
  });

  it("is not made of a folder without its key, nor with a password that can be guessed", () => {
    const folder = fresh("keyless");
    mkdirSync(folder);
    expect(() => backUp(folder, fresh("none"), PASSWORD)).to.throw(UserError, "key, config.toml");
    expect(() => backUp(machine(), fresh("none"), "1234")).to.throw(UserError, "4 characters");
    expect(existsSync(fresh("none"))).to.equal(false);
  });

  /** A backup of somebody who had the password. */
  const forge = (file: object) => {
    const content = JSON.stringify({ madeAt: "2026-01-05T09:00:00.000Z", files: [file] });
    rmSync(fresh("evil"), { force: true });
    writeFileSync(fresh("evil"), seal(deflateRawSync(Buffer.from(content)), PASSWORD));
  };

  it("makes no file that acts as who restored it, even if its maker had the password", () => {
    forge({ path: "helper", mode: 0o4755, data: "" });
    expect(() => restore(fresh("evil"), fresh("setuid"), PASSWORD)).to.throw(UserError, "release");
    expect(existsSync(join(fresh("setuid"), "helper"))).to.equal(false);
  });

  it("writes nowhere but into its folder, even if its maker had the password", () => {
    forge({ path: "../escaped", mode: 0o600, data: "" });
    expect(() => restore(fresh("evil"), fresh("deep"), PASSWORD)).to.throw(
      UserError,
      "outside of its folder: ../escaped",
    );
    expect(existsSync(fresh("escaped"))).to.equal(false);
  });
});
