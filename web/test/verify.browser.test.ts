// The page that checks files: what it says of each, with a network and without one.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launchChromium } from "@openrobotid/kit/chromium";
import { formatAnchor } from "@openrobotid/sdk/proof";
import { violationsOf } from "@openrobotid/testkit/accessible";
import { FOUNDERS } from "@openrobotid/testkit/consortium";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { encodeQR } from "qr";
import { type ProvenWorld, provenWorld } from "./proven-world.js";
import { DESKTOP, PHONE, suitsEveryScreen } from "./screens.js";
import { listen, type Site, startSite, stopAll } from "./site.js";

const WAIT = { timeout: 20_000 };

const { SCREENSHOTS } = process.env;

describe("the page that checks files", function () {
  this.timeout(90_000);
  let world: ProvenWorld;
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let open: Uint8Array;
  let never: Uint8Array;
  let anchor: string;

  before(skipUnless("chromium"));
  before(async function () {
    this.timeout(300_000);
    [world, browser] = await Promise.all([provenWorld(), launchChromium()]);
    world.tellTruth();
    anchor = formatAnchor(world.anchor);
    const { sold: id, unknown } = world.robots;
    open = await world.evidence({ id, of: "public", format: "cbor" });
    never = await world.evidence({ id: unknown, of: "public", format: "json" });
    site = await startSite({ anchor });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  async function start(
    options: Parameters<Browser["newContext"]>[0] = {},
    path = "/verify",
    url = site.url,
  ) {
    context = await browser.newContext({
      viewport: PHONE,
      locale: "en-GB",
      serviceWorkers: "block",
      ...options,
    });
    page = await context.newPage();
    await page.clock.setFixedTime((await world.time()) * 1000 + 86_400_000);
    complaints = [];
    page.on("console", (message) => {
      const isStatus = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isStatus) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${url}${path}`, { waitUntil: "load" });
    await page.locator("html[data-live]").waitFor({ state: "attached" });
  }
  afterEach(async function () {
    await context?.close();
    if (this.currentTest?.state === "passed") expect(complaints).to.deep.equal([]);
  });

  const choose = async (
    bytes: Uint8Array,
    name = "robot.evidence",
    mimeType = "application/octet-stream",
  ) => {
    const field = page.locator(".verify__drop input:not([disabled])");
    await field.waitFor({ state: "attached", ...WAIT });
    await field.setInputFiles({
      name,
      mimeType,
      buffer: Buffer.from(bytes),
    });
  };
  const drop = async (bytes: Uint8Array) => {
    const field = page.locator(".verify__drop input:not([disabled])");
    await field.waitFor({ state: "attached", ...WAIT });
    const data = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], "dropped.evidence"));
      return transfer;
    }, Array.from(bytes));
    await page.dispatchEvent(".verify__drop", "drop", { dataTransfer: data });
  };
  /** Brings an anchor. */
  const bring = async (text: string, name: string) => {
    const file = { name, mimeType: "application/json", buffer: Buffer.from(text) };
    await page.locator('input[accept*="json"]').setInputFiles(file);
    await page.getByText(`The anchor from ${name}.`).waitFor(WAIT);
  };
  const said = async (selector: string) => {
    const found = page.locator(selector).first();
    await found.waitFor(WAIT);
    return ((await page.locator("main").textContent()) ?? "").replaceAll(/\s+/g, " ");
  };
  const PROVEN = '.shield[data-answer="proven"]';
  const picture = async (name: string) => {
    if (!SCREENSHOTS) return;
    mkdirSync(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
  };

  for (const [language, words] of [
    ["en", ["Proven by 3 of 4 seats", "How old", "What it does not cover"]],
    ["es", ["Probado por 3 de 4 puestos", "Antigüedad", "Lo que no cubre"]],
    ["zh", ["已由 4 个席位中的 3 个证明", "距今", "它不涵盖的内容"]],
  ] as const) {
    it(`says in ${language}, on a phone and on a desk, what was true, when and by whose seals`, async () => {
      await start({}, `/verify?lang=${language}`);
      expect(await violationsOf(page), "empty").to.deep.equal([]);
      await choose(open);
      const text = await said(PROVEN);
      for (const each of words) expect(text).to.include(each);
      expect(text).to.include("CN-UT01-G1PRO1-26W05000000000001");
      // Which three sealed it depends on the number of the block.
      const named = FOUNDERS.filter(({ name }) => text.includes(name));
      expect(named.length, text).to.be.at.least(3);
      expect(text).to.match(/SHA-256 [0-9a-f]{64}/);
      await suitsEveryScreen(page, async (width) => await picture(`verify-${language}-${width}`));
    });
  }

  it("says how old a file is: it does not grow wrong", async () => {
    await start();
    await choose(open);
    expect(await said(PROVEN)).to.include("yesterday");
  });

  it("shows holder and history of a file of the whole record", async () => {
    const id = world.robots.sold;
    const { text: own, file } = await world.unsealed({ id, of: "whole", format: "cbor" });
    await start();
    await bring(own, "own.json");
    await choose(file);
    const text = await said(PROVEN);
    expect(text.toLowerCase()).to.include(world.accounts.owner.address.toLowerCase());
    expect(text).to.include("Entries of its history");
    await picture("verify-whole");
  });

  it("shows from JSON that a code was never issued", async () => {
    await start();
    await choose(never, "never.json");
    expect(await said(PROVEN)).to.include("Unknown code");
  });

  it("takes a file that is dropped", async () => {
    await start();
    await drop(open);
    expect(await said(PROVEN)).to.include("Proven by 3 of 4 seats");
  });

  it("refuses what is no evidence, what is damaged, and what is of another registry", async () => {
    await start();
    await choose(new TextEncoder().encode("hello"), "hello.txt");
    expect(await said(".notice")).to.include("not an evidence file");
    await choose(open.with(open.length - 30, (open.at(-30) ?? 0) ^ 1), "damaged.evidence");
    expect(await said(".notice:has-text('damaged.evidence')")).to.include("Not proven");
    await bring(JSON.stringify({ ...JSON.parse(anchor), chainId: 5 }), "other.json");
    await choose(open, "genuine.evidence");
    expect(await said(".notice:has-text('genuine.evidence')")).to.include("another registry");
  });

  it("works with an anchor that somebody brings, where the site pins none", async () => {
    const bare = await startSite();
    try {
      context = await browser.newContext({ viewport: PHONE, serviceWorkers: "block" });
      page = await context.newPage();
      complaints = [];
      await page.goto(`${bare.url}/verify?lang=en`, { waitUntil: "load" });
      await page.getByText("This site pins no anchor.").waitFor(WAIT);
      expect(await page.locator(".verify__drop input").isDisabled()).to.equal(true);
      await bring(anchor, "member.json");
      await choose(open);
      expect(await said(PROVEN)).to.include("Proven by 3 of 4 seats");
    } finally {
      await bare.stop();
    }
  });

  describe("a capsule", () => {
    const paste = async (text: string) => {
      await page.locator("textarea").fill(text);
      await page.getByRole("button", { name: "Check the capsule" }).click();
    };
    let member: Site;
    let api: Awaited<ReturnType<typeof listen>>;
    let capsule: string;
    before(async () => {
      world.wrong.list = await world.witnesses();
      capsule = await world.capsule(world.robots.sold);
      api = await listen(world.api);
      member = await startSite({ apiUrl: api.url, anchor });
    });
    after(async () => {
      world.tellTruth();
      await member?.stop();
      if (api) await stopAll([api]);
    });
    const openMember = async (later: number) => {
      await start({}, "/verify", member.url);
      await page.clock.setFixedTime(((await world.time()) + later) * 1000);
    };

    it("is what a seat says, from its text and from a picture of its code", async () => {
      await openMember(3600);
      await paste(capsule);
      const text = await said(".verdict");
      expect(text).to.include("Beihu Centre for Humanoid Standards says so and has signed it");
      expect(text).to.include("Good until");
      expect(await violationsOf(page)).to.deep.equal([]);
      await picture("capsule-phone");
      await page.reload({ waitUntil: "load" });
      const svg = encodeQR(capsule, "svg", { ecc: "medium", border: 4, scale: 8 });
      const drawn = await page.context().newPage();
      await drawn.setContent(`<div id="code" style="width:700px;padding:20px">${svg}</div>`);
      const png = await drawn.locator("#code").screenshot();
      await drawn.close();
      const field = page.locator(".verify__drop input:not([disabled])");
      await field.waitFor({ state: "attached", ...WAIT });
      await field.setInputFiles({ name: "label.png", mimeType: "image/png", buffer: png });
      expect(await said(".verdict")).to.include("says so and has signed it");
    });

    it("is checked at once where somebody has scanned it", async () => {
      await openMember(3600);
      await page.goto("about:blank");
      await page.goto(`${member.url}/verify#${encodeURIComponent(capsule)}`);
      expect(await said(".verdict")).to.include("has signed it");
    });

    it("is red once it has expired, or was altered, and says why", async () => {
      await openMember(2 * 86_400 - 3600);
      await paste(capsule);
      expect(await said(".notice[data-tone='stop']")).to.include("The capsule has expired.");
      await picture("capsule-expired");
      await page.reload({ waitUntil: "load" });
      await paste(`${capsule.slice(0, -3)}ABC`);
      expect(await said(".notice")).to.not.include("has signed it");
    });

    it("is not believed without a list of witnesses", async () => {
      const list = world.wrong.list;
      world.wrong.list = undefined;
      await openMember(3600);
      await paste(capsule);
      const text = await said(".notice");
      world.wrong.list = list;
      expect(text).to.include("no recent list of witness keys");
    });
  });

  it("says plainly that nobody seals a sandbox", async () => {
    await start();
    const id = world.robots.sold;
    const { text, file } = await world.unsealed({ id, of: "public", format: "cbor" });
    await bring(text, "sandbox.json");
    await choose(file);
    const found = await said(PROVEN);
    expect(found).to.include("Proven, on a chain that nobody seals");
    expect(found).to.include("nobody vouches for them");
  });

  it("works in flight mode, in each language, once it was opened; and no other page is kept", async () => {
    const own = await startSite({ anchor });
    context = await browser.newContext({ viewport: PHONE, locale: "en-GB" });
    page = await context.newPage();
    complaints = [];
    await page.goto(`${own.url}/verify`, { waitUntil: "load" });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, WAIT);
    await page.goto(`${own.url}/CN/BH01/TERN03/25W07000000000001`, { waitUntil: "load" });
    await own.stop();
    await page.goto(`${own.url}/CN/BH01/TERN03/25W07000000000001`);
    expect(await page.locator("main").textContent()).to.include("No connection");
    for (const [language, words] of [
      ["es", "Probado por 3 de 4 puestos"],
      ["zh", "已由 4 个席位中的 3 个证明"],
      ["en", "Proven by 3 of 4 seats"],
    ] as const) {
      for (const [size, take] of [
        [PHONE, choose],
        [DESKTOP, drop],
      ] as const) {
        await page.setViewportSize(size);
        await page.goto(`${own.url}/verify?lang=${language}`, { waitUntil: "load" });
        await take(open);
        expect(await said(PROVEN)).to.include(words);
        expect(await violationsOf(page)).to.deep.equal([]);
        await picture(`evidence-offline-${language}-${size.width}`);
      }
    }
  });

  it("checks a capsule in flight mode, from its text and from a picture, once it was opened", async () => {
    world.wrong.list = await world.witnesses();
    const capsule = await world.capsule(world.robots.sold);
    const member = await listen(world.api);
    const own = await startSite({ apiUrl: member.url, anchor });
    context = await browser.newContext({ viewport: PHONE, locale: "en-GB" });
    page = await context.newPage();
    complaints = [];
    await page.clock.setFixedTime(((await world.time()) + 3600) * 1000);
    await page.goto(`${own.url}/verify`, { waitUntil: "load" });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, WAIT);
    await Promise.all([own.stop(), stopAll([member])]);
    world.tellTruth();
    const drawn = await context.newPage();
    const svg = encodeQR(capsule, "svg", { ecc: "medium", border: 4, scale: 8 });
    await drawn.setContent(`<div id="code" style="width:700px;padding:20px">${svg}</div>`);
    const png = await drawn.locator("#code").screenshot();
    await drawn.close();
    for (const [language, words] of [
      ["es", "lo dice y lo ha firmado"],
      ["zh", "Beihu Centre for Humanoid Standards"],
      ["en", "says so and has signed it"],
    ] as const) {
      await page.goto(`${own.url}/verify?lang=${language}`, { waitUntil: "load" });
      await page.locator("textarea").fill(capsule);
      await page.locator(".verify__capsule button:not([disabled])").click(WAIT);
      expect(await said(".verdict")).to.include(words);
      await page.reload({ waitUntil: "load" });
      await choose(png, "label.png", "image/png");
      expect(await said(".verdict")).to.include(words);
      for (const size of [PHONE, DESKTOP]) {
        await page.setViewportSize(size);
        expect(await violationsOf(page)).to.deep.equal([]);
        await picture(`capsule-offline-${language}-${size.width}`);
      }
    }
  });

  it("can be installed", async () => {
    const response = await fetch(`${site.url}/manifest.webmanifest`);
    expect(response.headers.get("content-type")).to.include("application/manifest+json");
    const manifest = await response.json();
    expect(manifest).to.include({ start_url: "/verify", display: "standalone" });
    const icon = await fetch(`${site.url}${manifest.icons[0].src}`);
    expect(icon.headers.get("content-type")).to.include("svg");
  });
});
