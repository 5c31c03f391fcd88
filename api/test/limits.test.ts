import { expect } from "chai";
import { chooseForm } from "../src/accept.js";
import { clientAddress, readTrustedProxies } from "../src/limits/client-address.js";
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

  it("publishes the schema of GraphQL", async () => {
    const { text, status } = await api().ask("/schema.graphql");
    expect(status).to.equal(200);
    expect(text).to.include("type unit {");
  });

  it("tells its health, and its figures among Ponder's", async () => {
    const { json } = await api().ask("/v1/health");
    expect(json).to.deep.include({ status: "ok", headMismatches: 0 });
    expect(json.chain).to.deep.include({ status: "known", behind: 0 });
    const metrics = await api().ask("/metrics");
    expect(metrics.text).to.match(
      /robotid_api_answers_total\{operation="GET \/v1\/health",status="200"\} \d/,
    );
    expect((await api().ask("/ready")).status).to.equal(200);
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
