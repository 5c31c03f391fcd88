import { readFileSync } from "node:fs";
import { expect } from "chai";
import { generated } from "../scripts/generate.js";

describe("what is generated for the pages", () => {
  it("is what the OpenAPI document and the locales say", async () => {
    for (const [file, text] of Object.entries(await generated())) {
      const committed = readFileSync(new URL(`../src/${file}`, import.meta.url), "utf8");
      expect(committed === text, `${file}: run \`npm run generate -w web\``).to.equal(true);
    }
  });
});
