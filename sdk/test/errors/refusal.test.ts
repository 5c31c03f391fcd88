import { accounts, clientOf, isolate } from "@openrobotid/testkit/chain";
import { mexico, robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import {
  BaseError,
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  parseAbi,
} from "viem";
import { RegistryError } from "../../src/actions/index.js";
import { decodeRefusal, toRegistryError } from "../../src/errors/refusal.js";
import { toBytes32 } from "../../src/index.js";
import { refused } from "../refused.js";

describe("A refusal", () => {
  isolate();

  it("says what was wrong and what would have been right, over viem's own error", async () => {
    const refusal = await refused(
      clientOf("buyer").relocate({ id: robots.sold, country: mexico }),
      "RobotRegistryNotHolder",
    );
    const { address } = accounts.buyer;
    const sentence = `${address} does not hold CN-UT01-G1PRO1-26W05000000000001.`;
    expect(refusal.name).to.equal("RegistryRefusedError");
    expect(refusal.shortMessage).to.equal(sentence);
    expect(refusal.message.split("\n").slice(0, 3)).to.deep.equal([
      sentence,
      "",
      "Call from the account of its holder; an issued unit is held by its maker.",
    ]);
    expect(refusal.args).to.deep.equal([toBytes32(robots.sold), address]);
    expect(refusal.values).to.deep.equal({ id: robots.sold, caller: address });

    expect(refusal).to.be.instanceOf(RegistryError).and.instanceOf(BaseError);
    const reverted = refusal.walk((cause) => cause instanceof ContractFunctionRevertedError);
    expect((reverted as ContractFunctionRevertedError).data?.errorName).to.equal(refusal.errorName);
    const execution = refusal.walk((cause) => cause instanceof ContractFunctionExecutionError);
    expect((execution as ContractFunctionExecutionError).functionName).to.equal("relocate");
  });

  it("is made of the registry's own errors only", () => {
    const foreign = parseAbi(["error Unheard(uint256 value)"]);
    const data = encodeErrorResult({ abi: foreign, errorName: "Unheard", args: [1n] });
    expect(decodeRefusal(data)).to.equal(undefined);
    const solidity = parseAbi(["error Panic(uint256 code)"]);
    const panic = encodeErrorResult({ abi: solidity, errorName: "Panic", args: [17n] });
    expect(decodeRefusal(panic)).to.equal(undefined);
    expect(decodeRefusal("0x")).to.equal(undefined);
    for (const other of [new Error("another"), new BaseError("another"), "a string", undefined]) {
      expect(toRegistryError(other)).to.equal(other);
    }
  });
});
