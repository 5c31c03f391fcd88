// `robotid document`, and the vaults that a robot's history names: what is found without `--vault`, and what a wrong address cannot do.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseRobotId } from "@openrobotid/sdk";
import { folder, isolate } from "@openrobotid/testkit/sandbox";
import type { Running } from "@openrobotid/vault/start";
import { expect } from "chai";
import { answers, fails, says } from "./run.js";
import { putDocument, startVault } from "./vault.js";

const ROBOT = parseRobotId("CN-BH01-TERN03-25W07000000000003");
const HOLDER = { as: "lira" };
const TEXT = "The left knee was found worn.";

interface Listed {
  readonly documents: readonly { seq: number; kind: string; vaults: string[] }[];
  readonly vaults: readonly { url: string; entries: number[]; error: string | null }[];
}

describe("robotid document", function () {
  this.timeout(180_000);
  isolate();
  let vault: Running;
  let liar: Server;
  let seq = 0;
  const liarUrl = () => `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;

  before(async () => {
    ({ vault } = await startVault());
    // It says that it keeps everything, lets everybody in, and gives another document.
    liar = createServer((request, response) => {
      const { url = "" } = request;
      if (/documents\/\d+$/.test(url)) {
        response.setHeader("document-salt", `0x${"11".repeat(32)}`);
        return response.end("Nothing was found.");
      }
      const documents = [{ seq, state: "kept" }];
      const session = { token: "a", account: `0x${"1".repeat(40)}`, expiresAt: 2_000_000_000 };
      return response.end(JSON.stringify({ nonce: "a1b2c3d4e5", ...session, documents }));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => liar.once("listening", done));
    expect(
      (await fails(`telemetry show ${ROBOT} --since 2025-01-01 --until 2026-01-01`, 2)).message,
    ).to.match(/names a vault/);
    seq = await putDocument(vault.url, ROBOT, TEXT, `${vault.url}/robots/${ROBOT}`);
  });
  after(async () => {
    liar?.close();
    await vault?.stop();
  });

  it("finds the vault in the history, lists what it keeps, and gets it", async () => {
    const { documents, vaults } = await answers<Listed>(`document ${ROBOT}`);
    expect(vaults).to.deep.equal([{ url: vault.url, entries: [seq], error: null }]);
    expect(documents.find((one) => one.seq === seq)).to.deep.equal({
      ...{ seq, kind: "incident", vaults: [vault.url] },
    });
    const others = documents.filter((one) => one.seq !== seq);
    expect(others.every((one) => one.vaults.length === 0)).to.equal(true);
    const got = await answers(`document get ${ROBOT} ${seq} --out got.txt`, HOLDER);
    expect(got).to.deep.include({ seq, kind: "incident", vault: vault.url, failures: [] });
    expect(readFileSync(join(folder, "got.txt"), "utf8")).to.equal(TEXT);
    const refused = await fails(`document get ${ROBOT} ${seq} --out no.txt`, 1, { as: "hotel" });
    expect(refused.message).to.match(/The vault refuses \(403\)/);
    expect((await fails(`document get ${ROBOT} 1 --out no.txt`, 2, HOLDER)).message).to.match(
      /commits to no document/,
    );
  });

  it("needs no --vault for the log, telemetry, questions and cases", async () => {
    expect(await answers(`access log ${ROBOT}`, HOLDER)).to.include({ vault: vault.url });
    const times = "--since 2025-01-01 --until 2026-01-01";
    await answers(`telemetry show ${ROBOT} ${times}`, HOLDER);
    expect(await answers(`ask ${ROBOT} --question fallen`, HOLDER)).to.include({
      ...{ vault: vault.url, answer: "unknown" },
    });
  });

  it("takes no wrong document where an entry names a liar, and asks nobody else's vault by itself", async () => {
    await putDocument(vault.url, ROBOT, "Another one.", liarUrl());
    const { vaults } = await answers<Listed>(`document ${ROBOT}`);
    expect(vaults.map(({ url }) => url)).to.deep.equal([liarUrl(), vault.url]);
    const got = await answers<{ vault: string; failures: { vault: string; message: string }[] }>(
      `document get ${ROBOT} ${seq} --out right.txt`,
      HOLDER,
    );
    expect(got.vault).to.equal(vault.url);
    expect(got.failures[0]?.vault).to.equal(liarUrl());
    expect(got.failures[0]?.message).to.match(/the chain commits to something else/);
    expect(readFileSync(join(folder, "right.txt"), "utf8")).to.equal(TEXT);
    const alone = `document get ${ROBOT} ${seq} --vault ${liarUrl()} --out wrong.txt`;
    await fails(alone, 5, HOLDER);
    // Two are named: nobody guesses which log is meant.
    const { message } = await fails(`access log ${ROBOT}`, 2, HOLDER);
    expect(message)
      .to.include(liarUrl())
      .and.to.match(/names 2 vaults/);
    liar.close();
    expect(await says(`document ${ROBOT}`)).to.match(/does not answer/);
  });
});
