// A chain that began with a genesis: its logs are proven from the founding on, though no block holds what was logged then.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@openrobotid/deployment/file";
import { type Anchor, anchorOf, proven, readAnchor } from "@openrobotid/sdk/proof";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { expect } from "chai";
import { id, Wallet } from "ethers";
import { type Address, createClient, custom, type EIP1193RequestFn, type Hex } from "viem";
import { getLogs } from "viem/actions";
import { EXAMPLE_FOUNDING, readFounding } from "../../src/founding.js";
import { makeGenesis } from "../../src/genesis/genesis.js";
import { ProofChain } from "../../src/proof/chain.js";
import { sent } from "../../src/proof/decide.js";
import recorded from "../besu/recorded-blocks.json" with { type: "json" };

/** Accounts of the seats, whose keys the test has: what the embedded chain signs for others is no transaction to prove. */
const seats = ["first", "second", "third"].map((name) => new Wallet(id(`seat ${name}`)));

const example = readFounding(EXAMPLE_FOUNDING);
const founding = {
  ...example,
  members: example.members.map((member, index) => ({
    ...member,
    authority: (seats[index]?.address ?? member.authority) as Address,
  })),
};

/** A header that QBFT gave block 0: the embedded chain makes another, which no validator would know. */
const block0 = recorded.blocks.find(({ header }) => Number(header.number) === 0)?.header;

type Lie = (method: string, answer: unknown) => unknown;

describe("The logs of a founded chain", function () {
  this.timeout(120_000);

  const folder = scratchFolder("open-robot-id-founded-");
  let chain: ProofChain;
  let deployment: Deployment;
  let anchor: Anchor;
  let address: Address;
  let newest: bigint;

  before(async () => {
    const made = await makeGenesis(founding);
    deployment = made.deployment;
    const file = join(folder, "genesis.json");
    writeFileSync(file, JSON.stringify(made.genesis));
    chain = await ProofChain.begin(file, deployment);
    for (const seat of seats) {
      const { consortium } = chain.as(seat.connect(chain.provider));
      await sent(consortium.proposeAuthority(new Wallet(id(`next of ${seat.address}`)).address));
    }
    await chain.request("anvil_mine", ["0x46"]);
    newest = BigInt((await chain.request("eth_blockNumber", [])) as Hex);
    const genesis = (await chain.request("eth_getBlockByNumber", ["0x0", false])) as { hash: Hex };
    const carried = anchorOf(deployment as never) as Anchor;
    // Nobody seals the blocks of the embedded chain.
    anchor = { ...carried, genesisHash: genesis.hash, validators: [], seals: "none" };
    address = deployment.contracts.Consortium.address as Address;
  });

  after(async () => {
    await chain.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A node that keeps the newest state alone. */
  const node = (lie: Lie = (_, answer) => answer) =>
    custom(
      {
        request: (async ({ method, params = [] }: { method: string; params?: unknown[] }) => {
          if (method === "eth_getProof" && BigInt(params[2] as Hex) < newest) {
            throw Object.assign(new Error("World state unavailable"), { code: -32000 });
          }
          return lie(method, await chain.request(method, params));
        }) as EIP1193RequestFn,
      },
      { retryCount: 0 },
    );
  const logsOf = async (lie?: Lie, of = anchor, fromBlock = 0n) =>
    await getLogs(createClient({ transport: proven(node(lie), { anchor: of }) }), {
      address,
      fromBlock,
      toBlock: "latest",
    });

  it("lead from the founding to the newest head, and need no state of block 0", async () => {
    const believed = await getLogs(createClient({ transport: node() }), {
      address,
      fromBlock: 0n,
      toBlock: "latest",
    });
    expect(believed).to.have.length(2 * seats.length);
    expect(await logsOf()).to.deep.equal(believed);
  });

  it("are refused with one left out, and without the founding in the anchor", async () => {
    const answerOf = async (promise: Promise<unknown>) =>
      await promise.then(
        () => "proven",
        (error: unknown) => String(error),
      );
    const short: Lie = (method, answer) =>
      method === "eth_getLogs" ? (answer as unknown[]).slice(0, -2) : answer;
    expect(await answerOf(logsOf(short))).to.match(/entries were added to the log of/);
    const { founding: _, ...without } = anchor;
    expect(await answerOf(logsOf(undefined, without, 2n))).to.match(
      /what it held before them is not proven/,
    );
  });

  it("have a beginning that a node of one's own tells as the genesis does", async () => {
    const transport = node((method, answer) => {
      const { number } = (answer ?? {}) as { number?: unknown };
      return method === "eth_getBlockByNumber" && number === "0x0" ? block0 : answer;
    });
    const told = await readAnchor(createClient({ transport }), {
      deployment: deployment as never,
      seals: "qbft",
    });
    expect(told).to.deep.equal({
      ...anchorOf(deployment as never),
      genesisHash: block0?.hash,
    });
  });
});
