import { readFileSync } from "node:fs";
import { expect } from "chai";
import { generateTypes } from "../scripts/generate-types.js";

describe("the types of the API's answers", () => {
  it("are those of its OpenAPI document", async () => {
    const committed = readFileSync(new URL("../src/api/schema.ts", import.meta.url), "utf8");
    expect(committed === (await generateTypes()), "run `npm run generate -w web`").to.equal(true);
  });
});
