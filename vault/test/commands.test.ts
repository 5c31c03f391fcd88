// What a keeper and a holder do at a terminal.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accounts, deployment, isolate } from "@openrobotid/testkit/chain";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { bytesToHex } from "viem";
import { vaultProgram } from "../src/cli.js";
import { readSecretFile } from "../src/seal/secret-file.js";
import { openVault } from "../src/store/vault.js";
import { committed, putIn, ROBOT } from "./support/documents.js";
import { type Paper, pathOf, putPaper, recordPaper } from "./support/papers.js";
import { VAULT, vaultService } from "./support/service.js";

const NOW = Date.UTC(2026, 0, 5) / 1000;

/** Runs a command; gives what it prints, or how it fails. */
async function run(args: readonly string[], now = NOW): Promise<string> {
  const printed: string[] = [];
  const log = console.log;
  console.log = (text: string) => printed.push(text);
  try {
    await vaultProgram(() => now).parseAsync([...args], { from: "user" });
    return printed.join("\n");
  } catch (error) {
    return `failed: ${(error as Error).message}`;
  } finally {
    console.log = log;
  }
}

describe("the commands of a keeper", () => {
  const root = temporaryFolder();
  const at = (name: string) => join(root(), name);
  const configOf = (name: string, folder: string, key = "master.key") => {
    const values = {
      anchor: "anchor.json",
      "public-url": VAULT,
      folder: at(folder),
      "master-key-file": at(key),
      "log-key-file": at("log.key"),
    };
    const lines = Object.entries(values).map(
      ([field, value]) => `${field} = ${JSON.stringify(value)}`,
    );
    writeFileSync(at(name), `${lines.join("\n")}\nrpc-urls = ["http://127.0.0.1:1"]\n`);
    return at(name);
  };
  const withVault = async <answer>(
    key: string,
    act: (vault: Awaited<ReturnType<typeof openVault>>) => Promise<answer>,
  ) => {
    const masterKey = readSecretFile(at(key));
    const vault = await openVault({
      folder: at("vault"),
      masterKey,
      mostBytes: 1e6,
      now: () => NOW,
    });
    try {
      return await act(vault);
    } finally {
      await vault.close();
    }
  };
  let config: string;

  before(async () => {
    for (const name of ["master", "other"]) {
      expect(await run(["keygen", "--out", at(`${name}.key`)])).to.match(/was made/);
    }
    config = configOf("vault.toml", "vault");
    await withVault("master.key", async ({ documents }) => {
      await putIn(documents, 1);
      await putIn(documents, 2);
    });
  });

  it("examine, copy, erase, rotate, and restore", async () => {
    expect(await run(["check", "--config", config])).to.match(
      /^2 documents, 2 lines of the log, root [0-9a-f]{64}\.$/,
    );
    expect(await run(["backup", "--config", config, "--out", at("backup")])).to.match(
      /^2 documents are in/,
    );

    const erase = ["erase", ROBOT, "2", "--reason", "Art. 17, request 7", "--config", config];
    expect(await run(erase)).to.match(/^Erased\. The commitment stays on the chain\. Backups/);
    expect(await run(erase)).to.match(/^failed: The document of entry 2 was erased on 2026-01-05/);
    expect(await run(["check", "--config", config])).to.match(/^1 documents, 3 lines/);

    expect(await run(["rotate", "--config", config, "--new-key", at("other.key")])).to.match(
      /^1 keys were sealed again/,
    );
    expect(await run(["check", "--config", config])).to.match(
      /^failed: The master key is not the one/,
    );
    await withVault("other.key", async ({ documents }) => {
      expect((await documents.open(committed(1).document)).salt).to.equal(committed(1).salt);
    });

    const restored = configOf("restored.toml", "restored");
    const from = ["restore", "--from", at("backup"), "--config", restored];
    expect(await run(from)).to.match(
      /^Restored, with 2 lines of the log\. .*erase again what was erased/,
    );
    expect(await run(from)).to.match(/is not empty/);
    expect(await run(["check", "--config", restored])).to.match(/^2 documents, 2 lines/);
  });

  it("report a document that was altered", async () => {
    const damaged = configOf("damaged.toml", "damaged");
    await run(["restore", "--from", at("backup"), "--config", damaged]);
    const masterKey = readSecretFile(at("master.key"));
    const vault = await openVault({
      folder: at("damaged"),
      masterKey,
      mostBytes: 1e6,
      now: () => NOW,
    });
    const blob = (await vault.documents.rowsOf(ROBOT)).get(1)?.blob ?? "";
    await vault.close();
    const file = join(at("damaged"), "blobs", blob);
    const bytes = readFileSync(file);
    bytes[50] = (bytes[50] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await run(["check", "--config", damaged])).to.match(
      /^failed: .* 1: The document of entry 1 is not given: its seal is broken\.$/,
    );
  });

  it("say everything that is wrong with the settings", async () => {
    writeFileSync(at("wrong.toml"), 'public-url = "https://vault.example/path"\nfolders = "x"\n');
    expect(await run(["check", "--config", at("wrong.toml")])).to.match(
      /anchor is missing[\s\S]*public-url: an address without a path[\s\S]*folders: no such setting/,
    );
  });
});

describe("the command of a holder", function () {
  this.timeout(60_000);
  isolate();
  const root = temporaryFolder();
  const service = vaultService();
  let paper: Paper;

  before(async () => {
    paper = await recordPaper(robots.sold, "service");
    await service().setTime();
    await putPaper(service(), paper);
    await (await service().as("stranger"))("GET", pathOf(paper));
  });

  it("shows the log of its robot, keeps the head, and tells where the log does not continue it", async () => {
    const [key, head] = [join(root(), "holder.key"), join(root(), "head.json")];
    const privateKey = accounts.owner.getHdKey().privateKey ?? new Uint8Array();
    writeFileSync(key, bytesToHex(privateKey).slice(2), { mode: 0o600 });
    const args = [
      "log",
      robots.sold,
      "--vault",
      VAULT,
      "--at",
      service().url,
      "--chain",
      String(deployment.chainId),
    ];
    const show = async () =>
      await run([...args, "--key-file", key, "--head", head], service().now());
    const lines = (await show()).split("\n");
    expect(lines).to.have.length(4);
    expect(lines[0]).to.match(/ put {2}0x.*, entry \d+ \(service\)$/);
    expect(lines[1]).to.include(
      `refusal  ${accounts.stranger.address}, entry ${paper.seq} (service): not-entitled`,
    );
    expect(lines[2]).to.include(`logRead  ${accounts.owner.address} as holder`);
    expect(lines[3]).to.match(/^3 lines, all in the log of 3 whose head 0x\w+ signed\.$/);
    await (await service().as("owner"))("GET", pathOf(paper));
    expect(await show()).to.match(/5 lines, all in the log of 5/);
    const kept = readFileSync(head, "utf8");
    writeFileSync(head, kept.replace('"size":5', '"size":4'));
    expect(await show()).to.match(/^failed: The head that was kept is signed by/);
    expect(readFileSync(head, "utf8"), "the head that shows it is not written over").to.include(
      '"size":4',
    );
  });
});
