// Every command that writes, against the sandbox: as a dry run, refused, and done.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connection, folder, isolate, party } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { computeAddress } from "ethers";
import { documentationOf, WRITE_ANSWER } from "../src/define.js";
import { commandsOf, describeProgram } from "../src/reference.js";
import { WRITES } from "./cases.js";
import { answers, fails, robotid, says, wordsOf } from "./run.js";

interface Written {
  readonly dryRun: boolean;
  readonly from: string;
  readonly transaction: string | null;
  readonly events: readonly Record<string, unknown>[];
}

const blockNumber = () => connection.ethers.provider.getBlockNumber();

describe("commands that write", () => {
  isolate();

  before(() => {
    writeFileSync(join(folder, "document.txt"), "A document");
    writeFileSync(
      join(folder, "fleet.txt"),
      "# two of them\ncn-bh01-tern03-25w07000000000001\n\nCNBH01TERN0325W07000000000002\n",
    );
  });

  for (const { line, as, before: prepare, refused } of WRITES) {
    it(line.slice(0, 80), async () => {
      const given = (await prepare?.()) ?? {};
      const args = wordsOf(line.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name])));
      const before = await blockNumber();

      const rehearsed = await answers<Written>([...args, "--dry-run"], { as });
      expect(rehearsed).to.deep.include({ dryRun: true, transaction: null, events: [] });
      if (typeof refused === "string") {
        const { code, message, suggestion } = await fails([...args, "--dry-run"], 1, {
          as: "stranger",
        });
        expect(code).to.equal(refused);
        expect(message).to.match(/.\.$/s);
        expect(suggestion).to.match(/.\.$/s);
      }
      expect(await blockNumber()).to.equal(before);

      const written = await answers<Written>(args, { as });
      expect(written.from).to.equal(party(as).address);
      expect(written.transaction).to.match(/^0x[0-9a-f]{64}$/);
      expect(written.events).to.have.length.of.at.least(1);
      expect(await blockNumber()).to.equal(before + 1);
      if (typeof refused === "object") {
        expect((await fails(args, 1, { as })).code).to.equal(refused.again);
      }
    });
  }

  it("are all among these cases", () => {
    const tried = WRITES.map(({ line }) => line);
    const untried = commandsOf(describeProgram())
      .filter(({ command }) => documentationOf(command)?.json === WRITE_ANSWER)
      .map(({ path }) => path.join(" "))
      .filter((path) => !tried.some((line) => line === path || line.startsWith(`${path} `)));
    expect(untried).to.deep.equal([]);
  });

  it("say in words what was done, and what to keep", async () => {
    const done = await says(
      "flag raise CN-BH01-TERN03-25W07000000000002 stolen --document document.txt",
      { as: "hotel" },
    );
    expect(done).to.match(/^✔ CN-BH01-TERN03-25W07000000000002 is reported as stolen\.\n/);
    expect(done).to.include(
      `${join(folder, "document.txt")}.commitment.json (the salt of the document)`,
    );
    expect(
      await says("transfer consent revoke-all CN-BH01-TERN03-25W07000000000002 --dry-run", {
        as: "hotel",
      }),
    ).to.equal("✔ It would pass. Nothing was sent.\n");
  });

  it("say until when a recall is open whose closing is announced", async () => {
    expect(await says("recall show 1")).to.match(/ open +no end is announced\n/);
    await says("recall close 1 --document document.txt", { as: "beihu" });
    expect(await says("recall show 1")).to.match(/ open +until 20\d\d-/);
    expect(await says("recall list")).to.match(/ from 20\d\d-\d\d-\d\d /);
  });

  it("ask for what shows the key of a unit that is placed without a manifest", async () => {
    await says("device keygen unit.jwk.json");
    const line = "place CN-BH01-TERN03-25W07000000006200 --country ES --device-key unit.jwk.json";
    const { message, suggestion } = await fails(line, 2, { as: "beihu" });
    expect(message).to.equal("Nothing shows with which key the unit was made.");
    expect(suggestion).to.include("--manifest");
  });

  it("say of an account that cannot pay a fee that it cannot, and that nothing is certain", async () => {
    const env = { ROBOTID_PRIVATE_KEY: `0x${"5e".repeat(32)}` };
    await says(
      `authority name-account CN-BH01 --account ${computeAddress(env.ROBOTID_PRIVATE_KEY)}`,
      { as: "beihu" },
    );
    const { exitCode, err } = await robotid("authority accept-account CN-BH01", { env });
    expect(exitCode).to.equal(4);
    expect(err).to.include("the account that signs cannot pay it");
    expect(err).to.match(/Sent already, and may still be executed: transaction 0x[0-9a-f]{64}\.\n/);
  });

  it("name the command to take next, and no action of the SDK", async () => {
    const { suggestion } = await fails("recall close 999 --document document.txt", 3, {
      as: "beihu",
    });
    expect(suggestion).to.equal("Give the number that `robotid recall open` gave.");
  });

  it("rehearse for anybody without a key", async () => {
    const { address } = party("hotel");
    const line = `relocate CN-BH01-TERN03-25W07000000000002 --country DE --from ${address}`;
    expect((await answers<Written>(`${line} --dry-run`)).from).to.equal(address);
    expect((await fails(line, 2)).message).to.equal("Nobody is named who signs.");
    expect((await fails(line, 2, { as: "lira" })).message).to.include("--from says");
  });
});
