// The index over nodes that lie, in turn with every lie there is: over a liar alone it waits, and says nothing false; beside an
// honest node it goes on, and ends with the very tables that an honest node alone leads to. Without DEEP a part of the lies is
// told, by a liar alone: every further index takes long to start.
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connectContracts } from "@openrobotid/deployment/contracts";
import { parseManufacturerId, toBytes } from "@openrobotid/sdk";
import {
  type ExampleChain,
  startChain,
  startExampleChain,
} from "@openrobotid/testkit/example-chain";
import { IndexProcess, type LogLine } from "@openrobotid/testkit/index-process";
import { readPglite, type Tables } from "@openrobotid/testkit/index-tables";
import { toldEveryDay } from "@openrobotid/testkit/lies";
import { walletOf } from "@openrobotid/testkit/parties";
import { type Lie, type RpcServer, serveRpc } from "@openrobotid/testkit/rpc-server";
import { expect } from "chai";
import { kindsOfLie } from "../lies.js";

/** A robot of the example world. */
const ROBOT = "CNBH01TERN0325W07000000000001";

/** Milliseconds that each lie is told for. */
const EACH = 400;

const IS_DEEP = process.env.DEEP === "1";
const TOLD = toldEveryDay(kindsOfLie, 4);

const lieNamed = (name: string): Lie => {
  const found = kindsOfLie.find((kind) => kind.name === name);
  if (!found) throw new Error(`There is no lie "${name}".`);
  return found.lie;
};

interface Health {
  readonly status: number | string;
  readonly detail?: string;
  readonly asOf?: { readonly lagging: boolean; readonly seals: string | null };
  readonly proof?: {
    readonly status: string;
    readonly waiting: { readonly reason: string; readonly detail: string } | null;
    readonly faults: readonly { readonly node: string; readonly lied: boolean }[];
  };
}

/** How far an answer says that it is proven. */
interface Held {
  readonly verified: string;
  readonly seals: string | null;
}

describe("the index over nodes that lie", function () {
  this.timeout(900_000);

  let chain: ExampleChain;
  let liar: RpcServer;
  let admitted = 0;
  const indexes: IndexProcess[] = [];
  const found: {
    barred?: { health: Health; statuses: Set<string>; metric: string };
    alone?: { statuses: Set<string>; health: Health; said: LogLine[]; running: boolean };
    late?: { health: Health; ready: number; metric: string; block: number; head: number };
    recovered?: Tables;
    beside?: { tables: Tables; starts: number; health: Health };
    honest?: Tables;
    believing?: Held[];
    proving?: Held;
  } = {};

  const head = () => chain.provider.getBlockNumber();
  const folder = (name: string) => join(chain.folder, name);

  const begin = async (name: string, urls: readonly string[], prove = "on") => {
    const index = await IndexProcess.start({
      PROVE: prove,
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: urls.join(),
      DATA_DIR: folder(name),
    });
    indexes.push(index);
    return index;
  };

  /** What the tables are once it has come to the head of the chain. */
  const finish = async (index: IndexProcess, name: string) => {
    await index.reach(await head());
    expect(await index.end()).to.equal(0);
    return await readPglite(join(folder(name), "index"), "robot_index");
  };

  const healthOf = async ({ url }: IndexProcess): Promise<Health> => {
    const response = await fetch(`${url}/v1/health`).catch(() => undefined);
    return response ? ((await response.json()) as Health) : { status: 0 };
  };

  /** Something happens on the chain, once a block. */
  const happen = async (times: number) => {
    const { provider, deployment, contracts } = chain;
    const { authority } = await contracts.consortium.seatOf(1);
    const [country = "0x"] = await contracts.consortium.countriesOf(1);
    const code = Buffer.from(country.slice(2), "hex").toString();
    let number = 1;
    while (walletOf(number, provider).address !== authority) number += 1;
    const { authorityRegistry } = connectContracts(deployment, walletOf(number, provider));
    for (let time = 0; time < times; time += 1) {
      admitted += 1;
      const id = parseManufacturerId(`${code}Y${String(admitted).padStart(3, "0")}`);
      const { address } = walletOf(5000 + admitted, provider);
      const site = "https://maker.example";
      await (await authorityRegistry.admitManufacturer(toBytes(id), address, "Maker", site)).wait();
    }
  };

  /** Tells every lie, each for a moment, beside one that is always told. */
  const tellAll = async (always: Lie | undefined, meanwhile: () => Promise<void>) => {
    for (const { lie } of TOLD) {
      liar.lie = async (method, params, answer) => {
        const said = await lie(method, params, answer);
        return always ? await always(method, params, said) : said;
      };
      await wait(EACH);
      await meanwhile();
    }
  };

  const statusesOf = async ({ url }: IndexProcess, statuses: Set<string>) => {
    for (const path of ["/ready", `/v1/robots/${ROBOT}`, "/v1/recalls", "/v1/stats"]) {
      const response = await fetch(`${url}${path}`);
      statuses.add(`${response.status} ${((await response.json()) as { type: string }).type}`);
    }
    return statuses;
  };

  /** The figure that counts the lies. */
  const metricOf = async ({ metricsUrl }: IndexProcess) => {
    const metrics = await (await fetch(metricsUrl)).text();
    return metrics.split("\n").find((line) => /faults_total\{.*kind="lied"/.test(line)) ?? "";
  };

  const untilNamed = async (index: IndexProcess, because: string) => {
    let health: Health = { status: 0 };
    await index.until(`a health that names the liar: ${because}`, async () => {
      health = await healthOf(index);
      const { detail = "" } = health;
      return detail.includes(new URL(liar.url).host) && detail.includes(because);
    });
    return health;
  };

  /** Over the liar alone. */
  const beAlone = async () => {
    // About the newest block, so that it cannot even begin.
    liar.lie = lieNamed("no receipts");
    const index = await begin("alone", [liar.url]);
    const barred = await untilNamed(index, "The index starts");
    const refusals = await statusesOf(index, new Set());
    found.barred = { health: barred, statuses: refusals, metric: await metricOf(index) };
    // In the past: a recall is never reported.
    const withheld = lieNamed("a recall withheld");
    liar.lie = withheld;
    const health = await untilNamed(index, "the chain's past");
    const statuses = new Set<string>();
    await tellAll(withheld, async () => {
      await statusesOf(index, statuses);
    });
    found.alone = { statuses, health, said: [...index.lines], running: index.running };
    liar.lie = undefined;
    await index.reach(await head());
    // In the present: it was ready, and a newer block is lied about.
    liar.lie = lieNamed("no receipts");
    await happen(3);
    let late: Health = { status: 0 };
    await index.until("a health that says that it waits", async () => {
      late = await healthOf(index);
      return late.status === "waiting";
    });
    // It may be that a node is just late.
    await wait(6_000);
    found.late = {
      health: late,
      ready: (await fetch(`${index.url}/ready`)).status,
      metric: await metricOf(index),
      block: await index.block(),
      head: await head(),
    };
    liar.lie = undefined;
    await index.reach(await head());
    found.proving = await heldBy(index);
    found.recovered = await finish(index, "alone");
  };

  /** Beside an honest node, in the past and in the present. */
  const beBeside = async () => {
    liar.lie = lieNamed("all logs withheld");
    const index = await begin("beside", [liar.url, chain.rpc.url]);
    await tellAll(undefined, async () => {
      if (admitted < 20) await happen(1);
    });
    const tables = await finish(index, "beside");
    found.beside = { tables, starts: index.starts, health: { status: 0 } };
    liar.lie = undefined;
  };

  /** It believes its node, and goes on from there as one that proves. */
  const believe = async () => {
    found.believing = [];
    for (const prove of ["off", "on"]) {
      const index = await begin("believing", [chain.rpc.url], prove);
      await index.reach(await head());
      found.believing.push(await heldBy(index));
      expect(await index.end()).to.equal(0);
    }
  };

  const heldBy = async ({ url }: IndexProcess): Promise<Held> => {
    const { history, asOf } = (await (await fetch(`${url}/v1/robots/${ROBOT}`)).json()) as {
      history: { verified: string };
      asOf: { seals: string | null };
    };
    return { verified: history.verified, seals: asOf.seals };
  };

  before(async () => {
    chain = await startExampleChain();
    liar = await serveRpc(chain.request);
    await beAlone();
    if (!IS_DEEP) return;
    await beBeside();
    found.honest = await finish(await begin("honest", [chain.rpc.url]), "honest");
    await believe();
  });

  after(async () => {
    for (const index of indexes) await index.end("SIGKILL");
    await liar?.close();
    await chain?.close();
  });

  it("says why it cannot begin, and names the liar, while the newest block is not proven", () => {
    const { host } = new URL(liar.url);
    expect(found.barred?.health.detail).to.contain(host).and.contain("receipts");
    expect(found.barred?.metric).to.contain(host);
    expect([...(found.barred?.statuses ?? [])]).to.deep.equal([
      "503 urn:openrobotid:problem:not-ready",
    ]);
  });

  it("waits over a liar alone, whatever it says: no answer is given", () => {
    expect(found.alone?.running).to.equal(true);
    expect([...(found.alone?.statuses ?? [])]).to.deep.equal([
      "503 urn:openrobotid:problem:not-ready",
    ]);
  });

  it("names the liar and the reason in its log and its health", () => {
    const { host } = new URL(liar.url);
    expect(found.alone?.health.detail).to.contain(host).and.contain("receipts");
    const said = found.alone?.said.filter(
      ({ msg, node }) => msg === "A node lied" && node === host,
    );
    expect(said?.map(({ reason }) => reason)).to.include("receiptsRoot");
  });

  it("stays where it is when a newer block is lied about, is not ready, and names the liar", () => {
    const { health, ready, metric, block = 0, head: last = 0 } = found.late ?? {};
    expect(block)
      .to.be.above(0)
      .and.at.most(last - 3);
    expect(ready).to.equal(503);
    expect(health?.proof?.status).to.equal("waiting");
    expect(health?.proof?.waiting?.reason).to.equal("receiptsRoot");
    const { host } = new URL(liar.url);
    expect(health?.proof?.faults.find(({ lied }) => lied)?.node).to.equal(host);
    expect(metric).to.contain(host);
  });

  it("goes on by itself once it is told the truth", () => {
    expect(found.recovered?.history_record).to.have.length.above(0);
    expect(found.recovered?.history_alarm).to.deep.equal([]);
  });

  it("calls proven what was proven when it was taken in, and says that nobody seals the blocks", () => {
    expect(found.proving).to.deep.equal({ verified: "proven", seals: "none" });
  });

  if (IS_DEEP) {
    it("calls nothing proven once it has believed its nodes, when it proves again neither", () => {
      const believed = { verified: "notYet", seals: null };
      expect(found.believing).to.deep.equal([believed, believed]);
    });

    it("ends beside an honest node with the very tables of an honest node alone, and never ended before", () => {
      expect(found.beside?.starts).to.equal(1);
      for (const [name, rows] of Object.entries(found.honest ?? {})) {
        expect(found.beside?.tables[name], name).to.deep.equal(rows);
      }
    });
  }
});

describe("the index of a chain that stops", function () {
  this.timeout(300_000);

  it("lags once its last block is too old, is not ready then, and is again with the next one", async () => {
    const chain = await startChain(new Date());
    const index = await IndexProcess.start({
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: chain.rpc.url,
      DATA_DIR: join(chain.folder, "data"),
      MAX_AGE: "30",
    });
    try {
      const health = async () =>
        (await (await fetch(`${index.url}/v1/health`)).json()) as Required<Health>;
      const isReady = async () =>
        (await fetch(`${index.url}/ready`).catch(() => undefined))?.ok === true;
      // It may have taken longer to start than a block may be old.
      await index.until("being ready", async () => {
        if (await isReady()) return true;
        await chain.request("evm_mine");
        await wait(500);
        return false;
      });
      await index.until("being too old", async () => !(await isReady()));
      expect((await health()).asOf.lagging).to.equal(true);
      await chain.request("evm_mine");
      await index.until("being ready again", isReady);
      expect((await health()).asOf.lagging).to.equal(false);
    } finally {
      await index.end("SIGKILL");
      await chain.close();
    }
  });
});
