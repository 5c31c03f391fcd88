// Nodes that ask for a token, have a certificate of their own authority, and announce a block before it can be read.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createPublicClient, type EIP1193RequestFn, fallback } from "viem";
import {
  EndpointError,
  endpointFailure,
  endpointTransport,
  isEndpoint,
  parseEndpoint,
} from "../../src/endpoint/index.js";
import { waitForHead } from "../../src/internal/head.js";

describe("An endpoint", () => {
  describe("as a text", () => {
    it("is an address, and after # the files with token and authority", () => {
      expect(parseEndpoint("http://127.0.0.1:8545")).to.deep.equal({
        url: "http://127.0.0.1:8545",
      });
      expect(
        parseEndpoint("https://rpc.example/a#token-file=/run/token&ca-file=/etc/my%20ca.pem"),
      ).to.deep.equal({
        url: "https://rpc.example/a",
        tokenFile: "/run/token",
        caFile: "/etc/my ca.pem",
      });
    });

    for (const [text, said] of [
      ["ws://127.0.0.1", "is no http or https address of a node"],
      [
        "http://a#token=x",
        '"token=" after # of http://a is not part of an endpoint. Expected token-file=PATH',
      ],
      ["http://a#token-file=", '"token-file=" after #'],
      ["http://a#ca-file=/ca.pem", "has a ca-file, but no TLS"],
    ] as const) {
      it(`is not ${text}`, () => {
        expect(() => parseEndpoint(text)).to.throw(EndpointError, said);
        expect(isEndpoint(text)).to.equal(false);
      });
    }
  });

  describe("that asks for a token", () => {
    let folder: string;
    let node: Awaited<ReturnType<typeof listen>>;
    const tokenFile = () => join(folder, "token");
    let accepted = "first";

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "endpoint-"));
      writeFileSync(tokenFile(), "first\n");
      node = await listen((incoming, outgoing) => {
        const allowed = incoming.headers.authorization === `Bearer ${accepted}`;
        outgoing.writeHead(allowed ? 200 : 401, { "content-type": "application/json" });
        outgoing.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result: "0x7" }));
      });
    });
    after(async () => {
      await node.stop();
      rmSync(folder, { recursive: true });
    });

    const client = (endpoint: string) =>
      createPublicClient({ transport: endpointTransport(endpoint, { retryCount: 0 }) });
    const failureOf = async (asked: Promise<unknown>) =>
      await asked.then(
        () => "it answered",
        (error: unknown) => endpointFailure(error),
      );

    it("is given that of its file, which is read for each request", async () => {
      const asking = client(`${node.url}#token-file=${tokenFile()}`);
      expect(await asking.getChainId()).to.equal(7);
      accepted = "second";
      expect(await failureOf(asking.getChainId())).to.equal(
        `${node.url} answers 401 to eth_chainId: the token in ${tokenFile()} has expired, is of another key, or does not allow that method.`,
      );
      writeFileSync(tokenFile(), "second\n");
      expect(await asking.getChainId()).to.equal(7);
    });

    it("is named where none is given, through a fallback too", async () => {
      const said = `${node.url} answers 401 to eth_chainId: it asks for a token, and none is given`;
      expect(await failureOf(client(node.url).getChainId())).to.contain(said);
      const transport = fallback([endpointTransport(node.url)], { retryCount: 0 });
      const failure = await failureOf(createPublicClient({ transport }).getChainId());
      expect(failure).to.contain(said);
    });

    it("takes a name and password before the host too, and never shows them", async () => {
      const named = node.url.replace("http://", "http://me:secret@");
      const failure = await failureOf(client(named).getChainId());
      expect(failure).to.contain("…@127.0.0.1").and.contain("answers 401");
      expect(failure).not.to.contain("secret");
      expect(() => parseEndpoint("http://me:secret@a#x=y")).to.throw("http://…@a");
    });

    it("is not asked where the file cannot be read", async () => {
      const failure = await failureOf(client(`${node.url}#token-file=/nowhere/token`).getChainId());
      expect(failure).to.contain("/nowhere/token, with the token of a node, cannot be read");
    });
  });

  describe("with a certificate of the member's own authority", () => {
    // Made for this test, for a hundred years; the key guards nothing.
    const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
    let node: Awaited<ReturnType<typeof listen>>;

    before(async () => {
      const tls = {
        key: readFileSync(file("key.pem")),
        cert: readFileSync(file("certificate.pem")),
      };
      node = await listen((incoming, outgoing) => {
        let body = "";
        incoming.on("data", (chunk) => {
          body += chunk;
        });
        incoming.on("end", () => {
          const { id } = JSON.parse(body) as { id: number };
          outgoing.writeHead(200, { "content-type": "application/json" });
          outgoing.end(JSON.stringify({ jsonrpc: "2.0", id, result: "0x8" }));
        });
      }, tls);
    });
    after(async () => await node.stop());

    it("is believed by the authority in its file, and by no other", async () => {
      const believing = endpointTransport(`${node.url}#ca-file=${file("certificate.pem")}`);
      expect(await createPublicClient({ transport: believing }).getChainId()).to.equal(8);
      const transport = endpointTransport(node.url, { retryCount: 0 });
      const failure = await createPublicClient({ transport })
        .getChainId()
        .catch((error: Error) => error);
      expect(failure).to.be.instanceOf(Error);
    });
  });
});

describe("The newest block", () => {
  /** A node that announces block 5, and gives it when it was asked so often. */
  const nodeThatGivesAfter = (times: number, height = 5) => {
    const asked: string[] = [];
    const request = async ({ method, params }: { method: string; params?: unknown[] }) => {
      asked.push(method);
      if (method === "eth_blockNumber") return `0x${height.toString(16)}`;
      const looks = asked.filter((of) => of === "eth_getBlockByNumber").length;
      const there = Number(params?.[0] ?? 0) <= height || params?.[0] === "latest";
      return there && looks > times ? { number: "0x5" } : null;
    };
    return { asked, request: waitForHead(request as unknown as EIP1193RequestFn) };
  };
  const block = (of: string) =>
    ({
      method: "eth_getBlockByNumber",
      params: [of, false],
    }) as never as Parameters<EIP1193RequestFn>[0];

  it("is waited for where the node announces it and cannot give it yet", async () => {
    const { request } = nodeThatGivesAfter(2);
    expect(await request(block("0x5"))).to.deep.equal({ number: "0x5" });
  });

  it("is waited for where it is asked for as the latest", async () => {
    const { request, asked } = nodeThatGivesAfter(1);
    expect(await request(block("latest"))).to.deep.equal({ number: "0x5" });
    expect(asked).not.to.include("eth_blockNumber");
  });

  it("is not waited for past the head: there is none", async () => {
    const { request, asked } = nodeThatGivesAfter(0);
    expect(await request(block("0x6"))).to.equal(null);
    expect(asked).to.deep.equal(["eth_getBlockByNumber", "eth_blockNumber"]);
  });
});

async function listen(answer: RequestListener, tls?: { key: Buffer; cert: Buffer }) {
  const server = tls ? createTlsServer(tls, answer) : createHttpServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
