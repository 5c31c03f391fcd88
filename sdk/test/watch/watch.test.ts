// What is watched is what happened: each entry once, in its order, whatever the node and the connection do.
import { clientOf, deployment, isolate, rpcUrl } from "@openrobotid/testkit/chain";
import { robots, SEQUENTIAL } from "@openrobotid/testkit/robots";
import {
  type Honest,
  type NodeCall,
  type NodeScript,
  scriptedNode,
} from "@openrobotid/testkit/scripted-node";
import { expect } from "chai";
import { createClient, numberToHex, webSocket } from "viem";
import { createCommitment, RegistryArgumentError } from "../../src/actions/index.js";
import { robotIdChain } from "../../src/chains/index.js";
import {
  type RegistryChange,
  type RobotChange,
  type WatchFault,
  watchChanges,
  watchRecalls,
  watchRobot,
} from "../../src/watch/index.js";

const client = clientOf("stranger");
const id = robots.sold;
const { commitment: reasonDigest } = createCommitment("Police report 2026-118");
const LOGS = [
  "authorityRegistry",
  "consortium",
  "consortiumGovernor",
  "dossier",
  "recallRegistry",
  "registryModules",
  "robotRegistry",
  "signedActs",
] as const;

/** Three changes of one robot, each in a block of its own. */
async function live() {
  const owner = clientOf("owner");
  await owner.raiseFlagSync({ id, flag: "stolen", reasonDigest });
  await owner.clearFlagSync({ id, flag: "stolen", reasonDigest });
  await owner.raiseFlagSync({ id, flag: "stolen", reasonDigest });
}

/** The first so many changes. */
async function take<change>(changes: AsyncIterable<change>, count: number): Promise<change[]> {
  const taken: change[] = [];
  if (count === 0) return taken;
  for await (const change of changes) {
    taken.push(change);
    if (taken.length === count) break;
  }
  return taken;
}

/** Whether nothing more comes while a node answers some more questions. */
async function isOver(changes: AsyncIterable<unknown>, asked: readonly unknown[]) {
  const next = changes[Symbol.asyncIterator]().next();
  const before = asked.length;
  const quiet = (async () => {
    while (asked.length < before + 8) await new Promise((resolve) => setTimeout(resolve, 10));
    return "quiet" as const;
  })();
  return (await Promise.race([next, quiet])) === "quiet";
}

const openRecall = async () =>
  await clientOf("maker").openCampaignSync({
    model: SEQUENTIAL,
    range: { first: robots.sold, last: robots.sold },
    severity: "noTransfer",
    notice: {
      campaignNumber: "26V-118",
      component: "Knee",
      summary: "It loosens",
      consequence: "It falls",
      remedy: "A new one",
      parkIt: false,
      overTheAirUpdate: false,
    },
  });

/** Ends what a test left watching. */
let ended = new AbortController();

describe("watching", () => {
  isolate();
  beforeEach(() => {
    ended = new AbortController();
  });
  afterEach(() => ended.abort());

  describe("a robot", () => {
    it("gives the entries of its history, then what happens", async () => {
      const { client: watcher } = scriptedNode();
      const { entries } = await client.getHistory({ id });
      const changes = watchRobot(watcher, { id, signal: ended.signal, fromBlock: 0n });
      const taken = await take(
        (async function* () {
          for (let count = 0; count < entries.length; count++) yield (await changes.next()).value;
          await live();
          for (let count = 0; count < 3; count++) yield (await changes.next()).value;
        })(),
        entries.length + 3,
      );
      await changes.return();
      const cursors = taken.map((change) => (change as RobotChange).cursor);
      const plain = taken.map((change) => {
        const { cursor: _, ...entry } = change as RobotChange;
        return entry;
      });
      expect(plain).to.deep.equal((await client.getHistory({ id })).entries);
      expect(new Set(cursors).size).to.equal(cursors.length);
    });

    it("gives only what happens from now on by default", async () => {
      const { client: watcher, asked } = scriptedNode();
      const { entries } = await client.getHistory({ id });
      const changes = watchRobot(watcher, { id, signal: ended.signal });
      const first = changes.next();
      while (asked.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
      await live();
      expect((await first).value).to.deep.include({
        seq: BigInt(entries.length + 1),
        event: "FlagRaised",
        kind: "flagRaised",
      });
      await changes.return();
    });

    it("goes on after any change, without a gap and without a repeat", async () => {
      await live();
      const { client: watcher, asked } = scriptedNode();
      const length = (await client.getHistory({ id })).entries.length;
      const all = await take(
        watchRobot(watcher, { id, signal: ended.signal, fromBlock: 0n }),
        length,
      );
      for (const [index, { cursor }] of all.entries()) {
        const rest = watchRobot(watcher, { id, signal: ended.signal, after: cursor });
        const taken = await take(rest, length - index - 1);
        expect(taken).to.deep.equal(all.slice(index + 1));
      }
      const after = all.at(-1)?.cursor;
      const more = watchRobot(watcher, { id, after, signal: ended.signal });
      expect(await isOver(more, asked)).to.equal(true);
    });

    it("that has no entries yet gives the first one", async () => {
      const untouched = robots.untouched;
      const { client: watcher, asked } = scriptedNode();
      const changes = watchRobot(watcher, { id: untouched, signal: ended.signal });
      const first = changes.next();
      while (asked.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
      await clientOf("maker").raiseFlagSync({ id: untouched, flag: "stolen", reasonDigest });
      expect((await first).value).to.deep.include({ seq: 1n, event: "FlagRaised" });
      await changes.return();
    });
  });

  describe("recalls", () => {
    it("gives what happens to campaigns, with the campaign", async () => {
      const { client: watcher } = scriptedNode();
      const { campaign } = await openRecall();
      await clientOf("maker").closeCampaignSync({ campaign, reasonDigest });
      const [opened, closed] = await take(watchRecalls(watcher, { fromBlock: 0n }), 2);
      expect(opened).to.deep.include({ campaign, event: "CampaignOpened", seq: 1n });
      if (opened?.event === "CampaignOpened") {
        expect(opened.fields.notice.campaignNumber).to.equal("26V-118");
        expect(opened.fields.severity).to.equal("noTransfer");
      }
      expect(closed).to.deep.include({ campaign, event: "CampaignClosed", seq: 2n });
    });
  });

  describe("all changes", () => {
    it("gives every entry of every log, in the order of the chain", async () => {
      await live();
      await openRecall();
      const { client: watcher, asked } = scriptedNode();
      const counts = await Promise.all(LOGS.map((contract) => client.getLog({ contract })));
      const total = counts.reduce((sum, { count }) => sum + Number(count), 0);
      const all = await take(watchChanges(watcher, { fromBlock: 0n }), total);
      for (const [index, contract] of LOGS.entries()) {
        const ofIt = all.filter((change) => change.contract === contract);
        expect(BigInt(ofIt.length), contract).to.equal(counts[index]?.count);
      }
      expect(all.every(({ event }) => event !== undefined)).to.equal(true);
      const places = all.map(({ cursor }) => cursor.split("-").map(Number));
      const inOrder = [...places].sort((one, other) => {
        return (one[0] ?? 0) - (other[0] ?? 0) || (one[1] ?? 0) - (other[1] ?? 0);
      });
      expect(places).to.deep.equal(inOrder);
      const flagged = all.find(({ event }) => event === "FlagRaised") as RegistryChange;
      expect(flagged).to.deep.include({ robot: id, kind: "flagRaised" });
      expect(asked.length).to.be.at.most(20);
    });

    it("goes on in the middle of a block", async () => {
      const { client: watcher } = scriptedNode();
      const all = await take(watchChanges(watcher, { fromBlock: 0n }), 40);
      for (const at of [0, 7, 19, 30]) {
        const rest = watchChanges(watcher, { after: all[at]?.cursor });
        expect(await take(rest, 5)).to.deep.equal(all.slice(at + 1, at + 6));
      }
    });

    it("refuses what is no cursor, and contracts without a log", async () => {
      for (const options of [
        { after: "412" },
        { after: "-1-3" },
        { contracts: [] },
        { contracts: ["robotFlags" as "dossier"] },
        { pollingInterval: 0 },
      ]) {
        const error = await take(watchChanges(client, options), 1).catch((thrown) => thrown);
        expect(error).to.be.instanceOf(RegistryArgumentError);
      }
    });
  });

  describe("through a node", () => {
    /** Lies some times, then stops. */
    const times = (count: number, lie: NodeScript): NodeScript => {
      let left = count;
      return (call, honest) => (left-- > 0 ? lie(call, honest) : honest());
    };
    type Logs = { data: string; topics: string[]; removed?: boolean; logIndex: string }[];
    const aboutLogs = (count: number, lie: (logs: Logs) => unknown): NodeScript => {
      let left = count;
      return async ({ method }, honest) => {
        const logs = (await honest()) as Logs;
        if (method !== "eth_getLogs" || logs.length === 0 || left-- <= 0) return logs;
        return lie(logs);
      };
    };
    const fail = () => {
      throw new Error("the connection was reset");
    };
    const broken = (() => {
      let count = 0;
      return (_: unknown, honest: Honest) => (count++ % 4 === 3 ? fail() : honest());
    })();
    const goingBack = times(6, async ({ method, params }, honest) => {
      if (method !== "eth_getBlockByNumber" || params[0] !== "latest") return await honest();
      const newest = (await honest()) as { number: string };
      return { ...newest, number: numberToHex(BigInt(newest.number) - 2n) };
    });
    let isSettled = false;
    let firstBlock = "0x0";

    const scripts: [string, NodeScript, WatchFault["reason"] | undefined][] = [
      ["whose connection breaks at every fourth request", broken, "unreachable"],
      ["that does not answer for a while", times(5, fail), "unreachable"],
      ["that gives no logs yet of a block that it has", aboutLogs(2, () => []), "conflict"],
      [
        "that marks logs as taken back",
        aboutLogs(2, (logs) => logs.map((log) => ({ ...log, removed: true }))),
        "conflict",
      ],
      ["that leaves out the last log", aboutLogs(2, (logs) => logs.slice(0, -1)), "conflict"],
      ["that leaves out the first logs", aboutLogs(2, (logs) => logs.slice(2)), "conflict"],
      [
        "that alters what an event says",
        aboutLogs(2, (logs) =>
          logs.map((log, index) =>
            index === 0 ? { ...log, data: log.data.replace(/.$/, "7") } : log,
          ),
        ),
        "conflict",
      ],
      ["that gives every log twice", aboutLogs(2, (logs) => [...logs, ...logs]), undefined],
      ["that gives the logs in another order", aboutLogs(2, (logs) => logs.reverse()), undefined],
      [
        "whose head goes back, as of one that is behind",
        (call, honest) => (isSettled ? goingBack(call, honest) : honest()),
        "behind",
      ],
      [
        "that answers for the registry as of another block",
        (() => {
          let left = 2;
          return async ({ method, params }: NodeCall, honest: Honest) => {
            if (!isSettled || method !== "eth_call" || left-- <= 0) return await honest();
            return await honest([params[0], firstBlock]);
          };
        })(),
        "conflict",
      ],
    ];

    for (const [what, script, reason] of scripts) {
      it(`${what}, each change comes once`, async () => {
        isSettled = false;
        firstBlock = numberToHex((await client.getHistory({ id })).issuance.blockNumber + 1n);
        const { client: watcher, asked } = scriptedNode(script);
        const before = BigInt((await client.getHistory({ id })).entries.length);
        const faults: WatchFault[] = [];
        const changes = watchRobot(watcher, {
          id,
          fromBlock: 0n,
          pollingInterval: 2,
          signal: ended.signal,
          onFault: (fault) => faults.push(fault),
        });
        const taken = await take(
          (async function* () {
            for (let seq = 1n; seq <= before; seq++) yield (await changes.next()).value;
            isSettled = true;
            // So that the head has been read before it goes back.
            const next = changes.next();
            const count = asked.length;
            while (asked.length < count + 6) await new Promise((done) => setTimeout(done, 2));
            await live();
            yield (await next).value;
            for (let seq = 2n; seq <= 3n; seq++) yield (await changes.next()).value;
          })(),
          Number(before) + 3,
        );
        expect(taken.map((change) => (change as RobotChange).seq)).to.deep.equal(
          Array.from({ length: Number(before) + 3 }, (_, index) => BigInt(index + 1)),
        );
        expect(await isOver(changes, asked)).to.equal(true);
        expect(faults.length > 0 ? faults[0]?.reason : undefined).to.equal(reason);
        for (const { message, error } of faults) {
          expect(message).to.be.a("string").and.not.contain("\n");
          expect(error).to.be.instanceOf(Error);
        }
      });
    }

    it("that alters a whole entry, what it says is not believed", async () => {
      await live();
      await openRecall();
      const faults: WatchFault[] = [];
      // The severity of the recall lowered, in the event and in what the entry commits to.
      const { client: watcher, asked } = scriptedNode(async ({ method }, honest) => {
        const answer = (await honest()) as Logs;
        if (method !== "eth_getLogs") return answer;
        return answer.map((log) => ({ ...log, data: log.data.replace("02", "01") }));
      });
      const changes = watchRecalls(watcher, {
        fromBlock: 0n,
        signal: ended.signal,
        onFault: (fault) => faults.push(fault),
      });
      expect(await isOver(changes, asked)).to.equal(true);
      expect(faults[0]?.reason).to.equal("conflict");
    });

    it("that keeps no earlier state, everything is read from the founding, and the rest left out", async () => {
      await live();
      const { client: watcher } = scriptedNode(async ({ method, params }, honest) => {
        const newest = await client.request({ method: "eth_blockNumber" });
        if (method === "eth_call" && params[1] !== newest) {
          throw Object.assign(new Error("missing trie node"), { code: -32000 });
        }
        return await honest();
      });
      const { entries } = await client.getHistory({ id });
      const last = entries.at(-1);
      const fromBlock = last?.blockNumber ?? 0n;
      const options = { fromBlock, signal: ended.signal };
      const [robotChange] = await take(watchRobot(watcher, { id, ...options }), 1);
      expect(robotChange?.seq).to.equal(last?.seq);
      const [change] = await take(watchChanges(watcher, options), 1);
      expect(change).to.deep.include({ robot: id, seq: last?.seq, head: last?.head });
    });

    it("that limits ranges, the ranges are as wide as it allows", async () => {
      const { client: watcher, asked } = scriptedNode(async ({ method, params }, honest) => {
        const [filter] = params as unknown as [
          { fromBlock: `0x${string}`; toBlock: `0x${string}` },
        ];
        if (
          method === "eth_getLogs" &&
          BigInt(filter.toBlock) - BigInt(filter.fromBlock) >= 5000n
        ) {
          throw Object.assign(new Error("exceeds the maximum range"), { code: -32005 });
        }
        return await honest();
      });
      const { entries } = await client.getHistory({ id });
      const taken = await take(
        watchRobot(watcher, { id, signal: ended.signal, fromBlock: 0n }),
        entries.length,
      );
      expect(taken.map(({ head }) => head)).to.deep.equal(entries.map(({ head }) => head));
      expect(asked).to.contain("eth_getLogs");
    });
  });

  describe("ends", () => {
    it("with the reason of the signal, also while a node owes an answer", async () => {
      const hanging = scriptedNode(() => new Promise(() => {}));
      const next = watchRobot(hanging.client, { id, signal: ended.signal }).next();
      const reason = new Error("the page was closed");
      setTimeout(() => ended.abort(reason), 20);
      expect(await next.catch((thrown: unknown) => thrown)).to.equal(reason);
    });

    it("at once where the signal came before", async () => {
      const { client: watcher, asked } = scriptedNode();
      const reason = new Error("too late");
      const signal = AbortSignal.abort(reason);
      const thrown = await watchRobot(watcher, { id, signal })
        .next()
        .catch((error: unknown) => error);
      expect(thrown).to.equal(reason);
      expect(asked).to.deep.equal([]);
    });

    it("where nobody asks for the next change: no request follows", async () => {
      const { client: watcher, asked } = scriptedNode();
      await take(watchRobot(watcher, { id, signal: ended.signal, fromBlock: 0n }), 1);
      const count = asked.length;
      await new Promise((resolve) => setTimeout(resolve, 80));
      expect(asked.length).to.equal(count);
    });
  });

  it("takes two requests a look where nothing happens", async () => {
    const { client: watcher, asked } = scriptedNode();
    const changes = watchChanges(watcher, { signal: ended.signal });
    expect(await isOver(changes, asked)).to.equal(true);
    expect(asked).not.to.contain("eth_getLogs");
  });

  it("looks at once at a new block, over a WebSocket", async () => {
    const url = rpcUrl.replace("http", "ws");
    const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
    const watcher = createClient({ chain, transport: webSocket(url), pollingInterval: 60_000 });
    const changes = watchRobot(watcher, { id, signal: ended.signal });
    const next = changes.next();
    // The first look has been, and the next one would be in a minute.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await live();
    expect((await next).value).to.deep.include({ event: "FlagRaised" });
    await changes.return();
    const { getRpcClient } = watcher.transport as unknown as {
      getRpcClient: () => Promise<{ close: () => void }>;
    };
    (await getRpcClient()).close();
  });
});
