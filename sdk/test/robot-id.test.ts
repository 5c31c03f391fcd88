import { expect } from "chai";
import fc from "fast-check";
import vectors from "../../test/vectors/robot-id.json" with { type: "json" };
import {
  type CountryCode,
  checkCharacter,
  composeRobotId,
  countryOf,
  findAmbiguous,
  formatRobotId,
  fromBytes2,
  fromBytes6,
  fromBytes12,
  fromBytes32,
  type Hex,
  isRobotId,
  type ManufacturerId,
  type ModelId,
  manufacturerOf,
  modelOf,
  parseCounter,
  parseCountryCode,
  parseManufacturerId,
  parseModelId,
  parseRobotId,
  type RobotId,
  serialOf,
  toBytes,
  toBytes32,
  withCounter,
} from "../src/index.js";
import { alphabet, codes, upTo } from "./codes.js";
import { refusalOf } from "./refusal.js";

const property = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, check), { seed: 20260105, numRuns: 1000 });

const readKey = { country: fromBytes2, manufacturer: fromBytes6, model: fromBytes12 };
const parseKey = {
  country: parseCountryCode,
  manufacturer: parseManufacturerId,
  model: parseModelId,
};

describe("parseRobotId", () => {
  for (const { name, text, ...expected } of vectors.invalidTexts) {
    it(`refuses ${name}, at ${expected.position}`, () => {
      const error = refusalOf(() => parseRobotId(text));
      expect(error).to.include(expected);
      expect(error.message).to.include(`at position ${expected.position}`);
    });
  }

  for (const value of [undefined, null, 29, {}, ["CNUT01G1PRO126W05000000001234"]]) {
    it(`refuses ${JSON.stringify(value)}, which is no text`, () => {
      expect(refusalOf(() => parseRobotId(value as string))).to.include({ reason: "notText" });
    });
  }

  for (const { code, accepts = [] } of vectors.valid) {
    for (const text of [code, ...accepts]) {
      it(`reads "${text}"`, () => {
        expect(parseRobotId(text)).to.equal(code);
      });
    }
  }

  it("reads any code in any case with separators anywhere, with and without check character", () => {
    const separators = fc.string({ unit: fc.constantFrom(" ", "-"), maxLength: 2 });
    const typed = fc.tuple(
      codes,
      fc.boolean(),
      fc.array(fc.tuple(separators, fc.boolean()), { minLength: 30, maxLength: 30 }),
    );
    property(typed, ([code, check, noise]) => {
      const text = [...(check ? code + checkCharacter(code) : code)]
        .map((character, index) => {
          const [separator, lower] = noise[index] ?? ["", false];
          return separator + (lower ? character.toLowerCase() : character);
        })
        .join("");
      expect(parseRobotId(text)).to.equal(code);
    });
  });

  it("answers any text with a code made of its own characters, or with a RobotIdError", () => {
    const unit = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...alphabet, ..."abcxyz -") },
      { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
    );
    property(fc.string({ unit, maxLength: 40 }), (text) => {
      let code: string;
      try {
        code = parseRobotId(text);
      } catch (error) {
        expect(error).to.have.property("name", "RobotIdError");
        return;
      }
      expect(isRobotId(code)).to.equal(true);
      const characters = text.replace(/^[\s\p{Cc}*]*|[\s\p{Cc}*]*$| |-/gu, "");
      expect(characters.slice(0, 29)).to.match(new RegExp(`^${code}$`, "i"));
    });
  });

  it("finds every single wrong character by the check character", () => {
    const mistyped = fc.tuple(codes, fc.nat(29), fc.constantFrom(...alphabet));
    property(mistyped, ([code, position, character]) => {
      const right = code + checkCharacter(code);
      const wrong = right.slice(0, position) + character + right.slice(position + 1);
      fc.pre(wrong !== right && (position > 1 || character >= "A"));
      expect(refusalOf(() => parseRobotId(wrong))).to.include({
        reason: "wrongCheckCharacter",
        position: 29,
      });
    });
  });

  it("names the position of any character outside ASCII, wherever it is", () => {
    const foreign = fc
      .string({ unit: "binary", minLength: 1, maxLength: 1 })
      // What is taken off both ends is no fault there.
      .filter((character) => character > "\x7f" && !/[\s\p{Cc}]/u.test(character));
    property(fc.tuple(codes, fc.nat(28), foreign), ([code, position, character]) => {
      const text = code.slice(0, position) + character + code.slice(position + 1);
      expect(refusalOf(() => parseRobotId(text))).to.include({ position, offset: position });
    });
  });
});

describe("isRobotId", () => {
  for (const { code, accepts = [] } of vectors.valid) {
    it(`accepts ${code} and no other way to write it`, () => {
      expect(isRobotId(code)).to.equal(true);
      for (const text of accepts) expect(isRobotId(text)).to.equal(text === code);
    });
  }

  it("refuses what parseRobotId refuses, and what is no text", () => {
    for (const { text } of vectors.invalidTexts) expect(isRobotId(text)).to.equal(false);
    for (const value of [undefined, null, 29, {}]) expect(isRobotId(value)).to.equal(false);
  });
});

describe("parseModelId, parseManufacturerId, parseCountryCode", () => {
  for (const { kind, text } of vectors.validKeys) {
    it(`read ${text} as a ${kind}`, () => {
      expect(parseKey[kind as keyof typeof parseKey](text.toLowerCase())).to.equal(text);
    });
  }

  it("read separators between the blocks", () => {
    expect(parseModelId("cn-ut01-g1pro1")).to.equal("CNUT01G1PRO1");
    expect(parseManufacturerId("CN UT01")).to.equal("CNUT01");
  });

  it("refuse what is too short, too long or a character behind, naming the position", () => {
    expect(refusalOf(() => parseCountryCode("C"))).to.include({ reason: "tooShort", position: 1 });
    expect(refusalOf(() => parseCountryCode("CNU"))).to.include({ reason: "tooLong", position: 2 });
    expect(refusalOf(() => parseManufacturerId("CN-UT1"))).to.include({
      reason: "tooShort",
      position: 5,
      expected: "4 characters",
    });
    expect(refusalOf(() => parseModelId("CN-UT01-G1PRO1-O"))).to.include({
      reason: "tooLong",
      position: 12,
      expected: "nothing behind the model",
    });
  });
});

describe("formatRobotId", () => {
  for (const { code, formatted, check } of vectors.valid) {
    it(`prints ${formatted}`, () => {
      const id = parseRobotId(code);
      expect(formatRobotId(id)).to.equal(formatted);
      expect(formatRobotId(id, { check: true })).to.equal(`${formatted}-${check}`);
    });
  }

  it("refuses to print what is not a code", () => {
    expect(refusalOf(() => formatRobotId("CNUT01" as RobotId))).to.include({ reason: "tooShort" });
  });
});

describe("checkCharacter", () => {
  for (const { text, position } of vectors.invalidCheckTexts) {
    it(`refuses ${JSON.stringify(text)} at ${position}`, () => {
      expect(refusalOf(() => checkCharacter(text))).to.include({ position });
    });
  }

  for (const { text, check } of [
    ...vectors.checkCharacters,
    ...vectors.valid.map(({ code, check }) => ({ text: code, check })),
  ]) {
    it(`gives ${check} for ${text}`, () => {
      expect(checkCharacter(text)).to.equal(check);
    });
  }

  it("makes the weighted sum of ISO/IEC 7064 MOD 37,36 come out as 1", () => {
    property(upTo(40, 1), (text) => {
      let product = 36;
      for (const character of text) {
        product = ((((product + alphabet.indexOf(character)) % 36 || 36) * 2) % 37) as number;
      }
      expect((product + alphabet.indexOf(checkCharacter(text))) % 36).to.equal(1);
    });
  });
});

describe("slices", () => {
  for (const vector of vectors.valid) {
    it(`takes ${vector.name} apart and puts it together`, () => {
      const id = parseRobotId(vector.code);
      const model = modelOf(id);
      expect(model).to.equal(vector.model);
      expect(manufacturerOf(id)).to.equal(vector.manufacturer);
      expect(manufacturerOf(model)).to.equal(vector.manufacturer);
      expect(countryOf(id)).to.equal(vector.country);
      expect(countryOf(model)).to.equal(vector.country);
      expect(countryOf(manufacturerOf(id))).to.equal(vector.country);
      expect(serialOf(id)).to.equal(vector.serial);
      expect(composeRobotId(model, vector.serial.toLowerCase())).to.equal(vector.code);
    });
  }

  it("refuses a serial that is short, long or of other characters, at its position in the code", () => {
    const model = parseModelId("CNUT01G1PRO1");
    const at = (serial: string) => refusalOf(() => composeRobotId(model, serial));
    expect(at("26W0500000000123")).to.include({ reason: "tooShort", position: 28, offset: 16 });
    expect(at("26W050000000012345")).to.include({ reason: "tooLong", position: 29, offset: 17 });
    expect(at("26W05_00000001234")).to.include({ reason: "invalidCharacter", position: 17 });
  });
});

describe("parseCounter and withCounter", () => {
  for (const { name, code, width, error, position } of vectors.invalidCounters) {
    it(`refuses ${name}`, () => {
      const reason = error.replace(/^RobotId(.)/, (_, first: string) => first.toLowerCase());
      expect(refusalOf(() => parseCounter(code as RobotId, width))).to.include({
        reason,
        position,
      });
    });
  }

  for (const width of [0.5, Number.NaN, -1]) {
    it(`refuses width ${width}`, () => {
      const id = parseRobotId("CNUT01G1PRO126W05000000001234");
      expect(refusalOf(() => parseCounter(id, width))).to.include({
        reason: "invalidCounterWidth",
      });
    });
  }

  for (const { name, stem, counter } of vectors.counterTooLarge) {
    it(`refuses ${name}`, () => {
      expect(refusalOf(() => withCounter(stem, BigInt(counter)))).to.include({
        reason: "counterTooLarge",
      });
    });
  }

  it("refuses a counter below zero, and a stem that leaves no room or too much", () => {
    expect(refusalOf(() => withCounter("CNUT01G1PRO126W05", -1n))).to.include({
      reason: "counterTooLarge",
    });
    expect(refusalOf(() => withCounter("CNUT01G1PRO126W05000000001234", 0n))).to.include({
      reason: "invalidCounterWidth",
    });
    expect(refusalOf(() => withCounter("CNUT01G1PRO1", 0n))).to.include({
      reason: "invalidCounterWidth",
    });
    expect(refusalOf(() => withCounter("CNUT01G1PRO1_", 0n))).to.include({ position: 12 });
  });

  for (const { name, code, width, stem, counter } of vectors.counters) {
    it(`reads and writes ${name}`, () => {
      expect(parseCounter(parseRobotId(code), width)).to.deep.equal({
        stem,
        counter: BigInt(counter),
      });
      expect(withCounter(stem, BigInt(counter))).to.equal(code);
    });
  }

  it("undo each other, and keep the order", () => {
    const series = fc.tuple(
      codes,
      fc.integer({ min: 1, max: 16 }),
      fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }),
      fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }),
    );
    property(series, ([code, width, any, other]) => {
      const stem = code.slice(0, 29 - width);
      const counter = any % 10n ** BigInt(width);
      const id = withCounter(stem, counter);
      expect(parseCounter(id, width)).to.deep.equal({ stem, counter });
      const second = other % 10n ** BigInt(width);
      expect(id < withCounter(stem, second)).to.equal(counter < second);
    });
  });
});

describe("findAmbiguous", () => {
  for (const { name, code, ambiguous } of vectors.valid) {
    it(`finds ${ambiguous === null ? "none" : `one at ${ambiguous}`} in ${name}`, () => {
      expect(findAmbiguous(parseRobotId(code))).to.equal(ambiguous ?? undefined);
    });
  }
});

describe("bytes", () => {
  for (const { name, bytes32, error, position, expected } of vectors.invalidBytes32) {
    it(`refuse ${name}, at ${position}`, () => {
      const reason = error.replace(/^RobotId(.)/, (_, first: string) => first.toLowerCase());
      const refusal = refusalOf(() => fromBytes32(bytes32 as Hex));
      expect(refusal).to.include({ reason, position, expected });
    });
  }

  for (const { kind, bytes, position } of vectors.invalidKeys) {
    it(`refuse ${bytes} as a ${kind}`, () => {
      const refusal = refusalOf(() => readKey[kind as keyof typeof readKey](bytes as Hex));
      expect(refusal).to.include({ reason: "invalidCharacter", position });
    });
  }

  it("refuse another number of bytes, and what is not bytes", () => {
    const at = (bytes: unknown) => refusalOf(() => fromBytes32(bytes as Hex));
    expect(at("0x")).to.include({ reason: "tooShort", expected: "32 bytes", found: "0" });
    expect(at(`0x${"43".repeat(29)}`)).to.include({ reason: "tooShort", found: "29" });
    expect(at(`0x${"43".repeat(33)}`)).to.include({ reason: "tooLong", found: "33" });
    for (const value of ["", "CN", "0x4", "0xzz", 5, undefined]) {
      expect(at(value)).to.include({ reason: "notText" });
    }
  });

  it("are not made of what is not a code", () => {
    expect(refusalOf(() => toBytes32("CNUT01" as RobotId))).to.include({ reason: "tooShort" });
    expect(refusalOf(() => toBytes("cn" as CountryCode))).to.include({ position: 0 });
    expect(refusalOf(() => toBytes("C\u041d" as CountryCode))).to.include({
      reason: "lookAlike",
      position: 1,
    });
  });

  for (const vector of vectors.valid) {
    it(`hold ${vector.name}`, () => {
      expect(toBytes32(parseRobotId(vector.code))).to.equal(vector.bytes32);
      expect(fromBytes32(vector.bytes32 as Hex)).to.equal(vector.code);
      expect(fromBytes32(`0x${vector.bytes32.slice(2).toUpperCase()}`)).to.equal(vector.code);
      expect(fromBytes12(toBytes(vector.model as ModelId))).to.equal(vector.model);
      expect(fromBytes6(toBytes(vector.manufacturer as ManufacturerId))).to.equal(
        vector.manufacturer,
      );
      expect(fromBytes2(toBytes(vector.country as CountryCode))).to.equal(vector.country);
    });
  }

  for (const { kind, text, bytes } of vectors.validKeys) {
    it(`hold ${text} as a ${kind}`, () => {
      expect(readKey[kind as keyof typeof readKey](bytes as Hex)).to.equal(text);
      expect(toBytes(text as ModelId)).to.equal(bytes);
    });
  }

  it("come in the order of the codes", () => {
    const ids = vectors.ascending.map(parseRobotId);
    expect([...ids].reverse().sort()).to.deep.equal(ids);
    expect(
      [...ids].sort((a, b) => Number(BigInt(toBytes32(a)) - BigInt(toBytes32(b)))),
    ).to.deep.equal(ids);
    property(fc.tuple(codes, codes), ([a, b]) => {
      expect(BigInt(toBytes32(a)) < BigInt(toBytes32(b))).to.equal(a < b);
    });
  });

  it("hold any code, and with one byte changed exactly what the alphabet allows", () => {
    const changed = fc.tuple(codes, fc.nat(31), fc.nat(255));
    property(changed, ([code, position, byte]) => {
      const word = toBytes32(code);
      expect(fromBytes32(word)).to.equal(code);
      const at = 2 + 2 * position;
      const digits = byte.toString(16).padStart(2, "0");
      const other: Hex = `0x${(word.slice(0, at) + digits + word.slice(at + 2)).slice(2)}`;
      const text = String.fromCharCode(byte);
      const allowed =
        position > 28 ? byte === 0 : /[A-Z]/.test(text) || (position > 1 && /\d/.test(text));
      if (allowed) expect(toBytes32(fromBytes32(other))).to.equal(other);
      else expect(refusalOf(() => fromBytes32(other))).to.include({ position });
    });
  });
});
