// `robotid access log` with a vault that runs and anchors: what the holder is shown, and each way in which a vault can lie about it.
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseRobotId } from "@openrobotid/sdk";
import { anchorsAbi } from "@openrobotid/sdk/abis";
import { robotIdChain } from "@openrobotid/sdk/chains";
import { evidence } from "@openrobotid/sdk/evidence";
import { readAnchor } from "@openrobotid/sdk/proof";
import { anchorsCodeHash, logLeaf, logNode, vaultLogTopic } from "@openrobotid/sdk/vault";
import { deploymentFile, folder, isolate, party, rpcUrl } from "@openrobotid/testkit/sandbox";
import { signIn } from "@openrobotid/vault/client/vault-client";
import { signHead } from "@openrobotid/vault/log/signed-head";
import type { Running } from "@openrobotid/vault/start";
import { telemetryYear } from "@openrobotid/world/telemetry";
import { expect } from "chai";
import { type Address, createClient, http, keccak256 } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { getCode, readContract } from "viem/actions";
import { answers, fails, robotid, says } from "./run.js";
import { startVault } from "./vault.js";

const ROBOT = parseRobotId("CN-BH01-TERN03-25W07000000000003");
const HOLDER = { as: "lira" };

interface Answer {
  lines: {
    what: string;
    party: string | null;
    account: string;
    why: string | null;
    label: string | null;
  }[];
  size: number;
  signer: string;
  anchored: { account: string; size: number; count: number } | null;
}

/** Part of an answer of a vault that a liar changes. */
interface Given {
  head: { vault: string; chainId: number; size: number; root: string };
  entries: { position: number; line: string; proof: string[] }[];
  account: string | null;
  anchors: { root: string; leaves: number; at: number }[];
  continued: string[][];
}

describe("robotid access log", function () {
  this.timeout(180_000);
  isolate();
  let vault: Running;
  let anchors = "";
  let logKeyFile = "";
  let liar: Server;
  let lie: (path: string, given: Given) => object = (_, given) => given;
  const log = (more = "", at = liarUrl()) =>
    `access log ${ROBOT} --vault ${at} --anchors ${anchors} ${more}`;
  const liarUrl = () => `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;

  before(async () => {
    // What the liar calls itself is what its messages, heads and topics name: only its answers are altered.
    liar = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = "GET", url = "", headers } = request;
      const { authorization } = headers;
      const answer = await fetch(`${vault.url}${url}`, {
        method,
        headers: {
          ...(authorization && { authorization }),
          "content-type": "application/json",
        },
        ...(["POST", "PUT"].includes(method) && { body: Buffer.concat(chunks).toString() }),
      });
      const given = (await answer.json()) as Given;
      response.statusCode = answer.status;
      response.end(JSON.stringify(answer.ok ? lie(url, given) : given));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => liar.once("listening", done));
    ({ vault, anchors, logKeyFile } = await startVault(liarUrl()));
    writeFileSync(
      join(folder, "looked.json"),
      JSON.stringify(telemetryYear({ robot: ROBOT, chainId: 31337, from: 1_740_960_000 })[0]),
    );
    await answers(`telemetry push looked.json --vault ${liarUrl()}`, HOLDER);
    const show = `telemetry show ${ROBOT} --vault ${liarUrl()} --since 2025-01-01 --until 2026-01-01`;
    await answers(show, HOLDER);
    await fails(show, 1, { as: "hotel" });
    await vault.anchoring.run();
  });
  afterEach(() => {
    lie = (_, given) => given;
  });
  after(async () => {
    liar?.close();
    await vault?.stop();
  });

  it("shows who, as what, what and why, with the head that the chain has", async () => {
    const { lines, anchored, size } = await answers<Answer>(log(), HOLDER);
    const lira = party("lira").address;
    expect(lines.map(({ what, party: as, account }) => [what, as, account])).to.deep.equal([
      ["telemetryTaken", null, lira],
      ["look", "holder", lira],
      ["refusal", null, party("hotel").address],
      ["logRead", "holder", lira],
    ]);
    expect(anchored).to.deep.include({
      ...{ account: party("stranger").address, size: size - 1, count: 1 },
    });
    const words = await says(log(), HOLDER);
    expect(words).to.match(/all but the last 2 lines are under it/);
    expect(words).to.match(/refusal .*not-entitled/);
  });

  it("gives a browser what proves the heads on the chain, with no node", async () => {
    const account = privateKeyToAccount(party("lira").privateKey);
    const asked = { vault: liarUrl(), chainId: 31337, now: Math.floor(Date.now() / 1000) };
    const token = await signIn(account, { at: vault.url, ...asked });
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${vault.url}/robots/${ROBOT}/evidence`, { headers });
    expect(response.headers.get("anchors-contract")).to.equal(anchors);
    const deployment = JSON.parse(readFileSync(deploymentFile, "utf8"));
    const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
    const plain = createClient({ chain, transport: http(rpcUrl) });
    const anchor = await readAnchor(plain, { deployment, seals: "none" });
    const transport = await evidence(new Uint8Array(await response.arrayBuffer()), { anchor });
    const offline = createClient({ chain, transport, cacheTime: 0 });
    const code = await getCode(offline, { address: anchors as Address });
    expect(keccak256(code ?? "0x")).to.equal(anchorsCodeHash);
    const [count] = await readContract(offline, {
      ...{ address: anchors as Address, abi: anchorsAbi, functionName: "anchorsOf" },
      args: [party("stranger").address, vaultLogTopic(liarUrl())],
    } as const);
    expect(count).to.equal(1n);
  });

  it("gives CSV that no spreadsheet takes for a formula", async () => {
    const { log: written } = vault.vault;
    await written.write({ what: "look", robot: ROBOT, why: "=HYPERLINK(1)" });
    const { out } = await robotid(log("--format csv"), HOLDER);
    expect(out.split("\r\n")[0]).to.match(/^at,what,party,account,seq,kind,why,/);
    expect(out).to.include(",'=HYPERLINK(1),");
  });

  it("is for the holder alone", async () => {
    const { message } = await fails(log(), 1, { as: "hotel" });
    expect(message).to.match(/for who holds it/);
  });

  it("keeps the head, and names a log that was cut off since", async () => {
    await answers(log("--head kept-head.json"), HOLDER);
    const kept = readFileSync(join(folder, "kept-head.json"), "utf8");
    const shorter = { size: 2, root: (await vault.vault.log.tree.headAt(2)).root };
    const key = privateKeyToAccount(`0x${readFileSync(logKeyFile, "utf8").trim()}`);
    const from = { url: liarUrl(), chainId: 31337, key, now: () => 1 };
    const head = await signHead(shorter, from);
    lie = (path, given) => {
      if (path.startsWith("/log/anchors")) return { ...given, anchors: [], continued: [] };
      return {
        ...given,
        ...(given.head && { head, entries: [] }),
        ...(path === "/log/head" && head),
      };
    };
    const { details } = await fails(log("--head kept-head.json"), 5, HOLDER);
    expect(details).to.deep.equal({ reason: "cutOff" });
    expect(readFileSync(join(folder, "kept-head.json"), "utf8")).to.equal(kept);
  });

  const lies: Record<string, [reason: string, lie: typeof lie]> = {
    "an altered line": [
      "altered",
      (_, given) => ({
        ...given,
        entries: given.entries?.map((one) => ({
          ...one,
          line: one.line.replace("refusal", "nothing"),
        })),
      }),
    ],
    "a line that was left out": [
      "leftOut",
      (_, given) => ({
        ...given,
        entries: given.entries?.filter(({ line }) => !line.includes("refusal")),
      }),
    ],
    "the last lines that were cut off": [
      "leftOut",
      (_, given) => ({ ...given, entries: given.entries?.slice(0, 2) }),
    ],
    "anchors that are not those of the chain": [
      "notAnchored",
      (_, given) => ({
        ...given,
        anchors: given.anchors?.map((one) => ({ ...one, root: `0x${"11".repeat(32)}` })),
      }),
    ],
    "anchors that are left out": [
      "notAnchored",
      (_, given) => ({ ...given, ...(given.anchors && { anchors: [], continued: [] }) }),
    ],
    "a proof that does not lead from the anchor to the head": [
      "forked",
      (_, given) => ({ ...given, ...(given.continued && { continued: [[logLeaf("another")]] }) }),
    ],
    "a head that nobody signed": [
      "notSigned",
      (path, given) =>
        path.includes("/robots/") && given.head
          ? { ...given, head: { ...given.head, signature: "0x00" } }
          : given,
    ],
    "a head of another vault": [
      "another",
      (_, given) => ({
        ...given,
        ...(given.head && { head: { ...given.head, vault: "https://other.example" } }),
      }),
    ],
    "an answer of another form": ["malformed", () => ({})],
  };
  for (const [name, [reason, told]] of Object.entries(lies)) {
    it(`names ${name}`, async () => {
      lie = (path, given) =>
        path.startsWith("/nonces") || path.startsWith("/sessions") ? given : told(path, given);
      const { details } = await fails(log(), 5, HOLDER);
      expect(details).to.deep.equal({ reason });
    });
  }

  it("names who signed and anchored where another one is expected", async () => {
    const other = party("hotel").address;
    for (const [option, reason] of [
      ["--signer", "notSigned"],
      ["--account", "notAnchored"],
    ]) {
      const { details } = await fails(log(`${option} ${other}`), 5, HOLDER);
      expect(details).to.deep.equal({ reason });
    }
  });

  it("says plainly where nothing was compared with the chain", async () => {
    const plain = `access log ${ROBOT} --vault ${liarUrl()}`;
    expect((await answers<Answer>(plain, HOLDER)).anchored).to.equal(null);
    expect(await says(plain, HOLDER)).to.match(/Nothing was compared with the chain/);
    const { message } = await fails(`${plain} --account ${party("stranger").address}`, 2, HOLDER);
    expect(message).to.match(/names no contract Anchors/);
    const other = `${plain} --anchors ${party("stranger").address}`;
    expect((await fails(other, 2, HOLDER)).message).to.match(/is not that of Anchors/);
  });
});

describe("robotid access log --api", function () {
  this.timeout(60_000);
  const key = privateKeyToAccount(`0x${"07".repeat(32)}`);
  const token = "a".repeat(43);
  let api: Server;
  let message = "";
  const url = () => `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const now = () => Math.floor(Date.now() / 1000);

  /** A log of two looks: at a list of two robots, and of the holder at the log itself. */
  const answerTo = async (path: string): Promise<object> => {
    const at = now();
    const own = JSON.stringify({ series: "told", ordinal: 1, robot: ROBOT, salt: "00" });
    const other = logLeaf("of another robot");
    const robots = { size: 2, root: logNode(logLeaf(own), other) };
    const said = { at, toldAt: at, party: "authority", label: "An authority" };
    const list = JSON.stringify({ ...said, what: "look", kind: "recallUnits", robots });
    const account = party("lira").address;
    const read = { series: "told", ordinal: 2, at, toldAt: at, what: "logRead", robot: ROBOT };
    const last = JSON.stringify({ ...read, account });
    const root = logNode(logLeaf(list), logLeaf(last));
    const from = { url: `${url()}/v1/access-log`, chainId: 31337, key, now };
    const head = await signHead({ size: 2, root }, from);
    if (path.startsWith("/log/head")) {
      return await signHead({ size: 1, root: logLeaf(list) }, from);
    }
    if (path.startsWith("/log/anchors")) {
      const topic = vaultLogTopic(from.url);
      return { account: null, topic, anchors: [], continued: [] };
    }
    if (path.startsWith(`/robots/${ROBOT}/log?`)) {
      const among = { position: 0, line: own, proof: [other] };
      return {
        head,
        entries: [
          { position: 0, line: list, proof: [logLeaf(last)], own: among },
          { position: 1, line: last, proof: [logLeaf(list)] },
        ],
      };
    }
    return path === "/nonces"
      ? { nonce: "a1b2c3d4e5", expiresAt: at + 300 }
      : { token, account, expiresAt: at + 900 };
  };

  before(async () => {
    api = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const [, path] = (request.url ?? "").split("/v1/access-log");
      if (path === undefined) return response.writeHead(404).end("{}");
      if (path === "/sessions") ({ message } = JSON.parse(Buffer.concat(chunks).toString()));
      response.end(JSON.stringify(await answerTo(path)));
    }).listen(0, "127.0.0.1");
    await new Promise((done) => api.once("listening", done));
  });
  after(() => api?.close());

  it("shows which institutions looked in the API, signed in at its address", async () => {
    const { lines, signer } = await answers<Answer>(`access log ${ROBOT} --api ${url()}/`, HOLDER);
    expect(lines.map(({ what, label, account }) => [what, label, account])).to.deep.equal([
      ["look", "An authority", null],
      ["logRead", null, party("lira").address],
    ]);
    expect(signer).to.equal(key.address);
    expect(message.split("\n")[0]).to.include(new URL(url()).host);
    const words = await says(`access log ${ROBOT} --api ${url()}`, HOLDER);
    expect(words).to.match(/An authority as authority +recallUnits/);
  });

  it("takes an API or a vault, and refuses what is no address", async () => {
    const both = `access log ${ROBOT} --api ${url()} --vault https://vault.example`;
    expect((await fails(both, 2, HOLDER)).message).to.match(/cannot be used with/);
    const { message: wrong } = await fails(`access log ${ROBOT} --api here`, 2, HOLDER);
    expect(wrong).to.match(/--api here is no address/);
  });
});
