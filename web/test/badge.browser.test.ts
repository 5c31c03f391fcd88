// The badge as it is packed and installed, on a page of another site, in front of an API that tells the truth, and of each that does not.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOther } from "@openrobotid/kit/built";
import { launchChromium } from "@openrobotid/kit/chromium";
import { installPacked, programOfReadme } from "@openrobotid/kit/packed";
import { formatAnchor } from "@openrobotid/sdk/proof";
import { pathOf } from "@openrobotid/sdk/rules";
import { violationsOf } from "@openrobotid/testkit/accessible";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type ProvenWorld, provenWorld } from "./proven-world.js";
import { listen, stopAll } from "./site.js";

const BADGE = fileURLToPath(new URL("../../packages/badge/", import.meta.url));

describe("the badge on another site", function () {
  this.timeout(120_000);
  /** A folder of somebody who has installed the package, and nothing else. */
  const folder = scratchFolder("open-robot-id-badge-page-");
  let world: ProvenWorld;
  let api: Awaited<ReturnType<typeof listen>>;
  let host: Awaited<ReturnType<typeof listen>>;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let requests: string[];
  /** What the API was told beside the path. */
  let heard: Record<string, string>[];
  let body: string;

  before(skipUnless("chromium"));
  before(async function () {
    this.timeout(300_000);
    await buildOther(BADGE);
    installPacked("packages/badge", folder);
    [world, browser] = await Promise.all([provenWorld(), launchChromium()]);
    const open = new Hono().use(cors()).use(async (context, next) => {
      heard.push(context.req.header());
      await next();
    });
    api = await listen(open.route("/", world.api));
    host = await listen(siteOfSomebody());
  });
  after(async () => {
    await browser?.close();
    if (api && host) await stopAll([api, host]);
    rmSync(folder, { recursive: true });
  });

  /** A page that allows scripts of its own and requests to the API, and nothing else. */
  function siteOfSomebody(): Hono {
    const app = new Hono();
    const dist = join(folder, "node_modules/@openrobotid/badge/dist");
    const file = (name: string) => readFileSync(join(dist, name), "utf8");
    for (const name of ["badge.js", "verifier.js"]) {
      app.get(`/${name}`, (context) => {
        context.header("content-type", "text/javascript");
        return context.body(file(name));
      });
    }
    app.get("/anchor.json", (context) => context.body(formatAnchor(world.anchor)));
    app.get("/", (context) => {
      const policy = `default-src 'none'; script-src 'self'; connect-src 'self' ${api.url}`;
      context.header("content-security-policy", policy);
      if (body.startsWith("<!doctype html>")) return context.html(body);
      return context.html(
        `<!doctype html><html lang="en"><title>A dealer</title><main><h1>For sale</h1>${body}</main>
         <script type="module" src="/badge.js"></script></html>`,
      );
    });
    return app;
  }

  async function open(html: string, { scheme = "light" as "light" | "dark" } = {}) {
    body = html;
    context = await browser.newContext({ colorScheme: scheme, locale: "en-GB" });
    page = await context.newPage();
    await page.clock.setFixedTime((await world.time()) * 1000 + 5000);
    complaints = [];
    requests = [];
    page.on("console", (message) => {
      const isStatus = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isStatus) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    heard = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(host.url);
  }

  beforeEach(() => world.tellTruth());
  afterEach(async function () {
    await context?.close();
    if (this.currentTest?.state === "passed") expect(complaints).to.deep.equal([]);
  });

  const sold = () => world.robots.sold;
  const badge = (more = `anchor="/anchor.json"`, code: string = sold()) =>
    `<robot-id code="${code}" api="${api.url}" ${more}></robot-id>`;
  const shown = async (proof: string) => {
    const found = page.locator(`robot-id[data-proof="${proof}"] .box`);
    await found.waitFor({ timeout: 8_000 });
    const tone = ((await found.getAttribute("class")) ?? "").replace("box ", "");
    return { tone, lines: (await found.allInnerTexts()).join("").split("\n") };
  };

  it("shows the verdict, proven by its seats, and leads to the page of the robot", async () => {
    await open(badge());
    const { tone, lines } = await shown("proven");
    expect(tone).to.equal("good");
    expect(lines.slice(1)).to.deep.equal(["In service", "Proven by 3 of 4 seats"]);
    const link = page.getByRole("link");
    expect(await link.getAttribute("href")).to.equal(`${api.url}${pathOf(sold())}`);
    expect(await link.getAttribute("rel")).to.equal("noopener noreferrer");
  });

  it("is drawn on the page of the README, with the robot and the API of its reader", async () => {
    const readme = programOfReadme("packages/badge", "index.html");
    const html = readme
      .replace(/ code="[^"]+"/, ` code="${sold()}"`)
      .replace(/ api="[^"]+"/, ` api="${api.url}"`);
    await open(html);
    const { tone, lines } = await shown("proven");
    expect(tone).to.equal("good");
    expect(lines.slice(1)).to.deep.equal(["In service", "Proven by 3 of 4 seats"]);
    const size = await page.locator("robot-id .box").boundingBox();
    expect(size?.width).to.be.greaterThan(100);
    expect(size?.height).to.be.greaterThan(20);
  });

  it("asks the host and the API alone, with no cookie and no referrer", async () => {
    await open(badge());
    await context.addCookies([{ name: "visitor", value: "1", url: api.url }]);
    await page.evaluate(() => document.querySelector("robot-id")?.setAttribute("page", "/p"));
    await shown("proven");
    expect(heard.length).to.be.greaterThan(1);
    for (const headers of heard) expect(headers).to.not.have.any.keys("cookie", "referer");
    const others = requests.filter((url) => ![api.url, host.url].includes(new URL(url).origin));
    expect(others).to.deep.equal([]);
    const kept = await page.evaluate(() => [document.cookie, localStorage.length]);
    // A cookie of this machine is there: the test has set it.
    expect(kept).to.deep.equal(["visitor=1", 0]);
  });

  for (const [language, verdict, proof] of [
    ["es", "En servicio", "Probado por 3 de 4 puestos"],
    ["zh", "在用", "已由 4 个席位中的 3 个证明"],
    ["fr", "In service", "Proven by 3 of 4 seats"],
  ] as const) {
    it(`speaks as its page does: ${language}`, async () => {
      await open(`<div lang="${language}">${badge()}</div>`);
      expect((await shown("proven")).lines.slice(1)).to.deep.equal([verdict, proof]);
    });
  }

  for (const scheme of ["light", "dark"] as const) {
    it(`can be read by everybody, ${scheme}`, async () => {
      await open(`${badge()} ${badge(`anchor="/anchor.json"`, "no code")}`, { scheme });
      await shown("proven");
      expect(await violationsOf(page)).to.deep.equal([]);
    });
  }

  it("shows what is proven as a conflict where the API says something else", async () => {
    world.wrong.record = (record) => ({ ...record, verdict: { verdict: "stolen", also: [] } });
    await open(badge());
    const { tone, lines } = await shown("conflict");
    expect(tone).to.equal("stop");
    expect(lines[1]).to.equal("In service");
    expect(lines[2]).to.match(/differ/);
    expect(await violationsOf(page)).to.deep.equal([]);
  });

  it("shows a stolen robot as stolen though the API says that it is in service", async () => {
    world.wrong.record = (record) => ({ ...record, verdict: { verdict: "inService", also: [] } });
    await world.steal(sold());
    try {
      await open(badge());
      const { tone, lines } = await shown("conflict");
      expect([tone, lines[1]]).to.deep.equal(["stop", "Reported stolen"]);
    } finally {
      await world.restore(sold());
    }
  });

  it("says that nothing is proven where the evidence was altered, and looks good no longer", async () => {
    world.wrong.file = (file) => file.map((byte, index) => (index === 200 ? byte ^ 1 : byte));
    await open(badge());
    const { tone, lines } = await shown("notProven");
    expect([tone, ...lines.slice(1)]).to.deep.equal(["unsure", "In service", "Not proven"]);
    expect(await violationsOf(page)).to.deep.equal([]);
  });

  it("says so where its page pins no anchor", async () => {
    await open(badge(""));
    const { tone, lines } = await shown("notProven");
    expect([tone, lines[2]]).to.deep.equal(["unsure", "Not proven"]);
    expect(requests.filter((url) => url.includes("verifier"))).to.deep.equal([]);
  });

  it("gives no verdict where the API answers nothing", async () => {
    world.wrong.status = 503;
    await open(badge());
    const { tone, lines } = await shown("unreachable");
    expect([tone, lines[1]]).to.deep.equal(["unsure", "No verdict can be given now"]);
  });

  it("shows what is no code as that, and markup in it as text", async () => {
    await open(badge(`anchor="/anchor.json"`, "&lt;img src=x&gt;"));
    const box = page.locator("robot-id .box.unknown");
    expect((await box.allInnerTexts()).join("").split("\n").slice(0, 2)).to.deep.equal([
      "<img src=x>",
      "Not a robot code",
    ]);
    expect(await page.locator("robot-id img").count()).to.equal(0);
  });

  it("asks again when its code is another one", async () => {
    await open(badge());
    await shown("proven");
    await page.evaluate(
      (code) => document.querySelector("robot-id")?.setAttribute("code", code),
      "CNUT01G1PRO126W05000000099999",
    );
    await page.locator("robot-id:not([data-proof])").waitFor();
    expect((await shown("proven")).lines[1]).to.equal("Unknown code");
  });
});
