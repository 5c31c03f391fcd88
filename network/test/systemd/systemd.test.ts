// The units of a member's machine.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const folder = fileURLToPath(new URL("../../systemd/", import.meta.url));
const root = fileURLToPath(new URL("../../../", import.meta.url));
const names = readdirSync(folder).filter((name) => /\.(service|timer|target)$/.test(name));
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const services = ["besu", "permissioner", "index", "api", "web"] as const;
const beside = ["rpc", "witness", "relay", "vault"] as const;
const unitOf = (service: string) => `open-robot-id-${service}.service`;

/** The values of a setting in a unit. */
const valuesOf = (name: string, setting: string): string[] =>
  [...read(name).matchAll(new RegExp(`^${setting}=(.*)$`, "gm"))].map(([, value]) => value ?? "");

describe("The systemd units", () => {
  it("pass `systemd-analyze verify`, where that is installed", function () {
    if (spawnSync("systemd-analyze", ["--version"]).status !== 0) {
      console.log("      skipped: systemd-analyze was not found (Debian: systemd)");
      return this.skip();
    }
    this.timeout(60_000);
    const scratch = mkdtempSync(join(tmpdir(), "units-"));
    try {
      mkdirSync(join(scratch, "units"));
      // It looks whether programs are there; here they are elsewhere than on a member's machine.
      for (const name of names) {
        const text = read(name)
          .replaceAll("/opt/open-robot-id", root.replace(/\/$/, ""))
          .replaceAll("/opt/besu/bin/besu", "/bin/true")
          .replaceAll("/usr/bin/node", process.execPath);
        writeFileSync(join(scratch, "units", name), text);
      }
      const files = names.map((name) => join(scratch, "units", name));
      const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...files], {
        encoding: "utf8",
      });
      // What it says of units of this machine is not ours.
      const said = stderr.split("\n").filter((line) => line.includes("open-robot-id"));
      expect(said).to.deep.equal([]);
      expect(status, stderr).to.equal(0);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });

  it("start in order: the node, who keeps its lists, the index, the API over it, the pages", () => {
    for (const [index, service] of services.entries()) {
      const before = services[index - 1];
      if (before !== undefined)
        expect(valuesOf(unitOf(service), "After").join(" "), service).to.contain(unitOf(before));
      // What comes after waits until this one is well.
      expect(valuesOf(unitOf(service), "ExecStartPost").join(" "), service).to.contain("await.mjs");
    }
  });

  it("are started by one target, and go with it", () => {
    const wanted = valuesOf("open-robot-id.target", "Wants").join(" ").split(" ");
    expect(wanted).to.have.members([
      ...[...services, ...beside].map(unitOf),
      "open-robot-id-backup.timer",
      "open-robot-id-dumps.timer",
    ]);
    for (const name of wanted) {
      expect(names).to.include(name);
      expect(valuesOf(name, "PartOf")).to.deep.equal(["open-robot-id.target"]);
    }
  });

  for (const service of [...services, ...beside]) {
    it(`bound what ${service} takes, start it again, and let it write where it must alone`, () => {
      const unit = unitOf(service);
      expect(valuesOf(unit, "Restart")).to.deep.equal(["always"]);
      expect(valuesOf(unit, "MemoryMax")[0]).to.match(/^\d+[MG]$/);
      expect(valuesOf(unit, "CPUQuota")[0]).to.match(/^\d+%$/);
      expect(valuesOf(unit, "StartLimitBurst")[0]).to.match(/^\d+$/);
      expect(valuesOf(unit, "ProtectSystem")).to.deep.equal(["strict"]);
      expect(valuesOf(unit, "NoNewPrivileges")).to.deep.equal(["yes"]);
      expect(valuesOf(unit, "User")[0]).not.to.equal("root");
    });
  }

  it("run programs that are there", () => {
    for (const name of names) {
      const files = [...read(name).matchAll(/\/opt\/open-robot-id\/(\S+?\.(?:ts|mjs|md))/g)];
      for (const [, file] of files) {
        expect(readFileSync(join(root, file ?? "")).length, file).to.be.greaterThan(0);
      }
    }
  });

  it("run the witness after the node, where the member has one, under an account of its own", () => {
    const unit = unitOf("witness");
    expect(valuesOf(unit, "After")).to.deep.equal([unitOf("besu")]);
    expect(valuesOf(unit, "ConditionPathExists")[0]).to.match(/witness\.toml$/);
    expect(valuesOf(unit, "User")[0]).not.to.equal(valuesOf(unitOf("besu"), "User")[0]);
  });

  it("run the vault where the member has one, under an account of its own that writes to one folder", () => {
    const unit = unitOf("vault");
    expect(valuesOf(unit, "After")).to.deep.equal([unitOf("besu")]);
    expect(valuesOf(unit, "ConditionPathExists")).to.deep.equal(["/etc/open-robot-id/vault.toml"]);
    const others = names.filter((name) => name !== unit).flatMap((name) => valuesOf(name, "User"));
    expect(others).not.to.include(valuesOf(unit, "User")[0]);
    expect(valuesOf(unit, "ReadWritePaths")).to.deep.equal(["/var/lib/open-robot-id/vault"]);
  });

  it("run the relay where the member has a key for one, and read key and password as credentials", () => {
    const unit = unitOf("relay");
    expect(valuesOf(unit, "After")).to.deep.equal([unitOf("besu")]);
    expect(valuesOf(unit, "ConditionPathExists")).to.deep.equal(["/etc/open-robot-id/relay.json"]);
    expect(valuesOf(unit, "LoadCredential")).to.have.length(2);
    expect(read(unit)).not.to.match(/--keystore \/etc|--password-file \/etc/);
  });

  it("run the command line with options that it has", () => {
    const help = readFileSync(join(root, "docs/cli.md"), "utf8");
    for (const unit of ["rpc", "relay"].map(unitOf)) {
      const [line = ""] = valuesOf(unit, "ExecStart");
      expect(line).to.match(/cli\/src\/main\.ts (rpc|relay) /);
      for (const [option] of line.matchAll(/--(?!import)[a-z-]+/g))
        expect(help).to.contain(`\`${option}`);
    }
  });

  it("have the node's options examined before it starts", () => {
    expect(valuesOf(unitOf("besu"), "ExecStartPre").join()).to.contain("check-besu");
  });

  it("name every variable that the example sets, and no secret", () => {
    const example = read("machine.env.example");
    expect(example).to.contain("RPC_URLS=").and.contain("BESU_LIVENESS_URL=");
    expect(example).not.to.match(/^\w*(PASSWORD|SECRET|KEY)\w*=/m);
  });
});

describe("Waiting for a service", () => {
  const await_ = async (...args: string[]) => {
    const child = spawn(process.execPath, [join(folder, "await.mjs"), ...args]);
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, said };
  };

  it("ends when it answers with a success, and with 1 where it does not in time", async () => {
    let asked = 0;
    const server = createServer((_, outgoing) => {
      asked += 1;
      outgoing.writeHead(asked > 1 ? 200 : 503).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await await_(url, "20")).to.deep.equal({ code: 0, said: "" });
    asked = Number.NEGATIVE_INFINITY;
    const { code, said } = await await_(url, "0.4");
    expect(code).to.equal(1);
    expect(said).to.contain(`${url} is not well after 0.4 s: it answers 503.`);
    expect(await await_(url, "20", "any")).to.deep.equal({ code: 0, said: "" });
    server.close();
  });

  it("says how it is used", async () => {
    expect(await await_("nonsense")).to.deep.equal({
      code: 2,
      said: "Usage: node await.mjs URL SECONDS [any]\n",
    });
  });
});
