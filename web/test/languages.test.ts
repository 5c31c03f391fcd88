import { readFileSync } from "node:fs";
import { expect } from "chai";
import { generateLanguages } from "../scripts/generate-languages.js";

describe("the list of languages", () => {
  it("is that of web/locales: `npm run generate -w web` writes it", () => {
    const committed = readFileSync(new URL("../src/i18n/locales.ts", import.meta.url), "utf8");
    expect(committed).to.equal(generateLanguages());
  });
});
