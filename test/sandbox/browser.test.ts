import { join } from "node:path";
import { launchChromium } from "@openrobotid/kit/chromium";
import { pathOf } from "@openrobotid/sdk/rules";
import { violationsOf } from "@openrobotid/testkit/accessible";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { textsOf } from "@openrobotid/web/texts";
import { SHOWCASE } from "@openrobotid/whole-sandbox/showcase";
import { pagesOfSite, settle } from "@openrobotid/whole-sandbox/site";
import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { film } from "./camera.js";
import {
  endSandboxes,
  processOf,
  type RunningSandbox,
  sandboxFolders,
  startSandbox,
} from "./sandbox.js";

type Texts = { [key: string]: Texts } & string;

/** The texts of the pages, by language. */
const texts = (language: string) => textsOf(language) as unknown as Texts;
const en = texts("en");

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
const codeOf = (verdict: string) => SHOWCASE.find((robot) => robot.verdict === verdict)?.code ?? "";

describe("the pages of the sandbox", function () {
  this.timeout(120_000);
  const fresh = sandboxFolders();
  let sandbox: RunningSandbox;
  let browser: Browser;

  before(async function () {
    skipUnless("chromium").call(this);
    this.timeout(300_000);
    sandbox = await startSandbox(fresh());
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await endSandboxes();
  });

  /** Opens a page of its own, shows it to a test, and closes it. */
  async function visit(
    path: string,
    look: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
    by = browser,
  ): Promise<void> {
    const context = await by.newContext({
      locale: "en",
      viewport: DESK,
      reducedMotion: "reduce",
      ...options,
    });
    try {
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      await page.goto(`${sandbox.web}${path}`);
      await look(page);
    } finally {
      await context.close();
    }
  }

  const heading = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();

  /** Waits for a heading that comes without a new page. */
  const headed = (page: Page, name: string) =>
    page.getByRole("heading", { level: 1, name }).waitFor();

  describe("a robot", () => {
    for (const { code, verdict, about } of SHOWCASE) {
      it(`is ${verdict} (${about}), on the first screen of a phone`, async () => {
        await visit(
          pathOf(code),
          async (page) => {
            await settle(page);
            expect(await heading(page)).to.equal(en.verdict[verdict].title);
            const box = await page.locator(".verdict__action").boundingBox();
            expect((box?.y ?? PHONE.height) + (box?.height ?? 0)).to.be.lessThan(PHONE.height);
            const width = await page.evaluate("document.documentElement.scrollWidth");
            expect(width).to.be.at.most(PHONE.width);
          },
          { viewport: PHONE },
        );
      });

      it(`is ${verdict} without JavaScript too`, async () => {
        await visit(
          pathOf(code),
          async (page) => {
            expect(await heading(page)).to.equal(en.verdict[verdict].title);
          },
          { javaScriptEnabled: false },
        );
      });
    }

    it("says for each fact in which block it is", async () => {
      await visit(pathOf(codeOf("inService")), async (page) => {
        expect(await page.getByText(/^Block \d+ · /).count()).to.be.greaterThan(10);
      });
    });
  });

  describe("a code that is typed", () => {
    const CODE = "CNBH01TERN0325W07000000000004";
    /** The same with its check character, and one digit of the serial mistyped. */
    const SLIP = "CNBH01TERN0325W07000000000007E";

    it("is taken in lower case, with spaces and hyphens", async () => {
      await visit("/", async (page) => {
        await settle(page);
        await page.getByLabel(en.entry.label).fill("cn-bh01 tern03-25w07000000000004");
        await page.getByRole("button", { name: en.entry.submit, exact: true }).click();
        await page.waitForURL(`**${pathOf(CODE)}`);
        await headed(page, en.verdict.recalled.title);
      });
    });

    it("shows where a character is wrong", async () => {
      await visit("/", async (page) => {
        await settle(page);
        await page.getByLabel(en.entry.label).fill("CN-BH01-TERN03-25W07_00000000004");
        expect(await page.locator("mark").textContent()).to.equal("_");
        expect(await page.locator(".mistake").textContent()).to.contain(
          "serial, character 6 of 17",
        );
      });
    });

    it("suggests what was meant where one character makes the check character wrong", async () => {
      await visit("/", async (page) => {
        await settle(page);
        await page.getByLabel(en.entry.label).fill(SLIP);
        await page.getByText(en.entry.suggestions).waitFor();
        const links = page.locator(".code-entry__suggestions a");
        const found = await links.evaluateAll((all) => all.map((a) => a.getAttribute("href")));
        expect(found).to.include(pathOf(CODE));
      });
    });

    it("is answered by a form without JavaScript", async () => {
      await visit(
        "/",
        async (page) => {
          await page.getByLabel(en.entry.label).fill(CODE);
          await page.getByRole("button", { name: en.entry.submit, exact: true }).click();
          expect(await heading(page)).to.equal(en.verdict.recalled.title);
        },
        { javaScriptEnabled: false },
      );
    });
  });

  it("reads a robot's QR code with the camera", async () => {
    const file = join(fresh(), "robot.y4m");
    film(file, `HTTPS://ID.EXAMPLE${pathOf(codeOf("stolen"))}`);
    const withCamera = await launchChromium(
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${file}`,
    );
    try {
      const look = async (page: Page) => {
        await settle(page);
        await page.getByRole("button", { name: en.scan.open, exact: true }).click();
        await page.waitForURL(`**${pathOf(codeOf("stolen"))}`);
        await headed(page, en.verdict.stolen.title);
      };
      await visit("/", look, { permissions: ["camera"] }, withCamera);
    } finally {
      await withCamera.close();
    }
  });

  describe("a challenge", () => {
    const genuine = SHOWCASE[1].code;

    /**
     * Has the challenge of a robot answered by the page that plays one, and tells what happened to
     * it.
     */
    async function challenge(choose: (robot: Page) => Promise<void>): Promise<string | null> {
      let title: string | null = null;
      await visit(`/challenge/${genuine}`, async (page) => {
        await page.getByText(en.challenge.asText).click();
        const asked = await page.getByRole("textbox", { name: en.challenge.asText }).inputValue();
        const robot = await page.context().newPage();
        await robot.goto(`${sandbox.web}/sandbox/robot`);
        await settle(robot);
        await choose(robot);
        await robot.getByLabel(en.software.paste).fill(asked);
        await robot.getByRole("button", { name: en.software.sign }).click();
        const answer = await robot.getByLabel(en.software.answerText).inputValue();
        await page.getByLabel(en.challenge.pasteAnswer).fill(answer);
        await page.getByRole("button", { name: en.challenge.check }).click();
        title = await page.locator(".verdict h2").textContent();
      });
      return title;
    }

    it("is answered by the robot of that code: genuine", async () => {
      expect(await challenge(async () => {})).to.equal(en.challenge.answer.genuine.title);
    });

    it("is answered by a clone that bears the code: not this robot", async () => {
      const answer = await challenge(async (robot) => {
        await robot.getByLabel(en.software.robot).selectOption(codeOf("recalled"));
      });
      expect(answer).to.equal(en.challenge.answer.wrongKey.title);
    });
  });

  describe("a recall", () => {
    for (const [standing, code] of [
      ["open", codeOf("recalled")],
      ["remedied", SHOWCASE[0].code],
      ["unaffected", codeOf("notOnMarket")],
      ["unknownCode", codeOf("unknownCode")],
    ]) {
      it(`tells somebody who checks a code that it is ${standing}`, async () => {
        await visit("/recalls/1", async (page) => {
          await settle(page);
          await page.getByLabel(en.entry.label).fill(code);
          await page.getByRole("button", { name: en.unitCheck.submit }).click();
          await page.getByText(en.unitCheck[standing].title).waitFor();
        });
      });
    }
  });

  it("draws the registry from what the API says", async () => {
    const stats = (await (await fetch(`${sandbox.web}/v1/stats`)).json()) as {
      units: { total: number };
    };
    expect(stats.units.total).to.equal(22_580);
    await visit("/registry", async (page) => {
      await settle(page);
      await page.getByText(stats.units.total.toLocaleString("en")).first().waitFor();
      const figures = page.locator("figure");
      expect(await figures.count()).to.be.at.least(6);
      for (const figure of await figures.all()) {
        const shapes = figure.locator(".recharts-bar-rectangle path, .recharts-line-curve");
        const title = (await figure.locator(".figure__title").textContent()) ?? "";
        expect(await shapes.count(), title).to.be.greaterThan(0);
        await figure.locator("summary").click();
        expect(await figure.locator("tbody tr").count(), title).to.be.greaterThan(0);
      }
    });
  });

  it("speaks the browser's language, and the one that is chosen; codes stay as they are", async () => {
    const robot = pathOf(codeOf("stolen"));
    const zh = texts("zh");
    const es = texts("es");
    await visit(
      robot,
      async (page) => {
        await settle(page);
        expect(await heading(page)).to.equal(zh.verdict.stolen.title);
        expect(await page.locator("html").getAttribute("lang")).to.match(/^zh/);
        await page.getByRole("link", { name: "Español" }).click();
        await page.getByRole("heading", { name: es.verdict.stolen.title }).waitFor();
        expect(await page.locator(".robot__code").textContent()).to.contain(
          "CN-BH01-TERN03-25W07000000006101",
        );
      },
      { locale: "zh-CN" },
    );
  });

  it("lists in the sandbox what runs, every robot worth looking at and every account", async () => {
    await visit("/sandbox", async (page) => {
      await settle(page);
      for (const url of [sandbox.web, sandbox.index, sandbox.chain]) {
        await page.getByText(url, { exact: true }).first().waitFor();
      }
      for (const { code } of SHOWCASE) {
        expect(await page.locator(`main a[href^="${pathOf(code)}"]`).count(), code).to.equal(1);
      }
      await page.getByText("Hospital Ría Alta").waitFor();
      await page.getByText("npm start -- --folder", { exact: false }).waitFor();
    });
  });

  describe("where nobody can be asked", () => {
    const robot = pathOf(codeOf("inService"));

    it("takes back what it said once it is offline", async () => {
      await visit(robot, async (page) => {
        await settle(page);
        expect(await heading(page)).to.equal(en.verdict.inService.title);
        await page.context().setOffline(true);
        await page.getByRole("heading", { name: en.robot.oldTitle }).waitFor();
        await page.getByText(en.offline.title).first().waitFor();
      });
    });

    it("gives no verdict while the index does not answer, with or without JavaScript", async () => {
      const index = processOf(sandbox, "scripts/index.mjs");
      process.kill(index, "SIGSTOP");
      try {
        for (const javaScriptEnabled of [true, false]) {
          const look = async (page: Page) => {
            expect(await heading(page)).to.equal(en.robot.noVerdictTitle);
            expect(await page.locator("main").textContent()).to.contain(en.robot.noVerdictAction);
          };
          await visit(robot, look, { javaScriptEnabled });
        }
        const { status } = await fetch(`${sandbox.web}${robot}`, {
          headers: { accept: "text/html" },
        });
        expect(status).to.equal(503);
      } finally {
        process.kill(index, "SIGCONT");
      }
    });
  });

  describe("for everybody", () => {
    for (const [name, path] of pagesOfSite()) {
      // The tests of web/ examine every verdict, light and dark: here, one robot shows what a year on a chain adds.
      if (name.startsWith("robot-") && path !== pathOf(codeOf("inService"))) continue;
      it(`${name}: axe finds nothing on a phone in the dark`, async () => {
        const examine = async (page: Page) => {
          await settle(page);
          expect(await violationsOf(page)).to.eql([]);
        };
        await visit(path, examine, { viewport: PHONE, colorScheme: "dark" });
      });
    }

    it("asks no other site for anything, and keeps no cookie", async () => {
      const strangers: string[] = [];
      await visit("/", async (page) => {
        page.on("request", (request) => {
          if (!request.url().startsWith(sandbox.web)) strangers.push(request.url());
        });
        for (const path of [pathOf(codeOf("inService")), "/registry", "/consortium"]) {
          await page.goto(`${sandbox.web}${path}`);
          await settle(page);
        }
        expect(await page.context().cookies()).to.eql([]);
      });
      expect(strangers).to.eql([]);
    });
  });
});
