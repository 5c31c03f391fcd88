// The visitor's own browser checks the verdict: what the shield says of a site that tells the truth, and of each that does not.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { launchChromium } from "@openrobotid/kit/chromium";
import { formatAnchor } from "@openrobotid/sdk/proof";
import { pathOf } from "@openrobotid/sdk/rules";
import { violationsOf } from "@openrobotid/testkit/accessible";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type ProvenWorld, provenWorld } from "./proven-world.js";
import { DESKTOP, PHONE, suitsEveryScreen } from "./screens.js";
import { listen, type Site, startSite, stopAll } from "./site.js";

/** Most bytes of the verifier, as gzip sends them. */
const BUDGET = 130_000;

/** Where pictures are kept for who wants to look at them. */
const { SCREENSHOTS } = process.env;

describe("a verdict that the browser checks itself", function () {
  this.timeout(120_000);
  let world: ProvenWorld;
  let api: Awaited<ReturnType<typeof listen>>;
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let scripts: Set<string>;

  before(skipUnless("chromium"));
  before(async function () {
    this.timeout(300_000);
    [world, browser] = await Promise.all([provenWorld(), launchChromium()]);
    api = await listen(world.api);
    site = await startSite({ apiUrl: api.url, anchor: formatAnchor(world.anchor) });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
    if (api) await stopAll([api]);
  });

  /** @param ahead Seconds of the browser's clock after the newest block; NaN leaves the clock alone. */
  async function open(options: Parameters<Browser["newContext"]>[0] = {}, ahead = 5) {
    context = await browser.newContext({
      viewport: PHONE,
      locale: "en-GB",
      serviceWorkers: "block",
      ...options,
    });
    page = await context.newPage();
    if (!Number.isNaN(ahead)) {
      await page.clock.setFixedTime((await world.time()) * 1000 + ahead * 1000);
    }
    complaints = [];
    scripts = new Set();
    page.on("console", (message) => {
      const isStatus = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isStatus) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    context.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/assets/")) scripts.add(pathname);
    });
  }

  beforeEach(() => world.tellTruth());
  afterEach(async function () {
    await context?.close();
    if (this.currentTest?.state === "passed") expect(complaints).to.deep.equal([]);
  });

  const robot = () => world.robots.sold;
  const go = async (code = robot(), query = "") =>
    await page.goto(`${site.url}${pathOf(code)}${query}`, { waitUntil: "load" });
  /** Waits for an answer of the shield; gives its text. */
  const shield = async (answer: string) => {
    const found = page.locator(`.shield[data-answer="${answer}"]`);
    await found.waitFor({ timeout: 15_000 });
    return (await found.allInnerTexts()).join(" ").replaceAll(/\s+/g, " ");
  };
  const picture = async (name: string, fullPage = true) => {
    if (!SCREENSHOTS) return;
    mkdirSync(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage });
  };

  it("is proven by seats that are named, as of a block and its time", async () => {
    await open();
    await go();
    const text = await shield("proven");
    expect(text).to.match(/^Proven by 3 of 4 seats This device has checked it: “.+”, as of block /);
    expect(text).to.match(/Sealed by .+ and .+\./);
    await picture("proven-phone");
  });

  for (const [language, words] of [
    ["en", "Proven by 3 of 4 seats"],
    ["es", "Probado por 3 de 4 puestos"],
    ["zh", "已由 4 个席位中的 3 个证明"],
  ] as const) {
    it(`is said in ${language}, to everybody, on a phone and on a desk`, async () => {
      await open();
      await go(robot(), `?lang=${language}`);
      expect(await shield("proven")).to.include(words);
      await page.locator(".shield summary").click();
      await suitsEveryScreen(page, async (width) => await picture(`proven-${language}-${width}`));
    });
  }

  for (const [language, title, witnesses] of [
    ["en", "Proven by 3 of 4 seats and 2 of 3 witnesses", "Cosigned by the witnesses of"],
    ["es", "Probado por 3 de 4 puestos y 2 de 3 testigos", "Cofirmado por los testigos de"],
    ["zh", "已由 4 个席位中的 3 个和 3 个见证者中的 2 个证明", "共同签名的见证者属于："],
  ] as const) {
    it(`says in ${language} whose witnesses cosigned the block, where the anchor asks for them`, async () => {
      world.wrong.isCosigned = true;
      const own = await startSite({ apiUrl: api.url, anchor: formatAnchor(world.cosigned) });
      try {
        await open();
        await page.goto(`${own.url}${pathOf(robot())}?lang=${language}`, { waitUntil: "load" });
        const text = await shield("proven");
        expect(text).to.include(title).and.include(witnesses);
        expect(text).to.match(/Beihu Centre for Humanoid Standards.*Centro Ibérico/);
        expect(await violationsOf(page)).to.deep.equal([]);
        await picture(`cosigned-${language}`);
      } finally {
        await own.stop();
      }
    });
  }

  it("is not proven by evidence that too few witnesses cosigned", async () => {
    const own = await startSite({ apiUrl: api.url, anchor: formatAnchor(world.cosigned) });
    try {
      await open();
      await page.goto(`${own.url}${pathOf(robot())}`, { waitUntil: "load" });
      expect(await shield("notProven")).to.include("cosignaturesTooFew");
    } finally {
      await own.stop();
    }
  });

  it("is proven of a code that was never issued, too", async () => {
    await open();
    await go(world.robots.unknown);
    expect(await shield("proven")).to.include("Unknown code");
  });

  it("covers the page where the API lies, shows both, and lets the evidence be saved", async () => {
    await world.steal(robot());
    try {
      world.wrong.record = (body) => ({
        ...body,
        verdict: { verdict: "inService", also: [], because: null },
        flags: [],
      });
      await open({ acceptDownloads: true });
      await go();
      const cover = page.locator("dialog.conflict");
      await cover.waitFor({ timeout: 15_000 });
      const [proven, said] = await Promise.all([
        cover.getByRole("region", { name: "Proven by this device" }).textContent(),
        cover.getByRole("region", { name: "Said by this site" }).textContent(),
      ]);
      expect(proven).to.include("stolen");
      expect(said).to.include("In service");
      await page.keyboard.press("Escape");
      expect(await cover.isVisible()).to.equal(true);
      expect(await violationsOf(page)).to.deep.equal([]);
      await picture("conflict-phone", false);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        cover.getByRole("button", { name: "Save this evidence" }).click(),
      ]);
      expect(download.suggestedFilename()).to.equal(`${robot()}.evidence`);
      const saved = readFileSync(await download.path());
      const fresh = await world.evidence({ id: robot(), of: "public", format: "cbor" });
      expect(Buffer.compare(saved, fresh)).to.equal(0);
      await page.setViewportSize(DESKTOP);
      await picture("conflict-desktop", false);
    } finally {
      await world.restore(robot());
    }
  });

  it("covers the page where the API hides a robot, or invents one", async () => {
    world.wrong.status = undefined;
    world.wrong.record = (body) => ({ ...body, recalls: { open: [], past: [], suspended: [] } });
    await open();
    world.wrong.record = (body) => ({ ...body, market: null, state: "issued" });
    await go();
    await page.locator("dialog.conflict").waitFor({ timeout: 15_000 });
  });

  it("is not proven where the node behind the API lies", async () => {
    world.wrong.node = ({ method, answer }) => {
      if (method !== "eth_getProof") return answer;
      const proof = structuredClone(answer) as { storageProof: { value: string }[] };
      for (const slot of proof.storageProof) slot.value = "0x1";
      return proof;
    };
    await open();
    await go();
    const text = await shield("notProven");
    expect(text).to.match(/^Not proven The verdict may be right or wrong/);
    expect(await violationsOf(page)).to.deep.equal([]);
    await picture("not-proven-phone");
  });

  it("is not proven by evidence that was altered", async () => {
    world.wrong.file = (file) => file.with(file.length - 20, (file.at(-20) ?? 0) ^ 1);
    await open();
    await go();
    expect(await shield("notProven")).to.include("The file is damaged");
  });

  it("is not proven by evidence of another robot", async () => {
    const other = await world.evidence({ id: world.robots.unknown, of: "public", format: "cbor" });
    world.wrong.file = () => other;
    await open();
    await go();
    expect(await shield("notProven")).to.include("about another robot");
  });

  it("is not proven by evidence that is too old, or of a time to come", async () => {
    await open({}, 3600);
    await go();
    expect(await shield("notProven")).to.include("too old");
    await context.close();
    await open({}, -86_400);
    await go();
    expect(await shield("notProven")).to.include("compare the clock");
  });

  it("is not proven by an earlier block than one that was proven before", async () => {
    const before = await world.evidence({ id: robot(), of: "public", format: "cbor" });
    await world.steal(robot());
    await world.restore(robot());
    await open();
    await go();
    await shield("proven");
    world.wrong.file = () => before;
    await go();
    expect(await shield("notProven")).to.include("older than one that this device has seen");
  });

  it("is a conflict where the API is stale and the evidence is not", async () => {
    let first: object | undefined;
    world.wrong.record = (body) => {
      first ??= body;
      return first;
    };
    await open();
    await go();
    await shield("proven");
    await world.steal(robot());
    try {
      await context.close();
      await open();
      await go();
      const cover = page.locator("dialog.conflict");
      await cover.waitFor({ timeout: 15_000 });
      expect(await cover.textContent()).to.include("stolen");
    } finally {
      await world.restore(robot());
    }
  });

  it("is not checked where nobody answers, which looks like nothing else", async () => {
    world.wrong.status = 502;
    await open();
    await go();
    const text = await shield("unreachable");
    expect(text).to.match(/^No proof could be fetched/);
    expect(await violationsOf(page)).to.deep.equal([]);
    await picture("unreachable-phone");
  });

  it("is not proven where the API serves no evidence", async () => {
    world.wrong.evidenceStatus = 404;
    await open();
    await go();
    expect(await shield("notProven")).to.include("cannot show proofs now");
  });

  it("costs no more than it may, and is quick", async () => {
    await world.catchUp();
    await open({}, Number.NaN);
    await go();
    await shield("proven");
    const verifier = [...scripts].filter((path) => path.includes("/verifier-"));
    const client = new URL("../dist/client", import.meta.url).pathname;
    const bytes = verifier.map((path) => gzipSync(readFileSync(join(client, path))).length);
    const sum = bytes.reduce((total, one) => total + one, 0);
    const took = await page.evaluate(
      () => performance.getEntriesByName("evidence-to-verdict")[0]?.duration ?? Number.NaN,
    );
    if (SCREENSHOTS) {
      mkdirSync(SCREENSHOTS, { recursive: true });
      writeFileSync(
        join(SCREENSHOTS, "figures.json"),
        JSON.stringify({ verifierBytes: sum, files: verifier.length, evidenceToVerdictMs: took }),
      );
    }
    expect(sum).to.be.above(10_000).and.at.most(BUDGET);
    expect(took).to.be.above(0);
  });
});
