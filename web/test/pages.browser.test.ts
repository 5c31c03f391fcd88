// The pages in real Chromium: what people can do with them, and that everybody can.
import { launchChromium } from "@openrobotid/kit/chromium";
import { pathOf } from "@openrobotid/sdk/rules";
import { COLOURS, violationsOf } from "@openrobotid/testkit/accessible";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { settle } from "@openrobotid/whole-sandbox/site";
import { expect } from "chai";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { encodeQR } from "qr";
import { LANGUAGES } from "../src/i18n/languages.js";
import { codes, ordered } from "./fixture-api.js";
import { PHONE } from "./screens.js";
import { deployment, type Site, sandboxDescription, startSite } from "./site.js";

/** Every page there is, and every look of the robot's. */
const PAGES = [
  "/",
  "/check?code=CN-BH01-TERN03-25W07000000000001-A",
  ...Object.values(codes).map(pathOf),
  pathOf(ordered),
  "/CN/BH01/TERN03/25W0700000000_001",
  "/CN/BH01/TERN03",
  "/CN/BH01",
  "/MX/TN01",
  "/CN",
  "/MX",
  "/ZZ",
  "/recalls",
  "/recalls/1",
  "/registry",
  "/consortium",
  "/about",
  "/verify",
  `/challenge/${codes.inService}`,
  "/sandbox",
  "/sandbox/robot",
  "/nothing",
];

describe("the pages in a browser", function () {
  this.timeout(90_000);
  let site: Site;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the browser complained about: a broken policy, an error, a request to somebody else. */
  let complaints: string[];

  before(skipUnless("chromium"));
  before(async () => {
    [site, browser] = await Promise.all([
      startSite({ deployment, rpcUrls: ["http://127.0.0.1:1"], sandbox: sandboxDescription }),
      launchChromium(),
    ]);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  async function open(options: Parameters<Browser["newContext"]>[0] = {}): Promise<void> {
    await context?.close();
    context = await browser.newContext({
      viewport: PHONE,
      locale: "en-GB",
      serviceWorkers: "block",
      ...options,
    });
    page = await context.newPage();
    complaints = [];
    page.on("console", (message) => {
      // That a page of an unknown code is 404 is meant, and Chromium says it of every one.
      const isStatus = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isStatus) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url) && !request.url().startsWith("blob:")) {
        complaints.push(`request to ${request.url()}`);
      }
    });
  }

  const go = async (path: string) => await page.goto(`${site.url}${path}`, { waitUntil: "load" });
  /** Waits until the browser has taken the page over. */
  const live = async () => await page.locator("html[data-live]").waitFor({ state: "attached" });
  const verdict = () => page.locator(".verdict").first();

  beforeEach(async () => {
    site.fault.status = undefined;
    site.fault.lagging = false;
  });
  afterEach(function () {
    const found = complaints.splice(0);
    if (this.currentTest?.state === "passed") expect(found).to.deep.equal([]);
  });

  describe("are accessible to everybody, light and dark:", () => {
    // One page sees them all: what it has compiled once, it need not compile again.
    before(async () => await open());

    for (const path of PAGES) {
      it(path, async () => {
        await page.emulateMedia({ colorScheme: "light" });
        await go(path);
        await live();
        expect(await violationsOf(page), "light").to.deep.equal([]);
        // Between light and dark, nothing changes but colours.
        await page.emulateMedia({ colorScheme: "dark" });
        expect(await violationsOf(page, COLOURS), "dark").to.deep.equal([]);
      });
    }
  });

  it("fit a phone: nothing is wider than the screen", async () => {
    await open({ viewport: { width: 360, height: 800 } });
    const wide: string[] = [];
    for (const path of PAGES) {
      for (const language of LANGUAGES) {
        await go(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 360) wide.push(`${path} ${language}: ${width}`);
      }
    }
    expect(wide).to.deep.equal([]);
  });

  for (const language of LANGUAGES) {
    it(`show on the first screen of a phone all that matters of a robot (${language})`, async () => {
      await open();
      for (const code of [codes.inService, codes.stolen, codes.stopUse, codes.notOnMarket]) {
        await go(`${pathOf(code)}?lang=${language}`);
        const bottom = await page
          .locator(".robot__identity")
          .evaluate((one) => one.getBoundingClientRect().bottom);
        expect(bottom, code).to.be.at.most(PHONE.height);
      }
    });
  }

  it("say a different thing, with another icon and colour, for what is fine and what is not known", async () => {
    await open();
    const looks = new Set<string>();
    for (const code of [
      codes.inService,
      codes.recalled,
      codes.stopUse,
      codes.scrapped,
      codes.unknownCode,
      codes.notOnMarket,
    ]) {
      await go(pathOf(code));
      looks.add(
        await verdict().evaluate((one) => {
          const word = one.querySelector(".verdict__word") as HTMLElement;
          return (
            getComputedStyle(word).backgroundColor + (word.querySelector("svg")?.innerHTML ?? "")
          );
        }),
      );
    }
    expect(looks.size).to.equal(6);
  });

  it("give the verdict without JavaScript, and take a code by a plain form", async () => {
    await open({ javaScriptEnabled: false });
    await go("/");
    await page
      .getByLabel("Code of the robot")
      .fill(`cn bh01 tern03 ${codes.stolen.slice(12).toLowerCase()}`);
    await page.getByRole("button", { name: "Check" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).to.equal("Reported stolen");
    expect(await page.getByText("Do not buy it").count()).to.equal(1);
  });

  it("mark a mistake where it is, and verify the check character", async () => {
    await open();
    await go("/");
    await live();
    const input = page.getByLabel("Code of the robot");
    await input.fill("CN-BH01-TERN03-25W0700000000_001");
    expect(await page.locator(".mistake mark").textContent()).to.equal("_");
    expect(await page.getByText("serial, character 14 of 17").count()).to.equal(1);
    await input.fill("CN-BH01-TERN03-25W07000000000001-K");
    await page.getByText("The check character K is right.").waitFor();
    await input.press("Enter");
    await page.getByRole("heading", { name: "In service" }).waitFor();
    expect(new URL(page.url()).pathname).to.equal(pathOf(codes.inService));
  });

  it("suggest for a slip the code that was issued", async () => {
    await open();
    await go("/");
    await live();
    // O for the last 0 before the 1: the check character tells.
    await page.getByLabel("Code of the robot").fill("CN-BH01-TERN03-25W070000000000O1-K");
    await page.getByRole("link", { name: "CN-BH01-TERN03-25W07000000000001-K" }).click();
    await page.getByRole("heading", { name: "In service" }).waitFor();
  });

  it("read a QR code from a picture, under the strict policy", async () => {
    await open();
    await go("/");
    await live();
    const picture = encodeQR(`HTTPS://ID.EXAMPLE${pathOf(codes.scrapped)}`, "gif", {
      scale: 6,
      border: 4,
    });
    await page.getByRole("button", { name: "Scan" }).click();
    await page.locator("input[type=file]").setInputFiles({
      name: "plate.gif",
      mimeType: "image/gif",
      buffer: Buffer.from(picture),
    });
    await page.getByRole("heading", { name: "Scrapped" }).waitFor();
  });

  it("switch the language of a page, and keep it from there on", async () => {
    await open();
    await go(pathOf(codes.inService));
    await page.getByRole("link", { name: "中文" }).click();
    await page.getByRole("heading", { name: "在用" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).to.equal("zh-Hans");
    // The code itself is never translated.
    expect(await page.locator(".robot__code").textContent()).to.equal(
      "CN-BH01-TERN03-25W07000000000001-K",
    );
    await page.getByRole("link", { name: "查验另一台" }).click();
    await page.getByRole("heading", { name: "查验人形机器人" }).waitFor();
  });

  it("take back what was fine when the network goes, and ask again when it is there again", async () => {
    await open();
    await go(pathOf(codes.inService));
    await live();
    await page.getByRole("heading", { name: "In service" }).waitFor();
    await context.setOffline(true);
    await page.getByRole("heading", { name: "Not current" }).waitFor();
    expect(await verdict().getAttribute("data-tone")).to.equal("unsure");
    await page.getByText("You are offline", { exact: true }).waitFor();
    await context.setOffline(false);
    await page.getByRole("heading", { name: "In service" }).waitFor();
  });

  it("keep what is said against a robot when the network goes, and say that it is old", async () => {
    await open();
    await go(pathOf(codes.stolen));
    await live();
    await context.setOffline(true);
    await page.getByText("You are offline: all of this is as of").waitFor();
    expect(await page.getByRole("heading", { name: "Reported stolen" }).count()).to.equal(1);
  });

  it("say that the API is down, and give a verdict when it is back", async () => {
    await open();
    site.fault.status = 503;
    await go(pathOf(codes.inService));
    await live();
    await page.getByRole("heading", { name: "No verdict can be given now" }).waitFor();
    site.fault.status = undefined;
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "In service" }).waitFor();
  });

  it("say without a network that there is none, and show no page that was kept", async () => {
    await open({ serviceWorkers: "allow" });
    await go(pathOf(codes.inService));
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await context.setOffline(true);
    await page.reload().catch(() => undefined);
    await page.getByRole("heading", { name: "No connection" }).waitFor();
    expect(await page.getByText("In service").count()).to.equal(0);
  });

  it("tell whether a robot is under a recall", async () => {
    await open();
    await go("/recalls/1");
    await live();
    for (const [code, answer] of [
      [codes.stopUse, "Yes: the recall is open on this robot"],
      [codes.inService, "It was affected, and it is remedied"],
      [codes.stolen, "No: this recall does not concern it"],
      [codes.unknownCode, "Unknown code"],
    ] as const) {
      await page.getByLabel("Code of the robot").fill(code);
      await page.getByRole("button", { name: "Check my code" }).click();
      await page.getByText(answer, { exact: true }).waitFor();
    }
  });

  it("give the list of units for the right key, and say why not for another", async () => {
    await open();
    await go("/recalls/1");
    await live();
    await page.getByLabel("Key", { exact: true }).fill("wrong-key");
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByText("This key is not known").waitFor();
    await page.getByLabel("Key", { exact: true }).fill("right-key");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download" }).click(),
    ]);
    expect(file.suggestedFilename()).to.equal("recall-1-units.csv");
  });

  it("draw the charts, with a table and a CSV of the same figures", async () => {
    await open({ viewport: { width: 1440, height: 900 } });
    await go("/registry");
    await settle(page);
    expect(await page.locator(".recharts-surface").count()).to.be.at.least(8);
    expect(await page.locator(".recharts-bar-rectangle").count()).to.be.greaterThan(15);
    const figure = page.locator("figure", { hasText: "In which countries were they issued?" });
    await figure.getByText("As a table").click();
    expect(await figure.getByRole("row", { name: "China 10,000" }).count()).to.equal(1);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      figure.getByRole("button").click(),
    ]);
    expect(file.suggestedFilename()).to.equal("issued-by-country.csv");
  });

  it("ask a robot something new, refuse what is no answer, and say when the chain is not reached", async () => {
    await open();
    await go(`/challenge/${codes.inService}`);
    await page.getByRole("img", { name: "QR code of the challenge" }).waitFor();
    const answer = page.getByLabel("Or paste the answer");
    await answer.fill("not a signature");
    await page.getByRole("button", { name: "Check the answer" }).click();
    await page.getByText("This is no signature").waitFor();
    await answer.fill(`${"11".repeat(32)}${"22".repeat(32)}`);
    await page.getByRole("button", { name: "Check the answer" }).click();
    await page.getByRole("heading", { name: "Could not be checked" }).waitFor();
  });

  it("let a robot in software sign a challenge, in the sandbox", async () => {
    await open();
    await go(`/challenge/${codes.inService}`);
    await page.getByText("The challenge as text").click();
    const challenge = await page.locator("textarea[readonly]").inputValue();
    await go("/sandbox/robot");
    await live();
    await page.getByLabel("Or paste the challenge").fill(challenge);
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    await page.getByRole("img", { name: "Signed answer" }).waitFor();
    expect(await page.locator("textarea[readonly]").inputValue()).to.match(
      /^\{"r":"0x[0-9a-f]{64}","s":"0x[0-9a-f]{64}"\}$/,
    );
  });

  it("are moved through with the keyboard: past the head of the page, and to the heading of the next", async () => {
    await open({ viewport: { width: 1440, height: 900 } });
    await go("/");
    await live();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).to.equal("Skip to content");
    await page.getByRole("link", { name: "How to verify" }).press("Enter");
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    expect(await page.locator(":focus").textContent()).to.include("What the verdicts mean");
  });
});
