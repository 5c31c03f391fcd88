// The stand-in for Besu answers as was recorded: whatever is tested against it meets what a real node does.

import { isolate, rpcUrl } from "@openrobotid/testkit/chain";
import { expect } from "chai";
import options from "../../src/besu-options.json" with { type: "json" };
import { deployment } from "../permissioner/setting.js";
import { askRaw, itAnswersAsBesu } from "./answers.js";
import says from "./besu-says.json" with { type: "json" };
import { type Answer, BesuManners, type Call, trimKey, UNAUTHORIZED } from "./manners.js";
import recorded from "./recorded-blocks.json" with { type: "json" };

describe("The stand-in for Besu", () => {
  isolate();

  const ask = async (call: Call): Promise<Answer> => await askRaw(rpcUrl, call);
  const besu = () => {
    const manners = new BesuManners(ask);
    return async (method: string, ...params: unknown[]) => await manners.answer({ method, params });
  };
  const height = async (): Promise<number> => {
    const answer = await ask({ method: "eth_blockNumber", params: [] });
    return Number("result" in answer && answer.result);
  };
  const hex = (number: number) => `0x${number.toString(16)}`;

  it("tells a height before the block can be read: null at first, then the block", async () => {
    const request = besu();
    const head = hex(await height());
    expect(await request("eth_getBlockByNumber", head, false)).to.deep.equal({ result: null });
    expect(await request("eth_getBlockByNumber", head, false)).to.have.nested.property(
      "result.number",
      head,
    );
  });

  itAnswersAsBesu({
    request: async (method, ...params) => await besu()(method, ...params),
    height,
    consortium: () => deployment.contracts.Consortium?.address,
  });

  it("writes keys of slots as they were recorded", () => {
    const keys = recorded.blocks.flatMap(({ storageKeys = [] }) => storageKeys);
    expect(keys).to.include("0x0d");
    expect(keys.map((key) => trimKey(`0x${key.slice(2).padStart(64, "0")}`))).to.deep.equal(keys);
  });

  it("has the options of the release that was recorded, which the list of the project holds", () => {
    expect(options.options).to.include.members(says.optionsNew);
    expect(options.options.filter((of) => says.optionsGone.includes(of))).to.deep.equal([]);
  });

  it("answers 401 with a body that names no call", () => {
    expect(JSON.parse(UNAUTHORIZED)).to.deep.equal({
      jsonrpc: "2.0",
      id: null,
      error: { code: -40100, message: "Unauthorized" },
    });
  });
});
