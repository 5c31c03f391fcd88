// What the server answers, without a browser: as old phones, crawlers and scripts see it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as ask, createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTrustedProxies } from "@openrobotid/api-server/client-address";
import { PAGE_LANGUAGES } from "@openrobotid/api-server/resolver";
import { pathOf } from "@openrobotid/sdk/rules";
import { expect } from "chai";
import { toFunctionSelector } from "viem";
import { codes, doubted, ordered } from "./fixture-api.js";
import { builtPages, deployment, type Site, sandboxDescription, startSite } from "./site.js";

const path = "/CN/BH01/TERN03/25W07000000000001";
const page = { accept: "text/html", "accept-language": "en" };

describe("the server of the pages", function () {
  this.timeout(60_000);
  let site: Site;
  let node: Server;
  let nodeUrl: string;
  let folder: string;
  const heard: unknown[] = [];
  const get = (at: string, headers: Record<string, string> = page, method = "GET") =>
    fetch(`${site.url}${at}`, { headers, method, redirect: "manual" });

  before(async () => {
    // In the place of a node of the chain: writes down what reaches it.
    node = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        heard.push(JSON.parse(body));
        if (request.headers.authorization !== "Bearer a token") {
          response.writeHead(401).end();
          return;
        }
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, result: "0x1" }));
      });
    });
    await new Promise<void>((resolve) => node.listen(0, "127.0.0.1", resolve));
    nodeUrl = `http://127.0.0.1:${(node.address() as AddressInfo).port}`;
    folder = mkdtempSync(join(tmpdir(), "pages-"));
    writeFileSync(join(folder, "token"), "a token\n");
    site = await startSite({
      deployment,
      rpcUrls: ["http://127.0.0.1:1", `${nodeUrl}#token-file=${join(folder, "token")}`],
      sandbox: sandboxDescription,
      docs: folder,
    });
  });
  after(async () => {
    node?.close();
    await site?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    site.fault.status = undefined;
    site.fault.lagging = false;
  });

  it("serves the documentation once it is built, and says so before", async () => {
    expect((await get("/docs/index.html")).status).to.equal(503);
    writeFileSync(join(folder, "index.html"), "the documentation");
    expect((await get("/docs")).status).to.equal(200);
    const index = await get("/docs/");
    expect(await index.text()).to.equal("the documentation");
    expect(index.headers.get("content-security-policy")).to.include("default-src 'none'");
    expect((await get("/docs/nowhere.html")).status).to.equal(404);
    // What is beside it is not part of it.
    expect((await get("/docs/..%2ftoken")).status).to.equal(404);
  });

  describe("a robot's badge as an image", () => {
    const image = `${path}/badge.svg`;
    const drawn = async (at: string, headers = page) => {
      const response = await get(at, headers);
      return { response, svg: await response.text() };
    };

    it("shows verdict, level and code, whom it quotes and when, and that nobody has proven it", async () => {
      const { response, svg } = await drawn(image);
      expect(response.status).to.equal(200);
      expect(response.headers.get("content-type")).to.equal("image/svg+xml");
      const { host } = new URL(site.url);
      for (const text of ["In service", "CN-BH01-TERN03-25W07000000000001", "L3", host, "UTC"]) {
        expect(svg, text).to.match(new RegExp(`<title>[^<]*${text}`));
      }
      expect(svg).to.contain("Not proven");
    });

    it("looks as bad as it is, and never good", async () => {
      const tints = new Map<string, string>();
      for (const [verdict, code] of Object.entries(codes)) {
        const { svg } = await drawn(`${pathOf(code as never)}/badge.svg`);
        tints.set(verdict, /<rect [^>]*fill="(#[0-9a-f]+)"/.exec(svg)?.[1] ?? "");
      }
      expect(tints.get("stolen")).to.equal("#fbe4e1");
      expect(tints.get("inService")).to.equal("#e9e8e2");
      expect([...tints.values()]).not.to.include("#e4f1e8");
    });

    it("speaks the language that is asked for", async () => {
      const { svg } = await drawn(`${image}?lang=es`);
      expect(svg).to.contain('lang="es"').and.contain("En servicio");
    });

    it("may be shown by pages of others, and is kept for a minute", async () => {
      const { headers } = await get(image);
      expect(headers.get("cross-origin-resource-policy")).to.equal("cross-origin");
      expect(headers.get("cache-control")).to.equal("public, max-age=60");
      expect(headers.get("set-cookie")).to.equal(null);
    });

    it("is 404 and says so for a code that was never issued, 400 for what is no code", async () => {
      const { response, svg } = await drawn("/CN/BH01/TERN03/25W07000000099999/badge.svg");
      expect(response.status).to.equal(404);
      expect(response.headers.get("cache-control")).to.equal("no-store");
      expect(svg).to.contain("Unknown code");
      expect((await get("/CN/BH01/TERN03/25W0700000000_001/badge.svg")).status).to.equal(400);
    });

    it("gives no verdict where the API fails or its index lags", async () => {
      site.fault.lagging = true;
      const late = await drawn(image);
      expect(late.svg).to.contain("No verdict can be given now").and.not.contain("In service");
      site.fault.status = 503;
      const failed = await drawn(image);
      expect(failed.response.status).to.equal(503);
      expect(failed.svg).to.contain("No verdict can be given now");
    });

    it("has one address", async () => {
      const { headers, status } = await get(
        "/cn/bh01/tern03/25w07000000000001-k/badge.svg?lang=es",
      );
      expect(status).to.equal(308);
      expect(headers.get("location")).to.equal(`${image}?lang=es`);
    });
  });

  describe("a robot's page", () => {
    it("says the verdict in the HTML itself, with reason, maker, model and who answers for it", async () => {
      const response = await get(path);
      const html = await response.text();
      expect(response.status).to.equal(200);
      for (const text of [
        "In service",
        "On the market of Spain",
        "Beihu Motion Works",
        "Tern 3",
        "Centro Ibérico",
      ]) {
        expect(html).to.include(text);
      }
      expect(html).to.include("<title>In service · Open Robot ID</title>");
    });

    it("says of a robot whose history differs that nothing can be told, and where nobody seals the blocks", async () => {
      const html = await (await get(`/CN/BH01/TERN03/${doubted.slice(12)}`)).text();
      for (const text of ["Cannot be told", "Do not rely on this page", "No validators seal"]) {
        expect(html).to.include(text);
      }
      expect(html).not.to.include("On the market of Spain");
    });

    it("is 404 for a code that was never issued, and says so", async () => {
      const response = await get("/CN/BH01/TERN03/25W07000000099999");
      expect(response.status).to.equal(404);
      expect(await response.text()).to.include("No robot with this code was ever issued");
    });

    it("is 400 for what is no code, and names the place of the mistake", async () => {
      const response = await get("/CN/BH01/TERN03/25W0700000000_001");
      expect(response.status).to.equal(400);
      expect(await response.text()).to.include("serial, character 14 of 17");
    });

    it("is 503 where the API fails, and gives no verdict", async () => {
      site.fault.status = 503;
      const response = await get(path);
      const html = await response.text();
      expect(response.status).to.equal(503);
      expect(response.headers.get("retry-after")).to.equal("10");
      expect(html).to.include("No verdict can be given now").and.not.include("In service");
    });

    it("does not call fine what an index says that lags behind the chain", async () => {
      site.fault.lagging = true;
      const html = await (await get(path)).text();
      expect(html).to.include("<title>Not current").and.include('data-tone="unsure"');
      expect(html).not.to.include('class="verdict" data-tone="good"');
    });

    it("is never kept: a verdict is of the moment", async () => {
      expect((await get(path)).headers.get("cache-control")).to.equal("no-store");
    });

    it("has one address", async () => {
      const response = await get("/cn/bh01/tern03/25w07000000000001-k?lang=es");
      expect(response.status).to.equal(308);
      expect(response.headers.get("location")).to.equal(`${path}?lang=es`);
    });

    it("answers HEAD as GET, without the page", async () => {
      const response = await get(path, page, "HEAD");
      expect(response.status).to.equal(200);
      expect(await response.text()).to.equal("");
    });

    it("speaks the language that was chosen, else the browser's, and says which", async () => {
      const chinese = await get(path, { ...page, "accept-language": "fr, zh-CN;q=0.8, en;q=0.5" });
      expect(chinese.headers.get("content-language")).to.equal("zh-Hans");
      expect(await chinese.text())
        .to.include('<html lang="zh-Hans">')
        .and.include("在用");
      const spanish = await get(`${path}?lang=es`, { ...page, "accept-language": "zh" });
      expect(await spanish.text())
        .to.include('<html lang="es">')
        .and.include("En servicio");
    });
  });

  describe("the resolver at the address that is printed", () => {
    const asked = async (at: string, headers: Record<string, string> = page, method = "GET") =>
      (await get(at, headers, method)).json();

    it("leaves other forms than pages to the API, as the weights of Accept have it", async () => {
      for (const accept of [
        "application/json",
        "application/linkset+json",
        "image/png",
        "text/html;q=0, */*;q=0.5",
        "text/html;q=0.4, application/ld+json;q=0.5",
      ]) {
        expect(await asked(path, { accept }), accept).to.deep.equal({ method: "GET", asked: path });
      }
      for (const accept of [
        "*/*",
        "text/*;q=0.5, application/json;q=0.1",
        "image/png, */*;q=0.1",
      ]) {
        expect((await get(path, { accept })).headers.get("content-type"), accept).to.match(/html/);
      }
    });

    it("leaves it to the API where the query says which link, however it is written, and hands the query on", async () => {
      for (const query of [
        "?linkType=gs1:pip&foo=a%26b",
        "?lang=zh&linkType=linkset",
        "?linktype=linkset",
        "?linkType=linkset&linkType=all",
      ]) {
        expect(await asked(`${path}${query}`)).to.deep.equal({
          method: "GET",
          asked: `${path}${query}`,
        });
      }
    });

    it("describes itself, and answers OPTIONS as the API does", async () => {
      expect(await asked("/.well-known/gs1resolver")).to.deep.equal({ supportedPrimaryKeys: [] });
      expect(await asked(path, {}, "OPTIONS")).to.deep.equal({ method: "OPTIONS", asked: path });
      const other = await get("/registry", {}, "OPTIONS");
      expect([other.status, other.headers.get("allow")]).to.deep.equal([204, "GET, HEAD, OPTIONS"]);
    });

    it("lets every origin read pages of codes, and says where all links are", async () => {
      for (const at of [path, "/CN/BH01/TERN03", "/CN/BH01", "/CN"]) {
        const { headers, status } = await get(at);
        expect([status, headers.get("access-control-allow-origin")], at).to.deep.equal([200, "*"]);
        expect(headers.get("link"), at).to.equal(
          `<${at}?linkType=linkset>; rel="linkset"; type="application/linkset+json"; title="All links"`,
        );
      }
      expect((await get("/registry")).headers.get("access-control-allow-origin")).to.equal(null);
    });

    it("is 400 for what is no code, with anything behind it too, and 404 for no robot's code", async () => {
      for (const at of [`${path}/foo`, "/C", "/CN/BH0_", "/CN/%E0%A4%A"]) {
        expect((await get(at)).status, at).to.equal(400);
      }
      expect((await get("/CN/BH01/TERN03/25W07000000099999")).status).to.equal(404);
    });

    it("has one address a code: others lead to it, with the query", async () => {
      for (const other of ["/%43N/BH01", "/CN%2FBH01", "/CN/%42H01", "/cn/bh01/", "/CN/BH01/"]) {
        const { headers, status } = await get(`${other}?lang=es&foo=a%26b`);
        expect([status, headers.get("location")], other).to.deep.equal([
          308,
          "/CN/BH01?lang=es&foo=a%26b",
        ]);
      }
    });

    it("has the languages that linksets say", async () => {
      const { LANGUAGES } = (await builtPages()).entry;
      expect(PAGE_LANGUAGES).to.deep.equal(LANGUAGES);
    });
  });

  describe("the language of a page", () => {
    for (const [lang, accepted, language] of [
      ["ZH", "en", "zh-Hans"],
      ["zh-CN", "en", "zh-Hans"],
      ["es-MX", "en", "es"],
      ["fr", "es", "es"],
      ["-", "es", "es"],
      [undefined, "zh-TW, en;q=0.5", "en"],
      [undefined, "zh-Hant-HK, es;q=0.5", "es"],
      [undefined, "zh-TW, zh;q=0.9, en;q=0.8", "zh-Hans"],
      [undefined, "es;q=0, *", "en"],
      [undefined, "en;q=0.1, es;q=0.9", "es"],
      // It is nearer than English, and the page says which script it is in.
      ["zh-Hant", "en", "zh-Hans"],
      [undefined, "zh-TW", "zh-Hans"],
    ] as const) {
      it(`is ${language} for ${lang === undefined ? "" : `lang=${lang} and `}${accepted}`, async () => {
        const query = lang === undefined ? "" : `?lang=${lang}`;
        const { headers } = await get(`/CN${query}`, { ...page, "accept-language": accepted });
        expect(headers.get("content-language")).to.equal(language);
      });
    }
  });

  describe("what the pages say besides the verdict", () => {
    const withoutTags = (html: string) => html.replace(/<!-- -->|<[^>]+>/g, "");
    for (const [what, at, said] of [
      [
        "a registrar order is pending against the robot",
        pathOf(ordered),
        "nothing but the order can move it",
      ],
      [
        "an authority proposed the order, and when it can be executed",
        pathOf(ordered),
        "The authority of Spain proposed on 12 Jan 2026 to give it to another holder. That can be done from 11 Feb 2026 on, and no longer from 12 May 2026 on.",
      ],
      [
        "what is in service is not to be bought while an order is pending",
        pathOf(ordered),
        "It may be used, but do not buy it for now.",
      ],
      [
        "a recall has to be remedied by a workshop where the maker's remedies do not count",
        pathOf(codes.recalled),
        "Have it remedied by an accredited workshop",
      ],
      ["a recall on the robot closes later", pathOf(codes.stopUse), "Closes on 1 Mar 2026"],
      [
        "a recall binds until it closes",
        "/recalls/1",
        "The maker has announced it for 1 Mar 2026, 09:00 UTC. Until then the recall binds.",
      ],
      [
        "a recall is suspended on a market",
        "/recalls/1",
        "Mexico · since 30 Jan 2026It does not bind there",
      ],
      ["the key of a maker is stolen", "/MX/TN01", "The key of this maker is reported stolen"],
      [
        "the seat of a country waits for its powers",
        "/MX",
        "It took this country over on 6 Jan 2026. It admits makers and proposes registrar orders here only from 5 Jul 2026 on.",
      ],
      [
        "the seat of a country waits for its powers, among the others",
        "/consortium",
        "Mexico (full powers from 5 Jul 2026)",
      ],
      [
        "a new account is named for a seat",
        "/consortium",
        "A new account is named for this seat. It can take over from 5 Feb 2026 on.",
      ],
      ["a vote was taken back", "/consortium", "taken back on 30 Jan 2026"],
    ] as const) {
      it(`is that ${what}`, async () => {
        expect(withoutTags(await (await get(at)).text())).to.include(said);
      });
    }

    it("is not said where it does not hold", async () => {
      const robot = await (await get(path)).text();
      expect(robot).not.to.include("registrar order against it");
      expect(await (await get("/CN")).text()).not.to.include("took this country over");
      expect(await (await get("/CN/BH01")).text()).not.to.include("reported stolen");
    });
  });

  it("keeps a script that somebody smuggles into an address from becoming one", async () => {
    const html = await (
      await get("/check?code=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E")
    ).text();
    expect(html).not.to.include("<script>alert");
  });

  it("takes the form without scripts: a code leads to its page, a mistake is shown", async () => {
    const right = await get("/check?code=cn-bh01-tern03-25w07000000000001&lang=zh");
    expect(right.status).to.equal(303);
    expect(right.headers.get("location")).to.equal(`${path}?lang=zh`);
    const wrong = await get("/check?code=CN-BH01-TERN03-25W07000000000001-A");
    expect(wrong.status).to.equal(400);
    expect(await wrong.text())
      .to.include("to this code belongs K")
      .and.include("Perhaps one of these is meant");
  });

  it("asks for a code where the form was sent without one, and marks no mistake", async () => {
    for (const given of ["", "%20%20"]) {
      const none = await get(`/check?code=${given}`);
      expect(none.status).to.equal(400);
      expect(await none.text())
        .to.include("No code was given")
        .and.not.include("marked below");
    }
  });

  it("shows what is around a mistake, not all of a page that was pasted", async () => {
    const html = await (await get(`/check?code=${"A".repeat(3000)}`)).text();
    const marked = /mistake__text[^>]*>(.*?)<\/p>/s.exec(html)?.[1] ?? "";
    expect(marked).to.include("<mark>A</mark>");
    expect(marked.length).to.be.lessThan(300);
  });

  it("is 404 for pages that there are none of, and 405 for what is not read", async () => {
    expect((await get("/nothing")).status).to.equal(404);
    expect((await get("/recalls/9")).status).to.equal(404);
    expect((await get("/", page, "POST")).status).to.equal(405);
  });

  it("refuses methods that it cannot pass on, saying which there are", async () => {
    // `fetch` refuses to send it.
    const trace = (at: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const sent = ask(`${site.url}${at}`, { method: "TRACE" }, resolve);
        sent.on("error", reject).end();
      });
    for (const at of ["/", path, "/v1/stats", "/nothing"]) {
      const { statusCode, headers } = (await trace(at)).resume();
      expect(statusCode, at).to.equal(405);
      expect(headers, at).to.have.property("allow");
    }
  });

  it("passes the API on, and says where it cannot be reached", async () => {
    const robot = (await (await get(`/v1/robots/${codes.inService}`)).json()) as { id: string };
    expect(robot.id).to.equal(codes.inService);
    const alone = await startSite({ apiUrl: "http://127.0.0.1:1" });
    const response = await fetch(`${alone.url}/v1/stats`);
    expect(response.status).to.equal(503);
    expect(response.headers.get("content-type")).to.include("application/problem+json");
    expect((await fetch(`${alone.url}${path}`)).status).to.equal(503);
    await alone.stop();
  });

  it("lets pages load from here alone, be framed by nobody, and set no cookies", async () => {
    const { headers } = await get(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).to.include("default-src 'none'").and.include("frame-ancestors 'none'");
    expect(policy).not.to.match(/unsafe|http|\*|data:|blob:/);
    expect(headers.get("set-cookie")).to.equal(null);
    expect(headers.get("x-content-type-options")).to.equal("nosniff");
    expect(headers.get("referrer-policy")).to.equal("no-referrer");
  });

  it("has no inline script or style in its pages", async () => {
    for (const at of ["/", path, "/registry", "/recalls/1", "/consortium"]) {
      const html = await (await get(at)).text();
      expect(html, at).not.to.match(/<style|\sstyle="|\son\w+="|javascript:/);
      const inline = [...html.matchAll(/<script(?![^>]*src=)([^>]*)>/g)].map(
        ([, attributes]) => attributes,
      );
      expect(inline, at).to.deep.equal([' type="application/json" id="state"']);
    }
  });

  it("lets browsers keep scripts for ever and compresses them", async () => {
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await (await get("/")).text())?.[1] ?? "";
    const response = await get(script, { "accept-encoding": "gzip" });
    expect(response.headers.get("cache-control")).to.equal("public, max-age=31536000, immutable");
    expect(response.headers.get("content-encoding")).to.equal("gzip");
  });

  describe("the window to the chain", () => {
    const rpc = (body: unknown) =>
      fetch(`${site.url}/rpc`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const call = (method: string, ...params: unknown[]) => ({
      jsonrpc: "2.0",
      id: 1,
      method,
      params,
    });
    const registry = `0x${"10".padStart(40, "0")}`;
    const word = "00".repeat(32);
    const of = (view: string) => `${toFunctionSelector(view)}${word}`;
    const status = of("function status(bytes32)");

    it("passes reads of the registry on, to the next node where one is silent", async () => {
      const response = await rpc(call("eth_call", { to: registry, data: status }, "latest"));
      expect(response.status).to.equal(200);
      expect(heard.at(-1)).to.deep.include({ method: "eth_call" });
    });

    for (const [what, body] of [
      ["a transaction", call("eth_sendRawTransaction", "0x00")],
      ["a method of a node's own", call("anvil_setBalance", registry, "0x1")],
      ["logs", call("eth_getLogs", {})],
      [
        "a call of a contract that is not of the registry",
        call("eth_call", { to: `0x${"9".repeat(40)}`, data: status }),
      ],
      ["a block with its transactions", call("eth_getBlockByNumber", "0x1", true)],
      ["a block with anything but false", call("eth_getBlockByNumber", "0x1", 1)],
      ["parameters where there are none", call("eth_blockNumber", "latest")],
      [
        "a call that replaces state",
        call("eth_call", { to: registry, data: status }, "latest", { [registry]: { code: "0x" } }),
      ],
      [
        "a call with gas of its own",
        call("eth_call", { to: registry, data: status, gas: "0xffffffff" }),
      ],
      ["a call that is none", call("eth_call", "0x")],
      ["code without an address", call("eth_call", { data: "0x60006000fd" }, "latest")],
      ["code for no address", call("eth_call", { to: null, data: status }, "latest")],
      [
        "the owner of a robot",
        call("eth_call", { to: registry, data: of("function ownerOf(uint256)") }),
      ],
      [
        "the whole record of a robot",
        call("eth_call", { to: registry, data: of("function robot(bytes32)") }),
      ],
      ["its holding", call("eth_call", { to: registry, data: of("function holdingOf(bytes32)") })],
      ["a read with more than it takes", call("eth_call", { to: registry, data: `${status}00` })],
      [
        "two reads in one",
        call("eth_call", { to: registry, data: status, input: of("function ownerOf(uint256)") }),
      ],
      ["one of these among others", [call("eth_chainId"), call("eth_accounts")]],
      ["no call at all", {}],
      ["no calls", []],
      ["too many calls", Array.from({ length: 51 }, () => call("eth_chainId"))],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const before = heard.length;
        expect((await rpc(body)).status).to.equal(403);
        expect(heard.length).to.equal(before);
      });
    }

    it("bounds the gas of a call, and passes the header of a block on", async () => {
      await rpc([
        call("eth_call", { to: registry, data: status }, "latest"),
        call("eth_getBlockByNumber", "latest", false),
      ]);
      expect(heard.at(-1)).to.deep.equal([
        call("eth_call", { to: registry, data: status, gas: "0x1e8480" }, "latest"),
        call("eth_getBlockByNumber", "latest", false),
      ]);
    });

    it("refuses a body that is too large with 413", async () => {
      const response = await rpc(call("eth_call", { to: registry, data: "0".repeat(300_000) }));
      expect(response.status).to.equal(413);
      expect((await response.json()).error.message).to.include("262144 bytes");
    });

    it("limits the calls of an address, each of a list, and believes no address that a stranger names", async () => {
      const limited = await startSite({ deployment, rpcUrls: [nodeUrl], rpcLimit: 3 });
      const ask = async (calls: number, from: string) =>
        await fetch(`${limited.url}/rpc`, {
          method: "POST",
          headers: { "x-forwarded-for": from },
          body: JSON.stringify(Array.from({ length: calls }, () => call("eth_chainId"))),
        });
      expect((await ask(3, "192.0.2.1")).status).to.equal(503);
      const refused = await ask(1, "192.0.2.2");
      const { error } = await refused.json();
      await limited.stop();
      expect(refused.status).to.equal(429);
      expect(Number(refused.headers.get("retry-after"))).to.be.within(1, 60);
      expect(error.message).to.match(/^Too many calls from this address\./);
    });

    it("counts whom a trusted proxy asks for", async () => {
      const limited = await startSite({
        deployment,
        rpcUrls: [nodeUrl],
        rpcLimit: 1,
        trustedProxies: readTrustedProxies("127.0.0.0/8"),
      });
      const ask = async (from: string) =>
        await fetch(`${limited.url}/rpc`, {
          method: "POST",
          headers: { "x-forwarded-for": from },
          body: JSON.stringify(call("eth_accounts")),
        });
      const statuses = [];
      for (const from of ["192.0.2.1", "192.0.2.1", "192.0.2.2"]) {
        statuses.push((await ask(from)).status);
      }
      await limited.stop();
      expect(statuses).to.deep.equal([403, 429, 403]);
    });

    it("does not show the figures of the API", async () => {
      expect((await fetch(`${site.url}/metrics`)).status).to.equal(404);
    });

    it("says that the node refuses this server where its token is missing, and not where it is", async () => {
      const without = await startSite({ deployment, rpcUrls: [nodeUrl] });
      const response = await fetch(`${without.url}/rpc`, {
        method: "POST",
        body: JSON.stringify(call("eth_chainId")),
      });
      const said = await response.text();
      await without.stop();
      expect(response.status).to.equal(503);
      expect(said).to.include("refuses this server (401)").and.not.include(nodeUrl);
    });

    it("is not there where no node is named", async () => {
      const without = await startSite();
      expect((await fetch(`${without.url}/rpc`, { method: "POST", body: "{}" })).status).to.equal(
        405,
      );
      expect((await fetch(`${without.url}/sandbox`)).status).to.equal(404);
      expect((await fetch(`${without.url}/sandbox.json`)).status).to.equal(404);
      await without.stop();
    });
  });
});
