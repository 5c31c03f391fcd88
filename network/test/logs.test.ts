// The log of a contract, added up: what does not follow from the entries before it is named.
import { expect } from "chai";
import { AbiCoder, type Interface, zeroPadValue } from "ethers";
import { Consortium__factory } from "../../types/index.js";
import { EXAMPLE_FOUNDING, readFounding } from "../src/founding.js";
import { runDeployment } from "../src/genesis/deployment.js";
import { EMPTY_LOG, foldLog, type LogLine } from "../src/proof/logs.js";

const abi: Interface = Consortium__factory.createInterface();
const founding = readFounding(EXAMPLE_FOUNDING);

describe("a log, added up", function () {
  this.timeout(60_000);
  let logs: readonly LogLine[];
  before(async () => {
    const run = await runDeployment(founding);
    const { address } = run.deployment.contracts.Consortium;
    logs = run.logs.filter((log) => log.address === address);
  });

  const named = (name: string) => (log: LogLine) => abi.parseLog(log)?.name === name;
  const fold = (of: readonly LogLine[]) => foldLog("Consortium", of, abi);
  /** The logs with one of them altered. */
  const altered = (at: number, change: Partial<LogLine>): LogLine[] =>
    logs.map(({ address, topics, data, index, transactionHash }, place) => ({
      ...{ address, topics, data, index, transactionHash },
      ...(place === at && change),
    }));
  const RECORDED = ["uint256", "uint40", "bytes32", "bytes32"];
  /** An entry with other words in it. */
  const entryWith = (at: number, change: (words: unknown[]) => void) => {
    const coder = AbiCoder.defaultAbiCoder();
    const words = [...coder.decode(RECORDED, logs[at]?.data ?? "0x")];
    change(words);
    return altered(at, { data: coder.encode(RECORDED, words) });
  };

  it("holds of the founding, seat by seat, and tells its entries", () => {
    const { findings, entries, state } = fold(logs);
    expect(findings).to.deep.equal([]);
    const countries = founding.members.flatMap((member) => member.countries);
    // The access manager comes before the seats.
    expect(entries).to.have.length(1 + founding.members.length + countries.length);
    expect(state.log.count).to.equal(BigInt(entries.length));
    expect(state.subjects.size).to.equal(entries.length);
  });

  it("goes on where it stopped", () => {
    const half = logs.findIndex(named("Recorded")) + 1;
    const first = fold(logs.slice(0, half));
    const rest = foldLog("Consortium", logs.slice(half), abi, first.state);
    expect([...first.findings, ...rest.findings]).to.deep.equal([]);
    expect(rest.state).to.deep.equal(fold(logs).state);
    expect(EMPTY_LOG.subjects.size).to.equal(0);
  });

  it("names an entry that was left out by its event, and comes to another head", () => {
    const at = logs.findIndex(named("Recorded"));
    const { findings, state } = fold(logs.toSpliced(at, 1));
    expect(findings).to.deep.equal(["Consortium: AuthorityUpdated has no entry"]);
    expect(state.log.head).not.to.equal(fold(logs).state.log.head);
  });

  it("names an entry whose event was left out", () => {
    const at = logs.findIndex(named("SeatAdmitted"));
    const [finding, ...more] = fold(logs.toSpliced(at, 1)).findings;
    expect(finding).to.match(/^entry 1 of 0x0+1 in the log of Consortium has no event before it$/);
    expect(more).to.deep.equal([]);
  });

  it("names an event that says something else than its entry commits to", () => {
    const at = logs.findIndex(named("SeatAdmitted"));
    const topics = [...(logs[at]?.topics ?? [])];
    topics[2] = zeroPadValue("0x00000000000000000000000000000000000000aa", 32);
    expect(fold(altered(at, { topics })).findings).to.deep.equal([
      `entry 1 of ${topics[1]} in the log of Consortium does not commit to what SeatAdmitted says`,
    ]);
  });

  for (const [what, word, value, said] of [
    ["number", 0, 2n, ["follows number 0", "has another head than follows"]],
    ["time", 1, 1n, ["has another head than follows"]],
    ["head", 3, zeroPadValue("0x01", 32), ["has another head than follows"]],
  ] as const) {
    it(`names an entry with another ${what}`, () => {
      const at = logs.findIndex(named("Recorded"));
      const { findings } = fold(
        entryWith(at, (words) => {
          words[word] = value;
        }),
      );
      expect(findings.map((of) => of.replace(/^.* in the log of Consortium /, ""))).to.deep.equal(
        said,
      );
    });
  }

  it("names what the contract cannot announce", () => {
    const topics = [zeroPadValue("0x01", 32)];
    const at = logs.findIndex(named("DelegateChanged"));
    expect(fold(altered(at, { topics })).findings).to.deep.equal([
      `Consortium announces what it cannot: ${topics[0]}`,
    ]);
  });
});
