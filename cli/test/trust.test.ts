// What cannot be trusted: nodes that lie, nodes that do not answer, names that are no mere text, deployments that are others.
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { printable } from "@openrobotid/sdk";
import { deploymentFile, folder, otherUrl, party, rpcUrl } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { answers, fails, robotid } from "./run.js";

const TERN = "CN-BH01-TERN03-25W0700000000";

/** A node that alters what it answers, as long as `use` lasts. */
async function withLyingNode(
  alter: (answer: string, request: string) => string,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = { "content-type": "application/json" };
    const answer = await fetch(rpcUrl, { method: "POST", headers, body: Buffer.concat(chunks) });
    const request = Buffer.concat(chunks).toString();
    outgoing.writeHead(200, headers).end(alter(await answer.text(), request));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe("a node that asks for a token", () => {
  const token = join(folder, "rpc-token");
  let server: Server;
  let url: string;

  before(async () => {
    server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      if (incoming.headers.authorization !== "Bearer of the reader") {
        outgoing.writeHead(401).end();
        return;
      }
      const headers = { "content-type": "application/json" };
      const answer = await fetch(rpcUrl, { method: "POST", headers, body: Buffer.concat(chunks) });
      outgoing.writeHead(200, headers).end(await answer.text());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const ask = async (rpc: string) =>
    await robotid(["network", "status", "--rpc", rpc, "--deployment", deploymentFile], {
      bare: true,
    });

  it("is given that of the file that its address names", async () => {
    writeFileSync(token, "of the reader\n");
    expect(await ask(`${url}#token-file=${token}`)).to.include({ exitCode: 0 });
  });

  it("is said to refuse where there is none, with what to do", async () => {
    const { exitCode, err } = await ask(url);
    expect(exitCode).not.to.equal(0);
    expect(err).to.contain("answers 401").and.contain("#token-file=PATH");
  });

  it("is not asked where the file that its address names is a folder, or is not there", async () => {
    for (const [file, said] of [
      [folder, "it is a folder, and a file is needed"],
      [join(folder, "no-such-token"), "no such file"],
    ] as const) {
      for (const question of [
        ["network", "status"],
        ["lookup", `${TERN}0001`],
      ]) {
        const args = [...question, "--rpc", `${url}#token-file=${file}`];
        const { code, message } = await fails([...args, "--deployment", deploymentFile], 2, {
          bare: true,
        });
        expect(code).to.equal("EndpointError");
        expect(message).to.contain(`${file}, with the token of a node, cannot be read`);
        expect(message).to.contain(said);
      }
    }
  });

  it("is not asked where its address says something else after #", async () => {
    const { exitCode, err } = await ask(`${url}#token=secret`);
    expect(exitCode).to.equal(2);
    expect(err).to.contain("Expected token-file=PATH");
  });
});

describe("a node that lies, where nothing is proven", () => {
  const inHex = (key: string) => party(key).address.slice(2).toLowerCase();
  const swap = (answer: string) =>
    answer
      .replaceAll(inHex("hospital"), inHex("hotel"))
      .replaceAll(inHex("verwalter"), inHex("hotel"));

  it("is noticed by `history`, which names the entry", async () => {
    await withLyingNode(swap, async (url) => {
      const args = ["history", `${TERN}0001`, "--no-prove", "--rpc", url];
      args.push("--deployment", deploymentFile);
      const { code, message } = await fails(args, 5, { bare: true });
      expect(code).to.equal("HistoryMismatchError");
      expect(message).to.match(/entry \d+ /);
    });
  });

  it("is noticed by a second node, and the difference is named", async () => {
    await withLyingNode(swap, async (url) => {
      const { code, message } = await fails(
        `lookup ${TERN}0001 --no-prove --verify-against ${url}`,
        5,
      );
      expect(code).to.equal("VerificationFailed");
      expect(message).to.include("robot.holder");
      const units = await robotid(`recall units 3 --no-prove --verify-against ${url}`);
      expect(units.exitCode).to.equal(5);
    });
    expect(
      await answers(`lookup ${TERN}0001 --no-prove --verify-against ${otherUrl}`),
    ).to.deep.include({
      verdict: "inService",
    });
  });

  it("says nothing of a recall before the other node agreed to all of it", async () => {
    await withLyingNode(swap, async (url) => {
      const { exitCode, out } = await robotid(`recall units 3 --no-prove --verify-against ${url}`);
      expect({ exitCode, out }).to.deep.equal({ exitCode: 5, out: "" });
    });
  });

  it("has no second opinion of itself", async () => {
    const { port } = new URL(rpcUrl);
    for (const same of [
      rpcUrl,
      `${rpcUrl}/`,
      `http://localhost:${port}`,
      `http://somebody:secret@127.0.0.1:${port}`,
      `${rpcUrl}#token-file=/run/token`,
    ]) {
      for (const proving of ["", " --no-prove"]) {
        const line = `lookup ${TERN}0001 --verify-against ${same}${proving}`;
        const { message } = await fails(line, 2);
        expect(message).to.equal("--verify-against names the very node that is asked.");
      }
    }
  });

  it("is no answer where its newest block is older than the greatest age that is given", async () => {
    const line = `lookup ${TERN}0001 --no-prove --max-age`;
    const { code, message } = await fails(`${line} 1`, 4);
    expect(code).to.equal("TooOld");
    expect(message).to.match(/ s old, and 1 s are the most\.$/);
    expect(await answers(`${line} 9999999999`)).to.deep.include({ verdict: "inService" });
  });

  it("is told apart from one that lags, which is asked for nothing", async () => {
    const lag = (answer: string, request: string) =>
      request.includes("eth_blockNumber")
        ? answer.replace(/"result":"0x[0-9a-f]+"/, '"result":"0x5"')
        : answer;
    await withLyingNode(lag, async (url) => {
      const line = ["lookup", `${TERN}0001`, "--no-prove", "--deployment", deploymentFile];
      const [asked, other] = await Promise.all(
        [
          [url, rpcUrl],
          [rpcUrl, url],
        ].map(async ([rpc, against]) => {
          const nodes = ["--rpc", rpc as string, "--verify-against", against as string];
          return await fails([...line, ...nodes], 4, { bare: true });
        }),
      );
      expect([asked?.code, other?.code]).to.deep.equal(["NodeLags", "NodeLags"]);
      expect(asked?.message).to.match(
        /^The node asked has got to block 5, and the other one to block \d+: it lags\.$/,
      );
      expect(other?.message).to.match(
        /^The node to compare with has got to block 5, and the other one to block \d+: it lags\.$/,
      );
    });
  });
});

describe("a node that does not answer", () => {
  it("is named as what fails, in one sentence without the password that its address may hold", async () => {
    const args = [
      "lookup",
      `${TERN}0001`,
      "--deployment",
      deploymentFile,
      "--rpc",
      "http://me:secret@127.0.0.1:9",
    ];
    const { exitCode, out, err } = await robotid(args, { bare: true });
    expect({ exitCode, out }).to.deep.equal({ exitCode: 4, out: "" });
    expect(err)
      .to.match(/^✘ http:\/\/127\.0\.0\.1:9 did not answer/)
      .and.not.include("secret");
    const believed = await robotid([...args, "--no-prove"], { bare: true });
    expect(believed).to.include({ exitCode: 4, out: "" });
    expect(believed.err).to.include("✘ The node did not do it:").and.not.include("secret");
  });
});

describe("contracts that are others than the deployment file says", () => {
  it("are found by `network status`", async () => {
    const content = JSON.parse(readFileSync(deploymentFile, "utf8"));
    content.contracts.Dossier.codeHash = `0x${"12".repeat(32)}`;
    writeFileSync(join(folder, "other-code.json"), JSON.stringify(content));
    const args = ["network", "status", "--rpc", rpcUrl, "--deployment", "other-code.json"];
    const { contracts } = await answers<{ contracts: { name: string; matches: boolean }[] }>(args, {
      bare: true,
      exits: 5,
    });
    expect(contracts.filter(({ matches }) => !matches).map(({ name }) => name)).to.deep.equal([
      "Dossier",
    ]);
    expect((await robotid(args, { bare: true })).out).to.match(/Dossier +0x\S+ +another than/);
  });
});

describe("names that strangers chose", () => {
  it("are printed as text: nothing in them moves the cursor, colours or turns the line around", () => {
    expect(printable("Nova\u001b[2J\u202eMotion\n")).to.equal(
      "Nova\\u{1b}[2J\\u{202e}Motion\\u{a}",
    );
    expect(printable("Centro Ibérico 规范 🤖")).to.equal("Centro Ibérico 规范 🤖");
  });
});
