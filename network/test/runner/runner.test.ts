import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endpointFailure } from "@openrobotid/sdk/endpoint";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { findBesu, NoBesuError } from "../../runner/besu-command.js";
import {
  heightOf,
  LocalNetwork,
  peersOf,
  sealingAt,
  waitForMesh,
  waitForSeals,
} from "../../runner/local-network.js";
import { missingMetrics } from "../../runner/metrics-check.js";
import { requestsOf } from "../../src/rpc.js";
import { initTestNetwork, type TestNetwork } from "../../src/test-network.js";
import { openRpcOf } from "../rpc-access/opened.js";
import { freePorts } from "./free-ports.js";

const STAND_IN = fileURLToPath(new URL("stand-in-besu.mjs", import.meta.url));
const TYPESCRIPT = import.meta.resolve("@openrobotid/kit/typescript");

/** A BESU_HOME whose program is the stand-in. */
function home(settings = "", version = "26.8.1"): string {
  const folder = scratchFolder("besu-home-");
  mkdirSync(join(folder, "bin"));
  const program = join(folder, "bin", "besu");
  // As Besu's own program, a script that becomes another process.
  const script = `#!/bin/sh
export STAND_IN="${settings}" STAND_IN_VERSION="${version}"
exec "${process.execPath}" "${STAND_IN}" "$@"
`;
  writeFileSync(program, script);
  chmodSync(program, 0o755);
  return folder;
}

describe("Finding Besu", () => {
  const made: string[] = [];
  const homeOf = (...parameters: Parameters<typeof home>) => {
    const folder = home(...parameters);
    made.push(folder);
    return folder;
  };
  after(() => {
    for (const folder of made) rmSync(folder, { recursive: true });
  });

  it("looks into BESU_HOME first, then on PATH", () => {
    const [one, other] = [homeOf(), homeOf("", "27.1.0")];
    const PATH = `${join(other, "bin")}:/usr/bin:/bin`;
    expect(findBesu({ env: { BESU_HOME: one, PATH } })).to.include({
      version: "26.8.1",
      found: join(one, "bin", "besu"),
    });
    expect(findBesu({ env: { PATH } }).version).to.equal("27.1.0");
  });

  it("refuses a release that is too old, saying what is needed", () => {
    for (const version of ["25.12.0", "26.7.2", "26.7-develop-12ab34c", "26.8.0"]) {
      const old = homeOf("", version);
      expect(() => findBesu({ env: { BESU_HOME: old } }), version)
        .to.throw(NoBesuError)
        .with.property("message")
        .that.contains(`is Besu ${version}; 26.8.1 or newer is needed`)
        .and.contains("https://github.com/besu-eth/besu/issues/11005");
    }
  });

  it("takes later releases, and a build between releases with a word of what it must hold", () => {
    for (const version of ["26.8.1", "26.9.0", "27.1.0"]) {
      expect(findBesu({ env: { BESU_HOME: homeOf("", version) } }).warnings).to.deep.equal([]);
    }
    const { warnings } = findBesu({ env: { BESU_HOME: homeOf("", "26.8-develop-683880b") } });
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain("is a build between releases").and.contain("issues/11005");
  });

  it("refuses a BESU_HOME without Besu rather than taking another one", () => {
    expect(() =>
      findBesu({ env: { BESU_HOME: "/nowhere", PATH: join(homeOf(), "bin") } }),
    ).to.throw(NoBesuError, "BESU_HOME is /nowhere, but there is no /nowhere/bin/besu");
  });

  it("refuses a program that is no Besu, or does not run", () => {
    const folder = homeOf();
    writeFileSync(join(folder, "bin", "besu"), "#!/bin/sh\necho something else\n");
    expect(() => findBesu({ env: { BESU_HOME: folder } })).to.throw(
      "does not say which release of Besu it is",
    );
    writeFileSync(
      join(folder, "bin", "besu"),
      "#!/bin/sh\necho JAVA_HOME is not set >&2\nexit 1\n",
    );
    expect(() => findBesu({ env: { BESU_HOME: folder } })).to.throw(
      "does not run: JAVA_HOME is not set",
    );
  });

  it("says where to get one where there is none", () => {
    expect(() => findBesu({ env: { PATH: "/nowhere" } })).to.throw(
      NoBesuError,
      "https://github.com/besu-eth/besu/releases",
    );
  });

  it("makes `npm run network` end with 69 and a plain word", async () => {
    const { code, said } = await command([], { PATH: "/nowhere", BESU_HOME: "" });
    expect(code).to.equal(69);
    expect(said).to.contain("This needs Hyperledger Besu 26.8.1 or newer, and there is none");
    expect(said).not.to.contain("    at ");
  });
});

describe("A network on this machine", () => {
  let folder: string;
  let made: TestNetwork;
  const homes: string[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "network-"));
    const firstPort = await freePorts(15);
    made = await initTestNetwork({ folder: join(folder, "net"), firstPort });
  });
  after(() => {
    for (const path of [folder, ...homes]) rmSync(path, { recursive: true, force: true });
  });

  const networkOf = (settings = "", patience = { start: 20_000, stop: 5_000 }) => {
    const besu = home(settings);
    homes.push(besu);
    return new LocalNetwork(
      made,
      join(folder, "net"),
      findBesu({ env: { BESU_HOME: besu } }),
      patience,
    );
  };

  it("starts each node in its own folder, on its own ports, and stops them all", async () => {
    const network = networkOf();
    await network.start();
    try {
      expect(network.nodes).to.have.length(5);
      const [first] = network.validators;
      expect(await heightOf(first!)).to.be.greaterThan(0);
      const addresses = network.validators.map((node) => network.addressOf(node));
      expect(await waitForSeals(first!, addresses, 10_000)).to.be.greaterThan(0);
      for (const { logFile } of network.nodes)
        expect(readFileSync(logFile, "utf8")).to.contain("is up").and.not.contain("\u001b");
      // A second start of the same network would write into the same folders.
      let refused: unknown;
      await networkOf()
        .start()
        .catch((error: unknown) => {
          refused = error;
        });
      expect(String(refused)).to.contain("which something else has taken");
    } finally {
      expect(await network.stop()).to.deep.equal([]);
    }
    expect(network.nodes.some(({ running }) => running)).to.equal(false);
    expect(existsSync(join(folder, "net", "validator-1", "besu.log"))).to.equal(true);
  });

  it("names the validators whose seals do not come", async () => {
    const network = networkOf("silentValidator");
    await network.start();
    try {
      const [first] = network.validators;
      const addresses = network.validators.map((node) => network.addressOf(node));
      let failed: unknown;
      await waitForSeals(first!, addresses, 1_500).catch((error: unknown) => {
        failed = error;
      });
      expect(String(failed)).to.match(/no block carries the seal of 0x[0-9a-fA-F]{40}\.$/);
      expect(String(failed)).to.contain(addresses[3]);
    } finally {
      await network.stop();
    }
  });

  it("waits until every node has found every other, and names who has not", async () => {
    const network = networkOf("apart");
    await network.start();
    try {
      let failed: unknown;
      await waitForMesh(network, 0).catch((error: unknown) => {
        failed = error;
      });
      expect(String(failed)).to.match(/validator-1 has \d peers of 4/);
      const [first] = network.validators;
      writeFileSync(join(first!.folder.root, "..", "together"), "");
      await waitForMesh(network, 10_000);
      expect(await Promise.all(network.nodes.map(peersOf))).to.deep.equal([4, 4, 4, 4, 4]);
    } finally {
      await network.stop();
    }
  });

  it("listens to other nodes where it says that it is, and on no other interface", async () => {
    const network = networkOf();
    const [first] = network.validators;
    await first!.start();
    try {
      expect(await isFree(first!.node.p2pPort, "127.0.0.1")).to.equal(false);
      expect(await isFree(first!.node.p2pPort, "127.0.0.2")).to.equal(true);
    } finally {
      await network.stop();
    }
  });

  it("does not start with options that Besu does not know, naming them and the release", async () => {
    const network = networkOf("lacks:nat-method,lacks:tx-pool");
    let failed: unknown;
    await network.start().catch((error: unknown) => {
      failed = error;
    });
    expect(String(failed)).to.match(
      /Besu 26\.8\.1 \(.*\) does not know these options of .*config\.toml: /,
    );
    expect(String(failed)).to.contain("nat-method").and.contain("tx-pool");
    expect(network.nodes.some(({ running }) => running)).to.equal(false);
  });

  it("names metrics that Besu does not give", async () => {
    for (const [settings, missing] of [
      // Of the release that the names were taken from, none is missing.
      ["", []],
      ["lacks:jvm_memory_used_bytes", ["jvm_memory_used_bytes"]],
    ] as const) {
      const network = networkOf(settings);
      const [first] = network.validators;
      await first!.start();
      try {
        expect(await missingMetrics(first!)).to.deep.equal(missing);
      } finally {
        await network.stop();
      }
    }
  });

  it("is asked over TLS, with a token, once its RPC is opened; without one the 401 is named", async () => {
    const network = networkOf();
    const [first] = network.validators;
    const config = readFileSync(first!.folder.config);
    const opened = openRpcOf(first!, join(folder, "jwt"));
    try {
      first!.askThrough(await opened.endpointFor("permissioner"));
      await first!.start();
      expect(await heightOf(first!)).to.be.greaterThan(0);
      expect(await first!.request("perm_reloadPermissionsFromFile", [])).to.equal("Success");
      const failureOf = async (endpoint: string, method: string) =>
        await requestsOf(endpoint)(method, []).then(String, endpointFailure);
      expect(await failureOf(opened.withoutToken, "eth_chainId")).to.contain(
        `https://127.0.0.1:${first!.node.rpcPort} answers 401 to eth_chainId: it asks for a token`,
      );
      // A reader reads, and keeps no lists.
      const reader = await opened.endpointFor("reader");
      expect(await failureOf(reader, "eth_chainId")).to.equal("0x11953");
      expect(await failureOf(reader, "perm_reloadPermissionsFromFile")).to.contain(
        "answers 401 to perm_reloadPermissionsFromFile: the token in",
      );
    } finally {
      await network.stop();
      writeFileSync(first!.folder.config, config);
    }
  });

  it("reads the newest block though it is announced before it can be read", async () => {
    const network = networkOf();
    const [first] = network.validators;
    await first!.start();
    try {
      for (let look = 0; look < 5; look += 1) {
        const height = await heightOf(first!);
        expect((await sealingAt(first!, height)).number).to.equal(height);
      }
    } finally {
      await network.stop();
    }
  });

  it("leaves nothing running where one node does not start, and shows what its log complains of", async () => {
    const network = networkOf("fails");
    let failed: unknown;
    await network.start().catch((error: unknown) => {
      failed = error;
    });
    expect(String(failed)).to.contain("validator-2 did not start");
    expect(String(failed)).to.contain("Failed to start Besu: the genesis file does not parse");
    expect(String(failed)).not.to.contain("Stopping service").and.not.to.contain("\u001b");
    expect(network.nodes.some(({ running }) => running)).to.equal(false);
  });

  it("gives up on a node that runs and does not answer", async () => {
    const network = networkOf("mute", { start: 1_500, stop: 1_000 });
    const [first] = network.validators;
    let failed: unknown;
    await first!.start().catch((error: unknown) => {
      failed = error;
    });
    expect(String(failed)).to.contain("validator-1 runs, but does not answer");
    expect(first!.running).to.equal(false);
  });

  it("kills a node that does not stop, and says so", async () => {
    const network = networkOf("deaf", { start: 20_000, stop: 500 });
    await network.validators[0]!.start();
    expect((await network.stop()).map(({ node }) => node.id)).to.deep.equal(["validator-1"]);
    expect(network.validators[0]!.running).to.equal(false);
  });

  it("starts a killed node again", async () => {
    const network = networkOf();
    const [first] = network.validators;
    await first!.start();
    await first!.kill();
    expect(first!.running).to.equal(false);
    await first!.start();
    expect(await heightOf(first!)).to.be.greaterThan(0);
    await network.stop();
  });

  it("cuts nodes off by their permissions files, and lets them together again", async () => {
    const network = networkOf();
    await network.start();
    try {
      const [a, b, c, d] = network.validators;
      const nodesOf = (node = a!) => readFileSync(node.folder.permissions, "utf8");
      await network.partition([a!, b!], [c!, d!]);
      expect(nodesOf(a))
        .to.contain(b!.node.nodePublicKey.slice(2))
        .and.not.contain(c!.node.nodePublicKey.slice(2));
      await network.heal();
      expect(nodesOf(a)).to.contain(c!.node.nodePublicKey.slice(2));
    } finally {
      await network.stop();
    }
  });

  it("is what `npm run network` starts, waits for, and stops on Ctrl-C, saying what it takes to act on it", async () => {
    const besu = home();
    homes.push(besu);
    const first = await freePorts(15);
    const own = join(folder, "command");
    const args = ["--folder", own, "--first-port", String(first)];
    const { code, said } = await command(args, { BESU_HOME: besu }, "Ctrl-C stops everything");
    expect(said)
      .to.contain("Besu 26.8.1")
      .and.contain("All 4 validators seal")
      .and.contain("observer-1")
      .and.contain("Memory: up to 7.5 GiB for 5 nodes")
      .and.contain(join(own, "seats"))
      .and.contain(`npm run network:play -- --folder ${own}`)
      .and.contain("The nodes have stopped.");
    expect(code).to.equal(0);
    for (const name of readdirSync(join(own, "seats"))) {
      expect(statSync(join(own, "seats", name)).mode & 0o777, name).to.equal(0o600);
    }
  });

  const sizes: [validators: number, left: string][] = [
    [3, "The chain goes on: 2 of 3 validators are up, 2 are needed."],
  ];
  // `npm run test:deep` starts a larger one too.
  if (process.env.DEEP) {
    sizes.push([7, "The chain goes on: 6 of 7 validators are up, 5 are needed."]);
  }
  for (const [validators, left] of sizes) {
    it(`has ${validators} validators, puts one down and brings it up again, on an order from another terminal`, async () => {
      const besu = home();
      homes.push(besu);
      const first = await freePorts(3 * validators);
      const own = join(folder, `of-${validators}`);
      const env = { BESU_HOME: besu };
      const order = async (...args: string[]) => await command(["--folder", own, ...args], env);
      const given: { code: number | null; said: string }[] = [];
      const size = ["--validators", String(validators), "--observers", "0"];
      const args = ["--folder", own, "--first-port", String(first), ...size];
      const { code, said } = await command(args, env, "Ctrl-C stops everything", async () => {
        given.push(await order("--down", "2"), await order("--down", "2"));
        given.push(await order("--up", "2"), await order("--up", "16"));
      });
      expect(given.map((of) => of.code)).to.deep.equal([0, 1, 0, 1]);
      expect(given[0]?.said).to.contain("validator-2 is down").and.contain(left);
      expect(given[1]?.said).to.contain("validator-2 is down already");
      expect(given[2]?.said).to.contain("validator-2 is up.");
      expect(given[3]?.said).to.contain(`There is no validator 16: they are 1 to ${validators}.`);
      expect(said).to.contain(`All ${validators} validators seal`);
      expect(code).to.equal(0);
    });
  }

  it("takes no order where none runs", async () => {
    const { code, said } = await command(["--folder", join(folder, "nowhere"), "--down", "1"], {});
    expect(said).to.contain("No network runs in");
    expect(code).to.equal(1);
  });
});

/** Runs `npm run network`; once it has said something, does something, and ends it with Ctrl-C. */
async function command(
  args: string[],
  env: Record<string, string>,
  until?: string,
  then: () => Promise<void> = async () => {},
) {
  const main = fileURLToPath(new URL("../../runner/main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", TYPESCRIPT, main, ...args], {
    env: { ...process.env, ...env },
  });
  let said = "";
  let asked = false;
  const read = (chunk: Buffer) => {
    said += chunk.toString();
    if (until !== undefined && !asked && said.includes(until)) {
      asked = true;
      void then().finally(() => child.kill("SIGINT"));
    }
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, said };
}

/** Whether one can listen at a port of an address. */
async function isFree(port: number, host: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer()
      .once("error", () => resolve(false))
      .once("listening", () => server.close(() => resolve(true)))
      .listen(port, host);
  });
}
