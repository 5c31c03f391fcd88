// Logs that are proven to be all of them: of a robot from its history's head, of a contract from its log's.
import { expect } from "chai";
import { type Address, type EIP1193RequestFn, type Hex, keccak256, type Transport } from "viem";
import { getLogs } from "viem/actions";
import type { Anchor, Fault, NotProvenError } from "../../src/proof/index.js";
import { chain, clientOf, connection, deployment, isolate } from "../chain.js";
import { otherDigest, robots } from "../robots.js";
import { expectConflict, expectNotProven, proofErrorFrom } from "./refusals.js";
import { transportOf } from "./sealed.js";
import { provingClient, request } from "./sealed-registry.js";

const id = robots.sold;

type Wire = { blockNumber: Hex; logs?: Wire[]; topics: Hex[]; data: Hex; hash: Hex };
type Asked = { method: string; params: readonly unknown[]; answer: unknown };

/** A node of the development chain that lies. */
function lying(lie: (asked: Asked) => unknown): Transport {
  return transportOf(async ({ method, params }) => {
    const given = (params ?? []) as unknown[];
    const answer = await (request as EIP1193RequestFn)({ method, params: given } as never);
    return lie({ method, params: given, answer: structuredClone(answer) });
  });
}

const honest = lying(({ answer }) => answer);

/** A lie about what a transaction left behind, however it is asked for. */
const aboutLogs = (lie: (logs: Wire[]) => Wire[]) =>
  lying(({ method, answer }) =>
    method === "eth_getTransactionReceipt"
      ? { ...(answer as object), logs: lie((answer as { logs: Wire[] }).logs) }
      : method === "eth_getBlockReceipts"
        ? (answer as { logs: Wire[] }[]).map((one) => ({ ...one, logs: lie(one.logs) }))
        : answer,
  );

const aboutHints = (lie: (logs: Wire[]) => unknown) =>
  lying(({ method, answer }) => (method === "eth_getLogs" ? lie(answer as Wire[]) : answer));

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

  for (const [name, node, answer] of [
    ["all of them withheld", aboutHints(() => []), "conflict"],
    ["the last one withheld", aboutHints((logs) => logs.slice(0, -1)), "conflict"],
    ["the first one withheld", aboutHints((logs) => logs.slice(1)), "conflict"],
    ["words for a list", aboutHints(() => "none"), "conflict"],
    ["events withheld from the receipts", aboutLogs((logs) => logs.slice(1)), "notProven"],
    ["events repeated in the receipts", aboutLogs((logs) => [...logs, ...logs]), "notProven"],
    ["events reordered", aboutLogs((logs) => logs.toReversed()), "notProven"],
    [
      "the data of an event altered",
      aboutLogs((logs) =>
        logs.map((log) => ({ ...log, data: log.data.replace(/1/g, "2") as Hex })),
      ),
      "notProven",
    ],
    [
      "an event of another robot",
      aboutLogs((logs) =>
        logs.map((log) => ({ ...log, topics: [log.topics[0] as Hex, keccak256("0x01")] })),
      ),
      "notProven",
    ],
    [
      "no receipts",
      lying(({ method, answer }) => (/Receipt/.test(method) ? null : answer)),
      "notProven",
    ],
    [
      "another hash of a transaction",
      lying(({ method, params, answer }) =>
        method === "eth_getBlockByNumber" && params[1] === true
          ? {
              ...(answer as object),
              transactions: (answer as { transactions: Wire[] }).transactions.map((one) => ({
                ...one,
                hash: keccak256(one.hash),
              })),
            }
          : answer,
      ),
      "notProven",
    ],
    [
      "a block without its transactions",
      lying(({ method, params, answer }) =>
        method === "eth_getBlockByNumber" && params[1] === true
          ? { ...(answer as object), transactions: [] }
          : answer,
      ),
      "notProven",
    ],
  ] as const) {
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

  it("are refused of blocks that have not happened", async () => {
    const client = await provingClient(honest, { anchor });
    await expectNotProven("afterHead", () =>
      getLogs(client, { address, fromBlock: 0n, toBlock: 99_999n }),
    );
  });
});
