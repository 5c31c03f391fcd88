// A second node that has to say the same, for chains without proofs: every read asks both, as of one block.

import { accounts, chain, clientOf, isolate, rpcUrl } from "@openrobotid/testkit/chain";
import { digest, later, MAKER, robots, SEQUENTIAL, spain } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { createClient, type Hex, http, numberToHex, zeroHash } from "viem";
import {
  expelSeat,
  RegistryConfigurationError,
  RegistryError,
  RegistryRecordError,
  RegistryRefusedError,
} from "../../src/actions/index.js";
import * as reads from "../../src/actions/reads.js";
import { aboutLogs, type Lie, withLyingNode } from "../lying-node.js";

type AnyClient = ReturnType<typeof clientOf>;
type Options = { readonly verifyAgainst?: AnyClient | undefined };

const id = robots.sold;

const consent = {
  id,
  from: accounts.owner.address,
  to: accounts.buyer.address,
  nonce: 0n,
  deadline: later,
  robotSigns: false,
  expectedHead: zeroHash,
  termsDigest: zeroHash,
};

/** Every action that asks the registry, as `reads.ts` lists them. */
const READS: Readonly<Record<string, (client: AnyClient, options: Options) => Promise<unknown>>> = {
  getAccreditation: (one, options) =>
    one.getAccreditation({
      accredited: accounts.inspector.address,
      role: "inspector",
      country: spain,
      ...options,
    }),
  getAffectedRanges: (one, options) => one.getAffectedRanges({ campaign: 1n, ...options }),
  getAffectedUnits: async (one, options) => {
    const units: unknown[] = [];
    for await (const unit of one.getAffectedUnits({ campaign: 1n, ...options })) units.push(unit);
    return units;
  },
  getApproval: (one, options) => one.getApproval({ model: SEQUENTIAL, country: spain, ...options }),
  getAuthorityChain: (one, options) => one.getAuthorityChain({ id, ...options }),
  getCampaign: (one, options) => one.getCampaign({ campaign: 1n, ...options }),
  getCampaigns: (one, options) => one.getCampaigns(options),
  getCertificates: (one, options) => one.getCertificates({ id, ...options }),
  getClearance: (one, options) => one.getClearance({ id, flag: "stolen", ...options }),
  getFirmware: (one, options) => one.getFirmware({ id, ...options }),
  getFlag: (one, options) => one.getFlag({ id, flag: "stolen", ...options }),
  getLog: (one, options) => one.getLog({ contract: "robotRegistry", ...options }),
  getLot: async (one, options) => {
    const { lot } = await clientOf("stranger").getRobot({ id });
    return await one.getLot({ lot: lot as Hex, ...options });
  },
  getManufacturer: (one, options) => one.getManufacturer({ manufacturer: MAKER, ...options }),
  getModel: (one, options) => one.getModel({ model: SEQUENTIAL, ...options }),
  getNamings: (one, options) => one.getNamings({ seat: 1n, ...options }),
  getOpenCampaigns: (one, options) => one.getOpenCampaigns({ id, ...options }),
  getOrder: (one, options) => one.getOrder({ order: 1n, ...options }),
  getPendingOrder: (one, options) => one.getPendingOrder({ id, ...options }),
  getPeriods: (one, options) => one.getPeriods(options),
  getProposal: async (one, options) => {
    const [proposal] = await clientOf("stranger").getProposals();
    return await one.getProposal({ proposalId: proposal?.proposalId ?? 0n, ...options });
  },
  getProposals: (one, options) => one.getProposals(options),
  getRobot: (one, options) => one.getRobot({ id, ...options }),
  getRobotOfDeviceKey: async (one, options) => {
    const { deviceKeyDigest: key } = await clientOf("stranger").getRobot({ id });
    return await one.getRobotOfDeviceKey({ key: key as Hex, ...options });
  },
  getRobots: (one, options) => one.getRobots({ ids: [id, robots.unknown], ...options }),
  getSeats: (one, options) => one.getSeats(options),
  getStatus: (one, options) => one.getStatus({ id, ...options }),
  getSuspension: (one, options) => one.getSuspension({ campaign: 1n, country: spain, ...options }),
  getTenancy: (one, options) => one.getTenancy({ country: spain, ...options }),
  getUnitStatus: (one, options) => one.getUnitStatus({ campaign: 1n, id, ...options }),
  getValidators: (one, options) => one.getValidators(options),
  isAttester: (one, options) =>
    one.isAttester({ manufacturer: MAKER, account: accounts.maker.address, ...options }),
  isConsentRevoked: (one, options) =>
    one.isConsentRevoked({ consent, account: accounts.owner.address, ...options }),
  verifyChallenge: (one, options) =>
    one.verifyChallenge({
      challenge: { ...clientOf("stranger").createChallenge({ id }), nonce: zeroHash },
      signature: { r: zeroHash, s: zeroHash },
      ...options,
    }),
};

/** Those that compute every entry: a node that lies about one of them is found out by the head of the other one. */
const EXAMINED: typeof READS = {
  getHistory: (one, options) => one.getHistory({ id, ...options }),
  getStateAt: async (one, options) => {
    const { asOf } = await clientOf("stranger").getRobot({ id });
    return await one.getStateAt({ id, at: asOf.timestamp, ...options });
  },
};

const honest: Lie = (result) => result;

/** Turns the last bit of everything that a contract answers. */
const turned: Lie = (result, { method }) =>
  method === "eth_call" && typeof result === "string" && result.length > 2
    ? result.replace(/.$/, (digit) => (Number.parseInt(digit, 16) ^ 1).toString(16))
    : result;

describe("verifyAgainst", () => {
  isolate();

  const client = clientOf("stranger");

  before(async () => {
    const notice = {
      campaignNumber: "26V-001",
      component: "Left knee actuator",
      summary: "The brake may release.",
      consequence: "The robot may fall.",
      remedy: "The actuator is replaced.",
    };
    const range = { first: id, last: id };
    const campaign = { model: SEQUENTIAL, severity: "advisory", range, notice } as const;
    await clientOf("maker").openCampaignSync(campaign);
    const beneficiary = accounts.buyer.address;
    const order = { id, action: "transfer", beneficiary, reasonDigest: digest } as const;
    await clientOf("ES").proposeOrderSync(order);
    await clientOf("ES").proposeSync({ calls: [expelSeat({ seat: 4n })], description: "Why" });
  });

  it("is taken by every action that asks the registry", () => {
    const asking = Object.keys(reads).filter((name) => /^(get|is|verify)[A-Z]/.test(name));
    expect([...Object.keys(READS), ...Object.keys(EXAMINED)]).to.have.members(asking);
  });

  for (const [name, read] of Object.entries(READS)) {
    it(`of ${name} takes what both nodes say, and refuses where the other one says something else`, async () => {
      const truth = await read(client, {});
      await withLyingNode(honest, async (other) => {
        const verifyAgainst = other as unknown as AnyClient;
        expect(await read(client, { verifyAgainst })).to.deep.equal(truth);
      });
      await withLyingNode(turned, async (other) => {
        const liar = other as unknown as AnyClient;
        for (const [one, verifyAgainst] of [
          [client, liar],
          [liar, client],
        ] as const) {
          const error = await thrownBy(read(one, { verifyAgainst }));
          expect(error).to.be.instanceOf(RegistryRecordError);
          expect((error as Error).message).to.match(
            /Two nodes say different things .* of block \d+/,
          );
        }
      });
    });
  }

  for (const [name, read] of Object.entries(EXAMINED)) {
    it(`of ${name} is never answered with what one of the two made up`, async () => {
      const truth = await read(client, {});
      await withLyingNode(honest, async (other) => {
        const verifyAgainst = other as unknown as AnyClient;
        expect(await read(client, { verifyAgainst })).to.deep.equal(truth);
      });
      for (const lie of [turned, aboutLogs((logs) => logs.slice(0, -1))]) {
        await withLyingNode(lie, async (other) => {
          const liar = other as unknown as AnyClient;
          const outcomes = await Promise.allSettled([
            read(client, { verifyAgainst: liar }),
            read(liar, { verifyAgainst: client }),
          ]);
          expect(outcomes.map(({ status }) => status)).to.include("rejected");
          for (const outcome of outcomes) {
            if (outcome.status === "fulfilled") expect(outcome.value).to.deep.equal(truth);
            else expect(outcome.reason).to.be.instanceOf(RegistryError);
          }
        });
      }
    });
  }

  it("passes a refusal of the contracts on, where both nodes give it", async () => {
    await withLyingNode(honest, async (other) => {
      const verifyAgainst = other as unknown as AnyClient;
      const error = await thrownBy(client.getCampaign({ campaign: 999n, verifyAgainst }));
      expect(error).to.be.instanceOf(RegistryRefusedError);
    });
  });

  it("notices events that are withheld", async () => {
    await withLyingNode(
      aboutLogs(() => []),
      async (other) => {
        const verifyAgainst = other as unknown as AnyClient;
        const read = client.getManufacturer({ manufacturer: MAKER, verifyAgainst });
        const error = await thrownBy(read);
        expect((error as Error).message).to.contain("asked eth_getLogs");
      },
    );
  });

  it("refuses a node that stays behind, on either side, and waits for one that catches up", async () => {
    let lag = 3n;
    const behind: Lie = (result, { method }) =>
      method === "eth_blockNumber" ? numberToHex(BigInt(result as string) - lag) : result;
    await withLyingNode(behind, async (other) => {
      const late = other as unknown as AnyClient;
      const refused = await Promise.all([
        thrownBy(client.getValidators({ verifyAgainst: late })),
        thrownBy(late.getValidators({ verifyAgainst: client })),
      ]);
      for (const error of refused) {
        expect(error).to.be.instanceOf(RegistryRecordError);
        expect((error as Error).message).to.match(/has got to block \d+, and the one to compare/);
      }
      const waiting = client.getValidators({ verifyAgainst: late });
      lag = 0n;
      expect(await waiting).to.deep.equal(await client.getValidators());
    });
  }).timeout(30_000);

  it("is no second opinion where it is the same node", async () => {
    const { port } = new URL(rpcUrl);
    const at = (url: string) => createClient({ chain, transport: http(url) });
    for (const verifyAgainst of [
      client,
      clientOf("owner"),
      at(`http://localhost:${port}/`),
      at(`http://somebody:secret@127.0.0.1:${port}`),
    ]) {
      for (const read of [
        client.getRobot({ id: robots.sold, verifyAgainst }),
        client.getHistory({ id: robots.sold, verifyAgainst }),
      ]) {
        expect(await thrownBy(read)).to.be.instanceOf(RegistryConfigurationError);
      }
    }
  });
});

async function thrownBy(read: Promise<unknown>): Promise<unknown> {
  try {
    await read;
  } catch (error) {
    return error;
  }
  throw new Error("It was not refused.");
}
