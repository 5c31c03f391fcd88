import { parseRobotId } from "@openrobotid/sdk";
import { challengeDigest, verifyDeviceSignature } from "@openrobotid/sdk/device";
import { expect } from "chai";
import { readAnswer, readChallenge, writeAnswer, writeChallenge } from "../src/challenge/texts.js";
import { toCsv } from "../src/charts/csv.js";
import { formatsOf } from "../src/i18n/formats.js";
import { languageOf } from "../src/i18n/languages.js";
import { remainingByWeek } from "../src/recall/progress.js";
import { type Freshness, freshnessOf } from "../src/robot/freshness.js";
import { answerAs, softwareRobot } from "../src/sandbox/software-robot.js";

const asked = Date.parse("2026-02-03T12:00:00Z");
const asOf = {
  blockNumber: 1,
  timestamp: "2026-02-03T11:59:58Z",
  ageSeconds: 2,
  at: null,
  lagging: false,
  seals: "qbft" as const,
};
const last = { status: 200, body: { asOf }, at: "2026-02-03T12:00:00Z" };

describe("freshness of an answer", () => {
  const cases: [string, Partial<Parameters<typeof freshnessOf>[0]>, Freshness][] = [
    ["is current for five minutes", { now: asked + 299_000 }, "current"],
    ["is old after them", { now: asked + 301_000 }, "old"],
    ["is gone without a network", { online: false }, "offline"],
    [
      "is gone when the API fails",
      { answer: { status: 503, body: undefined, at: last.at } },
      "unreachable",
    ],
    [
      "is gone when the API is not reached",
      { answer: { status: 0, body: undefined, at: last.at } },
      "unreachable",
    ],
    [
      "is lagging as the index says",
      { last: { ...last, body: { asOf: { ...asOf, lagging: true } } } },
      "lagging",
    ],
  ];
  for (const [what, given, expected] of cases) {
    it(what, () => {
      expect(freshnessOf({ last, answer: last, online: true, now: asked, ...given })).to.equal(
        expected,
      );
    });
  }
});

describe("a challenge as text", () => {
  const challenge = {
    id: parseRobotId("CN-BH01-TERN03-25W07000000000001"),
    nonce: `0x${"ab".repeat(32)}`,
    chainId: 31337,
    registry: `0x${"01".repeat(20)}`,
    issuedAt: 1_770_000_000,
    expiresAt: 1_770_000_180,
  } as const;

  it("comes back as it went", () => {
    expect(readChallenge(writeChallenge(challenge))).to.deep.equal(challenge);
  });

  it("is refused where a field is missing or of another form", () => {
    expect(readChallenge("no JSON")).to.equal(undefined);
    expect(readChallenge(JSON.stringify({ ...challenge, nonce: "0xab" }))).to.equal(undefined);
    expect(readChallenge(JSON.stringify({ ...challenge, id: "CN" }))).to.equal(undefined);
  });

  it("is answered by a robot in software with the key of its code, and of no other", async () => {
    const signature = readAnswer(await answerAs("a seed", challenge.id, challenge));
    const message = challengeDigest(challenge);
    const verifies = async (code: string) => {
      const { key } = await softwareRobot("a seed", code);
      return await verifyDeviceSignature({ key, message, signature: signature! });
    };
    expect(await verifies(challenge.id)).to.equal(true);
    expect(await verifies("CNBH01TERN0325W07000000000002")).to.equal(false);
  });

  it("has an answer that is read from JSON and from hexadecimal", () => {
    const [r, s] = [`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`] as const;
    expect(readAnswer(writeAnswer({ r, s }))).to.deep.equal({ r, s });
    expect(readAnswer(`${"11".repeat(32)}${"22".repeat(32)}`)).to.deep.equal({ r, s });
    for (const text of ["", "0x", "signature", `${"00".repeat(64)}`, '{"r":"0x11"}']) {
      expect(readAnswer(text)).to.equal(undefined);
    }
  });
});

describe("figures", () => {
  it("are written as CSV with quotes where they are needed", () => {
    const rows = [{ key: 'A, "B"', label: "shown", values: [1200, 3] }];
    expect(toCsv({ by: "maker", names: ["units", "open"], rows })).to.equal(
      'maker,units,open\r\n"A, ""B""",1200,3\r\n',
    );
  });

  it("count down what is open under a recall, and up what was opened again, in the week it was", () => {
    const units = { affected: 100, open: 60, remedied: 38, notApplicable: 2 };
    const byWeek = [
      { week: "2025-05-19", remedied: 8, notApplicable: 2, reopened: 0 },
      { week: "2025-05-26", remedied: 35, notApplicable: 0, reopened: 0 },
      { week: "2025-06-02", remedied: 0, notApplicable: 0, reopened: 5 },
    ];
    expect(
      remainingByWeek({ units, progress: { byWeek, byCountry: [] } }).map(({ open }) => open),
    ).to.deep.equal([90, 55, 60]);
  });
});

describe("languages", () => {
  it("are the first of the browser's that there is, and English where none is", () => {
    expect(languageOf(["fr-FR", "zh-CN", "en"])).to.equal("zh");
    // Traditional Chinese is not here: Simplified is given where nothing else fits.
    expect(languageOf(["fr-FR", "zh-TW", "en"])).to.equal("en");
    expect(languageOf(["zh-TW"])).to.equal("zh");
    expect(languageOf(["es-419"])).to.equal("es");
    expect(languageOf(["fr"])).to.equal("en");
  });

  it("write dates, numbers, countries and ages in their own way, dates in UTC", () => {
    const time = "2025-03-03T23:30:00Z";
    expect(["en", "es", "zh"].map((language) => formatsOf(language).day(time))).to.deep.equal([
      "3 Mar 2025",
      "3 mar 2025",
      "2025年3月3日",
    ]);
    expect(formatsOf("es").number(10_500)).to.equal("10.500");
    expect([0, 3 / 6000, 0.42, 0.999, 1].map(formatsOf("en").percent)).to.deep.equal([
      "0%",
      "<1%",
      "42%",
      ">99%",
      "100%",
    ]);
    expect(formatsOf("zh").country("ES")).to.equal("西班牙");
    expect(formatsOf("en").age(time, Date.parse("2025-06-10T00:00:00Z"))).to.equal("3 months ago");
  });
});
