// The unit of systemd: the command line that it runs, in the folder and environment that it names, starts a vault that answers and ends when told.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@openrobotid/kit/ports";
import { formatAnchor, readAnchor } from "@openrobotid/sdk/proof";
import { clientOf, deployment, rpcUrl } from "@openrobotid/testkit/chain";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { makeSecretFile } from "../src/seal/secret-file.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const INSTALLED = "/opt/open-robot-id";
const UNIT = readFileSync(join(ROOT, "network/systemd/open-robot-id-vault.service"), "utf8");

/** What the unit says under a name. */
function setting(name: string): string {
  const value = new RegExp(`^${name}=(.*)$`, "m").exec(UNIT)?.[1];
  if (value === undefined) throw new Error(`The unit has no ${name}.`);
  return value;
}

describe("the vault as a service", function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let vault: ChildProcess | undefined;
  after(() => vault?.kill("SIGKILL"));

  it("is started by the command line of its unit, answers what the unit waits for, and ends when told", async () => {
    const file = (name: string) => join(folder(), name);
    const anchor = await readAnchor(clientOf("owner"), { deployment, seals: "none" });
    writeFileSync(file("anchor.json"), formatAnchor(anchor));
    for (const name of ["master.key", "log.key"]) makeSecretFile(file(name));
    const port = await freePort();
    const toml = {
      ...{ anchor: file("anchor.json"), "public-url": "https://vault.example" },
      ...{ folder: file("vault"), "master-key-file": file("master.key") },
      "log-key-file": file("log.key"),
    };
    const lines = Object.entries(toml).map(([name, value]) => `${name} = "${value}"`);
    lines.push(`rpc-urls = ["${rpcUrl}"]`, `port = ${port}`);
    writeFileSync(file("vault.toml"), lines.join("\n"));

    // As on the machine, in other folders: nothing is in /opt and /etc of a machine that runs tests.
    const here = (line: string) =>
      line
        .replaceAll("/etc/open-robot-id/vault.toml", file("vault.toml"))
        .replaceAll(INSTALLED, ROOT.replace(/\/$/, ""))
        .replace(":9650/", `:${port}/`)
        .split(" ");
    expect(setting("WorkingDirectory")).to.equal(INSTALLED);
    const [, ...args] = here(setting("ExecStart"));
    const [name = "", value] = setting("Environment").split("=");
    const env = { PATH: process.env.PATH, [name]: value };
    const start = (line: readonly string[]) =>
      spawn(process.execPath, line, { cwd: ROOT, env, stdio: ["ignore", "ignore", "inherit"] });
    vault = start(args);
    const ended = once(vault, "exit");

    const [, ...waiting] = here(setting("ExecStartPost"));
    const [answered] = await once(start(waiting), "exit");
    expect(answered).to.equal(0);
    const head = await fetch(`http://127.0.0.1:${port}/log/head`);
    expect(await head.json()).to.include({ vault: "https://vault.example", size: 0 });

    vault.kill("SIGTERM");
    const [code] = await ended;
    expect(code).to.equal(0);
  });
});
