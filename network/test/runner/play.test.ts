// The example world on a chain that begins with the genesis of a test network, by the keys in its folder.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWorld, type World } from "@openrobotid/world/files";
import { expect } from "chai";
import { groundOf, partiesOf, playOn } from "../../runner/play.js";
import { type Anvil, startAnvil } from "../../src/anvil.js";
import { initTestNetwork, seatKeyFile } from "../../src/test-network.js";

describe("The example world on a network", function () {
  this.timeout(120_000);
  let scratch: string;
  let world: World;
  const chains: Anvil[] = [];

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), "network-play-"));
    world = await readWorld();
  });
  after(async () => {
    for (const chain of chains) await chain.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** A network's folder, and a chain with its genesis. */
  async function networkOf(validators: number) {
    const folder = join(scratch, `of-${validators}`);
    await initTestNetwork({ folder, validators, observers: 0 });
    const begin = [`--init=${join(folder, "genesis.json")}`, "--chain-id=72019"];
    const anvil = await startAnvil([...begin, "--gas-price=0", "--block-base-fee-per-gas=0"]);
    chains.push(anvil);
    const asked: string[][] = [];
    const node = async (method: string, params: unknown[]) => {
      if (method === "perm_getAccountsAllowlist") return [];
      asked.push(params[0] as string[]);
      return "Success";
    };
    return { asked, ground: { ...groundOf(folder), rpcUrl: anvil.url, nodes: [node], pause: 5 } };
  }

  it("is played by the seats' keys in the folder, which are their owner's alone, up to the first vote", async () => {
    const { ground, asked } = await networkOf(4);
    expect(statSync(seatKeyFile(ground.folder, "validator-1")).mode & 0o777).to.equal(0o600);
    const steps: string[] = [];
    const { events, robots } = await playOn(ground, world, ({ says }) => steps.push(says));
    expect(steps).to.have.length(events);
    expect(events).to.equal(world.events.findIndex(({ value }) => value.action === "proposeSeat"));
    expect(robots).to.be.greaterThan(5);
    // Before anything is sent the nodes are told who will send.
    const parties = partiesOf(world).map((of) => of.toLowerCase());
    expect(asked).to.have.length(1);
    expect(parties.filter((of) => asked[0]?.includes(of)).length).to.be.greaterThan(20);

    const again = await playOn(ground, world, () => {}).catch((error: Error) => error.message);
    expect(again).to.contain("has been played here already");
  });

  it("needs the seats of the world's countries, and says so", async () => {
    const { ground } = await networkOf(3);
    const refused = await playOn(ground, world, () => {}).catch((error: Error) => error.message);
    expect(refused).to.contain(
      "No seat of this network answers for DE, as one of the world does. Start it with 4 validators or more.",
    );
  });
});
