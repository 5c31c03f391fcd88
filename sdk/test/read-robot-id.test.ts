import { expect } from "chai";
import fc from "fast-check";
import vectors from "../../test/vectors/robot-id.json" with { type: "json" };
import {
  checkCharacter,
  formatRobotId,
  parseRobotId,
  type RobotId,
  readRobotId,
  robotIdUri,
} from "../src/index.js";
import { codes } from "./codes.js";
import { refusalOf } from "./refusal.js";

const CODE = "CNUT01G1PRO126W05000000001234";

describe("readRobotId", () => {
  it("reads every code and every link of a robot that the parsers read", () => {
    for (const { code, accepts = [] } of vectors.valid) {
      for (const text of accepts) expect(readRobotId(text)).to.equal(code);
    }
    for (const { uri, type, id, resolver } of vectors.uris) {
      if (type === "robot" && resolver === undefined) expect(readRobotId(uri)).to.equal(id);
    }
  });

  for (const sentence of [
    "The plate says CN-UT01-G1PRO1-26W05000000001234.",
    "Code: CN UT01 G1PRO1 26W05000000001234 (second shift)",
    "see cnut01g1pro126w05000000001234O, please",
    "(CN-UT01-G1PRO1-26W05000000001234-O)",
    "机器人编号CN-UT01-G1PRO1-26W05000000001234-O，请检查。",
    "Look at https://id.example/CN/UT01/G1PRO1/26W05000000001234-O.",
    '"https://id.example/cn/ut01/g1pro1/26w05000000001234?x=1" and CN-UT01-G1PRO1-26W05000000001234',
    "Robot\tCN-UT01-G1PRO1-26W05000000001234\tHangar 3\r\n",
  ]) {
    it(`finds the code in ${JSON.stringify(sentence)}`, () => {
      expect(readRobotId(sentence)).to.equal(CODE);
    });
  }

  it("finds any code in a sentence, in groups, in one piece and as a link", () => {
    const forms = (id: RobotId) => [
      id,
      `${id}${checkCharacter(id)}`.toLowerCase(),
      formatRobotId(id),
      formatRobotId(id, { check: true }),
      robotIdUri(id, { resolver: "id.example", qr: true }),
    ];
    fc.assert(
      fc.property(codes, fc.nat(4), (id, form) => {
        expect(readRobotId(`Is it ${forms(id)[form]}, or not?`)).to.equal(id);
      }),
      { seed: 20260105, numRuns: 200 },
    );
  });

  it("refuses two codes, and says how many there are", () => {
    const text = "CN-UT01-G1PRO1-26W05000000001234 or CN-UT01-G1PRO1-26W05000000001235?";
    expect(refusalOf(() => readRobotId(text))).to.include({
      expected: "one code",
      found: "2 of them",
    });
    expect(readRobotId(`${text.slice(0, 32)} is ${text.slice(0, 32)}`)).to.equal(CODE);
  });

  it("says where in a sentence a code is wrong", () => {
    const text = "It is CN-UT01-G1PRO1-26W05000000001234-P, I think";
    expect(refusalOf(() => readRobotId(text))).to.include({
      reason: "wrongCheckCharacter",
      position: 29,
      offset: 39,
    });
  });

  it("does not look for a code within a word: what is joined to it belongs to it", () => {
    for (const text of [`${CODE}_`, `X-${formatRobotId(parseRobotId(CODE))}`, `${CODE}/x`]) {
      expect(() => readRobotId(text)).to.throw();
    }
  });

  it("refuses what has no code with the fault of the whole", () => {
    expect(refusalOf(() => readRobotId("hello"))).to.include({ reason: "tooShort", position: 5 });
    expect(refusalOf(() => readRobotId("https://id.example/CN/UT01"))).to.include({ position: 6 });
    expect(refusalOf(() => readRobotId("https://a:b@id.example/CN/UT01/G1PRO1/26W05000000001234")))
      .to.include({ reason: "invalidUri" })
      .and.have.property("message")
      .that.does.not.include("a:b");
  });

  it("takes no longer for a long text than for a short one times its length", () => {
    const text = "CN-UT01-G1PRO1-".repeat(20_000);
    const before = performance.now();
    expect(() => readRobotId(text)).to.throw();
    expect(performance.now() - before).to.be.lessThan(2_000);
  });
});
