// How many requests a history takes on a chain of ten million blocks, whatever the node allows, and what an index may say of it.
import { chain, clientOf, connection, isolate } from "@openrobotid/testkit/chain";
import { NOTICE } from "@openrobotid/testkit/modules";
import { robots } from "@openrobotid/testkit/robots";
import { serveRpc } from "@openrobotid/testkit/rpc-server";
import { type NodeScript, scriptedNode } from "@openrobotid/testkit/scripted-node";
import { expect } from "chai";
import { createClient, http, numberToHex } from "viem";
import { getLogs } from "viem/actions";
import {
  type Campaign,
  createCommitment,
  getCampaigns,
  getHistory,
  getProposals,
  type History,
  HistoryMismatchError,
  type KnownCampaign,
  type KnownEntry,
  type KnownPlace,
  type RecordedProposal,
  RegistryRecordError,
  setResolver,
} from "../../src/actions/index.js";
import { modelOf, parseRobotId } from "../../src/index.js";

const client = clientOf("stranger");
const id = robots.sold;
/** A unit that was issued in the middle of the chain, and never touched. */
const late = parseRobotId("CN-UT01-G1PRO1-26W06000000000001");
const { commitment: reasonDigest } = createCommitment("A report");

/** A node that gives logs of so many blocks at most in one answer, as Besu by default. */
const limited =
  (most = 5000n): NodeScript =>
  async ({ method, params }, honest) => {
    const [range] = params as unknown as [{ fromBlock: string; toBlock: string }];
    if (method === "eth_getLogs" && BigInt(range.toBlock) - BigInt(range.fromBlock) >= most) {
      const message = "Requested range exceeds maximum RPC range limit";
      throw Object.assign(new Error(message), { code: -32005 });
    }
    return await honest();
  };

const withoutState: NodeScript = async (call, honest) => {
  const { method, params } = call;
  const newest = await client.request({ method: "eth_blockNumber" });
  if (method === "eth_call" && params[1] !== newest) {
    throw Object.assign(new Error("missing trie node"), { code: -32000 });
  }
  return await limited()(call, honest);
};

/** As a node that keeps every state. Hardhat has none of blocks that it mined by the million: the one before them is theirs. */
const archive =
  (blocks: readonly bigint[]): NodeScript =>
  async (call, honest) => {
    const { method, params } = call;
    if (method !== "eth_call") return await limited()(call, honest);
    const before =
      blocks.filter((block) => block <= BigInt(params[1] as unknown as string)).at(-1) ?? 0n;
    return await honest([params[0], numberToHex(before)]);
  };

const mine = async (blocks: number) => {
  const count = `0x${blocks.toString(16)}`;
  await connection.provider.request({ method: "hardhat_mine", params: [count, "0x2"] });
};

/** The history as the public API gives it, the issuance included. */
const fromApi = ({ issuance, entries }: History): KnownEntry[] => [
  { seq: 0, head: null, proof: { blockNumber: Number(issuance.blockNumber) } },
  ...entries.map(({ seq, head, blockNumber }) => ({
    seq: Number(seq),
    head,
    proof: { blockNumber: Number(blockNumber) },
  })),
];

/** Blocks in which a contract recorded something, in their order. */
async function blocksOf(name: "recallRegistry" | "consortiumGovernor"): Promise<bigint[]> {
  const { address } = chain.contracts[name];
  const logs = await getLogs(client, { address, fromBlock: 0n });
  return [...new Set(logs.map(({ blockNumber }) => blockNumber))];
}

const thrownBy = async (work: Promise<unknown>) =>
  await work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a history on a chain of ten million blocks", () => {
  isolate();
  let short: History;
  let long: History;
  let campaigns: readonly Campaign[];
  let proposals: readonly RecordedProposal[];
  /** Blocks with something in them. */
  let full: bigint[];

  before(async () => {
    const [owner, maker, seat] = [clientOf("owner"), clientOf("maker"), clientOf("ES")];
    const proposeSync = async (description: string) => {
      const calls = [setResolver({ baseUri: "https://robots.example" })];
      await seat.proposeSync({ calls, description });
    };
    const openCampaignSync = async (campaignNumber: string) => {
      const of = {
        model: modelOf(id),
        range: { first: id, last: id },
        severity: "advisory",
      } as const;
      await maker.openCampaignSync({ ...of, notice: { ...NOTICE, campaignNumber } });
    };
    await proposeSync("The first");
    await openCampaignSync("26V-001");
    await mine(5_000_000);
    await openCampaignSync("26V-002");
    await owner.raiseFlagSync({ id, flag: "stolen", reasonDigest });
    await maker.issueLotSync({ first: late, count: 500n });
    await mine(2_000_000);
    await owner.clearFlagSync({ id, flag: "stolen", reasonDigest });
    await maker.raiseFlagSync({ id: robots.untouched, flag: "stolen", reasonDigest });
    short = await client.getHistory({ id });
    await openCampaignSync("26V-003");
    await proposeSync("The second");
    await mine(3_000_000);
    long = await client.getHistory({ id });
    campaigns = await client.getCampaigns();
    proposals = await client.getProposals();
    const logs = await getLogs(client, { fromBlock: 0n });
    full = [...new Set([...logs.map(({ blockNumber }) => blockNumber), long.asOf.blockNumber])];
  });

  it("is the one of a shorter chain", () => {
    expect(long.asOf.blockNumber > 10_000_000n).to.equal(true);
    expect(long.entries).to.deep.equal(short.entries);
    expect(long.issuance).to.deep.equal(short.issuance);
  });

  it("takes few requests of a node that allows any range", async () => {
    const { client: counted, asked } = scriptedNode();
    expect(await getHistory(counted, { id })).to.deep.equal(long);
    expect(asked.length, asked.join()).to.be.at.most(6);
  });

  it("takes at most 20 requests of a node that allows 5,000 blocks, where an index says where entries are", async () => {
    const { client: counted, asked } = scriptedNode(limited());
    expect(await getHistory(counted, { id, known: fromApi(long) })).to.deep.equal(long);
    expect(asked.length, asked.join()).to.be.at.most(20);
  });

  it("takes at most 20 requests to go on from what was read before, whatever it allows", async () => {
    for (const script of [limited(), withoutState]) {
      const { client: counted, asked } = scriptedNode(script);
      const known = async function* () {
        yield* fromApi(short);
      };
      expect(await getHistory(counted, { id, known: known() })).to.deep.equal(long);
      expect(asked.length, asked.join()).to.be.at.most(20);
    }
  });

  describe("of a limited node that keeps earlier states, where nobody says where entries are", () => {
    it("takes so many questions as halving the chain does for each place with entries, of which it has three", async () => {
      const { client: counted, asked } = scriptedNode(archive(full));
      expect(await getHistory(counted, { id })).to.deep.equal(long);
      const places = 3;
      const halvings = Math.ceil(Math.log2(10_000_000 / 5000));
      expect(asked.length, asked.join()).to.be.at.most(12 + places * (halvings + 1));
    });

    it("takes at most 20 HTTP requests, where questions of one time go together", async () => {
      const { client: scripted } = scriptedNode(archive(full));
      const server = await serveRpc(
        async (method, ...params) => await scripted.request({ method, params } as never),
      );
      let requests = 0;
      const onFetchRequest = () => {
        requests += 1;
      };
      try {
        const transport = http(server.url, { batch: true, retryCount: 0, onFetchRequest });
        const batching = createClient({ chain, transport, cacheTime: 0 });
        expect(await getHistory(batching, { id })).to.deep.equal(long);
        expect(requests).to.be.at.most(20);
      } finally {
        await server.close();
      }
    });
  });

  it("takes at most 20 requests where the lot was issued in the middle of the chain, and nothing happened since", async () => {
    const { client: counted, asked } = scriptedNode(limited());
    const { issuance, entries } = await getHistory(counted, { id: late });
    expect(entries).to.deep.equal([]);
    expect(issuance.blockNumber > 5_000_000n).to.equal(true);
    expect(asked.length, asked.join()).to.be.at.most(20);
  });

  it("finds what an index does not know yet", async () => {
    for (const count of [0, 2, 3]) {
      const { client: counted } = scriptedNode(archive(full));
      const known = fromApi(long).slice(0, count);
      expect(await getHistory(counted, { id, known })).to.deep.equal(long);
    }
  });

  describe("of an index that lies", () => {
    const lies: [string, (known: KnownEntry[]) => KnownEntry[]][] = [
      ["leaves an entry out", (known) => known.filter(({ seq }) => seq !== 1)],
      [
        "alters what happened",
        (known) => known.map((one) => ({ ...one, head: one.head?.replace(/.$/, "7") })),
      ],
      [
        "invents an entry",
        (known) => [...known, { seq: known.length, head: "0x00", blockNumber: 7n }],
      ],
      [
        "names other blocks",
        (known) =>
          known.map((one) =>
            one.seq === known.length - 2 ? { ...one, proof: { blockNumber: 6_000_000 } } : one,
          ),
      ],
    ];
    for (const [what, lie] of lies) {
      it(`which ${what}, is found`, async () => {
        const { client: asking } = scriptedNode();
        const error = await thrownBy(getHistory(asking, { id, known: lie(fromApi(long)) }));
        expect(error).to.be.instanceOf(RegistryRecordError);
        expect((error as Error).message).to.contain("What `known` says of CN-UT01");
      });
    }

    it("is not blamed for what the node hides", async () => {
      const { client: lying } = scriptedNode(async ({ method }, honest) => {
        const answer = (await honest()) as { topics: string[] }[];
        if (method !== "eth_getLogs") return answer;
        return answer.filter(({ topics }) => BigInt(topics[2] ?? 0) !== 1n && topics.length !== 4);
      });
      const error = await thrownBy(getHistory(lying, { id, known: fromApi(long) }));
      expect(error).to.be.instanceOf(HistoryMismatchError);
    });
  });

  describe("its recalls", () => {
    let known: KnownCampaign[];

    before(async () => {
      known = (await blocksOf("recallRegistry")).map((blockNumber, index) => ({
        ...campaigns[index],
        ...{ campaign: index + 1, proof: { blockNumber: Number(blockNumber) } },
      }));
    });

    it("take at most 20 requests of a limited node, where an index says where they are", async () => {
      const { client: counted, asked } = scriptedNode(limited());
      expect(await getCampaigns(counted, { known })).to.deep.equal(campaigns);
      expect(campaigns.length).to.equal(3);
      expect(asked.length, asked.join()).to.be.at.most(20);
    });

    it("are found where it does not say where, or wrongly", async () => {
      for (const said of [
        undefined,
        known.slice(1),
        known.map((one) => ({ ...one, proof: { blockNumber: 7 } })),
      ]) {
        const { client: counted, asked } = scriptedNode(limited());
        expect(await getCampaigns(counted, { known: said })).to.deep.equal(campaigns);
        expect(asked.length, asked.join()).to.be.at.most(60);
      }
    });

    const lies: [string, (one: KnownCampaign) => KnownCampaign, string][] = [
      [
        "how grave it is",
        (one) => ({ ...one, severity: "stopUse" }),
        "campaign 1 is not what the chain has: its `severity`",
      ],
      ["what is done", (one) => ({ ...one, remedy: "Nothing." }), "its `remedy`"],
      [
        "of which there is none",
        (one) => ({ ...one, campaign: 4n + BigInt(one.campaign) }),
        "there is none",
      ],
    ];
    for (const [what, lie, message] of lies) {
      it(`of which an index says ${what}, wrongly, are refused`, async () => {
        const error = await thrownBy(client.getCampaigns({ known: known.map(lie) }));
        expect(error).to.be.instanceOf(RegistryRecordError);
        expect((error as Error).message).to.contain(message);
      });
    }

    it("are not mixed up", async () => {
      const [, second] = known;
      const error = await thrownBy(client.getCampaign({ campaign: 1n, known: second }));
      expect((error as Error).message).to.contain(
        "campaign 1 is not what the chain has: its number",
      );
    });
  });

  describe("its proposals", () => {
    let known: KnownPlace[];

    before(async () => {
      known = (await blocksOf("consortiumGovernor")).map((blockNumber) => ({
        proof: { blockNumber },
      }));
    });

    it("take at most 20 requests of a limited node, where an index says where they are", async () => {
      const { client: counted, asked } = scriptedNode(limited());
      expect(await getProposals(counted, { known })).to.deep.equal(proposals);
      expect(proposals.length).to.equal(2);
      expect(asked.length, asked.join()).to.be.at.most(20);
    });

    it("are found where it leaves one out, names other blocks, or says nothing", async () => {
      const [first] = known;
      const other = { blockNumber: 6_000_000n };
      for (const said of [undefined, [], [first, other], known.slice(1), [...known, other]]) {
        const { client: counted, asked } = scriptedNode(archive(full));
        expect(await getProposals(counted, { known: said as KnownPlace[] })).to.deep.equal(
          proposals,
        );
        expect(asked.length, asked.join()).to.be.at.most(80);
      }
    });

    it("are refused where the node leaves one out, no matter what an index says", async () => {
      const [first] = known;
      const { client: lying } = scriptedNode(async ({ method }, honest) => {
        const answer = (await honest()) as { blockNumber: string }[];
        if (method !== "eth_getLogs") return answer;
        return answer.filter(
          ({ blockNumber }) => BigInt(blockNumber) === first?.proof?.blockNumber,
        );
      });
      for (const said of [known, [first], undefined]) {
        const error = await thrownBy(getProposals(lying, { known: said as KnownPlace[] }));
        expect(error).to.be.instanceOf(RegistryRecordError);
      }
    });
  });
});
