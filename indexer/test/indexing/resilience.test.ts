// What goes wrong around the index, one thing after the other, all of them to the same index: it must end with the very
// tables that a clean index of the chain has.
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
import { accountOf, fund } from "../../../scripts/world/accounts.js";
import { skipUnless } from "../../../test/checks/requirements.js";
import { startChain, type TestChain } from "../chain.js";
import { IndexProcess } from "../index-process.js";
import { freePort, type Postgres, startPostgres } from "../postgres.js";
import { readPostgres, type Tables } from "../tables.js";

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
  /** What was found out on the way. */
  const found: {
    killedInThePast?: { written: number; due: number };
    withoutDatabase?: number | null;
    withoutNode?: { before: number; meanwhile: number };
    reorganised?: { before: number; given: number; taken: number };
    behind?: { reached: number; meanwhile: number };
    tables?: Tables;
    clean?: Tables;
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

  /** Its database is gone for a while. It ends, to be started again by whoever runs it. */
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

  /** The chain's node is gone for a while. */
  const loseNode = async () => {
    const before = await index.block();
    await chain.rpc.stop();
    await happen(4);
    await wait(5_000);
    const meanwhile = await index.block();
    await chain.rpc.start();
    await index.reach(await head());
    found.withoutNode = { before, meanwhile };
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

  /** The node alters what the last entry of a history says. */
  const lie = async () => {
    await happen(1);
    found.proof = await head();
    found.unit = unit(1 + (happened % 7));
    const last = `0x${found.proof.toString(16)}`;
    chain.rpc.lie = (method, _params, answer) =>
      method === "eth_getLogs"
        ? (answer as WireLog[]).map((log) =>
            log.blockNumber === last
              ? { ...log, data: log.data.replace(IMAGE.slice(2), ALTERED.slice(2)) }
              : log,
          )
        : answer;
    const liedTo = await begin("lied");
    found.lied = await finish(liedTo);
    found.said = liedTo.lines;
    chain.rpc.lie = undefined;
  };

  before(async () => {
    chain = await startChain(new Date("2026-01-05T08:00:00Z"));
    postgres = await startPostgres();
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
    found.clean = await finish(await begin("clean", { RPC_URLS: `${gone},${chain.rpc.url}` }));
    await lie();
  });

  after(async () => {
    await index?.end("SIGKILL");
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

  it("stays where it is while no node answers", () => {
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

interface WireLog {
  readonly data: string;
  readonly blockNumber: string;
}
