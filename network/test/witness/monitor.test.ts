// The monitor beside a witness that lies.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CosignedCheckpoint,
  formatCheckpoint,
  signCheckpoint,
  witnessKeyOf,
} from "@openrobotid/sdk/proof";
import { witnessSigner } from "@openrobotid/testkit/capsules";
import { expect } from "chai";
import { Monitor, type Watched } from "../../witness/monitor.js";
import { Fork } from "./chains.js";

const CHAIN_ID = 7777;

describe("The monitor of a witness", () => {
  let folder: string;
  let server: Server;
  const served = new Map<string, unknown>();
  before(async () => {
    server = createServer(({ url = "" }, response) =>
      response.end(JSON.stringify(served.get(url))),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  after(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "monitor-"));
    served.clear();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const signed = async (seat: number, chain: Fork, at: bigint): Promise<CosignedCheckpoint> => {
    const { number, hash, stateRoot, timestamp } = chain.header(at);
    const statement = { chainId: CHAIN_ID, seat, number, hash, stateRoot, timestamp };
    return await signCheckpoint(statement, witnessSigner(String(seat)));
  };
  /** The witness of a seat, which serves a block of a chain. */
  const serves = async (seat: number, chain: Fork, at: bigint): Promise<Watched> => {
    served.set(`/${seat}`, [JSON.parse(formatCheckpoint(await signed(seat, chain, at)))]);
    const { port } = server.address() as { port: number };
    const key = witnessKeyOf(witnessSigner(String(seat)).key);
    return { seat, key, url: `http://127.0.0.1:${port}/${seat}` };
  };

  it("finds the second chain of one witness, though another one cosigns a block that was never there, long ago", async () => {
    const trunk = new Fork("trunk", 0n, 9_000n);
    const watched = [
      await serves(1, new Fork("made up", 9n, 10n), 10n),
      await serves(2, new Fork("other", 8_980n, 8_990n), 8_990n),
    ];
    const own = [await signed(3, trunk, 8_995n)];
    const monitor = new Monitor({
      ...{ chainId: CHAIN_ID, witnesses: () => watched, proof: trunk.proof, folder },
      own: () => own,
      sign: async () => undefined,
    });
    const { silent, secondChains } = await monitor.look();
    expect(readdirSync(folder)).to.deep.equal(["second-chain-8990-seats-3-2.json"]);
    expect(secondChains).to.have.length(1);
    expect([...silent.keys()]).to.deep.equal([1]);
    expect(silent.get(1)).to.match(/It cosigned another block 10 than there is, .* too far back/);
  });
});
