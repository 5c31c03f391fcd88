// What the command answers about the sandbox: in words, in JSON, and where there is no such thing.

import { isolate, otherUrl, party, time } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { answers, fails, robotid, says } from "./run.js";

const TERN = "CN-BH01-TERN03-25W0700000000";
const GADWALL = "CN-UT01-G1PRO1-26W05000000001234";
const UNKNOWN = "CN-XX01-G1PRO1-26W05000000001234";

describe("parse", () => {
  it("takes a code apart, however it is written, and asks nobody", async () => {
    const answer = await answers("parse cn-ut01-g1pro1-26w05000000001234", { bare: true });
    expect(answer).to.deep.equal({
      id: "CNUT01G1PRO126W05000000001234",
      formatted: GADWALL,
      checkCharacter: "O",
      country: "CN",
      manufacturer: "CNUT01",
      model: "CNUT01G1PRO1",
      serial: "26W05000000001234",
      link: "https://id.example/CN/UT01/G1PRO1/26W05000000001234",
      ambiguousAt: null,
    });
    expect(await answers(["parse", String(answer.link)], { bare: true })).to.deep.equal(answer);
    expect(await says("parse cn-ut01-g1pro1-26w05000000001234", { bare: true })).to.include(
      GADWALL,
    );
  });

  it("says what is wrong with a code, where, and which may have been meant", async () => {
    const { message } = await fails("parse CN-UT01-G1PRO1-2_W05000000001234", 2, { bare: true });
    expect(message).to.include("Expected 0-9 or A-Z at position 13 (serial, character 2 of 17)");
    const mistyped = await fails("parse CN-UT01-G1PRO1-26W0500000000I234-O", 2, { bare: true });
    expect(mistyped.message).to.include(`Did you mean ${GADWALL}`);
    const larger = await fails("parse https://id.example/CN/UT01", 2, { bare: true });
    expect(larger.message).to.include("Expected the link of a robot");
    expect(larger.message).to.include("found one of a manufacturer");
  });

  it("reads what a scanner gives, and a code within a sentence", async () => {
    for (const text of [`]Q1${GADWALL}\r\n`, `*${GADWALL}*`, `The plate says ${GADWALL}.`]) {
      const { id } = await answers(["parse", text], { bare: true });
      expect(id).to.equal("CNUT01G1PRO126W05000000001234");
    }
  });
});

describe("lookup", () => {
  isolate();

  it("says what a robot is, who made it, its state, recalls and approvals, and who answers for it", async () => {
    const said = await says(`lookup ${TERN}0001`);
    const { address: hospital } = party("hospital");
    const { address: operator } = party("cuidados");
    for (const words of [
      "It is in service: nobody reported it, no recall is open on it, and its model is approved for its market.",
      "Tern 3, intelligence level L3",
      "Beihu Motion Works (CNBH01), active, admitted for CN, where Beihu Centre for Humanoid Standards answers",
      "in service on the market of ES, issued on 2025-02-17",
      `${operator}, for running it`,
      `${hospital}, as its holder`,
      "as the authority for ES",
      "ES: L3, until 2030-02-03, the market it is on",
      "3.1.2, recorded on 2025-05-15",
    ]) {
      expect(said).to.include(words);
    }
    expect(said)
      .to.match(/recalls +none open\n/)
      .and.match(/reports +none\n/);
  });

  it("answers about the code of the README, of a robot at home, line by line", async () => {
    const { address: holder } = party("tejo");
    const { address: maker } = party("utien");
    const { address: authority } = party("es");
    const said = await says("lookup CNUT01G1PRO126W05000000001234");
    expect(
      said
        .replace(/as of [\s\S]*/, "")
        .trimEnd()
        .split(/\n+/),
    ).to.deep.equal([
      GADWALL,
      "It is in service: nobody reported it, no recall is open on it, and its model is approved for its market.",
      "  what it is      Gadwall 1 Pro, intelligence level L3",
      "                  https://utien.example/gadwall-1-pro",
      "  maker           Utien Robotics (CNUT01), active, admitted for CN, where Beihu Centre for Humanoid Standards answers",
      "  state           in service on the market of ES, issued on 2025-09-15",
      `  holder          ${holder}`,
      "  operator        none named",
      `  answers for it  ${holder}, as its holder`,
      `                  Utien Robotics (${maker}), as its maker`,
      `                  Centro Ibérico de Normas Robóticas (${authority}), as the authority for ES`,
      "  reports         none",
      "  recalls         none open",
      "  approvals       CN: L3, until 2030-09-01",
      "                  ES: L3, until 2030-09-08, the market it is on",
      "                  MX: L3, expired on 2025-12-09",
      "  certificates    none",
      "  firmware        1.4.1, recorded on 2025-12-10",
      "  history         8 entries, which `robotid history` shows and verifies",
    ]);
  });

  const verdicts = [
    [`${TERN}0001`, "inService", []],
    [`${TERN}0004`, "recalled", []],
    [`${TERN}0005`, "scrapped", ["recalled"]],
    [`${TERN}0006`, "recalled", ["notOnMarket"]],
    ["CN-BH01-TERN03-25W07000000006101", "stolen", []],
    ["CN-BH01-TERN03-25W07000000006102", "endOfLife", []],
    ["MX-TN01-COLIB1-LAB89XGCZHLM5TTL0", "disputed", []],
    ["DE-AW01-KRAN02-B2508000000000001", "stopUse", []],
  ] as const;
  for (const [code, verdict, also] of verdicts) {
    it(`finds that ${code} is ${verdict}`, async () => {
      expect(await answers(`lookup ${code}`)).to.deep.include({ verdict, also });
      expect((await says(`lookup ${code}`)).split("\n")).to.have.length.of.at.least(10);
    });
  }

  it("says plainly that a code was never issued, and ends with 3", async () => {
    const { exitCode, out, err } = await robotid(`lookup ${UNKNOWN}`);
    expect({ exitCode, err }).to.deep.equal({ exitCode: 3, err: "" });
    expect(out).to.include("This code was never issued.").and.include("CNXX01: never admitted");
    const { verdict, answerable } = await answers(`lookup ${UNKNOWN}`, { exits: 3 });
    expect({ verdict, answerable }).to.deep.equal({ verdict: "unknownCode", answerable: [] });
  });

  it("suggests for a code with a wrong check character those that were issued, itself first", async () => {
    const { message, suggestion, details } = await fails(`lookup ${TERN}0001-X`, 2);
    expect(message).to.include('Expected "K" at position 29 (check character), found "X".');
    expect(message).to.include("or the check character itself, may be misread");
    expect(suggestion).to.equal(`Did you mean ${TERN}0001-K or ${TERN}0301-X or ${TERN}0061-X?`);
    expect(details).to.deep.include({
      suggestions: ["0001", "0301", "0061"].map((end) => `CNBH01TERN0325W0700000000${end}`),
    });
    const leading = await fails("lookup ICNBH01TERN0325W07000000000001", 2);
    expect(leading.suggestion).to.include(`${TERN}0001-K`);
  });

  it("says where none of the suggestions was issued, and suggests where nobody can be asked", async () => {
    const none = await fails("lookup CN-XX01-TERN03-25W07000000000001-Z", 2);
    expect(none.message).to.include("None of the codes that are one slip away was issued.");
    const alone = await fails(`lookup ${TERN}0001-X --rpc http://127.0.0.1:9`, 2, { bare: true });
    expect(alone.suggestion).to.match(new RegExp(`^Did you mean ${TERN}0001-K or `));
    expect(alone.message).not.to.include("None of the codes");
  });

  it("follows what happens: a report, and a term that runs out", async () => {
    await answers(`flag raise ${TERN}0002 stolen --commitment 0x${"5e".repeat(32)}`, {
      as: "hotel",
    });
    expect(await says(`lookup ${TERN}0002`)).to.include("It is reported as stolen.");
    await time.increaseTo(Date.UTC(2026, 3, 1) / 1000);
    const { answerable } = await answers<{ answerable: { for: string }[] }>(`lookup ${TERN}0001`);
    expect(answerable.map((one) => one.for)).to.deep.equal(["owning", "making", "market"]);
  });
});

describe("history", () => {
  it("shows every entry, verified, and what was true at a moment", async () => {
    const { entries, past, comparedWith } = await answers<{
      entries: { seq: string }[];
      past: null;
      comparedWith: string;
    }>(`history ${TERN}0002`);
    expect(entries.map(({ seq }) => seq)).to.deep.equal(
      Array.from({ length: 13 }, (_, index) => String(index + 1)),
    );
    expect({ past, comparedWith }).to.deep.equal({ past: null, comparedWith: "proof" });
    const then = await answers<{ entries: unknown[]; past: { holder: string; market: string } }>(
      `history ${TERN}0002 --at 2025-03-05 --verify-against ${otherUrl}`,
    );
    expect(then.past).to.deep.include({ holder: party("beihu").address, market: "ES" });
    expect(then.entries).to.have.length(2);
    expect(then).to.deep.include({ comparedWith: "proof" });
    for (const [option, comparedWith] of [
      [`--verify-against ${otherUrl}`, "otherNode"],
      ["", "sameNode"],
    ]) {
      const believed = await answers(`history ${TERN}0002 --no-prove ${option}`);
      expect(believed).to.deep.include({ comparedWith });
    }
  });

  it("says the same in words", async () => {
    const said = await says(`history ${TERN}0001 --block-range 50`);
    expect(said).to.match(/1 {6}2025-03-03T\S+ {2}placed on market/);
    expect(said).to.include("✔ 27 entries; all of them follow from each other");
    const then = await says(`history ${TERN}0002 --at 2025-06-01T12:00:00Z`);
    expect(then)
      .to.include("At 2025-06-01T12:00:00Z:")
      .and.match(/firmware +3\.1\.2/);
    expect(await says(`history ${TERN}0002 --at 2024-01-01`)).to.include("not issued yet");
  });

  it("refuses a code that was never issued, and a moment that is none", async () => {
    expect((await fails(`history ${UNKNOWN}`, 3)).code).to.equal("RobotRegistryUnknownRobot");
    expect((await fails(`history ${TERN}0001 --at yesterday`, 2)).message).to.include(
      "Expected a moment",
    );
    expect((await fails(`history ${TERN}0001 --at 2025-02-30`, 2)).message).to.include(
      "Expected a moment",
    );
  });
});

describe("recall, order, authority, governance, flag: what is recorded", () => {
  isolate();

  it("lists recalls, and shows one", async () => {
    const { campaigns } = await answers<{ campaigns: { campaignNumber: string }[] }>("recall list");
    expect(campaigns.map((one) => one.campaignNumber)).to.include.members([
      "BHM-25-01",
      "DE-2025-014",
    ]);
    const open = await answers<{ campaigns: unknown[] }>(
      "recall list --open --model CN-BH01-TERN03",
    );
    expect(open.campaigns).to.deep.equal([campaigns[0]]);
    expect(await answers("recall suspension 1 --country ES")).to.include({ suspendedAt: null });
    const since = "authority declare-compromised CN-BH01 --since 2025-05-01";
    await answers(`${since} --commitment 0x${"5e".repeat(32)}`, { as: "cn" });
    const suspend = `recall suspend 1 --country ES --commitment 0x${"5e".repeat(32)}`;
    await answers(suspend, { as: "es" });
    expect(await says("recall suspension 1 --country ES")).to.include("suspended in ES since 20");
    const { campaign } = await answers("recall show 1");
    expect(campaign).to.equal("1");
    expect(await says("recall show 2"))
      .to.match(/severity +stop use/)
      .and.match(/market +DE/);
    expect(await says("recall list --model JP-YK01-TOKI05")).to.include(
      "There is no such recall.\n",
    );
    expect((await fails("recall show 99", 3)).code).to.equal("RecallRegistryUnknownCampaign");
    expect((await fails("recall show first", 2)).message).to.include("Expected a number.");
  });

  it("lists every unit under a recall, as CSV and as JSON lines", async () => {
    const { exitCode, out, err } = await robotid("recall units 3 --status open --quiet");
    expect({ exitCode, err }).to.deep.equal({ exitCode: 0, err: "" });
    const [head, ...rows] = out.trimEnd().split("\r\n");
    expect(head).to.equal("id,status,state,holder,market");
    expect(rows.map((row) => row.split(",").slice(0, 3))).to.deep.include([
      "DEAW01KRAN02B2508000000000001",
      "open",
      "inService",
    ]);
    const lines = (await robotid(`recall units 3 --json --verify-against ${otherUrl}`)).out
      .trimEnd()
      .split("\n");
    const units = lines.map((line) => JSON.parse(line));
    expect(units).to.have.length.of.at.least(2);
    expect(Object.keys(units[0])).to.have.members(["id", "status", "state", "holder", "market"]);
    expect((await fails("recall units 99", 3)).code).to.equal("RecallRegistryUnknownCampaign");
  });

  it("shows orders, certificates and flags", async () => {
    expect(await answers("order show 1")).to.deep.include({
      action: "transfer",
      status: "executed",
    });
    expect(await says("order show 1")).to.match(/status +executed/);
    expect((await fails("order show 99", 3)).code).to.equal("RegistrarOrdersUnknownOrder");
    const { certificates } = await answers<{ certificates: { valid: boolean }[] }>(
      `record certificate list ${TERN}0001`,
    );
    expect(certificates.map(({ valid }) => valid)).to.deep.equal([false, true]);
    expect(await says(`record certificate list ${TERN}0002`)).to.include("has no certificates");
    const { flags, clearances } = await answers<{ flags: { flag: string }[]; clearances: [] }>(
      "flag show CN-BH01-TERN03-25W07000000006101",
    );
    expect(flags.map(({ flag }) => flag)).to.deep.equal(["stolen"]);
    expect(clearances).to.deep.equal([]);
    expect(await says(`flag show ${TERN}0001`)).to.include("is not reported as anything");
  });

  it("shows makers, models, accreditations, and who admitted whom", async () => {
    expect(await answers("authority show CN-BH01")).to.deep.include({
      name: "Beihu Motion Works",
      status: "active",
    });
    expect((await fails("authority show CN-XX99", 3)).message).to.include("never admitted");
    const { approvals } = await answers<{ approvals: { country: string }[] }>(
      "authority model show CN-BH01-TERN03",
    );
    expect(approvals.map(({ country }) => country)).to.deep.equal(["CN", "DE", "ES", "JP", "KR"]);
    expect(await says("authority model show CN-BH01-TERN03")).to.match(/ES +L3 +yes/);
    expect((await fails("authority model show CN-BH01-NOSUCH", 3)).message).to.include(
      "never registered",
    );
    const line = `authority accreditation show ${party("brisa").address} workshop --country`;
    expect(await answers(`${line} ES`)).to.deep.include({ valid: true });
    expect(await says(`${line} ES`)).to.include("is accredited in ES as workshop until 2027-02-10");
    expect(await answers(`${line} DE`)).to.deep.include({ valid: false, expiry: null });
    expect(await says(`${line} DE`)).to.include("was never accredited");
    const { manufacturer, marketSeat } = await answers<{
      manufacturer: { name: string };
      marketSeat: { name: string };
    }>(`authority chain ${TERN}0001`);
    expect([manufacturer.name, marketSeat.name]).to.deep.equal([
      "Beihu Motion Works",
      "Centro Ibérico de Normas Robóticas",
    ]);
    expect(await says(`authority chain ${UNKNOWN}`)).to.match(/manufacturer +never admitted/);
  });

  it("shows seats, validators and proposals", async () => {
    const { seats } = await answers<{ seats: { countries: string[] }[] }>(
      "governance seats --departed",
    );
    expect(seats.map(({ countries }) => countries.join())).to.deep.equal([
      "CN",
      "ES",
      "MX",
      "DE,KR",
      "JP",
    ]);
    expect(await says("governance seats")).to.include("Yamabiko Institute");
    expect(await answers("governance namings 2")).to.deep.include({
      authority: null,
      recovery: null,
    });
    await answers(`governance name-account ${party("tejo").address}`, { as: "es" });
    const named = new RegExp(
      `${party("tejo").address}, from .* on; named by ${party("es").address}`,
    );
    expect(await says("governance namings 2")).to.match(named);
    const { validators } = await answers<{ validators: { seat: string }[] }>(
      "governance validators",
    );
    expect(validators.map(({ seat }) => seat)).to.have.members([..."12345"]);
    expect(await says("governance validators")).to.include("Zentralstelle");
    const { proposals } = await answers<{ proposals: { proposalId: string }[] }>(
      "governance proposals --state executed",
    );
    const [proposal] = proposals;
    expect(await answers(`governance show ${proposal?.proposalId}`)).to.deep.include(proposal);
    expect(await says(`governance show ${proposal?.proposalId}`)).to.include("admit seat: ");
    expect(await says("governance proposals --state active")).to.include(
      "There is no such proposal.\n",
    );
    expect((await fails("governance show 1", 3)).code).to.equal("GovernorNonexistentProposal");
  });

  it("shows which seat answers for a country, and from when on with full power", async () => {
    const spain = await answers<{ since: number }>("governance country ES");
    expect(spain).to.deep.include({ country: "ES", seat: 2, actsFully: true });
    expect(await says("governance country ES")).to.match(/seat +2\n.*since .*\n.*full power +yes/);
    const none = { seat: null, since: null, actsFrom: null, actsFully: false };
    expect(await answers("governance country FR")).to.deep.include({ country: "FR", ...none });
    expect(await says("governance country FR")).to.include("No seat holds FR.\n");
  });

  it("shows how long things take in this registry", async () => {
    const periods = await answers("governance periods");
    expect(periods).to.deep.include({ scrapDelay: 7 * 86_400, orderNotice: 30 * 86_400 });
    expect(await says("governance periods"))
      .to.match(/scrap delay +7 days, least time between handing in and destruction\n/)
      .and.match(/order notice +30 days, /);
  });

  it("shows whose attestations count for a maker", async () => {
    const line = (key: string) => `authority attester CN-BH01 ${party(key).address}`;
    expect(await answers(line("beihu"))).to.deep.include({ attests: true });
    expect(await says(line("beihu"))).to.match(/attestations count +yes\n/);
    expect(await answers(line("utien"))).to.deep.include({ attests: false });
  });

  it("shows the head of every log, which each change moves on", async () => {
    interface Logs {
      readonly logs: readonly { contract: string; count: string; head: string }[];
    }
    const logOf = async (name: string) =>
      (await answers<Logs>("logs")).logs.find(({ contract }) => contract === name);
    const before = await logOf("consortium");
    expect(before?.head).to.match(/^0x[0-9a-f]{64}$/);
    expect(await says("logs")).to.include(before?.head);
    await answers(`governance name-account ${party("tejo").address}`, { as: "es" });
    const after = await logOf("consortium");
    expect(Number(after?.count)).to.equal(Number(before?.count) + 1);
    expect(after?.head).to.not.equal(before?.head);
  });
});

describe("network status", () => {
  it("says how the chain is, and that the contracts are those of the deployment file", async () => {
    const { block, contracts, validators, peers } = await answers<{
      block: { number: string };
      contracts: { matches: boolean }[];
      validators: unknown[];
      peers: number | null;
    }>("network status --blocks 5");
    expect(Number(block.number)).to.be.greaterThan(100);
    expect(validators).to.have.length(5);
    expect(contracts.length).to.be.greaterThan(10);
    expect(contracts.every(({ matches }) => matches)).to.equal(true);
    // Hardhat has no peers to count: not known is not none.
    expect(peers).to.equal(null);
    const said = await says("network status");
    expect(said)
      .to.include("the node does not say")
      .and.match(/RobotRegistry +0x\S+ +as deployed/);
  });
});
