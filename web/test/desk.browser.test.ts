// The desk in real Chromium, with a wallet and a vault of the tests: what a holder sees, and what is not believed.
import { mkdirSync, readFileSync } from "node:fs";
import { launchChromium } from "@openrobotid/kit/chromium";
import type { LogOnChain } from "@openrobotid/sdk/vault";
import { COLOURS, violationsOf } from "@openrobotid/testkit/accessible";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { Hono } from "hono";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { hexToString } from "viem";
import { codes, fixtureApi } from "./fixture-api.js";
import { DOCUMENT, fixtureVault, HOLDER, type VaultFault } from "./fixture-vault.js";
import { CREDENTIAL, PASSKEY_ACCOUNT } from "./passkey.js";
import { type ProvenWorld, provenWorld } from "./proven-world.js";
import { suitsEveryScreen } from "./screens.js";
import { listen, type Site, startSite, stopAll } from "./site.js";

/** Where the API has its log. */
const LOG_OF_API = "/v1/access-log";

/** Where pictures go, where somebody wants to look at them. */
const { PICTURES } = process.env;

describe("the desk of a vault", function () {
  this.timeout(120_000);
  const fault: VaultFault = {};
  let site: Site;
  /** What the vault calls itself: the address that the page was opened at. */
  let address = "";
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[] = [];
  let vault: Awaited<ReturnType<typeof listen>>;
  let api: Awaited<ReturnType<typeof listen>>;
  const faultOfApi: VaultFault = {};

  before(skipUnless("chromium"));
  before(async () => {
    vault = await listen(fixtureVault(fault, () => address));
    // The API shows its own log as a vault does.
    const app = new Hono()
      .route(
        LOG_OF_API,
        fixtureVault(faultOfApi, () => `${address}${LOG_OF_API}`),
      )
      .route("/", fixtureApi());
    api = await listen(app);
    [site, browser] = await Promise.all([
      startSite({ vaultUrl: vault.url, apiUrl: api.url }),
      launchChromium(),
    ]);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
    await stopAll([vault, api].filter((one) => one !== undefined));
  });
  beforeEach(async () => {
    address = site.url;
    fault.line = false;
    fault.document = false;
    faultOfApi.line = false;
    context = await browser.newContext({ locale: "en-GB", serviceWorkers: "block" });
    page = await context.newPage();
    complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.exposeFunction("signMessage", async (text: `0x${string}`) => {
      return await HOLDER.signMessage({ message: hexToString(text) });
    });
    await page.addInitScript(walletOf(HOLDER.address));
  });
  afterEach(async function () {
    await context?.close();
    if (this.currentTest?.state === "passed") expect(complaints).to.deep.equal([]);
  });

  const signIn = async (language = "en") => {
    await page.goto(`${site.url}/desk?lang=${language}`, { waitUntil: "load" });
    await page.locator("html[data-live]").waitFor({ state: "attached" });
    await page.locator("input[name=code]").fill(codes.inService);
    await page.locator("button[value=wallet]").click();
    const said = page.locator(".desk__who, .notice").first();
    await said.waitFor();
    expect(await said.getAttribute("class"), (await said.textContent()) ?? "").to.equal(
      "desk__who",
    );
  };

  it("is for everybody, on a phone and on a desk, light and dark, before and after the sign-in", async () => {
    await page.goto(`${site.url}/desk`, { waitUntil: "load" });
    await suitsEveryScreen(page, async (width) => await picture(page, `desk-before-${width}`));
    await signIn();
    await page.locator(".recharts-reference-area").first().waitFor();
    await suitsEveryScreen(page, async (width) => await picture(page, `desk-light-${width}`));
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violationsOf(page, COLOURS)).to.deep.equal([]);
    await picture(page, "desk-dark");
    for (const language of ["es", "zh"]) {
      await signIn(language);
      await suitsEveryScreen(
        page,
        async (width) => await picture(page, `desk-${language}-${width}`),
      );
    }
  });

  it("shows the log as it was verified, charts with a table, and gives a document", async () => {
    await signIn();
    await page
      .getByText("No line between them is missing, and it ends with your own look.")
      .waitFor();
    // A vault that anchors nothing, and a site without an anchor, which proves nothing: both are said.
    await page.getByText("none is anchored there").waitFor();
    await page.getByText("The list was not compared with the chain").waitFor();
    expect(await page.getByText("to repair it").count()).to.equal(1);
    await page.getByText("Beyond a limit of the maker: kneeLeft").waitFor();
    await page.getByText("As a table").first().click();
    expect(await page.locator("figure").first().locator("tbody tr").count()).to.equal(26);
    const downloaded = page.waitForEvent("download");
    await page.getByRole("button", { name: "Get the document of entry 3" }).click();
    const path = await (await downloaded).path();
    expect(readFileSync(path, "utf8")).to.equal(DOCUMENT);
    await page.getByRole("button", { name: "Sign out" }).click();
    expect(await page.locator("input[name=code]").count()).to.equal(1);
    expect(await page.getByText("to repair it").count()).to.equal(0);
  });

  it("shows the log of the API too, once one signs in there, as it was verified", async () => {
    await signIn();
    const panel = page.locator("section", { hasText: "Who looked in the registry" });
    await panel.getByRole("button", { name: "Sign in there and show it" }).click();
    await panel.getByText("it ends with your own look").waitFor();
    await panel.getByText("to repair it").waitFor();
    await suitsEveryScreen(page, async (width) => await picture(page, `desk-api-${width}`));
  });

  it("does not believe a log of the API that does not verify", async () => {
    faultOfApi.line = true;
    await signIn();
    await page.getByRole("button", { name: "Sign in there and show it" }).click();
    await page.getByText("This log does not verify").waitFor();
  });

  it("takes a passkey of this site, whose user the authenticator knows, and no other", async () => {
    // A passkey is of a name, and never of a number.
    address = site.url.replace("127.0.0.1", "localhost");
    const chromium = await context.newCDPSession(page);
    await chromium.send("WebAuthn.enable");
    const { authenticatorId } = await chromium.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await chromium.send("WebAuthn.addCredential", { authenticatorId, credential: CREDENTIAL });
    await page.goto(`${address}/desk`, { waitUntil: "load" });
    await page.locator("html[data-live]").waitFor({ state: "attached" });
    await page.locator("input[name=code]").fill(codes.inService);
    await page.getByText("With a passkey", { exact: true }).click();
    const [account, button] = ["input[name=account]", "button[value=passkey]"];
    await page.locator(account).fill("not an account");
    await page.locator(button).click();
    await page.getByText("This is no account.").waitFor();
    await page.locator(account).fill(PASSKEY_ACCOUNT);
    // Who is not known to the authenticator is not let in.
    await chromium.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await page.locator(button).click();
    await page.getByText("You are not signed in").waitFor();
    await page.locator(`${button}:enabled`).waitFor();
    expect(await page.locator(".desk__who").count()).to.equal(0);
    await chromium.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await page.locator(button).click();
    await page.getByText(`Signed in as ${PASSKEY_ACCOUNT}`).waitFor();
    await page.getByText("to repair it").waitFor();
  });

  it("says that a log was altered, and saves no other document", async () => {
    fault.line = true;
    fault.document = true;
    await signIn();
    await page.getByText("This log does not verify").waitFor();
    expect(await page.getByText("to repair it").count()).to.equal(0);
    await page.getByRole("button", { name: "Get the document of entry 3" }).click();
    await page.getByText("It was not saved.").waitFor();
  });
});

describe("the desk of a vault, beside the chain", function () {
  this.timeout(300_000);
  const fault: VaultFault = {};
  let site: Site;
  let browser: Browser;
  let page: Page;
  let world: ProvenWorld;
  let vault: Awaited<ReturnType<typeof listen>>;
  let api: Awaited<ReturnType<typeof listen>>;
  const faultOfApi: VaultFault = {};

  before(skipUnless("chromium"));
  before(async () => {
    [world, browser] = await Promise.all([provenWorld(), launchChromium()]);
    // The clock of the browser is left alone.
    await world.catchUp();
    const robot = world.robots.sold;
    const { text: anchor, file } = await world.unsealed({ id: robot, of: "whole", format: "cbor" });
    const evidence = async () => file;
    vault = await listen(fixtureVault(fault, () => site.url, { robot, evidence }));
    // The API proves nothing of the robot but what everybody may see, and its log.
    const log = {
      robot,
      evidence: async (shown: LogOnChain | undefined) =>
        (await world.unsealed({ id: robot, of: "public", format: "cbor", log: shown })).file,
      anchor: world.anchorLog,
    };
    const app = new Hono()
      .route(
        LOG_OF_API,
        fixtureVault(faultOfApi, () => `${site.url}${LOG_OF_API}`, log),
      )
      .route("/", fixtureApi());
    api = await listen(app);
    site = await startSite({ vaultUrl: vault.url, apiUrl: api.url, anchor });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
    await stopAll([vault, api].filter((one) => one !== undefined));
  });
  beforeEach(() => {
    fault.invented = false;
    fault.log = false;
    faultOfApi.anchor = false;
  });

  const signIn = async () => {
    page = await browser.newPage({ locale: "en-GB", serviceWorkers: "block" });
    await page.exposeFunction("signMessage", async (text: `0x${string}`) => {
      return await HOLDER.signMessage({ message: hexToString(text) });
    });
    await page.addInitScript(walletOf(HOLDER.address));
    await page.goto(`${site.url}/desk`, { waitUntil: "load" });
    await page.locator("html[data-live]").waitFor({ state: "attached" });
    await page.locator("input[name=code]").fill(world.robots.sold);
    await page.locator("button[value=wallet]").click();
    await page.locator(".desk__who").waitFor();
  };

  it("compares the list of documents with the record, proven on this device", async () => {
    await signIn();
    const said = page.getByText("with the chain").first();
    await said.waitFor();
    expect(await said.textContent()).to.match(/^This device has compared the list with the chain/);
    await page.getByText("none is anchored there").waitFor();
    await page.close();
  });

  it("compares the log of the API with its heads on the chain, and says how far they go", async () => {
    await signIn();
    await page.getByRole("button", { name: "Sign in there and show it" }).click();
    const panel = page.locator("section", { hasText: "Who looked in the registry" });
    await panel.getByText("It continues each head that the chain has of it.").waitFor();
    await picture(page, "desk-api-anchored");
    await page.close();
  });

  it("does not believe a log of the API that names another head than the chain has", async () => {
    faultOfApi.anchor = true;
    await signIn();
    await page.getByRole("button", { name: "Sign in there and show it" }).click();
    await page.getByText("This log does not verify").waitFor();
    await page.getByText("notAnchored").waitFor();
    await page.close();
  });

  it("gives no document that the record does not commit to, whatever the vault lists, and whether or not it shows its log", async () => {
    fault.invented = true;
    fault.log = true;
    await signIn();
    await page.getByText("not what the chain commits to").first().waitFor();
    expect(await page.getByText("not what the chain commits to").count()).to.equal(2);
    expect(
      await page.getByRole("button", { name: "Get the document of entry 3" }).count(),
    ).to.equal(0);
    await page.close();
  });
});

/** Makes a picture, where somebody wants to look at it. */
async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

/** A wallet of the page. As a text: what runs the tests adds names to functions, which the page does not know. */
function walletOf(address: string): string {
  const account = JSON.stringify(address.toLowerCase());
  return `window.ethereum = {
    request: async ({ method, params }) =>
      method === "personal_sign" ? await window.signMessage(params[0]) : [${account}],
  };`;
}
