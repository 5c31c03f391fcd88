import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isolate } from "@openrobotid/testkit/chain";
import { expect } from "chai";
import { readSettings } from "../../permissioner/config.js";
import { parseEnode } from "../../permissioner/enode.js";
import { start } from "../../permissioner/start.js";
import { chainTime, deployment, giveKeys, machine, nodeOf } from "./setting.js";

describe("Settings of the permissioner", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "permissioner-settings-"));
    file = join(folder, "permissioner.toml");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const complete = [
    'deployment = "deployment.json"',
    'rpc-urls = ["http://127.0.0.1:8545", "https://other.example"]',
    'besu-url = "http://127.0.0.1:8545"',
    'state-file = "state.json"',
  ].join("\n");

  it("come from a file, with the usual for what it leaves out", () => {
    writeFileSync(file, complete);
    expect(readSettings(file, {})).to.include({ "poll-seconds": 2, port: 9646, host: "127.0.0.1" });
  });

  it("come from the environment too, which goes first", () => {
    writeFileSync(file, complete);
    const settings = readSettings(file, {
      PERMISSIONER_RPC_URLS: "http://a, http://b ,http://c",
      PERMISSIONER_POLL_SECONDS: "5",
    });
    expect(settings["rpc-urls"]).to.deep.equal(["http://a", "http://b", "http://c"]);
    expect(settings["poll-seconds"]).to.equal(5);
  });

  it("are refused all at once, each with its name in file and environment", () => {
    writeFileSync(file, 'rpc-urls = ["ftp://x"]\nagreement = 3\ncolour = "red"');
    expect(() => readSettings(file, { PERMISSIONER_PORTS: "1" }))
      .to.throw("PERMISSIONER_PORTS is no setting")
      .with.property("message")
      .that.contains("deployment is missing, and so is PERMISSIONER_DEPLOYMENT")
      .and.contains("besu-url is missing, and so is PERMISSIONER_BESU_URL")
      .and.contains(
        "rpc-urls.0: an http or https address (after #: token-file=PATH, ca-file=PATH) was expected",
      )
      .and.contains("colour: no such setting");
  });

  it("cannot ask for more agreement than there are nodes to ask", () => {
    writeFileSync(file, `${complete}\nagreement = 3`);
    expect(() => readSettings(file, {})).to.throw("agreement: at most the number of rpc-urls, 2");
  });

  it("are refused where the file is no TOML, or not there", () => {
    writeFileSync(file, "rpc-urls = [");
    expect(() => readSettings(file, {})).to.throw(`${file} is no TOML`);
    expect(() => readSettings(join(folder, "other.toml"), {})).to.throw("cannot be read");
  });
});

describe("The permissioner as a process", () => {
  isolate();
  before(giveKeys);

  it("serves health and metrics while it runs, and stops in order", async () => {
    const here = await machine();
    writeFileSync(join(here.folder, "deployment.json"), JSON.stringify(deployment));
    const book = {
      members: [],
      observers: [{ name: "ours", enode: nodeOf("own").enode }],
    };
    writeFileSync(join(here.folder, "address-book.json"), JSON.stringify(book));
    // The chain of the tests has a time of its own.
    const now = await chainTime();
    const running = await start(
      readSettings(undefined, {
        PERMISSIONER_DEPLOYMENT: join(here.folder, "deployment.json"),
        PERMISSIONER_RPC_URLS: here.besu.url,
        PERMISSIONER_BESU_URL: here.besu.url,
        PERMISSIONER_PERMISSIONS_FILE: here.permissionsFile,
        PERMISSIONER_ADDRESS_BOOK: join(here.folder, "address-book.json"),
        PERMISSIONER_DIRECTORY: here.directoryFile,
        PERMISSIONER_STATE_FILE: join(here.folder, "state.json"),
        PERMISSIONER_PORT: "0",
        PERMISSIONER_POLL_SECONDS: "0.2",
        PERMISSIONER_LOG_LEVEL: "fatal",
      }),
      { now: () => now },
    );
    try {
      const health = async () => {
        const answer = await fetch(`${running.url}/health`);
        return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
      };
      const deadline = Date.now() + 10_000;
      let found = await health();
      while (found.status !== 200 && Date.now() < deadline) found = await health();
      expect(found).to.deep.include({ status: 200 });
      expect(found.body).to.include({ healthy: true, nodes: 5 });
      expect(here.besu.nodes).to.include(nodeOf("own").enode);
      const metrics = await fetch(`${running.url}/metrics`);
      expect(metrics.headers.get("content-type")).to.contain("text/plain");
      expect(await metrics.text()).to.contain("# TYPE robotid_permissioner_alarm gauge");
    } finally {
      await running.stop();
      await here.close();
    }
    let after: unknown;
    await fetch(`${running.url}/health`).catch((error: unknown) => {
      after = error;
    });
    expect(String(after)).to.contain("fetch failed");
  });
});

describe("Enode URLs", () => {
  const { enode } = nodeOf("some");
  it("are compared in one form", () => {
    expect(
      parseEnode(` ${enode.toUpperCase().replace("ENODE", "enode")}?discport=0 `)?.url,
    ).to.equal(enode);
  });

  for (const [what, text] of [
    ["no key", "enode://12@192.0.2.1:30303"],
    ["no port", enode.replace(":30303", "")],
    ["a port above 65535", enode.replace(":30303", ":70000")],
    ["an address of all interfaces", enode.replace("192.0.2.1", "0.0.0.0")],
    ["a number that is no address", enode.replace("192.0.2.1", "300.1.1.1")],
    ["something behind it", `${enode}/x`],
  ] as const) {
    it(`are none with ${what}`, () => {
      expect(parseEnode(text)).to.equal(undefined);
    });
  }

  it("may name a host, or an address of IPv6", () => {
    expect(parseEnode(enode.replace("192.0.2.1", "node.example.org"))?.host).to.equal(
      "node.example.org",
    );
    expect(parseEnode(enode.replace("192.0.2.1", "[2001:db8::1]"))?.host).to.equal("2001:db8::1");
  });
});
