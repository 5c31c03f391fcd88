// What units and containers of a member's machine read: each is a file that a documented command writes.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { EXAMPLE_FOUNDING, foundingNode, readFounding } from "../src/founding.js";
import { initNetwork } from "../src/init.js";
import { joinNetwork } from "../src/life/join.js";
import { readAnchorFile } from "../witness/client.js";
import { witnessCommand } from "../witness/command.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (name: string) => readFileSync(join(root, name), "utf8");
const units = join(root, "network/systemd");
const compose = read("network/compose/compose.yaml");
const machine = [
  compose,
  ...readdirSync(units)
    .filter((name) => /\.service$|\.example$/.test(name))
    .map((name) => readFileSync(join(units, name), "utf8")),
].join("\n");

/** Names of the files under a folder that units and containers name. */
function namedUnder(folder: string): string[] {
  const found = machine.matchAll(
    new RegExp(`(?<!\\w)${folder}/([a-z_-]+\\.?[a-z]+)(?![\\w/-])`, "g"),
  );
  return [...new Set([...found].map(([, name]) => name ?? ""))].sort();
}

/** The table of `operations.md`: names of files, and what writes them. */
const rows = (read("docs/operations.md").split("### What is read, and what writes it")[1] ?? "")
  .split("\n## ")[0]
  ?.split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").slice(1, 3) as [string, string]);

const listed = (rows ?? []).flatMap(([files]) =>
  [...files.matchAll(/`([^`]+)`/g)].map(([, file]) => file?.split("/").at(-1) ?? ""),
);

describe("The files of a member's machine", function () {
  this.timeout(60_000);
  const scratch = scratchFolder("machine-files-");
  const founding = readFounding(EXAMPLE_FOUNDING);
  const [founder] = founding.members;
  const folders: Record<string, string> = {
    "network init": join(scratch, "network", founder?.id ?? ""),
    "member join": join(scratch, "joined"),
  };

  before(async () => {
    await initNetwork(founding, join(scratch, "network"));
    const node = foundingNode({
      id: "late",
      name: "Late",
      nodePublicKey: founder?.nodePublicKey ?? "",
      host: "192.0.2.9",
    });
    joinNetwork(folders["network init"] ?? "", node, folders["member join"] ?? "");
  });
  after(() => rmSync(scratch, { recursive: true }));

  it("are all in the table of operations.md", () => {
    const read = [
      ...namedUnder("/etc/open-robot-id"),
      ...namedUnder("/var/lib/open-robot-id/member"),
      ...["/member", "/witness", "/vault", "/run/secrets", "/rpc-access"].flatMap(namedUnder),
      ...[...machine.matchAll(/--config-file=(\S+)/g)].map(([, name]) => name ?? ""),
    ].filter((name) => !["alarms", "static", "data", "member"].includes(name));
    expect(read).to.include.members([
      "deployment.json",
      "vault.toml",
      "machine.env",
      "signed.json",
    ]);
    expect([...new Set(read)].filter((name) => !listed.includes(name))).to.deep.equal([]);
  });

  for (const command of Object.keys(folders)) {
    it(`are in the folder that ${command} makes, except what others put there`, () => {
      const put = ["key", "ca.pem", "permissioner-token", "permissioner.toml"];
      const wanted = [...namedUnder("/member"), "config.toml"].filter(
        (name) => !put.includes(name),
      );
      expect(wanted).to.include.members(["deployment.json", "static-nodes.json"]);
      const folder = folders[command] ?? "";
      expect(wanted.filter((name) => !existsSync(join(folder, name)))).to.deep.equal([]);
    });

    it(`give witness and vault in containers an anchor from what ${command} makes`, () => {
      for (const setting of ["WITNESS_ANCHOR", "VAULT_ANCHOR"]) {
        const [, name = ""] = new RegExp(`${setting}: /member/(\\S+)`).exec(compose) ?? [];
        const { seals, validators } = readAnchorFile(join(folders[command] ?? "", name));
        expect(seals).to.equal("qbft");
        expect(validators).to.have.length(founding.members.length);
      }
    });
  }

  it("are mounted from where they are", () => {
    const mounted = [...compose.matchAll(/member\}\/(\S+?):\/member\/(\S+?):ro/g)];
    expect(mounted).to.have.length.greaterThan(2);
    for (const [, from, to] of mounted) expect(to).to.equal(from);
  });

  it("are written by commands that there are", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const help = read("docs/cli.md");
    const commands = (rows ?? []).flatMap(([, by]) => [
      ...by.matchAll(/`((?:npm|robotid) [^`]+)`/g),
    ]);
    expect(commands).to.have.length.greaterThan(6);
    for (const [, command = ""] of commands) {
      const [, script, cli] = /^npm run ([\w:-]+)|^robotid (\w+ \w+)/.exec(command) ?? [];
      if (script) expect(scripts, command).to.have.property(script);
      else expect(help, command).to.contain(`### robotid ${cli}`);
    }
  });

  it("of a witness are what its command makes", async () => {
    const at = (name: string) => join(scratch, name);
    await witnessCommand().parseAsync(
      ["keygen", "--out", at("key.json"), "--state", at("signed.json")],
      { from: "user" },
    );
    for (const setting of ["KEY", "STATE"]) {
      const [, name = ""] =
        new RegExp(`WITNESS_${setting}_FILE: /witness/(\\S+)`).exec(compose) ?? [];
      expect(existsSync(at(name)), name).to.equal(true);
    }
  });
});
