import { code } from "@openrobotid/testkit/codes";
import { createNetwork } from "@openrobotid/testkit/network";
import { expect } from "chai";
import { dataLength, dataSlice, hexlify, toUtf8Bytes, zeroPadBytes } from "ethers";
import hre from "hardhat";
import vectors from "../../vectors/robot-id.json" with { type: "json" };

const { ethers, networkHelpers } = await createNetwork();

async function deployMock() {
  return { mock: await ethers.deployContract("RobotIdMock") };
}

const setUp = () => networkHelpers.loadFixture(deployMock);

const asBytes32 = (text: string) => zeroPadBytes(hexlify(toUtf8Bytes(text)), 32);

describe("RobotIdLibrary", () => {
  describe("requireValid", () => {
    for (const { name, bytes32, error, position } of vectors.invalidBytes32) {
      it(`refuses ${name}, at ${position}`, async () => {
        const { mock } = await setUp();
        await expect(mock.requireValid(bytes32))
          .to.be.revertedWithCustomError(mock, error)
          .withArgs(bytes32, position);
        expect(await mock.isValid(bytes32)).to.equal(false);
      });
    }

    for (const { kind, bytes, error, position } of vectors.invalidKeys) {
      it(`refuses ${bytes} as a ${kind}`, async () => {
        const { mock } = await setUp();
        const refusal = {
          country: [bytes],
          manufacturer: [bytes, position],
          model: [bytes, position],
        };
        const [requireValid, isValid] = {
          country: [mock.requireValidCountry, mock.isValidCountry] as const,
          manufacturer: [mock.requireValidManufacturer, mock.isValidManufacturer] as const,
          model: [mock.requireValidModel, mock.isValidModel] as const,
        }[kind as "country" | "manufacturer" | "model"];
        await expect(requireValid(bytes))
          .to.be.revertedWithCustomError(mock, error)
          .withArgs(...refusal[kind as keyof typeof refusal]);
        expect(await isValid(bytes)).to.equal(false);
      });
    }

    for (const { name, text, reason, position, offset } of vectors.invalidTexts) {
      // In UTF-8 a character outside ASCII is a wrong byte at the same position. What is too long fits no word.
      if (position !== offset || position >= 29 || reason === "tooLong") continue;
      it(`refuses the UTF-8 of "${name}" at the position where the SDK does`, async () => {
        const { mock } = await setUp();
        const bytes = new TextEncoder().encode(text);
        const word = dataSlice(zeroPadBytes(bytes, Math.max(32, dataLength(bytes))), 0, 32);
        await expect(mock.requireValid(word))
          .to.be.revertedWithCustomError(mock, "RobotIdInvalidCharacter")
          .withArgs(word, position);
      });
    }

    for (const { name, bytes32, country, manufacturer, model } of vectors.valid) {
      it(`accepts ${name}`, async () => {
        const { mock } = await setUp();
        await mock.requireValid(bytes32);
        await mock.requireValidCountry(code(country));
        await mock.requireValidManufacturer(code(manufacturer));
        await mock.requireValidModel(code(model));
        expect(await mock.isValid(bytes32)).to.equal(true);
      });
    }

    for (const { kind, text, bytes } of vectors.validKeys) {
      it(`accepts ${text} as a ${kind}`, async () => {
        const { mock } = await setUp();
        const isValid = {
          country: mock.isValidCountry,
          manufacturer: mock.isValidManufacturer,
          model: mock.isValidModel,
        }[kind as "country" | "manufacturer" | "model"];
        expect(await isValid(bytes)).to.equal(true);
      });
    }

    // Coverage counts by instructions of its own.
    if (hre.globalOptions.coverage) return;

    it("costs less than 500 gas a serial, compose included, in a list of 500", async () => {
      const { mock } = await setUp();
      const serials = Array.from({ length: 500 }, (_, index) =>
        hexlify(toUtf8Bytes(`L${(index * 7919).toString(36).toUpperCase().padStart(16, "0")}`)),
      );
      const { used } = await mock.gasOfList(code("CNUT01G1PRO1"), serials);
      expect(used / 500n).to.be.lessThan(500n);
    });
  });

  describe("slicing and composing", () => {
    for (const vector of vectors.valid) {
      it(`takes ${vector.name} apart and puts it together`, async () => {
        const { mock } = await setUp();
        const country = code(vector.country);
        const manufacturer = code(vector.manufacturer);
        const model = code(vector.model);
        const serial = code(vector.serial);
        expect(await mock.country(vector.bytes32)).to.equal(country);
        expect(await mock.manufacturer(vector.bytes32)).to.equal(manufacturer);
        expect(await mock.model(vector.bytes32)).to.equal(model);
        expect(await mock.serial(vector.bytes32)).to.equal(serial);
        expect(await mock.manufacturerOfModel(model)).to.equal(manufacturer);
        expect(await mock.countryOfModel(model)).to.equal(country);
        expect(await mock.countryOfManufacturer(manufacturer)).to.equal(country);
        expect(await mock.compose(model, serial)).to.equal(vector.bytes32);
      });
    }

    it("composes whatever it is given, for requireValid to judge", async () => {
      const { mock } = await setUp();
      const composed = await mock.compose(
        hexlify(toUtf8Bytes("cnut01g1pro1")),
        `0x${"00".repeat(17)}`,
      );
      expect(composed).to.equal(asBytes32("cnut01g1pro1"));
      expect(await mock.isValid(composed)).to.equal(false);
    });
  });

  describe("hasCounter", () => {
    for (const { name, bytes32, width } of vectors.invalidCounters) {
      it(`denies ${name}`, async () => {
        const { mock } = await setUp();
        expect(await mock.hasCounter(bytes32, width)).to.equal(false);
      });
    }

    for (const { name, bytes32, width } of vectors.counters) {
      it(`affirms ${name}`, async () => {
        const { mock } = await setUp();
        expect(await mock.hasCounter(bytes32, width)).to.equal(true);
      });
    }
  });

  describe("parseCounter", () => {
    for (const { name, bytes32, width, error, position } of vectors.invalidCounters) {
      it(`refuses ${name}`, async () => {
        const { mock } = await setUp();
        await expect(mock.parseCounter(bytes32, width))
          .to.be.revertedWithCustomError(mock, error)
          .withArgs(...(position === undefined ? [width] : [bytes32, position]));
      });
    }

    for (const { name, bytes32, width, stemBytes32, counter } of vectors.counters) {
      it(`reads ${name}`, async () => {
        const { mock } = await setUp();
        expect([...(await mock.parseCounter(bytes32, width))]).to.deep.equal([
          stemBytes32,
          BigInt(counter),
        ]);
      });
    }
  });

  describe("withCounter", () => {
    for (const { width, error } of vectors.invalidCounters) {
      if (error !== "RobotIdInvalidCounterWidth") continue;
      it(`refuses width ${width}`, async () => {
        const { mock } = await setUp();
        await expect(mock.withCounter(asBytes32("CNUT01G1PRO1"), width, 0))
          .to.be.revertedWithCustomError(mock, error)
          .withArgs(width);
      });
    }

    for (const { name, stemBytes32, width, error, position } of vectors.invalidStems) {
      it(`refuses ${name}, at ${position}`, async () => {
        const { mock } = await setUp();
        await expect(mock.withCounter(stemBytes32, width, 0))
          .to.be.revertedWithCustomError(mock, error)
          .withArgs(stemBytes32, position);
      });
    }

    for (const { name, stemBytes32, width, counter, error } of vectors.counterTooLarge) {
      it(`refuses ${name}`, async () => {
        const { mock } = await setUp();
        await expect(mock.withCounter(stemBytes32, width, counter))
          .to.be.revertedWithCustomError(mock, error)
          .withArgs(counter, width);
      });
    }

    for (const { name, bytes32, width, stemBytes32, counter } of vectors.counters) {
      it(`writes ${name}`, async () => {
        const { mock } = await setUp();
        expect(await mock.withCounter(stemBytes32, width, counter)).to.equal(bytes32);
      });
    }
  });

  describe("findAmbiguous", () => {
    for (const { name, bytes32, ambiguous } of vectors.valid) {
      it(`finds ${ambiguous === null ? "none" : `one at ${ambiguous}`} in ${name}`, async () => {
        const { mock } = await setUp();
        expect([...(await mock.findAmbiguous(bytes32))]).to.deep.equal([
          ambiguous !== null,
          BigInt(ambiguous ?? 0),
        ]);
      });
    }
  });

  describe("order", () => {
    it("is that of the bytes: digits before letters, the leftmost difference decides", async () => {
      const { mock } = await setUp();
      const codes = vectors.ascending.map(asBytes32);
      for (const [i, a] of codes.entries()) {
        for (const [j, b] of codes.entries()) {
          expect(await mock.eq(a, b)).to.equal(i === j);
          expect(await mock.lt(a, b)).to.equal(i < j);
          expect(await mock.lte(a, b)).to.equal(i <= j);
        }
      }
    });
  });

  describe("printing", () => {
    for (const { name, bytes32, code: text, path } of vectors.valid) {
      it(`prints ${name} as text and as a path`, async () => {
        const { mock } = await setUp();
        expect(await mock.toText(bytes32)).to.equal(text);
        expect(await mock.toPath(bytes32)).to.equal(path);
      });
    }
  });
});
