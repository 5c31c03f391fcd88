import { expect } from "chai";
import { readVocabulary } from "../../scripts/vocabulary.js";

describe("the vocabulary that the compiler gives", () => {
  const found = readVocabulary();
  const kindOf = async (number: number) => {
    const kind = (await found).kinds.find((one) => one.number === number);
    return kind && [kind.contract, kind.name, kind.event];
  };

  it("has the event of a kind's own name, and the contract that emits it", async () => {
    expect(await kindOf(1)).to.deep.equal(["RobotRegistry", "PlacedOnMarket", "PlacedOnMarket"]);
    expect(await kindOf(8)).to.deep.equal(["RobotFlags", "FlagRaised", "FlagRaised"]);
    expect(await kindOf(257)).to.deep.equal(["RecallRegistry", "UnitRemedied", "UnitRemedied"]);
  });

  it("has the event that is emitted where the entry is appended", async () => {
    expect(await kindOf(15)).to.deep.equal(["RobotRegistry", "Scrapped", "RobotScrapped"]);
    expect(await kindOf(19)).to.deep.equal(["RobotRegistry", "Returned", "RobotReturned"]);
    expect(await kindOf(516)).to.deep.equal(["Dossier", "SoftwareRelease", "ReleaseInstalled"]);
    expect(await kindOf(526)).to.deep.equal(["Dossier", "Correction", "Corrected"]);
    expect(await kindOf(527)).to.deep.equal(["Dossier", "Brand", "Branded"]);
  });

  it("has the event that says itself of which kind it is", async () => {
    expect(await kindOf(513)).to.deep.equal(["Dossier", "Hardware", "DocumentRecorded"]);
    expect(await kindOf(525)).to.deep.equal(["Dossier", "Insurance", "DocumentRecorded"]);
  });

  it("leaves out kinds of entries about other subjects than robots", async () => {
    const { kinds } = await found;
    expect(kinds.map(({ name }) => name)).to.not.include("LotIssued");
    expect(await kindOf(0)).to.equal(undefined);
    expect(await kindOf(21)).to.equal(undefined);
  });

  it("has our enums and those of contracts that ours inherit from, and no other", async () => {
    const { enums } = await found;
    const flag = enums.find(({ name }) => name === "IRobotFlags.Flag");
    expect(flag?.members).to.deep.equal(["None", "Stolen", "Disputed"]);
    const names = enums.map(({ name }) => name);
    expect(names).to.include.members(["Capacity", "GovernorCountingSimple.VoteType"]);
    expect(names).to.not.include("ReceiverMock.Answer").and.not.include("Math.Rounding");
  });
});
