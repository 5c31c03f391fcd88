import { expect } from "chai";
import fc from "fast-check";
import vectors from "../../test/vectors/robot-id.json" with { type: "json" };
import { modelOf, parseRobotId, parseRobotIdUri, type RobotId, robotIdUri } from "../src/index.js";
import { refusalOf } from "./refusal.js";

const id = parseRobotId("CNUT01G1PRO126W05000000001234");

describe("parseRobotIdUri", () => {
  for (const { name, uri, resolver, ...expected } of vectors.invalidUris) {
    it(`refuses ${name}`, () => {
      const refusal = refusalOf(() => parseRobotIdUri(uri, { ...(resolver && { resolver }) }));
      expect(refusal).to.include(expected);
    });
  }

  it("says where in the link the wrong character is", () => {
    const uri = "https://id.example.org/CN/UT_1";
    expect(refusalOf(() => parseRobotIdUri(uri))).to.include({ position: 4, offset: 28 });
    const checked = "https://id.example.org/CN/UT01/G1PRO1/26W05000000001234-P";
    expect(refusalOf(() => parseRobotIdUri(checked))).to.include({ position: 29, offset: 56 });
    expect(checked.charAt(56)).to.equal("P");
  });

  it("refuses what is no text, and a resolver that is no address", () => {
    expect(refusalOf(() => parseRobotIdUri(undefined as unknown as string))).to.include({
      reason: "notText",
    });
    expect(refusalOf(() => parseRobotIdUri("/CN", { resolver: "a b" }))).to.include({
      reason: "invalidUri",
    });
  });

  for (const { uri, resolver, ...target } of vectors.uris) {
    it(`reads ${uri} as a ${target.type}`, () => {
      expect(parseRobotIdUri(uri, { ...(resolver && { resolver }) })).to.deep.equal(target);
    });
  }
});

describe("robotIdUri", () => {
  for (const resolver of ["", "a b", "id.example.org?x", "ftp://id.example.org", "user@host"]) {
    it(`refuses "${resolver}" as a resolver`, () => {
      expect(refusalOf(() => robotIdUri(id, { resolver }))).to.include({ reason: "invalidUri" });
    });
  }

  it("refuses for QR codes a resolver whose address changes in upper case", () => {
    const qr = (resolver: string) => refusalOf(() => robotIdUri(id, { resolver, qr: true }));
    expect(qr("id.example.org/robots")).to.include({ reason: "invalidUri" });
    expect(qr("id.example.org/~R")).to.include({ reason: "invalidUri" });
  });

  it("refuses what is not a code", () => {
    const resolver = "id.example.org";
    expect(refusalOf(() => robotIdUri("CNUT01G" as RobotId, { resolver }))).to.include({
      reason: "tooShort",
      position: 7,
    });
  });

  for (const { code, path, check } of vectors.valid) {
    it(`links to ${code}`, () => {
      const robot = parseRobotId(code);
      expect(robotIdUri(robot, { resolver: "id.example.org" })).to.equal(
        `https://id.example.org/${path}`,
      );
      expect(robotIdUri(robot, { resolver: "id.example.org/", qr: true })).to.equal(
        `HTTPS://ID.EXAMPLE.ORG/${path}-${check}`,
      );
    });
  }

  it("keeps the scheme and the path of the resolver", () => {
    expect(robotIdUri(modelOf(id), { resolver: "http://localhost:42069/robots/" })).to.equal(
      "http://localhost:42069/robots/CN/UT01/G1PRO1",
    );
    expect(robotIdUri(modelOf(id), { resolver: "id.example.org/R", qr: true })).to.equal(
      "HTTPS://ID.EXAMPLE.ORG/R/CN/UT01/G1PRO1",
    );
  });

  it("is undone by parseRobotIdUri, for codes and for what shorter paths name", () => {
    const letters = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const characters = fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const targets = fc.tuple(
      fc.string({ unit: letters, minLength: 2, maxLength: 2 }),
      fc.string({ unit: characters, minLength: 27, maxLength: 27 }),
      fc.constantFrom(2, 6, 12, 29),
      fc.boolean(),
    );
    fc.assert(
      fc.property(targets, ([country, rest, length, qr]) => {
        const key = (country + rest).slice(0, length) as RobotId;
        const resolver = "https://id.example.org";
        expect(parseRobotIdUri(robotIdUri(key, { resolver, qr }), { resolver }).id).to.equal(key);
      }),
      { seed: 20260105, numRuns: 500 },
    );
  });
});
