// The figures that the index keeps are those of the chain that holds, whatever it was told before.
import { join } from "node:path";
import { IndexProcess } from "@openrobotid/testkit/index-process";
import { readPglite, type Tables } from "@openrobotid/testkit/index-tables";
import { expect } from "chai";
import { expectFigures } from "./figures.js";
import { Series } from "./series.js";

describe("figures where the chain gives blocks up", function () {
  this.timeout(300_000);

  let series: Series;
  let tables: Tables;

  before(async () => {
    series = await Series.start();
    const { chain } = series;
    const folder = join(chain.folder, "pglite");
    const index = await IndexProcess.start({
      DEPLOYMENT: chain.deploymentFile,
      RPC_URLS: chain.rpc.url,
      DATA_DIR: folder,
    });
    try {
      await series.settle(3);
      await index.reach(await series.head());
      const snapshot = await chain.request("evm_snapshot");
      await series.settle(5);
      await index.reach(await series.head());
      await chain.request("evm_revert", snapshot);
      const given = await series.head();
      await series.settle(6);
      await index.reach((await series.head()) - 1);
      expect(await series.head()).to.be.above(given);
      await index.until(
        "the last block",
        async () => (await index.block()) === (await series.head()),
      );
      expect(await index.end()).to.equal(0);
    } finally {
      await index.end("SIGKILL");
    }
    tables = await readPglite(join(folder, "index"), "robot_index");
  });

  after(async () => await series?.chain.close());

  it("are what counting everything gives", () => {
    expectFigures(tables);
    // Those of the blocks that were given up are not among them: 3 lots before, 6 after, beside the first.
    expect(tables.lot).to.have.lengthOf(10);
    const [issued] = (tables.unit_figure ?? []).filter(
      ({ model, market, level, state }) =>
        model === "*" && market === "*" && level === -1 && state === "issued",
    );
    expect(issued?.count).to.equal(1_090);
  });
});
