// `robotid case`: one signed file for a court, which verifies with no vault and no node, and in which nothing can be changed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseRobotId } from "@openrobotid/sdk";
import { folder, isolate, party, time } from "@openrobotid/testkit/sandbox";
import type { Running } from "@openrobotid/vault/start";
import { expect } from "chai";
import { unzipSync, type Zippable, zipSync } from "fflate";
import { privateKeyToAccount } from "viem/accounts";
import { unpackCase } from "../src/case-file.js";
import { answers, fails, says } from "./run.js";
import { putDocument, startVault } from "./vault.js";

const ROBOT = parseRobotId("CN-BH01-TERN03-25W07000000000003");
const HOLDER = { as: "lira" };

describe("robotid case", function () {
  this.timeout(180_000);
  isolate();
  let vault: Running;
  let anchors = "";
  let seq = 0;
  let at = 0;
  const make = (out: string) =>
    `case ${ROBOT} --at ${new Date(at * 1000).toISOString().replace(".000", "")} --vault ${vault.url} --anchors ${anchors} --out ${out}`;
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
  const rewrite = (change: (files: Zippable) => void, name = "changed.zip") => {
    const files = { ...unzipSync(read("first.zip")) } as Zippable;
    change(files);
    writeFileSync(join(folder, name), zipSync(files));
  };

  before(async () => {
    ({ vault, anchors } = await startVault());
    seq = await putDocument(vault.url, ROBOT, "The left knee was found worn.");
    at = await time.latest();
    await vault.anchoring.run();
    const made = await answers<{ documents: { seq: number }[]; lines: number }>(
      make("first.zip"),
      HOLDER,
    );
    expect(made.documents.map((one) => one.seq)).to.deep.equal([seq]);
    expect(made.lines).to.equal(3);
  });
  after(async () => await vault?.stop());

  it("verifies without the vault, says what was true, what was shown and to whom", async () => {
    const verify = `case verify first.zip --by ${party("lira").address}`;
    const verified = await answers(verify);
    expect(verified).to.deep.include({ robot: ROBOT, at, by: party("lira").address, lines: 3 });
    const words = await says(`${verify} --report again.html`);
    expect(words).to.match(/documents\/\d+\.bin/);
    expect(words).to.match(/log read/);
    expect(readFileSync(join(folder, "again.html"), "utf8")).to.include("Who was shown what");
    expect(
      (await fails(`case verify first.zip --by ${party("hotel").address}`, 5)).message,
    ).to.match(/signed by .*, not by/);
  });

  it("holds the same bytes for the same parts", async () => {
    const { list, files } = await unpackCase(read("first.zip"));
    const { packCase } = await import("../src/case-file.js");
    const { files: _files, format: _format, version: _version, ...content } = list;
    const account = privateKeyToAccount(party("lira").privateKey);
    const again = await packCase(content, files, (typed) => account.signTypedData(typed));
    expect(Buffer.from(again).equals(Buffer.from(read("first.zip")))).to.equal(true);
  });

  it("leaves out what the one who makes it may not see, and says so", async () => {
    const made = await answers<{ missing: { seq: number; why: string }[]; lines: null }>(
      make("stranger.zip"),
      { as: "hotel" },
    );
    expect(made.missing.find((one) => one.seq === seq)?.why).to.match(/not shown/);
    expect(made.lines).to.equal(null);
    expect(await says("case verify stranger.zip")).to.match(/No log: the log is for the holder/);
  });

  const changes: Record<string, [RegExp, (files: Zippable) => void]> = {
    "a document that was altered": [
      /is not the file of its list/,
      (files) => {
        files[`documents/${seq}.bin`] = new TextEncoder().encode("Nothing was found.");
      },
    ],
    "a log that was altered": [
      /log\.json is not the file/,
      (files) => {
        files["log.json"] = new Uint8Array(2);
      },
    ],
    "a document that was taken out": [
      /is missing/,
      (files) => {
        delete files[`documents/${seq}.bin`];
      },
    ],
    "a file that nobody signed": [
      /more\.txt is not the file/,
      (files) => {
        files["more.txt"] = new Uint8Array(1);
      },
    ],
    "a list that was altered": [
      /is not signed by/,
      (files) => {
        const text = new TextDecoder().decode(files["case.json"] as Uint8Array);
        files["case.json"] = new TextEncoder().encode(text.replace("incident", "service"));
      },
    ],
  };
  for (const [name, [found, change]] of Object.entries(changes)) {
    it(`names ${name}`, async () => {
      rewrite(change);
      expect((await fails("case verify changed.zip", 5)).message).to.match(found);
    });
  }

  it("names a document of another entry, also where somebody signs for it", async () => {
    const { list, files } = await unpackCase(read("first.zip"));
    const { packCase } = await import("../src/case-file.js");
    const { files: _files, format: _format, version: _version, ...content } = list;
    const liar = privateKeyToAccount(party("hotel").privateKey);
    const packed = await packCase(
      { ...content, by: liar.address },
      { ...files, [`documents/${seq}.bin`]: new TextEncoder().encode("Nothing was found.") },
      (typed) => liar.signTypedData(typed),
    );
    writeFileSync(join(folder, "liar.zip"), packed);
    expect((await fails("case verify liar.zip", 5)).message).to.match(
      /is not the document of entry/,
    );
  });

  it("unpacks no more than a case can hold, and no file that is none", async () => {
    const bomb = zipSync({ "bomb.bin": new Uint8Array(1000) }, { level: 9 });
    // The length that the archive says it unpacks to: 4 GiB less one.
    const at32 = Buffer.from(bomb).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24;
    bomb.set([0xfe, 0xff, 0xff, 0xff], at32);
    for (const bytes of [bomb, new Uint8Array(40)]) {
      writeFileSync(join(folder, "bomb.zip"), bytes);
      expect((await fails("case verify bomb.zip", 5)).message).to.match(/cannot be unpacked/);
    }
  });
});
