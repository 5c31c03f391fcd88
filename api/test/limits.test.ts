import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { chooseForm } from "../src/accept.js";
import { clientAddress, readTrustedProxies } from "../src/limits/client-address.js";
import { steady } from "../src/limits/uploads.js";
import { anotherAddress, onExampleApi } from "./example-api.js";
import { NEVER_ISSUED } from "./oracle.js";

onExampleApi("limits", (api) => {
  it("refuses an address that asks too often, says when to come back, and lets others ask", async () => {
    const from = anotherAddress();
    const statuses: number[] = [];
    for (let index = 0; index < 31; index += 1)
      statuses.push((await api().ask("/v1/scopes", { from })).status);
    expect(statuses.slice(0, 30)).to.satisfy((all: number[]) =>
      all.every((status) => status === 200),
    );
    const refused = await api().ask("/v1/scopes", { from });
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get("retry-after"))).to.be.within(1, 60);
    expect((await api().ask("/v1/scopes")).status).to.equal(200);
  });

  it("lets nobody guess codes: after a few that were never issued, also those that were are refused", async () => {
    const from = anotherAddress();
    for (const id of NEVER_ISSUED) {
      expect((await api().ask(`/v1/robots/${id}`, { from })).status).to.equal(404);
    }
    expect((await api().ask("/CN/BH01/TERN03/25W07000000099998", { from })).status).to.equal(429);
    const { status, headers } = await api().ask("/v1/robots/CNBH01TERN0325W07000000000001", {
      from,
    });
    expect(status).to.equal(429);
    expect(Number(headers.get("retry-after"))).to.be.within(1, 600);
  });

  it("lets nobody guess codes by the batch", async () => {
    const from = anotherAddress();
    const codes = Array.from(
      { length: 100 },
      (_, index) => `CNBH01TERN0325W0709999999${String(index).padStart(4, "0")}`,
    );
    const { status } = await api().ask("/v1/robots:batch", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ codes }),
      from,
    });
    expect(status).to.equal(429);
  });

  it("takes a moment before a genuine code's issuance for no guess", async () => {
    const from = "192.0.2.44";
    const path = "/v1/robots/CNBH01TERN0325W07000000000001";
    for (const part of ["", "/history"]) {
      for (let time = 1; time <= 6; time += 1) {
        const early = await api().ask(`${path}${part}?at=2001-01-01T00:00:00Z`, { from });
        expect(early.status).to.equal(404);
      }
    }
    expect((await api().ask(path, { from })).status).to.equal(200);
  });

  it("lets nobody guess lots, whose ids say how their codes begin", async () => {
    const from = "192.0.2.43";
    const guess = (digit: number) =>
      api()
        .ask(`/v1/lots/0x${String(digit).repeat(64)}`, { from })
        .then(({ status }) => status);
    for (let digit = 1; digit <= 5; digit += 1) expect(await guess(digit)).to.equal(404);
    expect(await guess(6)).to.equal(429);
    const { json } = await api().ask("/v1/robots/CNBH01TERN0325W07000000000001");
    expect((await api().ask(`/v1/lots/${json.issued.lot}`, { from })).status).to.equal(429);
    const key = api().keys.insurer;
    expect((await api().ask(`/v1/lots/${json.issued.lot}`, { from, key })).status).to.equal(200);
  });

  it("counts guesses at lots, in batches and at codes together", async () => {
    const code = "CNBH01TERN0325W07000000000001";
    const { lot } = (await api().ask(`/v1/robots/${code}`)).json.issued;
    const batch = (from: string, codes: readonly string[]) =>
      api().ask("/v1/robots:batch", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ codes }),
        from,
      });
    const [byLots, byBatch] = ["192.0.2.45", "192.0.2.46"] as const;
    for (let digit = 1; digit <= 6; digit += 1) {
      await api().ask(`/v1/lots/0x${String(digit).repeat(64)}`, { from: byLots });
    }
    const guesses = Array.from({ length: 5 }, (_, index) => `CNBH01TERN0325W0709999999000${index}`);
    // Five are allowed, and what else is in the batch is answered; the sixth is refused with all that is beside it.
    const allowed = await batch(byBatch, [...guesses, code]);
    expect(allowed.json.robots.at(-1)).to.include({ id: code, state: "inService" });
    const refused = await batch(byBatch, [code, "CNBH01TERN0325W07099999990006"]);
    expect(refused.status).to.equal(429);
    expect(refused.text).not.to.include("inService");
    for (const from of [byLots, byBatch]) {
      const answers = [
        await batch(from, [code]),
        await api().ask(`/v1/lots/${lot}`, { from }),
        await api().ask(`/v1/robots/${code}`, { from }),
        await api().ask(`/v1/changes?code=${code}`, { from }),
      ];
      expect(
        answers.map(({ status }) => status),
        from,
      ).to.deep.equal([429, 429, 429, 429]);
    }
  });

  it("takes two manifests at once, one of an address, and none that says it is too large", async () => {
    const [one] = api().chain.play.manifests;
    const { lots } = (
      await api().ask("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          query: `{ lots(where: { unitsRoot: "${one?.unitsRoot}" }) { items { id } } }`,
        }),
        key: api().keys.investigator,
      })
    ).json.data;
    const path = `/v1/lots/${lots.items[0].id}/manifest`;
    const bring = (from: string, more: Readonly<Record<string, string>> = {}) => {
      const request = httpRequest(api().url + path, {
        method: "PUT",
        headers: { "content-type": "application/x-ndjson", "x-forwarded-for": from, ...more },
      });
      const answered = once(request, "response").then(([response]) => response as IncomingMessage);
      // Ended below, without an answer.
      answered.catch(() => undefined);
      request.write("{");
      return { request, answered };
    };
    const refusal = async ({ request, answered }: ReturnType<typeof bring>) => {
      const { statusCode, headers } = await answered;
      request.destroy();
      return [statusCode, headers["retry-after"]];
    };
    const held = [bring("192.0.2.50"), bring("192.0.2.51")];
    try {
      // They have their places once a third is refused.
      let third: unknown[] = [];
      while (third[0] !== 503) {
        const late = bring("192.0.2.52");
        const none = wait(200, [], { ref: false });
        third = await Promise.race([refusal(late), none]);
        late.request.destroy();
      }
      expect(third).to.deep.equal([503, "30"]);
      expect(await refusal(bring("192.0.2.50"))).to.deep.equal([429, "30"]);
      const large = { "content-length": String(256 * 1024 * 1024 + 1) };
      expect(await refusal(bring("192.0.2.53", large))).to.deep.equal([413, undefined]);
    } finally {
      for (const { request } of held) request.destroy();
    }
    // Whose connection is gone holds no place.
    const body = readFileSync(one?.file ?? "");
    let status = 503;
    while (status === 503) {
      const headers = { "content-type": "application/x-ndjson" };
      status = (await api().ask(path, { method: "PUT", headers, body })).status;
    }
    expect(status).to.equal(200);
  }).timeout(60_000);

  it("breaks off a manifest that stops coming, or comes too slowly", async () => {
    const read = async (content: ReadableStream<Uint8Array>) => {
      try {
        for await (const _ of steady(content, { grace: 100 }));
      } catch (error) {
        return (error as Error).message;
      }
      return "all of it";
    };
    const says = /^Found \d+ bytes of the manifest in \d s, expected at least 65536 a second/;
    const part = new Uint8Array(10);
    const stopped = new ReadableStream({ start: (controller) => controller.enqueue(part) });
    expect(await read(stopped)).to.match(says);
    const slow = new ReadableStream({
      async pull(controller) {
        await wait(20);
        controller.enqueue(part);
      },
    });
    expect(await read(slow)).to.match(says);
    expect(await read(new Response("all").body as ReadableStream)).to.equal("all of it");
  });

  it("tells strangers of a lot what docs/privacy.md says, and neither a code nor an account", async () => {
    const code = "CNBH01TERN0325W07000000000001";
    const { lot } = (await api().ask(`/v1/robots/${code}`)).json.issued;
    const { json, text } = await api().ask(`/v1/lots/${lot}`);
    const page = readFileSync(new URL("../../docs/privacy.md", import.meta.url), "utf8");
    const [, said = ""] = /Of a lot, strangers are told ([^.]+)\./.exec(page) ?? [];
    const named = [...said.matchAll(/`(\w+)`/g)].map(([, field]) => field);
    expect(Object.keys(json).toSorted()).to.deep.equal(named.toSorted());
    // Its id is the beginning of its codes; how they go on is not there.
    expect(text).not.to.match(/\b[A-Z]{2}[A-Z0-9]{27}\b/);
    expect(text).not.to.match(/0x[0-9a-fA-F]{40}(?![0-9a-fA-F])/);
    expect((await api().ask(`/v1/lots/${lot}/manifest`)).status).to.equal(401);
  });

  it("refuses bodies that are too large, and more than 1,000 codes", async () => {
    const post = (codes: string[]) =>
      api().ask("/v1/robots:batch", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ codes }),
      });
    expect((await post(Array.from({ length: 1001 }, () => "CN"))).status).to.equal(400);
    expect((await post(["C".repeat(300_000)])).status).to.equal(413);
  });

  it("bounds what GraphQL may be asked, and asks for a key", async () => {
    const post = (query: string, key?: string) =>
      api().ask("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query }),
        key,
      });
    expect((await post("{ seats { totalCount } }")).status).to.equal(401);
    const key = api().keys.investigator;
    expect(
      (await post("{ seats { totalCount } }", key)).json.data.seats.totalCount,
    ).to.be.greaterThan(3);
    const aliases = Array.from(
      { length: 11 },
      (_, index) => `a${index}: seats { totalCount }`,
    ).join(" ");
    expect((await post(`{ ${aliases} }`, key)).text).to.match(/Aliases limit/);
    const deep = `{ units { items { ${"of { lots { items { ".repeat(4)} id ${"} } }".repeat(4)} } } }`;
    expect((await post(deep, key)).text).to.match(/depth limit/i);
    expect((await post(`{ seats { items { ${"seat ".repeat(600)} } } }`, key)).text).to.match(
      /token limit/i,
    );
  });

  it("answers no question of GraphQL that is wrong with 200, whatever form is asked for", async () => {
    const wrong = {
      "no language": ["{ seats { ", 400, /Syntax Error/],
      "not of the schema": ["{ seats { nothing } }", 400, /nothing/],
      "no value of its type": ["{ seats(limit: true) { totalCount } }", 400, /Int/],
      "too many tokens": [`{ seats { items { ${"seat ".repeat(600)} } } }`, 400, /token limit/i],
      "too deep": [`{ ${"units { items { lots { ".repeat(4)}`, 400, /./],
      "more than a page": ["{ seats(limit: 5000) { totalCount } }", 400, /Invalid limit/],
      "two cursors": ['{ seats(after: "a", before: "b") { totalCount } }', 400, /both/],
      "no cursor": ['{ seats(after: "a") { totalCount } }', 400, /cursor/],
      "beyond its column": [
        `{ seats(where: { admittedAt: "${"9".repeat(30)}" }) { totalCount } }`,
        400,
        /column/,
      ],
    } as const;
    const key = api().keys.investigator;
    for (const [what, [query, expected, says]] of Object.entries(wrong)) {
      for (const accept of [
        "",
        "application/json",
        "application/graphql-response+json",
        "text/event-stream",
        "multipart/mixed",
      ]) {
        const { status, text } = await api().ask("/graphql", {
          ...(accept && { accept }),
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query }),
          key,
        });
        expect(status, `${what}, ${accept}: ${text}`).to.equal(expected);
        expect(text, what).to.match(says);
      }
    }
  });

  it("answers a request that holds no question of GraphQL with the status that HTTP has for it", async () => {
    const key = api().keys.investigator;
    const post = (body: string, type = "application/json", accept = "*/*") =>
      api().ask("/graphql", {
        method: "POST",
        headers: { "content-type": type },
        body,
        key,
        accept,
      });
    expect((await post("{")).status).to.equal(400);
    expect((await post("{}")).status).to.equal(400);
    expect((await post("[]")).status).to.equal(400);
    expect((await post("a", "text/plain")).status).to.equal(415);
    const { status, json } = await post(
      '{"query":"{ seats { totalCount } }"}',
      undefined,
      "image/png",
    );
    expect([status, json.type]).to.deep.equal([406, "urn:openrobotid:problem:not-acceptable"]);
    const put = await api().ask("/graphql", { method: "PUT", key });
    expect([put.status, put.headers.get("allow")]).to.deep.equal([405, "GET, HEAD, POST, OPTIONS"]);
  });

  it("publishes the schema of GraphQL", async () => {
    const { text, status } = await api().ask("/schema.graphql");
    expect(status).to.equal(200);
    expect(text).to.include("type unit {");
  });

  it("tells its health, and its figures among Ponder's", async () => {
    const { json } = await api().ask("/v1/health");
    expect(json).to.deep.include({ status: "ok", headMismatches: 0 });
    expect(json.chain).to.deep.include({ status: "known", behind: 0 });
    const figures = await fetch(api().metricsUrl);
    expect(figures.headers.get("content-type")).to.match(/^text\/plain; version=0\.0\.4/);
    const text = await figures.text();
    expect(text).to.match(
      /robotid_api_answers_total\{operation="GET \/v1\/health",status="200"\} \d/,
    );
    expect(text).to.match(/^robotid_index_block \d+$/m);
    expect((await api().ask("/ready")).status).to.equal(200);
  });

  it("gives its figures at an address of their own, and nothing else there", async () => {
    for (const method of ["GET", "HEAD", "OPTIONS", "POST"]) {
      const { status, text, headers } = await api().ask("/metrics", { method });
      expect([status, headers.get("allow")], method).to.deep.equal([
        method === "OPTIONS" ? 204 : 404,
        null,
      ]);
      expect(text).not.to.include("robotid_");
    }
    for (const path of ["/", "/v1/stats", "/status", "/metrics/"]) {
      const { status } = await fetch(new URL(path, api().metricsUrl));
      expect(status, path).to.equal(404);
    }
  });

  it("sends headers that keep browsers from trouble", async () => {
    const { headers } = await api().ask("/v1/scopes");
    expect(headers.get("x-content-type-options")).to.equal("nosniff");
    expect(headers.get("content-security-policy")).to.include("default-src 'none'");
    expect(headers.get("strict-transport-security")).to.include("max-age");
  });
});

describe("the address of the one who asks", () => {
  const trusted = readTrustedProxies("10.0.0.0/8, 192.0.2.1, 2001:db8::/32");

  it("is that of the connection, whatever a stranger claims", () => {
    expect(clientAddress("203.0.113.9", "198.51.100.1", trusted)).to.equal("203.0.113.9");
    expect(clientAddress("203.0.113.9", undefined, [])).to.equal("203.0.113.9");
  });

  it("is the last one that no trusted proxy wrote", () => {
    expect(clientAddress("10.1.2.3", "198.51.100.1, 198.51.100.2, 192.0.2.1", trusted)).to.equal(
      "198.51.100.2",
    );
    expect(clientAddress("::ffff:10.1.2.3", "198.51.100.2", trusted)).to.equal("198.51.100.2");
    expect(clientAddress("10.1.2.3", "not an address", trusted)).to.equal("10.1.2.3");
  });

  it("counts a network of IPv6 as one", () => {
    const [one, other] = ["2001:1:2:3:4::5", "2001:1:2:3:ffff::1"].map((peer) =>
      clientAddress(peer, undefined, []),
    );
    expect(one).to.equal("2001:1:2:3::/64");
    expect(other).to.equal(one);
  });

  it("is refused where the proxies cannot be read", () => {
    expect(() => readTrustedProxies("10.0.0.0/8, proxy")).to.throw('found "proxy"');
  });
});

describe("the form of an answer", () => {
  const forms = ["application/json", "text/html"] as const;

  it("is the one most wanted, the closest range deciding", () => {
    expect(chooseForm(undefined, forms)).to.equal("application/json");
    expect(chooseForm("*/*", forms)).to.equal("application/json");
    expect(chooseForm("text/html, application/json;q=0.9", forms)).to.equal("text/html");
    expect(chooseForm("text/*;q=0.1, application/json;q=0, */*;q=1", forms)).to.equal("text/html");
    expect(() => chooseForm("image/png", forms)).to.throw("expected one of application/json");
  });
});
