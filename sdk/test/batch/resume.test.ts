import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { deployment, isolate, MNEMONIC, PARTS, rpcUrl, world } from "@openrobotid/testkit/chain";
import { counted, type Row, rowsOf, writeProductionFile } from "@openrobotid/testkit/production";
import { LISTED_MODEL, SEQUENTIAL_MODEL } from "@openrobotid/testkit/registry";
import { expect } from "chai";
import { createClient, http } from "viem";
import { composeRobotId, parseModelId, toBytes32 } from "../../src/index.js";
import { bundleJob } from "./bundled-job.js";
import { folder } from "./folder.js";
import { issuedOf } from "./issued.js";
import { type KillPoint, killingProxy } from "./killing-proxy.js";

const MOST_ROUNDS = 40;
const node = createClient({ transport: http(rpcUrl) });
const ask = (method: string, params: unknown[]) =>
  node.request({ method, params } as never) as Promise<unknown>;

/** Numbers from 0 up to a bound, always the same ones for a seed (Park and Miller). */
function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
}

describe("issueFromFile, killed again and again", function () {
  this.timeout(300_000);
  isolate();
  const { path } = folder();
  let proxy: Awaited<ReturnType<typeof killingProxy>>;
  let job: string;

  before(async () => {
    job = await bundleJob("issue-job", path("issue-job.mjs"));
    proxy = await killingProxy(rpcUrl);
    // Blocks come by themselves: between a send and its receipt there is time to be killed.
    await ask("evm_setAutomine", [false]);
    await ask("evm_setIntervalMining", [60]);
  });
  after(async () => {
    await ask("evm_setIntervalMining", [0]);
    await ask("evm_setAutomine", [true]);
    await proxy.close();
  });

  /** Runs the job until it ends or is killed; gives what it printed, or `undefined` where it was killed. */
  async function run(file: string, model: string, point: KillPoint): Promise<string | undefined> {
    const argument = {
      rpcUrl: proxy.url,
      deployment,
      mnemonic: MNEMONIC,
      addressIndex: PARTS.indexOf("maker"),
      file,
      model,
    };
    const child = spawn(process.execPath, [job, JSON.stringify(argument)]);
    proxy.arm(point, () => child.kill("SIGKILL"));
    let output = "";
    let errors = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    child.stderr.on("data", (text) => {
      errors += text;
    });
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
      child.on("close", (...ending) => resolve(ending)),
    );
    if (signal === "SIGKILL") return undefined;
    expect(code, errors).to.equal(0);
    return output;
  }

  const stock = async () =>
    (await issuedOf(parseModelId(SEQUENTIAL_MODEL))) + (await issuedOf(parseModelId(LISTED_MODEL)));

  /** Units that any lot or list was ever issued with, by what the events say. */
  async function unitsInEvents(unitsRoot: string): Promise<number> {
    const { registry } = world;
    const lots = await registry.queryFilter(registry.filters.LotIssued());
    const lists = await registry.queryFilter(registry.filters.ListIssued());
    const ofRoot = <event extends { args: { unitsRoot: string } }>({ args }: event) =>
      args.unitsRoot === unitsRoot;
    return (
      lots.filter(ofRoot).reduce((sum, { args }) => sum + Number(args.count), 0) +
      lists.filter(ofRoot).reduce((sum, { args }) => sum + args.serials.length, 0)
    );
  }

  async function untilDone(rows: readonly Row[], modelText: string, seed: number): Promise<void> {
    const model = parseModelId(modelText);
    const file = path(`${seed}.csv`);
    await writeProductionFile(file, rows);
    const random = seeded(seed);
    const before = await stock();
    let output: string | undefined;
    let kills = 0;
    for (let round = 0; output === undefined; round += 1) {
      expect(round, "rounds").to.be.lessThan(MOST_ROUNDS);
      const request = 1 + random(40 + 15 * round);
      output = await run(file, model, { request, moment: random(2) === 0 ? "before" : "after" });
      if (output === undefined) kills += 1;
      // The journal is only a help: sometimes it is gone.
      if (random(3) === 0) rmSync(`${file}.journal.jsonl`, { force: true });
    }
    expect(kills, "times killed").to.be.greaterThan(3);
    const { status, units, issuedBefore } = JSON.parse(output);
    expect(units).to.equal(rows.length);
    expect(status).to.equal(issuedBefore === units ? "alreadyIssued" : "issued");

    expect((await stock()) - before).to.equal(rows.length);
    const id = (row: Row) => toBytes32(composeRobotId(model, row.serial));
    const states = await Promise.all(rows.map((row) => world.registry.stateOf(id(row))));
    expect(
      states.every((state) => state === 1n),
      "each is issued",
    ).to.equal(true);
    const lot = await world.registry.lot(await world.registry.lotOf(id(rows[0] as Row)));
    expect(await unitsInEvents(lot.unitsRoot)).to.equal(rows.length);

    const again = await run(file, model, { request: -1, moment: "before" });
    expect(JSON.parse(again ?? "")).to.deep.equal({
      status: "alreadyIssued",
      units,
      issuedBefore: units,
    });
  }

  it("issues each unit of a sequential model once", async () => {
    const serials: string[] = [];
    for (let lot = 0; lot < 14; lot += 1) {
      serials.push(...counted(lot % 2 === 0 ? "26W07" : "26W08", 100 * lot, 1 + (lot % 4)));
    }
    await untilDone([...rowsOf(serials)], SEQUENTIAL_MODEL, 11);
  });

  it("issues each unit of a listed model once", async () => {
    await untilDone([...rowsOf(counted("LISTX", 1, 1800))], LISTED_MODEL, 12);
  });
});
