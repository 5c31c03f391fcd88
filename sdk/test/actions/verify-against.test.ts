// A second node that has to say the same, for chains without proofs: every read asks both, as of one block.
import { expect } from "chai";
import { numberToHex } from "viem";
import {
  RegistryConfigurationError,
  RegistryRecordError,
  RegistryRefusedError,
} from "../../src/actions/index.js";
import { clientOf, isolate } from "../chain.js";
import { aboutLogs, type Lie, withLyingNode } from "../lying-node.js";
import { MAKER, robots, SEQUENTIAL, spain } from "../robots.js";

type AnyClient = ReturnType<typeof clientOf>;
type Options = { readonly verifyAgainst?: AnyClient | undefined };

/** One of each way in which reads are made: alone, bundled, over a block's time, several rounds. */
const READS: Readonly<Record<string, (client: AnyClient, options: Options) => Promise<unknown>>> = {
  getRobot: (one, options) => one.getRobot({ id: robots.sold, ...options }),
  getRobots: (one, options) => one.getRobots({ ids: [robots.sold, robots.unknown], ...options }),
  getStatus: (one, options) => one.getStatus({ id: robots.sold, ...options }),
  getAuthorityChain: (one, options) => one.getAuthorityChain({ id: robots.sold, ...options }),
  getManufacturer: (one, options) => one.getManufacturer({ manufacturer: MAKER, ...options }),
  getModel: (one, options) => one.getModel({ model: SEQUENTIAL, ...options }),
  getApproval: (one, options) => one.getApproval({ model: SEQUENTIAL, country: spain, ...options }),
  getSeats: (one, options) => one.getSeats(options),
  getValidators: (one, options) => one.getValidators(options),
  getCampaigns: (one, options) => one.getCampaigns(options),
  getCertificates: (one, options) => one.getCertificates({ id: robots.sold, ...options }),
  getFirmware: (one, options) => one.getFirmware({ id: robots.sold, ...options }),
  getFlag: (one, options) => one.getFlag({ id: robots.sold, flag: "stolen", ...options }),
  getNamings: (one, options) => one.getNamings({ seat: 1n, ...options }),
  getLog: (one, options) => one.getLog({ contract: "robotRegistry", ...options }),
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
    for (const verifyAgainst of [client, clientOf("owner")]) {
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
