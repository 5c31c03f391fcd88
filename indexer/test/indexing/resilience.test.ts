// What goes wrong around the index, one thing after the other, all of them to the same index: it must end with the very
// tables that a clean index of the chain has.
import { setTimeout as wait } from "node:timers/promises";
import { parseRobotId, toBytes32 } from "@openrobotid/sdk";
import { expect } from "chai";
import { Interface } from "ethers";
import { skipUnless } from "../../../test/checks/requirements.js";
import { type ExampleChain, startExampleChain } from "../chain.js";
import { IndexProcess } from "../index-process.js";
import { type Postgres, startPostgres } from "../postgres.js";
import { readPostgres, type Tables } from "../tables.js";

/** A unit of the example world that is in service. */
const ROBOT = parseRobotId("CN-BH01-TERN03-25W07000000000001");

/** Nobody listens there. */
const GONE = "http://127.0.0.1:1";

describe("the index where things go wrong", function () {
  this.timeout(900_000);

  before(skipUnless("postgresql"));

  let chain: ExampleChain;
  let postgres: Postgres;
  let index: IndexProcess;
  /** What was found out on the way. */
  const found: {
    killedInThePast?: { written: number; due: number };
    withoutNode?: { before: number; meanwhile: number };
    reorganised?: { before: number; given: number; taken: number };
    behind?: { reached: number; meanwhile: number };
    tables?: Tables;
    clean?: Tables;
    lied?: Tables;
    said?: IndexProcess["lines"];
    proof?: number;
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

  /** Something happens on the chain, once a block: its holder names an operator of a robot, and then another term. */
  const happen = async (times: number, term = 1_000) => {
    const { registry } = chain.contracts;
    const holder = await registry.ownerOf(toBytes32(ROBOT));
    const party = [...chain.play.accounts].find(([, { address }]) => address === holder)?.[0];
    if (!party) throw new Error(`nobody of the example world holds ${ROBOT}`);
    const account = `0x${"11".repeat(20)}`;
    for (let time = 0; time < times; time += 1) {
      const { timestamp = 0 } = (await chain.provider.getBlock("latest")) ?? {};
      const until = timestamp + term + time;
      const { registry: own } = chain.play.as(party);
      await (await own.setOperator(toBytes32(ROBOT), account, until)).wait();
    }
  };

  const blockAt = (number: number) =>
    chain.request("eth_getBlockByNumber", `0x${number.toString(16)}`, true);

  /** It is killed in the middle of the chain's past. A slow node makes a middle to be killed in. */
  const killInThePast = async () => {
    chain.rpc.delay = 20;
    // The first node of its list is gone from the beginning.
    index = await begin("suffering", {
      RPC_URLS: `${GONE},${chain.rpc.url}`,
      RPC_BLOCK_RANGE: "10",
    });
    await index.until("some of the past", async () => (await count("registry_event")) > 0);
    await index.end("SIGKILL");
    found.killedInThePast = { written: await count("registry_event"), due: 0 };
    chain.rpc.delay = 0;
    index.restart();
    await index.reach(await head());
    found.killedInThePast.due = await count("registry_event");
  };

  /** It is killed while it follows the chain, which goes on. */
  const killInThePresent = async () => {
    await happen(3);
    await index.end("SIGKILL");
    await happen(3);
    index.restart();
    await index.reach(await head());
  };

  /** Its database is gone for a while. Whoever runs it starts it again where it gave up. */
  const loseDatabase = async () => {
    postgres.stop();
    await happen(3);
    await wait(1_000);
    postgres.start();
    await happen(2);
    await wait(3_000);
    if (!index.running) index.restart();
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
    const before = await count("operator_term");
    const snapshot = await chain.request("evm_snapshot");
    await happen(3, 1_000);
    await index.reach(await head());
    const given = await count("operator_term");
    await chain.request("evm_revert", snapshot);
    await happen(5, 5_000);
    await index.until("the other blocks", async () => (await count("operator_term")) > given);
    await index.reach(await head());
    found.reorganised = { before, given, taken: await count("operator_term") };
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
    const { topicHash } = new Interface([
      "event OperatorNamed(bytes32 indexed id, uint256 indexed seq, address operator, uint40 until)",
    ]).getEvent("OperatorNamed") ?? { topicHash: "" };
    await happen(1);
    found.proof = await head();
    const last = `0x${found.proof.toString(16)}`;
    chain.rpc.lie = (method, _params, answer) =>
      method === "eth_getLogs"
        ? (answer as WireLog[]).map((log) =>
            log.blockNumber === last && log.topics[0] === topicHash
              ? { ...log, data: log.data.replace("11".repeat(20), "22".repeat(20)) }
              : log,
          )
        : answer;
    const liedTo = await begin("lied");
    found.lied = await finish(liedTo);
    found.said = liedTo.lines;
    chain.rpc.lie = undefined;
  };

  before(async () => {
    chain = await startExampleChain();
    postgres = await startPostgres();
    await killInThePast();
    await killInThePresent();
    await loseDatabase();
    await loseNode();
    await reorganise();
    await fallBehind();
    found.tables = await finish(index);
    found.clean = await finish(await begin("clean"));
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
    expect(found.tables).to.deep.equal(found.clean);
    expect(found.tables?.history_alarm).to.deep.equal([]);
  });

  describe("with a node that lies about what an entry says", () => {
    it("raises an alarm in its table", () => {
      const { history_alarm: alarms = [] } = found.lied ?? {};
      expect(alarms).to.have.lengthOf(1);
      const reason = "eventAltered";
      expect(alarms[0]).to.include({ unit: ROBOT, reason, block_number: found.proof });
    });

    it("raises it in the log, in one line", () => {
      const alarms = found.said?.filter(({ msg }) => msg?.startsWith("The history of a robot"));
      expect(alarms).to.have.lengthOf(1);
      expect(alarms?.[0]).to.include({ level: "error", unit: ROBOT, reason: "eventAltered" });
    });

    it("does not believe it, and goes on", () => {
      const { operator_term: terms = [], history_record: records = [] } = found.lied ?? {};
      expect(terms.filter(({ operator }) => operator === `0x${"22".repeat(20)}`)).to.deep.equal([]);
      const record = records.find(({ block_number: block }) => block === found.proof);
      expect(record).to.include({ unit: ROBOT, kind: "operatorNamed", event: null });
    });
  });
});

interface WireLog {
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
}
