import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Contracts, connectContracts } from "@openrobotid/deployment/contracts";
import { deploy } from "@openrobotid/deployment/deploy";
import { readParameters } from "@openrobotid/deployment/parameters";
import { fromBytes32, toBytes32 } from "@openrobotid/sdk";
import { verifyManifest } from "@openrobotid/sdk/batch";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { Histories } from "@openrobotid/testkit/histories";
import { endScripts, runScript } from "@openrobotid/testkit/script";
import { ThrowawayProvider } from "@openrobotid/testkit/throwaway-provider";
import { throwawayClient } from "@openrobotid/world/client";
import { readWorld, WORLD_FOLDER } from "@openrobotid/world/files";
import type { Step } from "@openrobotid/world/player";
import { issueAtScale, MODELS } from "@openrobotid/world/scale";
import { dayBefore } from "@openrobotid/world/show";
import { compareState } from "@openrobotid/world/state";
import { playYear, type Year } from "@openrobotid/world/year";
import { expect } from "chai";
import { network } from "hardhat";
import { worlds } from "../world/worlds.js";

const tern = (unit: number) => `CN-BH01-TERN03-25W07${String(unit).padStart(12, "0")}`;

/** A chain in this process with the registry on it. */
async function chain(initialDate?: Date) {
  const connection = await network.create({ override: { ...(initialDate && { initialDate }) } });
  const parameters = readParameters("development");
  const deployment = await deploy(connection, { name: "development", parameters });
  const provider = new ThrowawayProvider(connection.provider);
  return {
    client: throwawayClient(deployment, connection.provider),
    // The second opinion: the same chain by ethers.
    provider,
    contracts: connectContracts(deployment, provider),
  };
}

describe("the year of the example world", () => {
  const folder = temporaryFolder();
  const steps: Step[] = [];
  let year: Year;
  let provider: ThrowawayProvider;
  let contracts: Contracts;

  before(async () => {
    const world = await readWorld();
    const { client, ...ethers } = await chain(dayBefore(world));
    ({ provider, contracts } = ethers);
    const onStep = (step: Step) => steps.push(step);
    year = await playYear({ client, world, manifests: folder(), onStep });
  });

  it("ends as expected.json says", () => {
    expect(year.differences).to.eql([]);
  });

  it("has the histories that another reader of the events rebuilds", async () => {
    const { registry, orders, flags, recalls, dossier } = contracts;
    const histories = await Histories.read(provider, registry, [orders, flags, recalls, dossier]);
    const ids = histories.ids();
    expect(year.robots.map((robot) => toBytes32(robot))).to.have.members(ids);
    expect(year.entries).to.equal(ids.flatMap((id) => histories.entriesOf(id)).length);
    for (const id of ids) {
      expect((await registry.historyOf(id)).head).to.equal(histories.historyOf(id).head);
    }
  });

  it("refuses every attempt, with the error that the files name and in plain words", () => {
    const refused = steps.flatMap(({ refusal }) => (refusal ? [refusal] : []));
    const written = JSON.stringify(year.play.world.events.map(({ value }) => value.refused?.error));
    expect(written).to.contain(refused[0].errorName);
    expect(refused).to.have.length(27);
    expect(refused.map(({ errorName }) => errorName)).to.include.members([
      "AuthorityRegistryNotManufacturer",
      "RobotRegistryAlreadyIssued",
      "AuthorityRegistryModelNotApproved",
      "AuthorityRegistryNoTenure",
      "ConsortiumDelayRunning",
      "RecallRegistryWrongJurisdiction",
      "RegistrarOrdersNotAnotherAuthority",
      "RobotRegistryOrderPending",
      "RobotRegistryScrapTooEarly",
      "RobotRegistryReceiverMustCall",
      "RobotRegistryReceiverNotApproved",
      "RobotRegistryDeviceKeyBound",
      "RobotRegistryScrapped",
      "RobotRegistryWrongState",
      "RecallRegistryTransferForbidden",
    ]);
    const foreign = refused.find(
      ({ errorName }) => errorName === "AuthorityRegistryNotManufacturer",
    );
    expect(foreign?.message).to.equal(
      "Adlerwald Automaten is not the account of the manufacturer CN-BH01.",
    );
    expect(foreign?.why).to.equal("Only the maker's own account mints under its code.");
    const voted = refused.find(({ errorName }) => errorName === "AuthorityRegistryNoTenure");
    expect(voted?.message).to.match(/^Seat 4 took KR over from another seat/);
  });

  it("takes its dates from the files, whenever it is played", () => {
    const [first] = steps;
    expect(new Date(first.date * 1000).toISOString()).to.equal("2025-01-13T09:00:00.000Z");
    expect(first.says).to.equal(
      "Beihu Centre for Humanoid Standards admits Beihu Motion Works as CNBH01.",
    );
    expect(first.gas > 21_000n).to.equal(true);
  });

  it("issues 10,000 units by the lot for less than ten of them by the list", () => {
    const gasOf = (text: string) => steps.find(({ says }) => says.includes(text))?.gas ?? 0n;
    const lot = gasOf("a lot of 10,000 units");
    const list = gasOf("a list of 500 units");
    expect(lot > 0n && lot < (list / 500n) * 10n).to.equal(true);
  });

  it("publishes manifests with the roots that are on the chain", async () => {
    const { manifests } = year.play;
    expect(manifests.map(({ units }) => units)).to.eql([10_000, 500]);
    for (const { file, last } of manifests) {
      const lot = await contracts.registry.lotOf(toBytes32(last));
      const { unitsRoot } = await contracts.registry.lot(lot);
      expect((await verifyManifest({ file })).unitsRoot).to.equal(unitsRoot);
    }
  });

  describe("compared with other expectations", () => {
    /** What differs after a change to the text of expected.json. */
    async function differencesWith(from: string, to: string) {
      const text = readFileSync(join(WORLD_FOLDER, "expected.json"), "utf8");
      const file = join(folder(), "expected.json");
      const changed = text.replace(from, to);
      expect(changed).to.not.equal(text);
      writeFileSync(file, changed);
      const robots = [1, 2, 3, 4, 5].map((unit) => fromBytes32(toBytes32(tern(unit) as never)));
      return (await compareState(year.play, robots, file)).map(({ path, expected, found }) => ({
        path,
        expected,
        found,
      }));
    }

    it("names a value that is another", async () => {
      expect(await differencesWith('"holder": "hospital"', '"holder": "hotel"')).to.eql([
        { path: `robots.${tern(1)}.holder`, expected: "hotel", found: "hospital" },
      ]);
      expect(await differencesWith('"almacen": 2', '"almacen": 3')).to.eql([
        { path: "holdings.almacen", expected: 3, found: 2 },
      ]);
    });

    it("names a robot with a history of which nothing was expected", async () => {
      const line = `"${tern(4)}": {`;
      const found = await differencesWith(line, line.replace(tern(4), tern(9)));
      expect(found.map(({ path }) => path)).to.include(`robots.${tern(4)}`);
    });
  });
});

describe("issuance at scale", () => {
  const folder = temporaryFolder();

  it("issues units of 200 models, half of them by the lot, and accounts for every one", async () => {
    const { client } = await chain();
    const units = MODELS + 37;
    let progress = 0;
    const scale = await issueAtScale(client, units, folder(), (issued) => {
      progress += issued;
    });
    expect(progress).to.equal(units);
    expect(scale.lots.units + scale.lists.units).to.equal(units);
    expect(scale.lots.batches).to.equal(100);
    expect(scale.lists.batches).to.equal(100);
    expect(scale.lots.gas < scale.lists.gas).to.equal(true);
  });
});

describe("npm run demo", () => {
  const small = worlds();
  const folder = temporaryFolder();
  const demo = (world: string) =>
    runScript("scripts/demo.ts", "--world", world, "--manifests", folder());
  afterEach(endScripts);

  it("ends with 0 where all is as expected", async () => {
    const { ended, output } = demo(small());
    expect(await ended, output()).to.equal(0);
    expect(output()).to.contain("✔ The end of the year is as expected.json says.");
  });

  it("ends with 1 where the expectations differ, saying where", async () => {
    const change = (text: string) => text.replace('"werkhalle": 1', '"werkhalle": 2');
    const { ended, output } = demo(small({ "expected.json": change }));
    expect(await ended).to.equal(1);
    expect(output()).to.match(
      /✘ \S*expected\.json:\d+:\d+: holdings\.werkhalle: expected 2, the chain says 1\n/,
    );
  });

  it("ends with 1 where an attempt succeeds that must fail, naming the event", async () => {
    const refused = { error: "RobotRegistryFlagged", why: "Nothing says so." };
    const change = (text: string) => {
      const [placed, sold] = JSON.parse(text);
      return JSON.stringify([placed, { ...sold, refused }]);
    };
    const { ended, output } = demo(small({ "events.json": change }));
    expect(await ended).to.equal(1);
    expect(output()).to.match(/events\.json:1:\d+: Adlerwald Automaten sells/);
    expect(output()).to.contain("Nothing refused this.");
    expect(output()).to.contain("It had to be refused with RobotRegistryFlagged.");
  });

  it("ends with 1 where an event is refused, saying by which error", async () => {
    const change = (text: string) => text.replace('"country":"DE"', '"country":"ES"');
    const { ended, output } = demo(small({ "events.json": change }));
    expect(await ended).to.equal(1);
    expect(output()).to.contain("AuthorityRegistryModelNotApproved: The model DE-AW01-KRAN02");
  });

  it("refuses a scale that gives no unit to some model", async () => {
    const { ended, output } = runScript("scripts/demo.ts", "--scale", "199");
    expect(await ended).to.equal(1);
    expect(output()).to.contain('--scale: found "199", expected a whole number from 200');
  });

  it("says what it does", async () => {
    const { ended, output } = runScript("scripts/demo.ts", "--help");
    expect(await ended).to.equal(0);
    expect(output()).to.match(/^Usage: npm run demo -- \[options\]/);
  });
});
