import { expect } from "chai";
import { besuOpts, memoryText } from "../../runner/memory.js";

const GIB = 2 ** 30;

describe("The memory of a network on one machine", () => {
  it("is said before it starts, for nodes and what runs beside them", () => {
    expect(memoryText(5, false, 16 * GIB)).to.have.length(1);
    expect(memoryText(5, false, 16 * GIB)[0]).to.match(
      /^Memory: up to 7\.5 GiB for 5 nodes; 16\.0 GiB/,
    );
    expect(memoryText(8, true, 16 * GIB)[0]).to.contain("up to 13.5 GiB for 8 nodes, index, pages");
  });

  it("is warned of where the machine has less", () => {
    expect(memoryText(8, false, 8 * GIB)[1]).to.match(/^Warning: .*--validators.*BESU_OPTS/);
  });

  it("is bounded, unless the environment bounds it otherwise", () => {
    expect(besuOpts({})).to.equal("-Xmx1024m");
    expect(besuOpts({ BESU_OPTS: "-Xmx512m" })).to.equal("-Xmx512m");
  });
});
