// Keys of nodes: where they may go, who may read them, and what is said about them.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "@openrobotid/kit/command";
import { TYPESCRIPT } from "@openrobotid/kit/run";
import { contractNames } from "@openrobotid/sdk/chains";
import { expect } from "chai";
import { privateKeyToAddress } from "viem/accounts";
import { makeNodeKey, refuseVersioned } from "../src/keygen.js";
import { enodeOf, isNodePublicKey } from "../src/node-key.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

describe("network keygen", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "open-robot-id-keygen-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("writes a private key that its owner alone can read, and tells what is public", () => {
    const file = join(folder, "node", "key");
    const { publicKey, address } = makeNodeKey(file);
    const key = readFileSync(file, "utf8").trim() as `0x${string}`;
    expect(key).to.match(/^0x[0-9a-f]{64}$/);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(isNodePublicKey(publicKey)).to.equal(true);
    expect(address).to.equal(privateKeyToAddress(key));
    const enode = enodeOf({ nodePublicKey: publicKey, host: "192.0.2.1", p2pPort: 30_303 });
    expect(enode).to.equal(`enode://${publicKey.slice(2)}@192.0.2.1:30303`);
  });

  describe("on the command line", () => {
    const refusalOf = (...args: string[]) => {
      const command = [TYPESCRIPT, "network/src/cli.ts", ...args];
      const { status, stderr } = spawnSync(process.execPath, command, {
        cwd: ROOT,
        encoding: "utf8",
      });
      return { status, stderr };
    };

    it("takes no name for the address of a node, and makes no key then", () => {
      const file = join(folder, "key");
      const { status, stderr } = refusalOf("keygen", "--out", file, "--host", "node.example");
      expect(status).to.equal(1);
      expect(stderr).to.include("Expected an IPv4 address");
      expect(existsSync(file)).to.equal(false);
    }).timeout(60_000);

    it("says of a node that does not answer that it does not, without a stack", () => {
      const key = join(folder, "key");
      makeNodeKey(key);
      const contracts = Object.fromEntries(
        contractNames.map((name) => [
          `${name[0]?.toUpperCase()}${name.slice(1)}`,
          { address: `0x${"5e".repeat(20)}`, startBlock: 0, codeHash: `0x${"5e".repeat(32)}` },
        ]),
      );
      writeFileSync(join(folder, "deployment.json"), JSON.stringify({ chainId: 7777, contracts }));
      const options = ["--network", folder, "--rpc", "http://127.0.0.1:1", "--key-file", key];
      const { status, stderr } = refusalOf("member", "keys", "--seat", "1", ...options);
      expect(status).to.equal(1);
      expect(stderr)
        .to.include("http://127.0.0.1:1")
        .and.include("Does the node run")
        .and.not.match(/^ +at /m);
    }).timeout(60_000);

    it("says of a file that cannot be read what the system says, without a stack", () => {
      const file = join(folder, "key");
      writeFileSync(file, "");
      const { status, stderr } = refusalOf("keygen", "--out", join(file, "key"));
      expect({ status, stderr }).to.deep.equal({
        status: 1,
        stderr: `\n${file}: it is there already.\n`,
      });
    }).timeout(60_000);
  });

  it("makes another key each time", () => {
    const [one, two] = ["one", "two"].map((name) => makeNodeKey(join(folder, name)).address);
    expect(one).not.to.equal(two);
  });

  it("never overwrites a key", () => {
    const file = join(folder, "key");
    writeFileSync(file, "a key\n");
    expect(() => makeNodeKey(file)).to.throw(
      UserError,
      `${file} exists. A key is never overwritten`,
    );
    expect(readFileSync(file, "utf8")).to.equal("a key\n");
  });

  it("writes none into a git work tree, however deep", () => {
    execFileSync("git", ["init", "--quiet", folder]);
    const file = join(folder, "deep", "down", "key");
    expect(() => makeNodeKey(file)).to.throw(UserError, `lies in the git work tree ${folder}`);
    expect(existsSync(join(folder, "deep"))).to.equal(false);
  });

  it("makes test networks in a work tree only where git ignores them", () => {
    execFileSync("git", ["init", "--quiet", folder]);
    writeFileSync(join(folder, ".gitignore"), "/local/\n");
    expect(() => refuseVersioned(join(folder, "local", "test"))).not.to.throw();
    expect(() => refuseVersioned(join(folder, "elsewhere"))).to.throw(
      UserError,
      "git does not ignore it",
    );
  });
});
