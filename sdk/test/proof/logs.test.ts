// Logs that are proven to be all of them: of a robot from its history's head, of a contract from its log's.

import {
  accounts,
  chain,
  clientOf,
  connection,
  deployment,
  isolate,
  time,
} from "@openrobotid/testkit/chain";
import {
  type Asked,
  kindsOfLogLie,
  kindsOfRecordLie,
  type Lie,
  lieAboutLogs,
  lieAboutReceipts,
  type Records,
  type Wire,
} from "@openrobotid/testkit/lies";
import { NOTICE } from "@openrobotid/testkit/modules";
import { expectConflict, expectNotProven, proofErrorFrom } from "@openrobotid/testkit/refusals";
import { LISTED, otherDigest, robots, SEQUENTIAL } from "@openrobotid/testkit/robots";
import { transportOf } from "@openrobotid/testkit/sealed";
import { provingClient, request } from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import {
  type Abi,
  type Address,
  createClient,
  type EIP1193RequestFn,
  encodeEventTopics,
  type Hex,
  keccak256,
  padHex,
  type Transport,
  toHex,
} from "viem";
import { getBlockNumber, getContractEvents, getLogs } from "viem/actions";
import { authorityRegistryAbi, recallRegistryAbi, robotRegistryAbi } from "../../src/abis/index.js";
import type { CodeRange } from "../../src/actions/index.js";
import { type ModelId, modelOf, toBytes32 } from "../../src/index.js";
import type { Anchor, Fault, NotProvenError } from "../../src/proof/index.js";

const id = robots.sold;

/** A node of the development chain that lies. */
function lying(lie: Lie): Transport {
  return transportOf(async ({ method, params }) => {
    const given = (params ?? []) as unknown[];
    const answer = await (request as EIP1193RequestFn)({ method, params: given } as never);
    return lie({ method, params: given, answer: structuredClone(answer) });
  });
}

const honest = lying(({ answer }) => answer);

const aboutLogs = (lie: Parameters<typeof lieAboutReceipts>[0]) => lying(lieAboutReceipts(lie));
const aboutHints = (lie: Parameters<typeof lieAboutLogs>[0]) => lying(lieAboutLogs(lie));

async function anchorOfHere(
  contracts: Anchor["contracts"] = deployment.contracts,
): Promise<Anchor> {
  const genesis = (await (request as EIP1193RequestFn)({
    method: "eth_getBlockByNumber",
    params: ["0x0", false],
  })) as { hash: Hex };
  return { chainId: chain.id, genesisHash: genesis.hash, validators: [], contracts, seals: "none" };
}

/** One by one: Hardhat does not work out the state of blocks that it is told to mine at once. */
async function mine(blocks: number): Promise<void> {
  for (let mined = 0; mined < blocks; mined += 1) {
    await connection.provider.request({ method: "evm_mine" });
  }
}

describe("proven logs of a robot", function () {
  this.timeout(60_000);
  isolate();

  let anchor: Anchor;
  let truth: unknown;

  before(async () => {
    await mine(70);
    const owner = clientOf("owner");
    await owner.raiseFlagSync({ id, flag: "stolen", reasonDigest: otherDigest });
    await mine(70);
    await owner.clearFlagSync({ id, flag: "stolen", reasonDigest: otherDigest });
    anchor = await anchorOfHere();
    truth = await owner.getHistory({ id });
    expect((truth as { entries: unknown[] }).entries.length).to.be.greaterThan(2);
  });

  it("give the same history as a node that is believed", async () => {
    const client = await provingClient(honest, { anchor });
    expect(await client.getHistory({ id })).to.deep.equal(truth);
  });

  it("give the same state of a moment", async () => {
    const client = await provingClient(honest, { anchor });
    const at = new Date("2026-01-06T00:00:00Z");
    const options = { id, at };
    expect(await client.getStateAt(options)).to.deep.equal(
      await clientOf("owner").getStateAt(options),
    );
  });

  describe("with recalls", () => {
    const maker = clientOf("maker");
    const open = async (model: ModelId, range: CodeRange | undefined, number: string) => {
      const notice = { ...NOTICE, campaignNumber: number };
      const severity = "advisory";
      return await maker.openCampaignSync({ model, range, severity, notice });
    };
    const openOthers = async (numbers: readonly string[]) => {
      for (const number of numbers) await open(LISTED, undefined, number);
    };
    /** The recalls of a moment, and how many slots of the contract were proven for it. */
    const stateAt = async (at: number, lie: Lie = ({ answer }) => answer) => {
      let slots = 0;
      const address = deployment.contracts.RecallRegistry?.address.toLowerCase();
      const node = lying((asked) => {
        const [of, keys] = asked.params as [string, string[]];
        if (asked.method === "eth_getProof" && of.toLowerCase() === address) slots += keys.length;
        return lie(asked);
      });
      const client = await provingClient(node, { anchor });
      const { openCampaigns } = await client.getStateAt({ id, at });
      return { campaigns: openCampaigns.map(({ campaignNumber }) => campaignNumber), slots };
    };
    let between: number;
    let now: number;

    before(async () => {
      const own = { first: id, last: id };
      await openOthers(["O-1", "O-2", "O-3", "O-4", "O-5"]);
      const { campaign } = await open(modelOf(id), own, "26V-001");
      await open(modelOf(id), undefined, "26V-002");
      await mine(2);
      between = await time.latest();
      await mine(2);
      await maker.closeCampaignSync({ campaign, reasonDigest: otherDigest });
      await mine(2);
      now = await time.latest();
    });

    it("reads those of the robot's model alone: what is open on others costs nothing", async () => {
      const [then, today] = [await stateAt(between), await stateAt(now)];
      expect([then.campaigns, today.campaigns]).to.deep.equal([["26V-001"], []]);
      await openOthers(["O-6", "O-7", "O-8", "O-9"]);
      const [thenAgain, later] = [await stateAt(between), await stateAt(await time.latest())];
      expect(thenAgain).to.deep.equal(then);
      expect(later).to.deep.equal(today);
    });

    it("reads every one where no node keeps the state of the moment", async () => {
      const newest = await getBlockNumber(clientOf("owner"));
      const keepsNewest: Lie = ({ method, params, answer }) => {
        const isOld = method === "eth_getProof" && BigInt(params[2] as Hex) < newest;
        if (!isOld) return answer;
        throw Object.assign(new Error("World state unavailable"), { code: -32000 });
      };
      const kept = await stateAt(between);
      const { campaigns, slots } = await stateAt(between, keepsNewest);
      expect(campaigns).to.deep.equal(["26V-001"]);
      expect(slots).to.be.greaterThan(kept.slots);
    });
  });

  for (const { name, lie, answer } of kindsOfLogLie) {
    const node = lying(lie);

    it(`are refused with ${name}`, async () => {
      const client = await provingClient(node, { anchor });
      const error = await proofErrorFrom(() => client.getHistory({ id }));
      expect(error.answer, error.message).to.equal(answer);
    });

    it(`with ${name} are taken from an honest node, and the liar is named`, async () => {
      for (const nodes of [
        [node, honest],
        [honest, node],
      ]) {
        const faults: Fault[] = [];
        const client = await provingClient(nodes, {
          anchor,
          onFault: (fault) => faults.push(fault),
        });
        expect(await client.getHistory({ id })).to.deep.equal(truth);
        const lied = new Set(faults.filter(({ lied }) => lied).map(({ node }) => node));
        expect([...lied]).to.deep.equal(nodes[0] === node ? ["node 1"] : []);
      }
    });
  }

  it("that are marked as removed by the node are there all the same, as they are", async () => {
    const node = aboutHints((logs) => logs.map((log) => ({ ...log, removed: true })));
    const client = await provingClient(node, { anchor });
    expect(await client.getHistory({ id })).to.deep.equal(truth);
  });
});

describe("proven logs of a contract", function () {
  this.timeout(60_000);
  isolate();

  const subject = keccak256("0x01");
  let anchor: Anchor;
  let address: Address;
  let truth: unknown[];

  before(async () => {
    const mock = await connection.ethers.deployContract("EntryLogMock");
    address = (await mock.getAddress()) as Address;
    await mine(3);
    for (let first = 1; first <= 4; first += 1) {
      await mock.getFunction("note")(first % 2 === 0 ? subject : keccak256("0x02"), first, 2);
      await mine(30);
    }
    const code = (await clientOf("owner").request({
      method: "eth_getCode",
      params: [address, "latest"],
    })) as Hex;
    anchor = await anchorOfHere({ Dossier: { address, codeHash: keccak256(code) } });
    truth = await logsFrom(clientOf("owner"));
    expect(truth).to.have.length(16);
  });

  async function logsFrom(
    client: Parameters<typeof getLogs>[0],
    fromBlock = 0n,
  ): Promise<unknown[]> {
    return await getLogs(client, { address, fromBlock, toBlock: "latest" });
  }

  it("are the same as those of a node that is believed, to the last field", async () => {
    const client = await provingClient(honest, { anchor });
    expect(await logsFrom(client)).to.deep.equal(truth);
  });

  it("are proven from the middle on, too", async () => {
    const fromBlock = (truth[0] as { blockNumber: bigint }).blockNumber + 1n;
    const client = await provingClient(honest, { anchor });
    const found = await logsFrom(client, fromBlock);
    expect(found).to.deep.equal(
      truth.filter((log) => (log as { blockNumber: bigint }).blockNumber >= fromBlock),
    );
    expect(found).to.have.length(12);
  });

  it("pass the filter for topics here, not at the node", async () => {
    const client = await provingClient(honest, { anchor });
    const args = { address, fromBlock: 0n, topics: [null, subject] };
    const found = (await client.request({
      method: "eth_getLogs",
      params: [{ ...args, fromBlock: "0x0", toBlock: "latest" } as never],
    })) as unknown[];
    expect(found).to.have.length(8);
  });

  for (const [name, node] of [
    [
      "one block withheld",
      aboutHints((logs) => logs.filter((log) => log.blockNumber !== logs[2]?.blockNumber)),
    ],
    ["all withheld", aboutHints(() => [])],
    [
      "other blocks named",
      aboutHints((logs) => logs.map((log) => ({ ...log, blockNumber: "0x1" }))),
    ],
  ] as const) {
    it(`are a conflict with ${name}: the log's head says that there is more`, async () => {
      const client = await provingClient(node, { anchor });
      const error = await expectConflict(() => logsFrom(client));
      expect(error.proven).to.equal("8 entries");
      const both = await provingClient([node, honest], { anchor });
      expect(await logsFrom(both)).to.deep.equal(truth);
    });
  }

  it("are refused of whom nothing commits to: a stranger, anybody, a contract without a log", async () => {
    const client = await provingClient(honest, { anchor });
    const ask = (asked?: Address) =>
      getLogs(client, { ...(asked && { address: asked }), fromBlock: 0n, toBlock: "latest" });
    await expectNotProven("logsNotCommitted", () => ask(`0x${"33".repeat(20)}`));
    await expectNotProven("logsNotCommitted", () => ask());
    const whole = await provingClient(honest, { anchor: await anchorOfHere() });
    const { address: manager } = deployment.contracts.AccessManager as { address: Address };
    const error = await proofErrorFrom(() =>
      getLogs(whole, { address: manager, fromBlock: 0n, toBlock: "latest" }),
    );
    expect((error as NotProvenError).reason).to.equal("logsNotCommitted");
  });

  it("are refused of anybody's events about a robot, beside which there need not be an entry", async () => {
    const mock = await connection.ethers.deployContract("EntryLogMock");
    await mine(2);
    await mock.getFunction("note")(toBytes32(id), 1, 2);
    await mine(70);
    const whole = await provingClient(honest, { anchor: await anchorOfHere() });
    const filter = { topics: [null, toBytes32(id)], fromBlock: "0x0", toBlock: "latest" };
    const ask = () => whole.request({ method: "eth_getLogs", params: [filter as never] });
    await expectNotProven("logsNotCommitted", ask);
  });

  it("are refused of blocks that have not happened", async () => {
    const client = await provingClient(honest, { anchor });
    await expectNotProven("afterHead", () =>
      getLogs(client, { address, fromBlock: 0n, toBlock: 99_999n }),
    );
  });
});

/** Where lies about records are heard. */
const RECORDS: Readonly<Record<Records, readonly [contract: string, abi: Abi, event: string]>> = {
  lots: ["RobotRegistry", robotRegistryAbi, "LotIssued"],
  campaigns: ["RecallRegistry", recallRegistryAbi, "CampaignOpened"],
  approvals: ["AuthorityRegistry", authorityRegistryAbi, "ModelApproved"],
};

describe("proven logs of the registry's contracts", function () {
  this.timeout(60_000);
  isolate();

  const plain = clientOf("owner");
  let anchor: Anchor;
  let newest: bigint;

  before(async () => {
    await clientOf("maker").openCampaignSync({
      model: SEQUENTIAL,
      range: { first: robots.sold, last: robots.sold },
      severity: "advisory",
      notice: NOTICE,
    });
    await mine(70);
    anchor = await anchorOfHere();
    newest = await getBlockNumber(plain);
  });

  const addressOf = (name: string) => deployment.contracts[name]?.address as Address;
  const all = (client: Parameters<typeof getLogs>[0], name: string, fromBlock = 0n) =>
    getLogs(client, { address: addressOf(name), fromBlock, toBlock: "latest" });
  const isAfterFirst = (log: Wire, _: number, [first]: Wire[]) =>
    log.blockNumber !== first?.blockNumber;
  const consortium = async () => await plain.getLog({ contract: "consortium" });

  for (const name of [
    "AuthorityRegistry",
    "Consortium",
    "ConsortiumGovernor",
    "Dossier",
    "RecallRegistry",
    "RegistrarOrders",
    "RegistryModules",
    "RobotFlags",
    "RobotRegistry",
    "SignedActs",
  ]) {
    it(`are all that there ever were (${name})`, async () => {
      const client = await provingClient(honest, { anchor });
      expect(await all(client, name)).to.deep.equal(await all(plain, name));
    });
  }

  /** Where the entries of other contracts need not be shown: those of the registry are many. */
  it("need the log of the contract that is asked alone", async () => {
    const registry = addressOf("RobotRegistry").toLowerCase();
    const asked: unknown[] = [];
    const node = lying(({ method, params, answer }) => {
      if (method === "eth_getLogs") asked.push((params[0] as { address: unknown }).address);
      return answer;
    });
    const client = await provingClient(node, { anchor });
    await all(client, "Consortium");
    const { abi, eventName } = { abi: recallRegistryAbi, eventName: "CampaignOpened" } as const;
    const address = addressOf("RecallRegistry");
    await getContractEvents(client, { address, abi, eventName, fromBlock: 0n, toBlock: "latest" });
    expect(asked.flat()).to.deep.equal([
      addressOf("Consortium").toLowerCase(),
      address.toLowerCase(),
    ]);
    await all(client, "RecallRegistry");
    expect(asked.flat()).to.include(registry);
  });

  it("are asked for in ranges as wide as the node allows", async () => {
    const most = 40n;
    const widths: bigint[] = [];
    const node = transportOf(async ({ method, params }) => {
      const [filter] = (params ?? []) as { fromBlock: Hex; toBlock: Hex }[];
      if (method === "eth_getLogs" && filter) {
        const width = BigInt(filter.toBlock) - BigInt(filter.fromBlock) + 1n;
        widths.push(width);
        if (width > most) {
          throw Object.assign(new Error("Requested range exceeds maximum RPC range limit"), {
            code: -32005,
          });
        }
      }
      return await (request as EIP1193RequestFn)({ method, params } as never);
    });
    const truth = await all(plain, "Consortium");
    expect(await all(await provingClient(node, { anchor }), "Consortium")).to.deep.equal(truth);
    const [first, ...rest] = widths;
    expect(first).to.be.greaterThan(most);
    expect(rest.filter((width) => width <= most)).to.have.length.greaterThan(1);
  });

  it("are proven of one subject alone: a seat, a manufacturer, an account", async () => {
    const [recorded] = encodeEventTopics({ abi: robotRegistryAbi, eventName: "Recorded" });
    for (const [name, subject] of [
      ["Consortium", toHex(2n, { size: 32 })],
      ["AuthorityRegistry", padHex(toHex("CNUT01"), { dir: "right", size: 32 })],
      ["AuthorityRegistry", padHex(accounts.recycler.address, { size: 32 }).toLowerCase() as Hex],
    ] as const) {
      const filter = { address: addressOf(name), topics: [recorded, subject], fromBlock: "0x0" };
      const params = [{ ...filter, toBlock: "latest" }] as never;
      const truth = (await plain.request({ method: "eth_getLogs", params })) as Wire[];
      expect(truth, name).not.to.have.length(0);
      const short = await provingClient(
        aboutHints((logs) => logs.slice(1)),
        { anchor },
      );
      const request = async () => await short.request({ method: "eth_getLogs", params });
      const error = await expectConflict(request);
      expect(error.proven).to.equal(`${truth.length} entries`);
      expect(error.message).to.include(subject);
      const client = await provingClient(honest, { anchor });
      const found = (await client.request({ method: "eth_getLogs", params })) as Wire[];
      expect(found.map(({ data }) => data)).to.deep.equal(truth.map(({ data }) => data));
    }
  });

  for (const [what, node] of [
    [
      "missing",
      aboutHints((logs) => logs.filter((log) => log.blockNumber !== logs.at(-1)?.blockNumber)),
    ],
    ["withheld, all of them", aboutHints(() => [])],
  ] as const) {
    it(`are a conflict where one is ${what}, which names how many there are`, async () => {
      const { count } = await consortium();
      const client = await provingClient(node, { anchor });
      const error = await expectConflict(() => all(client, "Consortium"));
      expect(error.proven).to.equal(`${count} entries`);
      expect(error.message).to.include(`${count} entries were added to the log of`);
    });
  }

  for (const [what, lie] of [
    ["forged", (logs) => logs.map((log) => ({ ...log, data: log.data.replace(/1/g, "2") as Hex }))],
    ["reordered", (logs) => logs.toReversed()],
    ["repeated", (logs) => [...logs, ...logs]],
  ] as const satisfies readonly [string, (logs: readonly Wire[]) => Wire[]][]) {
    it(`are refused where they are ${what}: the block has other receipts`, async () => {
      const client = await provingClient(aboutLogs(lie), { anchor });
      const error = await expectNotProven("receiptsRoot", () => all(client, "Consortium"));
      expect(error.message).to.match(/other receipts than the block has/);
      const both = await provingClient([aboutLogs(lie), honest], { anchor });
      expect(await all(both, "Consortium")).to.deep.equal(await all(plain, "Consortium"));
    });
  }

  for (const { name, lie, of: records, answer } of kindsOfRecordLie) {
    const node = lying(lie);
    const [contract, abi, eventName] = RECORDS[records];
    const read = async (client: Parameters<typeof getContractEvents>[0]) =>
      await getContractEvents(client, {
        address: addressOf(contract),
        abi,
        eventName,
        fromBlock: 0n,
        toBlock: "latest",
      });

    it(`are as they happened or refused, alone, before or behind an honest node: ${name}`, async () => {
      const truth = await read(plain);
      expect(truth).to.have.length.of.at.least(1);
      const believing = createClient({ chain, transport: node });
      expect(await read(believing)).to.not.deep.equal(truth);
      const alone = await provingClient(node, { anchor });
      if (answer === "proven") expect(await read(alone)).to.deep.equal(truth);
      else {
        const error = await proofErrorFrom(() => read(alone));
        expect(error.answer, error.message).to.equal(answer);
      }
      for (const nodes of [
        [node, honest],
        [honest, node],
      ]) {
        const client = await provingClient(nodes, { anchor });
        expect(await read(client)).to.deep.equal(truth);
      }
    });
  }

  it("are not shown twice by a node that names a block twice", async () => {
    const client = await provingClient(
      aboutHints((logs) => [...logs, ...logs]),
      { anchor },
    );
    expect(await all(client, "Consortium")).to.deep.equal(await all(plain, "Consortium"));
  });

  describe("by a node that keeps the newest state alone", () => {
    const keepsNewest = (lie: (asked: Asked) => unknown = ({ answer }) => answer) =>
      lying((asked) => {
        const { method, params } = asked;
        const isOld = method === "eth_getProof" && BigInt(params[2] as Hex) < newest;
        return isOld ? refuse("World state unavailable") : lie(asked);
      });
    const refuse = (message: string): never => {
      throw Object.assign(new Error(message), { code: -32000 });
    };

    it("are proven from the first to the newest, and of any range within", async () => {
      const client = await provingClient(keepsNewest(), { anchor });
      const truth = await all(plain, "Consortium");
      expect(await all(client, "Consortium")).to.deep.equal(truth);
      const [first] = truth;
      const range = { fromBlock: first?.blockNumber, toBlock: newest - 2n };
      const address = addressOf("RobotRegistry");
      const found = await getLogs(client, { address, ...range });
      expect(found.length).to.be.greaterThan(0);
      expect(found).to.deep.equal(await getLogs(plain, { address, ...range }));
    });

    it("give the history of a robot", async () => {
      const client = await provingClient(keepsNewest(), { anchor });
      expect(await client.getHistory({ id })).to.deep.equal(await plain.getHistory({ id }));
    });

    it("are refused where one is missing, naming how many there are and what was not proven", async () => {
      const node = keepsNewest(({ method, answer }) =>
        method === "eth_getLogs" ? (answer as Wire[]).filter(isAfterFirst) : answer,
      );
      const client = await provingClient(node, { anchor });
      const { count, head } = await consortium();
      const error = await expectNotProven("nodeRefused", () => all(client, "Consortium"));
      expect(error.message).to.include(`has ${count} entries up to the head ${head}`);
      expect(error.message).to.include("World state unavailable");
    });

    /** A chain that begins with the registry: what was recorded until a block is in the anchor and in no log. */
    describe("of a chain that was founded with entries in its logs", () => {
      const address = addressOf("AuthorityRegistry").toLowerCase() as Address;
      let foundedAt: bigint;
      let founded: Anchor;

      before(async () => {
        const truth = await all(plain, "AuthorityRegistry");
        foundedAt = truth[Math.floor(truth.length / 2)]?.blockNumber as bigint;
        const { count, head } = await plain.getLog({
          contract: "authorityRegistry",
          blockNumber: foundedAt,
        });
        founded = { ...anchor, founding: { AuthorityRegistry: { count, head } } };
      });

      const node = (hides: (log: Wire) => boolean = () => false) =>
        keepsNewest(({ method, answer }) =>
          method === "eth_getLogs"
            ? (answer as Wire[]).filter((log) => BigInt(log.blockNumber) > foundedAt && !hides(log))
            : answer,
        );
      const recordedOf = (subject: Hex | null) => {
        const [topic] = encodeEventTopics({ abi: robotRegistryAbi, eventName: "Recorded" });
        const params = [{ address, topics: [topic, subject], fromBlock: "0x0", toBlock: "latest" }];
        return { method: "eth_getLogs", params } as never;
      };

      it("lead from what the anchor says of block 0 to the head, whose state alone is shown", async () => {
        const client = await provingClient(node(), { anchor: founded });
        const later = await all(plain, "AuthorityRegistry", foundedAt + 1n);
        expect(later.length).to.be.greaterThan(0);
        expect(await all(client, "AuthorityRegistry")).to.deep.equal(later);
        expect(await all(client, "AuthorityRegistry", foundedAt + 1n)).to.deep.equal(later);
      });

      it("are proven of one subject by the whole log, for of each subject the anchor says nothing", async () => {
        const entries = (await plain.request(recordedOf(null))) as Wire[];
        const last = entries.at(-1) as Wire;
        const subject = last.topics[1] as Hex;
        const client = await provingClient(node(), { anchor: founded });
        const found = (await client.request(recordedOf(subject))) as Wire[];
        expect(found.map(({ data }) => data)).to.include(last.data);
        const hiding = await provingClient(
          node(({ blockNumber }) => blockNumber === last.blockNumber),
          { anchor: founded },
        );
        await expectConflict(() => hiding.request(recordedOf(subject)));
      });

      it("are a conflict where one is withheld: the anchor leaves nothing to be believed", async () => {
        const last = (await all(plain, "AuthorityRegistry")).at(-1);
        const hiding = node(({ blockNumber }) => BigInt(blockNumber) === last?.blockNumber);
        const client = await provingClient(hiding, { anchor: founded });
        const error = await expectConflict(() => all(client, "AuthorityRegistry"));
        expect(error.message).to.match(/entries were added to the log of/);
        const both = await provingClient([hiding, node()], { anchor: founded });
        expect(await all(both, "AuthorityRegistry")).to.deep.equal(
          await all(plain, "AuthorityRegistry", foundedAt + 1n),
        );
      });

      it("of a contract that the anchor does not name began empty, which is then proven", async () => {
        const client = await provingClient(keepsNewest(), { anchor: { ...anchor, founding: {} } });
        expect(await all(client, "Dossier")).to.deep.equal(await all(plain, "Dossier"));
        const hiding = keepsNewest(({ method, answer }) =>
          method === "eth_getLogs" ? [] : answer,
        );
        const short = await provingClient(hiding, { anchor: { ...anchor, founding: {} } });
        await expectConflict(() => all(short, "Dossier"));
      });
    });
  });

  it("are asked for in ranges that every node allows", async () => {
    const snapshot = await connection.networkHelpers.takeSnapshot();
    await connection.provider.request({ method: "hardhat_mine", params: ["0x2710"] });
    await mine(1);
    const node = lying(({ method, params, answer }) => {
      if (method !== "eth_getLogs") return answer;
      const { fromBlock = "0x0", toBlock = "0x0" } = params[0] as Record<string, Hex>;
      if (BigInt(toBlock) - BigInt(fromBlock) < 5000n) return answer;
      throw Object.assign(new Error("Requested range exceeds maximum RPC range limit"), {
        code: -32005,
      });
    });
    const client = await provingClient(node, { anchor });
    expect(await all(client, "Consortium")).to.deep.equal(await all(plain, "Consortium"));
    await snapshot.restore();
  });

  for (const [node, widest, [fewest, most]] of [
    ["allows one block alone", 0, [1, 20]],
    ["allows one block alone once it has shown more", 1, [5000, 10_000]],
  ] as const) {
    it(`are not asked for without end of a node that ${node}`, async () => {
      const snapshot = await connection.networkHelpers.takeSnapshot();
      await connection.provider.request({ method: "hardhat_mine", params: ["0x4000"] });
      await mine(1);
      let asked = 0;
      let wide = 0;
      const narrow = transportOf(async ({ method, params }) => {
        if (method !== "eth_getLogs") return await request({ method, params } as never);
        asked += 1;
        const [{ fromBlock, toBlock }] = params as [{ fromBlock: Hex; toBlock: Hex }];
        const width = BigInt(toBlock) - BigInt(fromBlock) + 1n;
        if (width === 1n) return [];
        if (width <= 5000n && wide < widest) {
          wide += 1;
          return [];
        }
        throw Object.assign(new Error("Requested range exceeds maximum RPC range limit"), {
          code: -32005,
        });
      });
      const client = await provingClient(narrow, { anchor });
      const error = await expectNotProven("nodeRefused", () => all(client, "Consortium"));
      expect(error.message).to.contain("would take more than 10000 requests");
      expect(asked).to.be.within(fewest, most);
      expect(wide).to.equal(widest);
      await snapshot.restore();
    });
  }

  it("of no address and no event are of any, as nodes take empty lists", async () => {
    const client = await provingClient(honest, { anchor });
    const range = { fromBlock: "0x0", toBlock: "latest" };
    await expectNotProven("logsNotCommitted", () =>
      client.request({ method: "eth_getLogs", params: [{ address: [], ...range }] as never }),
    );
    const address = addressOf("Consortium");
    const params = [{ address, topics: [[]], ...range }] as never;
    expect(await client.request({ method: "eth_getLogs", params })).to.have.length(
      (await all(plain, "Consortium")).length,
    );
  });
});
