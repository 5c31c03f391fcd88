// The table has an answer for each kind that the dossier knows.
import { documentKinds } from "@openrobotid/sdk/actions";
import { expect } from "chai";
import { DECIDED, KINDS } from "../src/access/tiers.js";

describe("the table of the vault", () => {
  it("has every kind of document of the dossier, and keeps what was decided", () => {
    expect(KINDS).to.include.keys(...documentKinds, ...Object.keys(DECIDED));
    expect(KINDS).to.deep.include(DECIDED);
  });
});
