// `robotid ask`: public questions are proven from the chain; what a vault answers is verified before it is believed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseRobotId } from "@openrobotid/sdk";
import { vaultQuestions } from "@openrobotid/sdk/vault";
import { folder, isolate, party } from "@openrobotid/testkit/sandbox";
import type { Running } from "@openrobotid/vault/start";
import { expect } from "chai";
import { privateKeyToAccount } from "viem/accounts";
import { QUESTION } from "../src/commands/ask.js";
import { answers, fails, says } from "./run.js";
import { startVault } from "./vault.js";

const ROBOT = parseRobotId("CN-BH01-TERN03-25W07000000000003");

describe("robotid ask", function () {
  this.timeout(180_000);
  isolate();
  let vault: Running;
  let signer = "";

  before(async () => {
    const started = await startVault();
    vault = started.vault;
    const key = readFileSync(started.logKeyFile, "utf8").trim();
    signer = privateKeyToAccount(`0x${key}`).address;
  });
  after(async () => await vault?.stop());

  const ask = (question: string, more = "") => `ask ${ROBOT} --question ${question} ${more}`;

  it("knows the questions of the SDK", () => {
    const names = [...QUESTION.matchAll(/\b[a-z]+\b/g)].map(([word]) => word);
    for (const name of Object.keys(vaultQuestions)) expect(names).to.include(name);
  });

  it("proves from the chain what is public, asks no vault, and says so", async () => {
    const level = await answers(ask("level", "--value 1"));
    expect(level).to.include({ by: "chain", answer: "yes", value: 1, account: null, vault: null });
    expect(await answers(ask("level", "--value 5"))).to.include({ answer: "no" });
    expect(await answers(ask("crash"))).to.include({ by: "chain", value: 365 });
    expect(await says(ask("serviced"))).to.match(/the chain, to everybody/);
    expect((await fails(ask("serviced", "--out public.json"), 2)).message).to.match(/is public/);
  });

  it("asks the vault for the rest, keeps the answer, and verifies it again", async () => {
    const out = `--vault ${vault.url} --signer ${signer} --out answer.json`;
    const answer = await answers(ask("fallen", out), { as: "lira" });
    expect(answer).to.include({ by: "vault", answer: "unknown", account: signer, value: 365 });
    const verified = await answers(`ask verify answer.json --signer ${signer}`);
    expect(verified).to.include({ robot: ROBOT, question: "fallen", answer: "unknown" });
    const text = readFileSync(join(folder, "answer.json"), "utf8");
    writeFileSync(join(folder, "changed.json"), text.replace('"unknown"', '"no"'));
    const { details } = await fails("ask verify changed.json", 5);
    expect(details).to.deep.equal({ reason: "notSigned" });
    const other = `ask verify answer.json --signer ${party("hotel").address}`;
    expect((await fails(other, 5)).details).to.deep.equal({ reason: "notSigned" });
  });

  it("says what is wrong with a question, and who may not ask", async () => {
    const at = `--vault ${vault.url}`;
    expect((await fails(ask("colour", at), 2)).message).to.match(/--question colour is none/);
    expect((await fails(ask("worn", `${at} --value 101`), 2)).message).to.match(
      /no number of worn/,
    );
    expect((await fails(ask("fallen"), 2)).message).to.match(/names a vault/);
    const { message } = await fails(ask("fallen", at), 1, { as: "hotel" });
    expect(message).to.match(/the holder did not grant it/);
  });
});
