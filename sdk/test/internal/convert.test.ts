import { mexico, SEQUENTIAL } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { pad, stringToHex } from "viem";
import { recallRegistryAbi, robotRegistryAbi } from "../../src/abis/index.js";
import { RegistryArgumentError } from "../../src/actions/index.js";
import { parseRobotId, toBytes32 } from "../../src/index.js";
import { toCountry, toNumber, toSeconds, toToken } from "../../src/internal/convert.js";
import { readFields, readValue } from "../../src/internal/readable.js";

const id = parseRobotId("CN-UT01-G1PRO1-26W05000000001234");

function argumentErrorOf(call: () => unknown): RegistryArgumentError {
  try {
    call();
  } catch (error) {
    if (error instanceof RegistryArgumentError) return error;
    throw error;
  }
  throw new Error("It was taken.");
}

describe("Conversions to the contracts", () => {
  it("take a Date, cut to the second, or seconds", () => {
    expect(toSeconds(new Date("2031-05-06T07:08:09.999Z"))).to.equal(
      Date.UTC(2031, 4, 6, 7, 8, 9) / 1000,
    );
    expect(toSeconds(0)).to.equal(0);
    expect(toSeconds(2 ** 40 - 1)).to.equal(2 ** 40 - 1);
    // As nodes and viem give the time of a block.
    expect(toSeconds(1_767_225_600n + 3600n)).to.equal(1_767_229_200);
    expect(toSeconds(2n ** 40n - 1n)).to.equal(2 ** 40 - 1);
  });

  it("refuse milliseconds, fractions and dates that are none", () => {
    const bigints = [1_767_225_600_000n, -1n, 2n ** 40n, 2n ** 64n];
    for (const wrong of [Date.now(), 1.5, -1, Number.NaN, 2 ** 40, new Date("soon"), ...bigints]) {
      expect(argumentErrorOf(() => toSeconds(wrong)).suggestion).to.match(/not milliseconds/);
    }
  });

  it("take a word for its number, and name the words there are", () => {
    expect(toNumber("enum Capacity", "maker")).to.equal(1);
    expect(toNumber("support", "against")).to.equal(0);
    const error = argumentErrorOf(() => toNumber("enum IRobotFlags.Flag", "lost" as never));
    expect(error.shortMessage).to.equal('There is no "lost" here.');
    expect(error.suggestion).to.equal("Give one of: stolen, disputed.");
    argumentErrorOf(() => toNumber("enum Capacity", "none"));
  });

  it("write a missing country as zero, and a token as the bytes of its code", () => {
    expect(toCountry(mexico)).to.equal("0x4d58");
    expect(toCountry(undefined)).to.equal("0x0000");
    expect(toToken(id)).to.equal(BigInt(toBytes32(id)));
  });
});

describe("Conversions from the contracts", () => {
  const eventOf = (name: string) => {
    const abi = [...robotRegistryAbi, ...recallRegistryAbi];
    const event = abi.find((item) => item.type === "event" && item.name === name);
    return (event as { inputs: readonly never[] }).inputs;
  };

  it("read codes, words and lists by the type that the ABI names", () => {
    const values = { campaign: 1n, ids: [toBytes32(id)] };
    expect(readFields(eventOf("UnitsMarked"), values)).to.deep.equal({ campaign: 1n, ids: [id] });
    const serial = { type: "bytes17[]", internalType: "bytes17[]", name: "serials" } as const;
    expect(readValue(serial, [stringToHex("ALPHA000000000001")])).to.deep.equal([
      "ALPHA000000000001",
    ]);
    const severity = { type: "uint8", internalType: "enum IRecallRegistry.Severity" } as const;
    expect(readValue(severity, 2)).to.equal("noTransfer");
  });

  it("read structs, and lists of them, in the order of their fields or by name", () => {
    const components = [
      { name: "model", type: "bytes12", internalType: "ModelId" },
      { name: "until", type: "uint40", internalType: "uint40" },
    ] as const;
    const structs = {
      name: "all",
      type: "tuple[]",
      internalType: "struct A.B[]",
      components,
    } as const;
    const value = { model: stringToHex(SEQUENTIAL), until: 7 };
    expect(readValue(structs, [value])).to.deep.equal([{ model: SEQUENTIAL, until: 7 }]);
    expect(readFields(components, [value.model, 7])).to.deep.equal({ model: SEQUENTIAL, until: 7 });
  });

  it("read a code of zeros as none, and leave what is no code as it is", () => {
    const robot = { type: "bytes32", internalType: "RobotId", name: "id" } as const;
    expect(readValue(robot, pad("0x"))).to.equal(undefined);
    expect(readValue(robot, pad("0x21"))).to.equal(pad("0x21"));
    const plain = { type: "bytes32", internalType: "bytes32", name: "digest" } as const;
    expect(readValue(plain, pad("0x"))).to.equal(pad("0x"));
  });
});
