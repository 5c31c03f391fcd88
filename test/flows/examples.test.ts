// Every folder of examples/ with a main.ts, run as its README says, one after the other on the chain that `npm start` makes,
// with the example world on it. Each is run twice: an example that worked once must not be used up.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Deployment } from "@openrobotid/deployment/file";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { Chain, chainOptions } from "@openrobotid/whole-sandbox/chain";
import { SandboxFolder } from "@openrobotid/whole-sandbox/folder";
import { Part } from "@openrobotid/whole-sandbox/part";
import { choosePorts } from "@openrobotid/whole-sandbox/ports";
import { seed } from "@openrobotid/whole-sandbox/seed";
import { readWorld } from "@openrobotid/world/files";
import { dayBefore } from "@openrobotid/world/show";
import { expect } from "chai";

const root = fileURLToPath(new URL("../../examples/", import.meta.url));
const names = readdirSync(root).filter((name) => existsSync(join(root, name, "main.ts")));

/** What must be in the output of an example, in this order; in its second run too, unless it says otherwise. */
const outputs: Readonly<Record<string, readonly RegExp[]>> = {
  "buy-second-hand": [
    /^CN-BH01-TERN03-25W07000000000002-\w is genuine$/m,
    /^Verdict: inService$/m,
    /^The seller holds it$/m,
    /^History: \d+ entries, all accounted for; sold \d times$/m,
    /^Title brands: theftRecovery$/m,
    /^Recalls remedied: 1, open: 0$/m,
    /^Made by Beihu Motion Works, admitted by Beihu Centre for Humanoid Standards$/m,
    /^Sold by 0x\w+ to 0x\w+$/m,
    /^Refused: .*stolen/m,
  ],
  "check-at-the-scene": [
    /^CN-BH01-TERN03-25W0700000000O003-G: Expected "\w" at position 29 \(check character\)/m,
    /^Issued among the suggestions: .*CN-BH01-TERN03-25W07000000000003/m,
    /^This machine: genuine. Another one with the same plate: wrongKey.$/m,
    /^CN-BH01-TERN03-25W07000000000003: inService$/m,
    /^Tern 3, made by Beihu Motion Works$/m,
    /^On the market of JP, for which Yamabiko Institute for Robot Registration answers$/m,
    /^Firmware 3.1.2$/m,
  ],
  "listen-to-events": [
    /^2025-12-.*entry \d+: flagRaised \(flag, reporter, reasonDigest\)$/m,
    /^Listening.$/m,
    /TERN03-25W07000000000001 entry \d+: service \(/m,
  ],
  "mint-from-a-file": [
    /^units-with-faults.csv: 6 rows, 5 faults$/m,
    /^ {2}line 3, serial: expected neither I nor O in a serial that is counted \("25W4O000000000002"\)$/m,
    /^ {2}line 4, deviceKey: expected a point of the curve P-256/m,
    /^ {2}line 5, birthRecordDigest: expected a digest/m,
    /^ {2}line 7, serial: expected each serial once, and line 2 has it/m,
    /^units.csv: 20 units, (0|20) of them issued before$/m,
    /^(issued|alreadyIssued); Merkle root 0x[0-9a-f]{64}$/m,
    /^CN-BH01-TERN03-25W48000000000001-\w is issued, proved by \d hashes$/m,
  ],
  "retire-a-robot": [
    /^CN-BH01-TERN03-25W0700000000900\d: notOnMarket$/m,
    /^The recycler is accredited in CN$/m,
    /: endOfLife$/m,
    /^Refused: .* was taken in too short a time ago to be destroyed/m,
    /: scrapped$/m,
    /^Certificate: fits$/m,
    /^Refused: .* It never comes back.$/m,
    /^Last held by 0x\w+, destroyed by 0x\w+$/m,
  ],
  "run-a-recall": [
    /^Recall BHM-\d+ is open, campaign \d$/m,
    /^20 units, 2 of them out of the maker's hands:$/m,
    /^Remedied by the workshop: CN-BH01-TERN03-25W07000000006101$/m,
    /^Still open: CN-BH01-TERN03-25W07000000006102 \(endOfLife\)$/m,
    /^Remedied: 19 of 20$/m,
    /^Recall BHM-\d+ binds until \d{4}-/m,
  ],
  underwrite: [
    /^CN-BH01-TERN03-25W07000000000001: issued 2025-02-17, \d+ entries since$/m,
    /^On 2025-05-05, when the incident was reported:$/m,
    /on the market of ES, firmware 3.1.0$/m,
    /services: 1$/m,
    /open recalls: 0$/m,
    /^Recall BHM-25-01, opened 7 days later: The wrist can lose torque under load.$/m,
    /remedied 2025-05-15$/m,
    /2025-03-18 to 2025-08-18: operating hours 1214, falls 1$/m,
    /^Now: firmware 3.1.2, 0 open recalls, 0 flags$/m,
  ],
};

describe("examples", function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  let stop = async () => {};

  before(async () => {
    const world = await readWorld();
    const sandbox = new SandboxFolder(folder());
    sandbox.create();
    const { chain: port } = await choosePorts({ chain: "0", index: "0", web: "0" });
    const genesis = Math.floor(dayBefore(world).getTime() / 1000);
    const node = Part.start(chainOptions(sandbox, port, genesis));
    stop = async () => {
      await node.stop();
    };
    const chain = new Chain(sandbox, port, node);
    await chain.ready();
    const onDeployed = (deployment: Deployment) =>
      writeFileSync(sandbox.deployment, JSON.stringify(deployment));
    await hearing(() => seed({ url: chain.url, world, manifests: sandbox.manifests, onDeployed }));
    process.env.RPC_URL = chain.url;
    process.env.DEPLOYMENT = sandbox.deployment;
  });
  after(async () => {
    delete process.env.RPC_URL;
    delete process.env.DEPLOYMENT;
    await stop();
  });

  /** Does something, and gives what it prints beside what it gives. */
  async function hearing<T>(act: () => Promise<T>): Promise<{ value: T; output: string }> {
    const lines: string[] = [];
    const { log } = console;
    console.log = (...words: unknown[]) => lines.push(words.join(" "));
    try {
      const value = await act();
      return { value, output: lines.join("\n") };
    } finally {
      console.log = log;
    }
  }

  it("are all looked at here, and mentioned in the README", () => {
    expect(Object.keys(outputs).sort()).to.eql([...names].sort());
    const readme = readFileSync(join(root, "README.md"), "utf8");
    for (const name of names) {
      expect(readme).to.contain(`(${name}/README.md)`);
      expect(readFileSync(join(root, name, "README.md"), "utf8")).to.contain(
        `npx tsx examples/${name}/main.ts`,
      );
    }
  });

  for (const name of names) {
    for (const round of [1, 2]) {
      it(`${name} runs${round === 1 ? "" : " again"}`, async () => {
        // The query makes it another module, which is evaluated again in this process.
        const { output } = await hearing(
          () => import(`../../examples/${name}/main.js?round=${round}`),
        );
        let from = 0;
        for (const pattern of outputs[name]) {
          const found = output.slice(from).match(pattern);
          if (!found) expect.fail(`${pattern} is not in the rest of:\n${output}`);
          from += (found.index ?? 0) + found[0].length;
        }
      });
    }
  }
});
