// How errors of proofs are told to the outside.
import { ConflictError, UnreachableError } from "@openrobotid/sdk/proof";
import { expect } from "chai";
import { detailOf } from "../../proof/words.js";

describe("the words for what is not proven", () => {
  const [one, other] = ["https://one.example/v3/secret1", "http://other.example:8545/secret2"];

  it("name nodes by their hosts alone, all that are in them", () => {
    const suggestion = "Ask again.";
    const message = `Two nodes show two different blocks 7: 0x01 (${one}) and 0x02 (${other}).`;
    const conflict = new ConflictError(
      { proven: "0x01", said: "0x02" },
      { message, suggestion, node: other },
    );
    expect(detailOf(conflict, other)).to.equal(
      "Two nodes show two different blocks 7: 0x01 (one.example) and 0x02 (other.example:8545).",
    );
    const silent = { message: `${one} did not answer eth_call.`, suggestion };
    expect(detailOf(new UnreachableError(silent), undefined)).to.equal(
      "one.example did not answer eth_call.",
    );
    const late = new UnreachableError({ message: "It is late.", suggestion, node: one });
    expect(detailOf(late, one)).to.equal("one.example: It is late.");
  });
});
