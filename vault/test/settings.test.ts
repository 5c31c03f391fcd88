// The settings that containers give a vault.
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { readSettings } from "../src/config.js";

const compose = readFileSync(
  new URL("../../network/compose/compose.yaml", import.meta.url),
  "utf8",
);
const given = Object.fromEntries(
  [...compose.matchAll(/^ {6}(VAULT_[A-Z_]+): (.*)$/gm)].map(([, name = "", value = ""]) => [
    name,
    value.replace(/^\$\{[A-Z_]+:-([^}]*)\}$/, "$1").replaceAll('"', ""),
  ]),
);

describe("the vault in containers", () => {
  it("is given settings that it has, and all but its address", () => {
    const settings = readSettings(undefined, {
      ...given,
      VAULT_PUBLIC_URL: "https://vault.example",
    });
    expect(settings).to.include({ host: "0.0.0.0", port: 9650, folder: "/vault/data" });
    expect(() => readSettings(undefined, given)).to.throw(/settings:\n {2}- public-url is missing/);
  });
});
