// Every error that a contract can give is explained, and the sentence carries the error's values as people write them.
import type { AbiParameter } from "abitype";
import { expect } from "chai";
import { encodeErrorResult, getAddress, type Hex, keccak256, toHex } from "viem";
import { errorsAbi } from "../../src/abis/errors.js";
import { spoken } from "../../src/errors/explanations/show.js";
import { explanations } from "../../src/errors/explanations.js";
import { decodeRefusal, RegistryRefusedError } from "../../src/errors/refusal.js";
import { parseModelId, parseRobotId, toBytes, toBytes32 } from "../../src/index.js";
import { type WordList, words } from "../../src/words.js";

const robot = toBytes32(parseRobotId("CN-UT01-G1PRO1-26W05000000001234"));
const model = toBytes(parseModelId("CN-UT01-G1PRO1"));
const account = (seed: string) => getAddress(keccak256(toHex(seed)).slice(0, 42) as Hex);
const moment = Date.UTC(2031, 4, 6, 7, 8, 9) / 1000;

/** A value that could be there, and how the sentence shows it; nothing where any wording will do. */
function plausible({ internalType, type, name = "" }: AbiParameter): [unknown, RegExp?] {
  switch (internalType) {
    case "RobotId":
      return [robot, /CN-UT01-G1PRO1-26W05000000001234/];
    case "ModelId":
      return [model, /CN-UT01-G1PRO1/];
    case "ManufacturerId":
      return [toBytes("CNUT01"), /CN-UT01/];
    case "CountryCode":
      return [toBytes("ES"), /ES/];
    case "string":
      return [
        name === "text" ? "partNumber" : "R-2026/7",
        name === "text" ? /part number/ : /R-2026\/7/,
      ];
    case "bytes2":
      return ["0x2121", /!!/];
    case "bytes4":
      return ["0x12345678", /0x12345678/];
    case "bytes6":
      return [toHex("CN?T01"), /CN\?T01/];
    case "bytes12":
      return [toHex("CNUT01G1?RO1"), /CNUT01G1\?RO1/];
  }
  if (name === "tokenId") return [BigInt(robot), /CN-UT01-G1PRO1-26W05000000001234/];
  if (name === "position") return [12n, /character 13/];
  if (name === "lastCounter") return [1233n, /1233/];
  if (name === "expectedStates") return [toHex(0b100, { size: 32 })];
  if (name === "writers") return [0b100010];
  if (name === "stem" || name === "code") {
    return type === "bytes32" ? [robot, /CNUT01G1PRO126W05000000001234/] : [77, /77/];
  }
  if (type === "address") return [account(name), new RegExp(account(name))];
  if (
    /At$|Until$|^(acceptableFrom|actsFrom|clock|deadline|earliest|expiry|from|latest|since|timepoint|timestamp|to|until)$/.test(
      name,
    )
  ) {
    return [type === "uint256" ? BigInt(moment) : moment, /2031-05-06T07:08:09Z/];
  }
  if (internalType?.startsWith("enum ")) {
    return [2, new RegExp(spoken(words[internalType as WordList][2] ?? ""))];
  }
  if (type === "bytes32") return [keccak256(toHex(name)), new RegExp(keccak256(toHex(name)))];
  if (/delay|notice|period|shortest/i.test(name)) {
    return [Number(type.slice(4)) <= 48 ? 172_800 : 172_800n, /2 days/];
  }
  return [Number(type.slice(4)) <= 48 ? 77 : 77n, /77/];
}

describe("explanations", () => {
  it("are there for every error, and for no other", () => {
    expect(Object.keys(explanations).sort()).to.deep.equal(
      errorsAbi.map(({ name }) => name).sort(),
    );
  });

  for (const { name, inputs } of errorsAbi) {
    it(`${name} is a sentence with its values`, () => {
      const values = (inputs as readonly AbiParameter[]).map(plausible);
      const args = values.map(([value]) => value);
      const data = encodeErrorResult({ abi: errorsAbi, errorName: name, args } as never);
      const refusal = decodeRefusal(data);
      expect(refusal).to.be.instanceOf(RegistryRefusedError);
      if (!refusal) return;
      expect(refusal.errorName).to.equal(name);
      expect(refusal.shortMessage).to.match(/^["0-9A-Z].*[.]$/s);
      expect(refusal.suggestion).to.match(/^["0-9A-Z].*[.]$/s);
      expect(`${refusal.shortMessage} ${refusal.suggestion}`).not.to.match(
        /undefined|NaN|\[object/,
      );
      for (const [index, [, shown]] of values.entries()) {
        const input = inputs[index] as AbiParameter;
        if (!shown) continue;
        expect(`${refusal.shortMessage} ${refusal.suggestion}`, input.name).to.match(shown);
      }
    });
  }
});
