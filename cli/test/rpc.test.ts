// A server of proven reads for other programs, and the anchor that it proves from.
import { readFileSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { consortiumAbi } from "@openrobotid/sdk/abis";
import { type LocalServer, startRpcServer } from "@openrobotid/sdk/endpoint";
import { proven } from "@openrobotid/sdk/proof";
import { deploymentFile, folder, rpcUrl, time } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { createClient, decodeErrorResult, encodeFunctionData, type Hex, http } from "viem";
import { getBlockNumber } from "viem/actions";
import { EXIT } from "../src/exit-codes.js";
import { robotid, says } from "./run.js";

const file = join(folder, "anchor.json");

describe("robotid anchor", () => {
  before(async () => {
    writeFileSync(file, await says("anchor make --seals none"));
  });

  it("shows what a file holds, in words as the file is written and in JSON on one line", async () => {
    const shown = await says(["anchor", "show", "--anchor", file]);
    const json = await says(["anchor", "show", "--anchor", file, "--json"]);
    expect(JSON.parse(json)).to.deep.equal(JSON.parse(shown));
    expect(JSON.parse(json)).to.include({ seals: "none", version: 1 });
  });

  it("says that a deployment carries none, and where to get one", async () => {
    const { anchor: _, ...deployment } = JSON.parse(readFileSync(deploymentFile, "utf8"));
    const without = join(folder, "without-anchor.json");
    writeFileSync(without, JSON.stringify(deployment));
    const line = ["anchor", "show", "--deployment", without];
    const { exitCode, err } = await robotid(line, { bare: true });
    expect(exitCode).to.equal(EXIT.usage);
    expect(err).to.contain("carries no anchor").and.contain("--anchor FILE");
  });

  it("says of a file what is wrong with it", async () => {
    const broken = join(folder, "broken-anchor.json");
    writeFileSync(
      broken,
      JSON.stringify({
        ...JSON.parse(await says(["anchor", "show", "--anchor", file])),
        seals: "wax",
      }),
    );
    const { exitCode, err } = await robotid(["anchor", "show", "--anchor", broken]);
    expect(exitCode).to.equal(EXIT.usage);
    expect(err).to.contain(`wrong at seals: "wax"`).and.contain(`Expected "qbft" or "none"`);
  });

  it("checks that a node proves its newest block, and says that nobody vouches for it", async () => {
    const age = String(Math.ceil(Math.abs(Date.now() / 1000 - (await time.latest()))) + 3600);
    const line = ["anchor", "check", "--anchor", file, "--max-age", age];
    const { exitCode, out, err } = await robotid(line);
    expect(exitCode, err).to.equal(EXIT.ok);
    expect(out).to.contain("nobody: no validators seal the blocks of this chain");
  });

  it("fails where the newest block is too old, and where the chain is another", async () => {
    const old = await robotid(["anchor", "check", "--anchor", file, "--max-age", "1"]);
    expect(old.exitCode).to.equal(EXIT.notProven);
    expect(old.err).to.contain("1 s are the most");
    const other = join(folder, "other-anchor.json");
    const anchor = JSON.parse(await says(["anchor", "show", "--anchor", file]));
    writeFileSync(other, JSON.stringify({ ...anchor, genesisHash: `0x${"11".repeat(32)}` }));
    const { exitCode, err } = await robotid(["anchor", "check", "--anchor", other]);
    expect(exitCode).to.equal(EXIT.notProven);
    expect(err).to.contain("another one has the same chain id");
  });

  it("fails in its own way where no node answers", async () => {
    const line = ["anchor", "check", "--anchor", file, "--rpc", "http://127.0.0.1:1"];
    const { exitCode, err } = await robotid([...line, "--deployment", join(folder, "31337.json")], {
      bare: true,
    });
    expect(exitCode, err).to.equal(EXIT.network);
  });
});

describe("robotid rpc", () => {
  let server: LocalServer;

  before(async () => {
    const anchor = JSON.parse(await says("anchor make --seals none --json"));
    writeFileSync(file, JSON.stringify(anchor));
    const { parseAnchor } = await import("@openrobotid/sdk/proof");
    const now = await time.latest();
    const transport = proven(http(rpcUrl), {
      anchor: parseAnchor(anchor),
      maxAge: Number.POSITIVE_INFINITY,
      now: () => now,
    });
    server = await startRpcServer(transport, 0);
  });

  after(async () => {
    await server.close();
  });

  const post = async (body: string) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(server.url, { method: "POST", headers, body });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };
  const call = (method: string, params: unknown[] = []) =>
    JSON.stringify({ jsonrpc: "2.0", id: 7, method, params });

  it("answers programs that know nothing of proofs: ethers and viem", async () => {
    const expected = await getBlockNumber(createClient({ transport: http(rpcUrl) }));
    const provider = new JsonRpcProvider(server.url, undefined, { staticNetwork: true });
    expect(await provider.getBlockNumber()).to.equal(Number(expected));
    const block = await provider.getBlock(1);
    expect(block?.transactions).to.have.length.of.at.least(1);
    provider.destroy();
    expect(await getBlockNumber(createClient({ transport: http(server.url) }))).to.equal(expected);
  });

  it("gives the errors of a contract as a node does", async () => {
    const anchor = JSON.parse(await says("anchor make --seals none --json"));
    const { address } = anchor.contracts.Consortium;
    const data = encodeFunctionData({ abi: consortiumAbi, functionName: "seatOf", args: [0n] });
    const { answer } = await post(call("eth_call", [{ to: address, data }, "latest"]));
    expect(answer.error).to.include({ code: 3, message: "execution reverted" });
    const { data: reverted } = answer.error as { data: Hex };
    const { errorName } = decodeErrorResult({ abi: consortiumAbi, data: reverted });
    expect(errorName).to.equal("ConsortiumUnknownSeat");
  });

  it("refuses to write, saying so in its own code", async () => {
    const { answer } = await post(call("eth_sendRawTransaction", ["0x00"]));
    expect(answer).to.deep.include({ jsonrpc: "2.0", id: 7 });
    expect(answer.error).to.include({ code: -32004 });
    expect((answer.error as { data: object }).data).to.include({
      answer: "notProven",
      reason: "notProvable",
    });
  });

  it("says which of the answers it is where something is not proven", async () => {
    const { answer } = await post(call("eth_getBlockByNumber", ["0xffffff", false]));
    expect(answer.error).to.include({ code: -32090 });
    expect((answer.error as { data: object }).data).to.include({ reason: "afterHead" });
  });

  it("answers several calls at once, each by its id", async () => {
    const calls = ["eth_chainId", "eth_nothing"].map((method) => JSON.parse(call(method)));
    const { answer } = await post(JSON.stringify(calls));
    const [chainId, nothing] = answer as unknown as Record<string, unknown>[];
    expect(chainId).to.include({ id: 7, result: "0x7a69" });
    expect(nothing).to.have.property("error");
  });

  for (const [what, body, status] of [
    ["no JSON", "{", 400],
    ["no calls", "[]", 400],
    ["no method", "{}", 200],
    ["more than a megabyte", `"${"x".repeat(1_048_577)}"`, 413],
  ] as const) {
    it(`refuses ${what}, and goes on`, async () => {
      const { status: found, answer } = await post(body);
      expect(found).to.equal(status);
      expect(answer).to.have.property("error");
      expect((await post(call("eth_chainId"))).answer).to.have.property("result");
    });
  }

  it("answers nobody who comes by another name: a page that was led here", async () => {
    const status = await new Promise((resolve, reject) => {
      const options = { method: "POST", headers: { host: "attacker.example" } };
      httpRequest(server.url, options, (response) => resolve(response.statusCode))
        .on("error", reject)
        .end(call("eth_chainId"));
    });
    expect(status).to.equal(403);
  });

  it("says whether the newest block is proven, and answers under a name that it was given", async () => {
    expect((await fetch(`${server.url}/health`)).status).to.equal(200);
    const silent = await startRpcServer(
      () => ({ request: () => Promise.reject(new Error("nothing is proven")) }) as never,
      0,
      { names: ["member.internal"] },
    );
    const statusAs = async (host: string) =>
      await new Promise((resolve, reject) => {
        httpRequest(`${silent.url}/health`, { headers: { host } }, ({ statusCode }) =>
          resolve(statusCode),
        )
          .on("error", reject)
          .end();
      });
    expect(await statusAs("member.internal:8546")).to.equal(503);
    expect(await statusAs("attacker.example")).to.equal(403);
    await silent.close();
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    const ended = robotid(["rpc", "--anchor", file, "--port", "0", "--json"], {
      signal: stop.signal,
    });
    setTimeout(() => stop.abort(), 300);
    const { exitCode, out } = await ended;
    expect(exitCode).to.equal(EXIT.ok);
    expect(JSON.parse(out)).to.include({ seals: "none", chainId: 31_337 });
  });
});
