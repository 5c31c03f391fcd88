import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { modelOf, parseRobotId } from "@openrobotid/sdk";
import { deviceKeyDigest } from "@openrobotid/sdk/actions";
import { proofFromManifest, verifyManifest } from "@openrobotid/sdk/batch";
import { temporaryFolder } from "@openrobotid/testkit/folder";
import { Device } from "@openrobotid/world/device";
import { WORLD_FOLDER } from "@openrobotid/world/files";
import { publishManifest, readProduction, serialsOf } from "@openrobotid/world/production";
import { expect } from "chai";
import { productionFiles } from "../../scripts/generate-world.js";

const UNIT = parseRobotId("MX-TN01-COLIB1-LAB89XGCZHLM5TTL0");
const MANIFEST_URI = "https://tonalli.example/manifests/colibri.jsonl";

const list = () =>
  readProduction(join(WORLD_FOLDER, "production/colibri-2025-02.csv"), modelOf(UNIT), undefined);

describe("production files of the example world", () => {
  const folder = temporaryFolder();

  it("are what their generator writes", () => {
    const files = productionFiles();
    expect(Object.keys(files)).to.have.members(["tern-25w07.csv", "colibri-2025-02.csv"]);
    for (const [name, text] of Object.entries(files)) {
      // As a whole: a comparison by chai would print megabytes.
      const same = readFileSync(join(WORLD_FOLDER, "production", name), "utf8") === text;
      expect(same, `${name}: npm run generate:world`).to.equal(true);
    }
  });

  it("become a manifest from which the root can be rebuilt and every unit proven", async () => {
    const production = await list();
    const manifest = await publishManifest(production, MANIFEST_URI, folder());
    expect(manifest).to.equal(join(folder(), "colibri.jsonl"));
    const { unitsRoot } = production;
    expect(await verifyManifest({ file: manifest, unitsRoot })).to.include({ units: 500 });
    expect(await proofFromManifest({ file: manifest, id: UNIT })).to.include({ unitsRoot });
    expect(serialsOf(manifest)).to.have.length(500).and.to.include(UNIT.slice(12));
  });

  it("hold the public keys of computers whose private keys everybody can derive", async () => {
    const manifest = await publishManifest(await list(), MANIFEST_URI, folder());
    const { deviceKeyDigest: digest } = await proofFromManifest({ file: manifest, id: UNIT });
    expect(digest).to.equal(deviceKeyDigest(new Device(UNIT).key));
  });

  it("do not overwrite another manifest", async () => {
    writeFileSync(join(folder(), "taken.jsonl"), "something else\n");
    const uri = "https://tonalli.example/manifests/taken.jsonl";
    const error = await publishManifest(await list(), uri, folder()).catch((caught) => caught);
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.contain("taken.jsonl holds another manifest");
  });
});
