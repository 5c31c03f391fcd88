// What goes wrong around the index, and what must come of it: the very tables that a clean index of the same chain has.
import { setTimeout as wait } from "node:timers/promises";
import { parseRobotId, toBytes32 } from "@openrobotid/sdk";
import { expect } from "chai";
import { Interface } from "ethers";
import { skipUnless } from "../../../test/checks/requirements.js";
import { type ExampleChain, startExampleChain } from "../chain.js";
import { IndexProcess } from "../index-process.js";
import { type Postgres, startPostgres } from "../postgres.js";
import { readPostgres, type Tables } from "../tables.js";

/** A unit of the example world that is in service, and stays it. */
const ROBOT = parseRobotId("CN-BH01-TERN03-25W07000000000001");

describe("the index where things go wrong", function () {
  this.timeout(600_000);

  before(skipUnless("postgresql"));

  let chain: ExampleChain;
  let postgres: Postgres;
  let index: IndexProcess;
  let schemas = 0;

  before(async () => {
    chain = await startExampleChain();
    postgres = await startPostgres();
  });

  after(async () => {
    await index?.end("SIGKILL");
    postgres?.close();
    await chain?.close();
  });

  const head = () => chain.provider.getBlockNumber();

  /** Begins an index in a schema of its own. */
  const begin = async (more: Readonly<Record<string, string>> = {}) => {
    schemas += 1;
    return await IndexProcess.start({
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: chain.rpc.url,
      DATABASE_URL: postgres.url,
      DATABASE_SCHEMA: `index_${schemas}`,
      ...more,
    });
  };

  /** What the tables of an index are when it has come to the head of the chain. */
  const tablesOf = async (which: IndexProcess): Promise<Tables> => {
    await which.reach(await head());
    await which.end();
    return await readPostgres(postgres, String(which.env.DATABASE_SCHEMA));
  };

  const clean = async (): Promise<Tables> => await tablesOf(await begin());

  /** Something happens on the chain: its holder names an operator of a robot, and thinks better of it, once a block. */
  const happen = async (times: number, term = 1_000) => {
    const { registry } = chain.contracts;
    const holder = await registry.ownerOf(toBytes32(ROBOT));
    const party = [...chain.play.accounts].find(([, { address }]) => address === holder)?.[0];
    if (!party) throw new Error(`nobody of the example world holds ${ROBOT}`);
    const account = `0x${"11".repeat(20)}`;
    for (let time = 0; time < times; time += 1) {
      const { timestamp = 0 } = (await chain.provider.getBlock("latest")) ?? {};
      const until = timestamp + term + time;
      const sent = await chain.play
        .as(party)
        .registry.setOperator(toBytes32(ROBOT), account, until);
      await sent.wait();
    }
  };

  const sameAsClean = async (which: IndexProcess) => {
    const found = await tablesOf(which);
    const expected = await clean();
    expect(found.history_alarm).to.deep.equal([]);
    expect(found.history_record).to.have.property("length").above(0);
    expect(found).to.deep.equal(expected);
  };

  it("is killed in the middle of the chain's past, and goes on", async () => {
    // A slow node makes a middle to be killed in.
    chain.rpc.delay = 20;
    index = await begin({ RPC_BLOCK_RANGE: "10" });
    const count = async () => {
      const schema = String(index.env.DATABASE_SCHEMA);
      const sql = `select count(*)::int as count from "${schema}".registry_event`;
      const [row] = await postgres.query<{ count: number }>(sql).catch(() => []);
      return row?.count ?? 0;
    };
    await index.until("some of the past", async () => (await count()) > 0);
    await index.end("SIGKILL");
    chain.rpc.delay = 0;
    index.restart();
    await sameAsClean(index);
    expect(index.starts).to.equal(2);
  });

  it("is killed while it follows the chain, which goes on", async () => {
    index = await begin();
    await index.reach(await head());
    await happen(3);
    await index.end("SIGKILL");
    await happen(3);
    index.restart();
    await sameAsClean(index);
  });

  it("loses its database for a while", async () => {
    index = await begin();
    await index.reach(await head());
    postgres.stop();
    await happen(3);
    await wait(1_000);
    postgres.start();
    await happen(2);
    // Whoever runs it starts it again where it gave up: it ends with 75, "try again".
    await wait(2_000);
    if (!index.running) index.restart();
    await sameAsClean(index);
  });

  it("loses the chain's node for a while, and says how far it has come meanwhile", async () => {
    index = await begin();
    await index.reach(await head());
    const before = await index.block();
    await chain.rpc.stop();
    await happen(4);
    await wait(3_000);
    expect(await index.block()).to.equal(before);
    await chain.rpc.start();
    await sameAsClean(index);
  });

  it("goes on with another node where one is gone", async () => {
    index = await begin({ RPC_URLS: `http://127.0.0.1:1,${chain.rpc.url}` });
    await happen(1);
    await sameAsClean(index);
  });

  it("takes back what a few blocks said that the chain gave up", async () => {
    index = await begin();
    await index.reach(await head());
    const snapshot = await chain.request("evm_snapshot");
    await happen(3, 1_000);
    await index.reach(await head());
    const schema = String(index.env.DATABASE_SCHEMA);
    const sql = `select count(*)::int as count from "${schema}".operator_term`;
    const [given] = await postgres.query<{ count: number }>(sql);
    await chain.request("evm_revert", snapshot);
    await happen(5, 5_000);
    await index.reach(await head());
    await index.until("the other blocks", async () => {
      const [now] = await postgres.query<{ count: number }>(sql);
      return (now?.count ?? 0) === (given?.count ?? 0) + 2;
    });
    await sameAsClean(index);
  });

  it("never goes back where a node is behind another", async () => {
    const late = await head();
    await happen(2);
    index = await begin();
    await index.reach(await head());
    const reached = await index.block();
    // The node falls behind: it knows nothing of the last blocks.
    chain.rpc.lie = (method, params, answer) =>
      method === "eth_getBlockByNumber" && params[0] === "latest" ? blockAt(late) : answer;
    await wait(2_000);
    expect(await index.block()).to.equal(reached);
    chain.rpc.lie = undefined;
    await sameAsClean(index);
  });

  const blockAt = (number: number) =>
    chain.request("eth_getBlockByNumber", `0x${number.toString(16)}`, true);

  describe("a node that lies", () => {
    const { topicHash } = new Interface([
      "event OperatorNamed(bytes32 indexed id, uint256 indexed seq, address operator, uint40 until)",
    ]).getEvent("OperatorNamed") as { topicHash: string };

    interface WireLog {
      readonly topics: readonly string[];
      readonly data: string;
      readonly blockNumber: string;
    }

    /** The node alters the last event of its kind, wherever it tells of it. */
    const lieAbout = async () => {
      const last = `0x${(await head()).toString(16)}`;
      const altered = (log: WireLog): WireLog =>
        log.blockNumber === last && log.topics[0] === topicHash
          ? {
              ...log,
              data: log.data.replace(/11$/, "12").replace("1111111111111111", "2222222222222222"),
            }
          : log;
      chain.rpc.lie = (method, _params, answer) =>
        method === "eth_getLogs" ? (answer as WireLog[]).map(altered) : answer;
    };

    afterEach(() => {
      chain.rpc.lie = undefined;
    });

    it("raises an alarm, in a table and in the log, and is not believed; the index goes on", async () => {
      await happen(1);
      await lieAbout();
      const proof = await head();
      index = await begin();
      const { history_alarm: alarms = [], operator_term: terms = [] } = await tablesOf(index);
      expect(alarms).to.have.lengthOf(1);
      expect(alarms[0]).to.include({ unit: ROBOT, reason: "eventAltered", block_number: proof });
      expect(terms.filter(({ operator }) => String(operator).includes("2222"))).to.deep.equal([]);
      const said = index.lines.filter(({ msg }) => msg === "The history of a robot does not hold");
      expect(said).to.have.lengthOf(1);
      expect(said[0]).to.include({ unit: ROBOT, reason: "eventAltered" });
    });
  });
});
