// What a node answers in Besu's own way. The stand-in is compared with it, and a real node where there is one.
import { expect } from "chai";
import type { Address } from "viem";
import says from "./besu-says.json" with { type: "json" };
import type { Answer } from "./manners.js";

/** A node that is asked. */
export interface Asked {
  readonly request: (method: string, ...params: unknown[]) => Promise<Answer>;
  readonly height: () => Promise<number>;
  /** Address of `Consortium`. */
  readonly consortium: () => Address | undefined;
}

/** Asks a node over HTTP, and gives its answer as it is. */
export async function askRaw(url: string, call: object): Promise<Answer> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, ...call });
  const headers = { "content-type": "application/json" };
  return (await (await fetch(url, { method: "POST", headers, body })).json()) as Answer;
}

/** The tests. What they ask is the same at any height. */
export function itAnswersAsBesu({ request, height, consortium }: Asked): void {
  const past = async () => `0x${((await height()) + 1_000).toString(16)}`;

  it("knows no finalized and no safe block", async () => {
    for (const tag of ["finalized", "safe"]) {
      expect(errorIn(await request("eth_getBlockByNumber", tag, false))).to.include(
        says.unknownBlock,
      );
    }
  });

  it("refuses logs past the head, and gives null for calls and proofs there", async () => {
    const logs = await request("eth_getLogs", { fromBlock: "0x0", toBlock: await past() });
    expect(errorIn(logs)).to.have.property("code", says.invalidParams.code);
    const call = await request("eth_call", { to: consortium() }, await past());
    expect(call).to.have.property("result", null);
    const proof = await request("eth_getProof", consortium(), [], await past());
    expect(proof).to.have.property("result", null);
  });

  it("gives keys of slots without padding", async () => {
    const slots = ["0", "6"].map((digit) => `0x${digit.padStart(64, "0")}`);
    const proof = await request("eth_getProof", consortium(), slots, "latest");
    const { storageProof } = ("result" in proof && proof.result) as {
      storageProof: { key: string }[];
    };
    expect(storageProof.map(({ key }) => key)).to.deep.equal(["0x0", "0x06"]);
  });

  it("has nothing at a block that is not there yet", async () => {
    expect(await request("eth_getBlockByNumber", await past(), false)).to.have.property(
      "result",
      null,
    );
  });
}

function errorIn(answer: Answer): { code: number; message: string } {
  if ("error" in answer) return answer.error;
  throw new Error(`The node gave ${JSON.stringify(answer.result)}, and no error.`);
}
