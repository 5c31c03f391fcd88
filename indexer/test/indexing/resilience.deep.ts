// What goes wrong around the index, one thing after the other, all of them to the same index: it must end with the very
// tables that a clean index of the chain has.
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "@openrobotid/kit/ports";
import type { TestChain } from "@openrobotid/testkit/example-chain";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { readPglite, readPostgres, type Tables } from "@openrobotid/testkit/index-tables";
import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { serveRpc } from "@openrobotid/testkit/rpc-server";
import { expect } from "chai";
import { expectFigures } from "./figures.js";
import { Series } from "./series.js";

/** Blocks of the chain before the index begins. */
const PAST = 60;
/** How often it is killed while it takes in what changes figures. `INDEX_KILLS` says otherwise. */
const KILLS = Number(process.env.INDEX_KILLS ?? 30);

describe("the index where things go wrong", function () {
  this.timeout(1_800_000);

  before(skipUnless("postgresql"));

  let chain: TestChain;
  let series: Series;
  let postgres: Postgres;
  let index: IndexProcess;
  let onPglite: IndexProcess | undefined;
  let pgliteFolder: string;
  /** What was found out on the way. */
  const found: {
    killedInThePast?: { written: number; due: number };
    withoutDatabase?: number | null;
    withoutNode?: { before: number; meanwhile: number };
    reorganised?: { before: number; given: number; taken: number };
    behind?: { reached: number; meanwhile: number };
    tables?: Tables;
    onPglite?: Tables;
    clean?: Tables;
    answers?: Answers;
    refused?: { exitCode: number | null; said: string };
  } = {};

  const head = () => series.head();
  const happen = (times: number) => series.happen(times);
  const unit = (number: number) => series.unit(number);

  const begin = async (schema: string, more: Readonly<Record<string, string>> = {}) =>
    await IndexProcess.start({
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: chain.rpc.url,
      DATABASE_URL: postgres.url,
      DATABASE_SCHEMA: schema,
      ...more,
    });

  /** What the tables of an index are when it has come to the head of the chain. */
  const finish = async (which: IndexProcess): Promise<Tables> => {
    await which.reach(await head());
    await which.end();
    return await readPostgres(postgres, String(which.env.DATABASE_SCHEMA));
  };

  const count = async (table: string) => {
    const sql = `select count(*)::int as count from "${index.env.DATABASE_SCHEMA}".${table}`;
    const [row] = await postgres.query<{ count: number }>(sql).catch(() => []);
    return row?.count ?? 0;
  };

  const blockAt = (number: number) =>
    chain.request("eth_getBlockByNumber", `0x${number.toString(16)}`, true);

  /** It is killed in the middle of the chain's past. A slow node makes a middle to be killed in. */
  const killInThePast = async () => {
    chain.rpc.delay = 20;
    index = await begin("suffering", { RPC_BLOCK_RANGE: "25" });
    await index.until("some of the past", async () => (await count("history_record")) > 0);
    await index.end("SIGKILL");
    found.killedInThePast = { written: await count("history_record"), due: 0 };
    chain.rpc.delay = 0;
    index.restart();
    await index.reach(await head());
    found.killedInThePast.due = await count("history_record");
  };

  /** It is killed while it follows the chain, which goes on. */
  const killInThePresent = async () => {
    await happen(3);
    await index.end("SIGKILL");
    await happen(3);
    index.restart();
    await index.reach(await head());
  };

  /** It is killed again and again, each time a little later after something happened that figures count. */
  const killOften = async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await series.settle(1);
      await wait(37 * (kill % 10));
      await index.end("SIGKILL");
      index.restart();
      await index.reach(await head());
    }
  };

  /** Its database is gone for a while. It ends, to be started again by what runs it. */
  const loseDatabase = async () => {
    const ended = index.ended();
    postgres.stop();
    await happen(3);
    found.withoutDatabase = await ended;
    postgres.start();
    await happen(2);
    index.restart();
    await index.reach(await head());
  };

  /** The chain's node is gone for a minute. Another index has a node of its own, and is killed meanwhile. */
  const loseNode = async () => {
    const before = await index.block();
    await chain.rpc.stop();
    await happen(4);
    await Promise.all([wait(60_000), killOnPglite()]);
    const meanwhile = await index.block();
    await chain.rpc.start();
    await index.reach(await head());
    found.withoutNode = { before, meanwhile };
  };

  /** On PGlite it is killed in the past and in the present, too. */
  const killOnPglite = async () => {
    const node = await serveRpc(chain.request);
    const settings = { DATABASE_URL: "", DATA_DIR: pgliteFolder, RPC_URLS: node.url };
    node.delay = 20;
    const killed = await begin("on_pglite", { ...settings, RPC_BLOCK_RANGE: "25" });
    try {
      await killed.until("some of the past", () =>
        killed.lines.some(({ msg }) => msg === "Indexed block range"),
      );
      await killed.end("SIGKILL");
      node.delay = 0;
      killed.restart();
      await killed.reach(await head());
      await happen(3);
      await killed.end("SIGKILL");
    } finally {
      await killed.end("SIGKILL");
      await node.close();
    }
    onPglite = killed;
  };

  /** What the index in PGlite comes to in the end. */
  const finishOnPglite = async (): Promise<Tables> => {
    const env = { RPC_URLS: chain.rpc.url, DATABASE_URL: "", DATA_DIR: pgliteFolder };
    const again = await begin("on_pglite", env);
    await again.reach(await head());
    const second = await begin("on_pglite", env);
    found.refused = { exitCode: await second.ended(), said: second.said.join("\n") };
    await again.end();
    return await readPglite(join(pgliteFolder, "index"), "on_pglite");
  };

  /** A replica serves what an index fills that is killed then. */
  const replicate = async (filling: IndexProcess): Promise<Answers> => {
    await filling.reach(await head());
    const replica = await IndexProcess.start(filling.env, "serve");
    try {
      await replica.reach(await head());
      const [own, theirs] = await Promise.all([filling, replica].map(answersOf));
      await filling.end("SIGKILL");
      return { own, theirs, alone: await answersOf(replica) };
    } finally {
      await replica.end();
    }
  };

  /** What an API answers, without how old it is. */
  const answersOf = async ({ url }: IndexProcess) => {
    const paths = [`/v1/robots/${unit(1)}`, `/v1/robots/${unit(999)}`, "/v1/stats", "/v1/recalls"];
    return await Promise.all(
      paths.map(async (path) => {
        const response = await fetch(`${url}${path}`);
        const text = await response.text();
        return [path, response.status, text.replace(/"ageSeconds":\d+/, "")];
      }),
    );
  };

  /** The chain gives a few blocks up, for others. */
  const reorganise = async () => {
    const before = await count("firmware_installation");
    const snapshot = await chain.request("evm_snapshot");
    await happen(3);
    await series.settle(3);
    await index.reach(await head());
    const given = await count("firmware_installation");
    await chain.request("evm_revert", snapshot);
    await happen(5);
    await series.settle(4);
    await index.until(
      "the other blocks",
      async () => (await count("firmware_installation")) > given,
    );
    await index.reach(await head());
    found.reorganised = { before, given, taken: await count("firmware_installation") };
  };

  /** The node falls behind: it knows nothing of the last blocks. */
  const fallBehind = async () => {
    const late = await head();
    await happen(2);
    await index.reach(await head());
    const reached = await index.block();
    chain.rpc.lie = (method, [block], answer) =>
      method === "eth_getBlockByNumber" && block === "latest" ? blockAt(late) : answer;
    await wait(2_000);
    found.behind = { reached, meanwhile: await index.block() };
    chain.rpc.lie = undefined;
  };

  before(async () => {
    series = await Series.start();
    chain = series.chain;
    postgres = await startPostgres();
    pgliteFolder = join(chain.folder, "pglite");
    await happen(PAST);
    await killInThePast();
    await killInThePresent();
    await killOften();
    await loseDatabase();
    await loseNode();
    await reorganise();
    await fallBehind();
    found.tables = await finish(index);
    // The first node of its list is gone: the other answers for it.
    const gone = `http://127.0.0.1:${await freePort()}`;
    found.onPglite = await finishOnPglite();
    const clean = await begin("clean", { RPC_URLS: `${gone},${chain.rpc.url}` });
    found.answers = await replicate(clean);
    found.clean = await readPostgres(postgres, "clean");
  });

  after(async () => {
    await index?.end("SIGKILL");
    await onPglite?.end("SIGKILL");
    postgres?.close();
    await chain?.close();
  });

  it("goes on in the past where it was killed there", () => {
    const { written = 0, due = 0 } = found.killedInThePast ?? {};
    expect(written).to.be.above(0).and.below(due);
  });

  it("ends where its database is gone, to be started again", () => {
    expect(found.withoutDatabase).to.equal(75);
  });

  it("stays where it is while no node answers, for a minute", () => {
    expect(found.withoutNode?.meanwhile).to.equal(found.withoutNode?.before).and.be.above(0);
  });

  it("takes back what blocks said that the chain gave up", () => {
    const { before = 0, given = 0, taken = 0 } = found.reorganised ?? {};
    expect([given - before, taken - before]).to.deep.equal([3, 5]);
  });

  it("never goes back where a node is behind", () => {
    expect(found.behind?.meanwhile).to.equal(found.behind?.reached).and.be.above(0);
  });

  it("ends with the very tables of a clean index, and no alarm", () => {
    expect(found.tables?.history_record).to.have.property("length").above(0);
    expect(Object.keys(found.tables ?? {})).to.deep.equal(Object.keys(found.clean ?? {}));
    for (const [name, rows] of Object.entries(found.clean ?? {})) {
      expect(found.tables?.[name], name).to.deep.equal(rows);
    }
    expect(found.tables?.history_alarm).to.deep.equal([]);
  });

  it(`keeps the figures that counting everything gives, through ${KILLS} kills`, () => {
    for (const tables of [found.tables, found.clean, found.onPglite]) {
      expectFigures(tables ?? {});
      expect(tables?.campaign_week).to.have.property("length").above(0);
    }
  });

  it("ends with the same tables on PGlite, where it was killed in the past and in the present", () => {
    for (const [name, rows] of Object.entries(found.clean ?? {})) {
      expect(found.onPglite?.[name], name).to.deep.equal(rows);
    }
  });

  it("lets no second process have what it keeps in PGlite", () => {
    expect(found.refused?.exitCode).to.equal(2);
    expect(found.refused?.said).to.match(/^DATA_DIR is in use by process \d+: /m);
  });

  it("has replicas that answer as it does, and go on when it is killed", () => {
    const { own, theirs, alone } = found.answers ?? {};
    expect(own?.map(([, status]) => status)).to.deep.equal([200, 200, 200, 200]);
    expect(theirs).to.deep.equal(own);
    expect(alone).to.deep.equal(own);
  });
});

/** What an index and its replica answered, path by path. */
type Answers = Readonly<Record<"own" | "theirs" | "alone", unknown[][] | undefined>>;
