import { readFileSync, rmSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { connectContracts } from "@openrobotid/deployment/contracts";
import type { Deployment } from "@openrobotid/deployment/file";
import { walletOf } from "@openrobotid/testkit/parties";
import { SandboxFolder } from "@openrobotid/whole-sandbox/folder";
import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { worlds } from "../world/worlds.js";
import {
  endSandboxes,
  leftBehind,
  processOf,
  type RunningSandbox,
  runSandbox,
  sandboxFolders,
  startSandbox,
} from "./sandbox.js";

const KRANICH = "DEAW01KRAN02B2508000000000001";
const KRANICH_BYTES = `0x${Buffer.from(KRANICH).toString("hex").padEnd(64, "0")}`;
/** Numbers of the accounts of Werkhalle Süd, which holds the robot. */
const WERKHALLE = 21;
const STOLEN = 1;

describe("npm start", function () {
  this.timeout(240_000);
  const small = worlds();
  const fresh = sandboxFolders();
  /** A folder with the small world in it, played to its end. */
  let played: string;

  afterEach(endSandboxes);
  // Where the first hook fails, no test runs.
  after(endSandboxes);

  const verdictOf = async ({ web }: RunningSandbox) => {
    const response = await fetch(`${web}/v1/robots/${KRANICH}`);
    const body = await response.text();
    expect(response.status, body).to.equal(200);
    return (JSON.parse(body) as { verdict: { verdict: string } }).verdict.verdict;
  };

  /** Reports the robot stolen, and waits until the API says so. */
  async function reportStolen(sandbox: RunningSandbox): Promise<void> {
    const provider = new JsonRpcProvider(sandbox.chain, undefined, { staticNetwork: true });
    const file = readFileSync(sandbox.folder.deployment, "utf8");
    const deployment = JSON.parse(file) as Deployment;
    const { flags } = connectContracts(deployment, walletOf(WERKHALLE, provider));
    const sent = await flags.raiseFlag(KRANICH_BYTES, STOLEN, `0x${"11".repeat(32)}`);
    await sent.wait();
    provider.destroy();
    while ((await verdictOf(sandbox)) !== "stolen") await setTimeout(200);
  }

  before(async () => {
    played = fresh();
    const first = await startSandbox(played, "--world", small());
    expect(await verdictOf(first)).to.equal("inService");
    expect(await first.stop()).to.equal(0);
    expect(await leftBehind(first)).to.eql([]);
    expect(first.output()).to.match(
      /Ready after [\d.]+ s \(.*world [\d.]+.*index [\d.]+, web [\d.]+\)/,
    );
    expect(first.output()).to.contain("Accounts to play with");
    expect(first.output()).to.contain(`Open ${first.web}/sandbox`);
  });

  describe("started again", () => {
    it("goes on with the chain as it was left, and plays nothing again", async () => {
      const folder = fresh(played);
      const first = await startSandbox(folder);
      expect(first.output()).to.contain("Going on with the chain kept in");
      expect(first.output()).to.not.contain("Playing");
      await reportStolen(first);
      expect(await first.stop()).to.equal(0);
      expect(await leftBehind(first)).to.eql([]);

      const second = await startSandbox(folder);
      expect(await verdictOf(second)).to.equal("stolen");
      expect(await second.stop("SIGTERM")).to.equal(143);
      expect(await leftBehind(second)).to.eql([]);
    });

    it("starts over when it is told to", async () => {
      const folder = fresh(played);
      const again = await startSandbox(folder, "--reset", "--world", small());
      expect(again.output()).to.contain("The year is played");
      expect(await again.stop("SIGHUP")).to.equal(129);
      expect(await leftBehind(again)).to.eql([]);
    });

    it("refuses another world than the one that it keeps", async () => {
      const script = runSandbox(fresh(played), "--world", small());
      expect(await script.ended).to.equal(1);
      expect(script.output()).to.match(/--world: a world is kept in .* already\. Add --reset/);
    });
  });

  describe("killed", () => {
    it("leaves nothing running, a lock that is in nobody's way, and has lost nothing that was in a block", async () => {
      const folder = fresh(played);
      const first = await startSandbox(folder);
      await reportStolen(first);
      // A moment in which the chain is written down.
      await setTimeout(2_000);
      await first.stop("SIGKILL");
      expect(await leftBehind(first, 10)).to.eql([]);
      expect(readFileSync(`${first.folder.lock}.pid`, "utf8")).to.contain(String(first.child.pid));

      const second = await startSandbox(folder);
      expect(await verdictOf(second)).to.equal("stolen");
    });

    it("in the middle of its first start, starts that one over", async () => {
      const folder = fresh();
      const world = small();
      const half = runSandbox(folder, "--world", world);
      await half.printed("Deployed 12 contracts");
      half.child.kill("SIGKILL");
      await half.ended;
      expect(await leftBehind(half, 10)).to.eql([]);
      expect(new SandboxFolder(folder).holdsWorld()).to.equal(false);

      const whole = await startSandbox(folder, "--world", world);
      expect(whole.output()).to.contain("The year is played");
    });
  });

  describe("when a part ends", () => {
    for (const [part, text] of [
      ["chain", "/anvil"],
      ["index", "scripts/index.mjs"],
      ["web", "server/main.ts"],
    ]) {
      it(`says that it was the ${part}, its last lines and where all of them are, and stops the rest`, async () => {
        const sandbox = await startSandbox(fresh(played));
        process.kill(processOf(sandbox, text), "SIGKILL");
        expect(await sandbox.ended).to.equal(1);
        expect(sandbox.output()).to.contain(`The ${part} was ended by SIGKILL.`);
        expect(sandbox.output()).to.match(new RegExp(`All of it: \\S+logs/${part}\\.log`));
        expect(await leftBehind(sandbox)).to.eql([]);
      });
    }
  });

  it("is refused a second time in the same folder, naming the process that runs already, which goes on", async () => {
    const folder = fresh(played);
    const first = runSandbox(folder);
    await first.printed("Going on with the chain kept in");
    const second = runSandbox(folder);
    expect(await second.ended).to.equal(1);
    expect(second.output()).to.contain(`runs already, as process ${first.child.pid}.`);
    expect(first.child.exitCode).to.equal(null);
    first.child.kill("SIGKILL");
    expect(await leftBehind(first, 10)).to.eql([]);
  });

  describe("that cannot do what it is told", () => {
    it("says what is wrong in a file of the world before anything starts", async () => {
      const world = small({ "events.json": (text) => text.replace('"sell"', '"sel"') });
      const script = runSandbox(fresh(), "--world", world);
      expect(await script.ended).to.equal(1);
      expect(script.output()).to.match(
        /events\.json:1:\d+: 1\.action: found "sel", expected one of/,
      );
      expect(await leftBehind(script)).to.eql([]);
    });

    it("stops with 1 where the year does not end as expected, and keeps no half world", async () => {
      const folder = fresh();
      const change = (text: string) => text.replace('"werkhalle": 1', '"werkhalle": 2');
      const script = runSandbox(folder, "--world", small({ "expected.json": change }));
      expect(await script.ended).to.equal(1);
      expect(script.output()).to.match(/holdings\.werkhalle: expected 2, the chain says 1/);
      expect(new SandboxFolder(folder).holdsWorld()).to.equal(false);
      expect(await leftBehind(script)).to.eql([]);
    });

    it("says so when the chain that it keeps cannot be read", async () => {
      const folder = fresh(played);
      const { chain } = new SandboxFolder(folder);
      rmSync(chain);
      const { writeFileSync } = await import("node:fs");
      writeFileSync(chain, "{");
      const script = runSandbox(folder);
      expect(await script.ended).to.equal(1);
      expect(script.output()).to.contain("The chain that is kept cannot be read");
      expect(await leftBehind(script)).to.eql([]);
    });
  });
});
