// What goes wrong around the index, one thing after the other, all of them to the same index: it must end with the very
// tables that a clean index of the chain has.
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  parseManufacturerId,
  parseModelId,
  toBytes,
  toBytes32,
  withCounter,
} from "@openrobotid/sdk";
import { expect } from "chai";
import { id as keccak, ZeroHash } from "ethers";
import { type Contracts, connectContracts } from "../../../scripts/deployment/contracts.js";
import { freePort } from "../../../scripts/ports.js";
import { accountOf, fund } from "../../../scripts/world/accounts.js";
import { skipUnless } from "../../../test/checks/requirements.js";
import { createKey } from "../../service-store/keys.js";
import { openServiceStore } from "../../service-store/store.js";
import { startChain, type TestChain } from "../chain.js";
import { IndexProcess } from "../index-process.js";
import { type Postgres, startPostgres } from "../postgres.js";
import { serveRpc } from "../rpc-server.js";
import { readPglite, readPostgres, type Tables } from "../tables.js";

const IMAGE = keccak("an image");
const ALTERED = keccak("another image");
/** Blocks of the chain before the index begins. */
const PAST = 60;

describe("the index where things go wrong", function () {
  this.timeout(900_000);

  before(skipUnless("postgresql"));

  let chain: TestChain;
  let maker: Contracts;
  let model: ReturnType<typeof parseModelId>;
  let happened = 0;
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
    hidden?: { unit: string; mismatches: number };
    doubted?: Readonly<Record<string, { status: number; verdict: unknown; verified?: unknown }>>;
    again?: number;
    lied?: Tables;
    said?: IndexProcess["lines"];
    proof?: number;
    unit?: string;
  } = {};

  const head = () => chain.provider.getBlockNumber();

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

  /** A maker with a lot and a release, under the first founding authority. */
  const settle = async () => {
    const { provider, deployment, contracts } = chain;
    const { authority } = await contracts.consortium.seatOf(1);
    const [country = "0x"] = await contracts.consortium.countriesOf(1);
    const number = await accountNumber(authority);
    const id = parseManufacturerId(`${Buffer.from(country.slice(2), "hex").toString()}X001`);
    model = parseModelId(`${id}SERIES`);
    const account = accountOf(900, provider);
    await fund(accountOf(0, provider), [account]);
    const admitting = connectContracts(deployment, accountOf(number, provider)).authorityRegistry;
    const site = "https://maker.example";
    await (await admitting.admitManufacturer(toBytes(id), account.address, "Maker", site)).wait();
    maker = connectContracts(deployment, account);
    const { authorityRegistry, registry, dossier } = maker;
    await (await authorityRegistry.registerModel(toBytes(model), 1, 12, "Series", site)).wait();
    const first = toBytes("25W01000000000001");
    await (await registry.issueLot(toBytes(model), first, 1_000, ZeroHash, "")).wait();
    await (await dossier.publishRelease(toBytes(model), "1.0.0", IMAGE, "")).wait();
  };

  const accountNumber = async (address: string): Promise<number> => {
    for (let number = 1; ; number += 1) {
      if (accountOf(number, chain.provider).address === address) return number;
    }
  };

  const unit = (number: number) => withCounter(`${model}25W01`, BigInt(number));

  /** Something happens on the chain, once a block: firmware is installed on a unit. */
  const happen = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      happened += 1;
      // A unit has something happen to it again and again.
      const id = toBytes32(unit(1 + (happened % 7)));
      await (await maker.dossier.installRelease([id], IMAGE, 1, "0x0000")).wait();
    }
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
    await index.reach(await head());
    const given = await count("firmware_installation");
    await chain.request("evm_revert", snapshot);
    await happen(5);
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

  /**
   * The node alters what the last entry of a history says, and hides the last one of another, from an index that believes it:
   * one that proves never gets that far, see lies.test.ts.
   */
  const lie = async () => {
    await happen(1);
    found.proof = await head();
    found.unit = unit(1 + (happened % 7));
    const altered = `0x${found.proof.toString(16)}`;
    await happen(1);
    const hiding = unit(1 + (happened % 7));
    const hidden = `0x${(await head()).toString(16)}`;
    // Both are in the past then: of the last blocks Ponder asks only for what their blooms contain.
    for (let block = 0; block < 40; block += 1) await chain.request("evm_mine");
    chain.rpc.lie = (method, _params, answer) =>
      method === "eth_getLogs"
        ? (answer as WireLog[])
            .filter((log) => log.blockNumber !== hidden)
            .map((log) =>
              log.blockNumber === altered
                ? { ...log, data: log.data.replace(IMAGE.slice(2), ALTERED.slice(2)) }
                : log,
            )
        : answer;
    const liedTo = await begin("lied", { PROVE: "off" });
    const ask = async (path: string) => await (await fetch(`${liedTo.url}${path}`)).json();
    let mismatches = 0;
    let etag: string | null = null;
    await liedTo.until("an answer", async () => {
      const response = await fetch(`${liedTo.url}/v1/robots/${hiding}`).catch(() => undefined);
      if (response?.ok) etag = response.headers.get("etag");
      return etag !== null;
    });
    await liedTo.until("two alarms", async () => {
      const health = await ask("/v1/health").catch(() => ({}));
      mismatches = (health as { headMismatches?: number }).headMismatches ?? 0;
      return mismatches > 1;
    });
    found.hidden = { unit: hiding, mismatches };
    found.doubted = await doubtedBy(liedTo, hiding);
    const headers = { "if-none-match": String(etag) };
    found.again = (await fetch(`${liedTo.url}/v1/robots/${hiding}`, { headers })).status;
    found.lied = await finish(liedTo);
    found.said = liedTo.lines;
    chain.rpc.lie = undefined;
  };

  /** What every kind of answer says of a robot. */
  const doubtedBy = async ({ url }: IndexProcess, id: string) => {
    const ask = async (path: string, init?: RequestInit) => {
      const response = await fetch(`${url}${path}`, init);
      const answer = (await response.json()) as Record<string, unknown>;
      const [one] = (answer.robots as Record<string, unknown>[] | undefined) ?? [answer];
      const { verdict, history, verified } = (one ?? {}) as Record<string, unknown>;
      return {
        status: response.status,
        verdict: (verdict as { verdict: string } | undefined)?.verdict ?? one?.["orid:verdict"],
        verified: verified ?? (history as { verified: unknown } | undefined)?.verified,
      };
    };
    const batch = { method: "POST", body: JSON.stringify({ codes: [id] }) };
    const store = await openServiceStore({ DATABASE_URL: postgres.url });
    const { key } = await createKey(store, {
      scope: "authority",
      label: "doubts",
      makers: [],
      expiresAt: undefined,
    });
    await store.close();
    return {
      liability: await ask(`/v1/robots/${id}/liability`, {
        headers: { authorization: `Bearer ${key}` },
      }),
      view: await ask(`/v1/robots/${id}`),
      history: await ask(`/v1/robots/${id}/history`),
      epcis: await ask(`/v1/robots/${id}/history.epcis`),
      batch: await ask("/v1/robots:batch", {
        ...batch,
        headers: { "content-type": "application/json" },
      }),
    };
  };

  before(async () => {
    chain = await startChain(new Date("2026-01-05T08:00:00Z"));
    postgres = await startPostgres();
    pgliteFolder = join(chain.folder, "pglite");
    await settle();
    await happen(PAST);
    await killInThePast();
    await killInThePresent();
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
    await lie();
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

  describe("with a node that hides the last entry of a history", () => {
    it("finds another head on the chain, and says so", () => {
      expect(found.hidden).to.include({ mismatches: 2 });
      const said = found.said?.filter(({ msg }) => msg?.startsWith("The head of a robot"));
      expect(said?.map((line) => line.unit)).to.deep.equal([found.hidden?.unit]);
    });
  });

  describe("with a history that differs from the registry's", () => {
    it("says in every answer about the robot that nothing can be said", () => {
      expect(found.doubted).to.deep.equal({
        view: { status: 200, verdict: "unknown", verified: "differs" },
        history: { status: 200, verdict: "unknown", verified: "differs" },
        epcis: { status: 200, verdict: "unknown", verified: undefined },
        batch: { status: 200, verdict: "unknown", verified: undefined },
        liability: { status: 200, verdict: "unknown", verified: "differs" },
      });
    });

    it("does not say that an answer from before still holds", () => {
      expect(found.again).to.equal(200);
    });
  });

  describe("with a node that lies about what an entry says", () => {
    it("raises an alarm in its table", () => {
      const { history_alarm: alarms = [] } = found.lied ?? {};
      expect(alarms).to.have.lengthOf(1);
      const reason = "eventAltered";
      expect(alarms[0]).to.include({ unit: found.unit, reason, block_number: found.proof });
    });

    it("raises it in the log, in one line", () => {
      const alarms = found.said?.filter(({ msg }) => msg?.startsWith("The history of a robot"));
      expect(alarms).to.have.lengthOf(1);
      expect(alarms?.[0]).to.include({ level: "error", unit: found.unit, reason: "eventAltered" });
    });

    it("does not believe it, and goes on", () => {
      const { firmware_installation: installed = [], history_record: records = [] } =
        found.lied ?? {};
      expect(installed.filter(({ image_digest: image }) => image === ALTERED)).to.deep.equal([]);
      const record = records.find(({ block_number: block }) => block === found.proof);
      expect(record).to.include({ unit: found.unit, kind: "softwareRelease", event: null });
    });
  });
});

/** What an index and its replica answered, path by path. */
type Answers = Readonly<Record<"own" | "theirs" | "alone", unknown[][] | undefined>>;

interface WireLog {
  readonly data: string;
  readonly blockNumber: string;
}
