// Evidence files of the command line: made once, verified with nothing but the anchor.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseRobotId } from "@openrobotid/sdk";
import {
  evidencedChain,
  type ProvingClient,
  readPublicRecord,
  recordEvidence,
} from "@openrobotid/sdk/evidence";
import { parseAnchor, proven } from "@openrobotid/sdk/proof";
import { deploymentFile, folder, isolate, rpcUrl } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { createClient, http } from "viem";
import { EXIT } from "../src/exit-codes.js";
import { answers, fails, robotid, says } from "./run.js";

const TERN = "CN-BH01-TERN03-25W07000000000002";
const UNKNOWN = "CN-BH01-TERN03-25W07000000999999";
const THEN = "2025-06-01T12:00:00Z";

describe("robotid evidence", function () {
  this.timeout(120_000);
  isolate();

  const cwd = mkdtempSync(join(folder, "evidence-"));
  const surroundings = { cwd };
  /** Without a node and without a deployment file. */
  const nowhere = { cwd, bare: true, env: { HOME: cwd } };
  const verify = "evidence verify then.evidence --anchor anchor.json";

  before(async () => {
    writeFileSync(join(cwd, "anchor.json"), await says("anchor show"));
    await answers(`evidence ${TERN} --at ${THEN} --out then.evidence`, surroundings);
  });

  it("says the same from the file as from a node, with no node", async () => {
    const file = readFileSync(join(cwd, "then.evidence"));
    const { proof, ...proven } = await answers<Record<string, never>>(verify, nowhere);
    const { robot, campaigns, verdict } = await answers<Record<string, never>>(`lookup ${TERN}`);
    expect(proven).to.deep.include({ robot, campaigns, verdict });
    const { entries, head, past } = await answers<Record<string, never>>(
      `history ${TERN} --at ${THEN}`,
    );
    expect(proven.past).to.deep.equal(past);
    expect(proven.history).to.deep.include({ head });
    expect((proven.history as unknown as { entries: unknown[] }).entries).to.deep.include.members(
      entries as unknown as unknown[],
    );
    expect(proven.sha256).to.equal(createHash("sha256").update(file).digest("hex"));
    expect(proof).to.include({ seals: "none", node: "the evidence file" });
  });

  it("says it in plain words: what was true, when, by whom, and what it does not cover", async () => {
    const page = await says(verify, nowhere);
    expect(page).to.contain(TERN).and.contain(`At ${THEN}`).and.contain("answers for it");
    expect(page).to.contain("It does not cover:\n  - What happened after ");
    expect(page).to.match(
      /\nProven against block \d+ of \S+, .* old, as the evidence file gives it\. Nobody vouches/,
    );
  });

  it("says of a file of the public view, as the API makes it, what it proves and what not", async () => {
    const anchor = parseAnchor(readFileSync(join(cwd, "anchor.json"), "utf8"));
    const client = createClient({
      chain: evidencedChain(anchor),
      transport: proven(http(rpcUrl), { anchor, maxAge: Number.POSITIVE_INFINITY }),
    });
    const about = { id: parseRobotId(TERN) };
    const calls = async (one: ProvingClient) => await readPublicRecord(one, about);
    writeFileSync(join(cwd, "public.evidence"), await recordEvidence(client, calls, { about }));
    const line = "evidence verify public.evidence --anchor anchor.json";
    const { verdict } = await answers<Record<string, unknown>>(`lookup ${TERN}`);
    const found = await answers<Record<string, unknown>>(line, nowhere);
    expect(found).to.include({ verdict });
    expect(found).to.include({ robot: null, history: null, answerable: null });
    expect(found.view).to.have.nested.property("status.state");
    const page = await says(line, nowhere);
    expect(page).to.contain(TERN).and.contain("Holder, operator and history: the file was made of");
    expect(page).to.match(/\nProven against block \d+/);
  });

  it("proves that a code was never issued, and ends as a look-up does", async () => {
    await answers(`evidence ${UNKNOWN} --out unknown.evidence`, surroundings);
    const line = "evidence verify unknown.evidence --anchor anchor.json";
    const { verdict, history } = await answers<Record<string, unknown>>(line, {
      ...nowhere,
      exits: EXIT.unknown,
    });
    expect({ verdict, history }).to.deep.equal({ verdict: "unknownCode", history: null });
  });

  it("writes a page to print, in which every line of its answer is, under headings and in tables", async () => {
    await answers(`${verify} --report headed.html`, nowhere);
    const page = readFileSync(join(cwd, "headed.html"), "utf8");
    const headings = [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, text]) => text);
    expect(headings).to.deep.equal([
      "What was true",
      `What was true at ${THEN}`,
      "Who vouches for it",
      "What it does not cover",
      "The file",
      "How to check this page",
    ]);
    const plain = (html: string) =>
      html
        .replaceAll(/<[^>]*>/g, " ")
        .replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
        .replaceAll(/\s+/g, "");
    const said = (await says(verify, nowhere)).split("\n").filter((line) => line.trim() !== "");
    expect(said.length).to.be.above(30);
    const written = plain(page);
    for (const line of said) {
      // How old the file is changes from one second to the next; a long cell is broken over lines by a terminal alone.
      const words = line.trim().replace(/^- /, "").split(/ {2,}/);
      for (const part of words.filter((one) => !one.includes(" old, as "))) {
        expect(written, line).to.include(plain(part));
      }
    }
    expect(page).to.match(/<th scope="row">holder<\/th><td>.*0x[0-9a-fA-F]{40}/);
  });

  it("writes a page to print, with the digest as a QR code, and fetches nothing for it", async () => {
    await answers(`${verify} --report report.html`, nowhere);
    const page = readFileSync(join(cwd, "report.html"), "utf8");
    const { sha256 } = await answers<{ sha256: string }>(verify, nowhere);
    expect(page)
      .to.contain(TERN)
      .and.contain(`aria-label="sha256:${sha256}"`)
      .and.contain("@media print");
    expect(page).to.not.match(/<script|<link|<img|src=|url\(/);
    expect((await fails(`${verify} --report report.html`, EXIT.usage, nowhere)).message).to.contain(
      "it is there already",
    );
  });

  it("overwrites nothing", async () => {
    const before = readFileSync(join(cwd, "then.evidence"));
    const { message } = await fails(
      `evidence ${TERN} --out then.evidence`,
      EXIT.usage,
      surroundings,
    );
    expect(message).to.match(/then\.evidence: it is there already\.$/);
    expect(Buffer.compare(before, readFileSync(join(cwd, "then.evidence")))).to.equal(0);
  });

  it("is small without code, which another file has", async () => {
    await answers(`evidence ${TERN} --no-code --out bare.evidence`, surroundings);
    await answers(`evidence ${TERN} --format json --out whole.json`, surroundings);
    const line = "evidence verify bare.evidence --anchor anchor.json";
    const { details } = await fails(line, EXIT.notProven, nowhere);
    expect(details).to.include({ answer: "notProven", reason: "notCovered" });
    const { robot } = await answers<{ robot: unknown }>(`${line} --code-from whole.json`, nowhere);
    expect(robot).to.deep.equal((await answers<{ robot: unknown }>(verify, nowhere)).robot);
  });

  it("refuses a file that is too old for who asks, damaged, or of another chain", async () => {
    const reasonOf = async (line: string) =>
      ((await fails(line, EXIT.notProven, nowhere)).details as { reason: string }).reason;
    expect(await reasonOf(`${verify} --max-age 60`)).to.equal("tooOld");
    const whole = readFileSync(join(cwd, "then.evidence"));
    writeFileSync(join(cwd, "cut.evidence"), whole.subarray(0, 1000));
    expect(await reasonOf("evidence verify cut.evidence --anchor anchor.json")).to.equal(
      "fileTruncated",
    );
    const anchor = JSON.parse(readFileSync(join(cwd, "anchor.json"), "utf8"));
    writeFileSync(
      join(cwd, "other.json"),
      JSON.stringify({ ...anchor, genesisHash: `0x${"12".repeat(32)}` }),
    );
    expect(await reasonOf("evidence verify then.evidence --anchor other.json")).to.equal(
      "wrongGenesis",
    );
  });

  it("is not made of what was not proven, nor verified without an anchor", async () => {
    const { message } = await fails(
      `evidence ${TERN} --no-prove --out no.evidence`,
      EXIT.usage,
      surroundings,
    );
    expect(message).to.contain("nothing is proven here");
    expect(existsSync(join(cwd, "no.evidence"))).to.equal(false);
    const { exitCode } = await robotid("evidence verify then.evidence", nowhere);
    expect(exitCode).to.not.equal(EXIT.ok);
    await fails("evidence verify nothing.evidence --anchor anchor.json", EXIT.usage, nowhere);
    const args = ["evidence", "verify", "then.evidence", "--deployment", deploymentFile];
    expect((await robotid(args, nowhere)).exitCode).to.equal(EXIT.ok);
  });
});
