// The pages as static files: behind a plain server of files, before an API at another address.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { launchChromium } from "@openrobotid/kit/chromium";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Browser } from "playwright-core";
import { makeStatic } from "../scripts/build.js";
import { fixtureApi } from "./fixture-api.js";
import { builtPages, listen, stopAll } from "./site.js";

describe("the pages as static files", function () {
  this.timeout(90_000);
  const folder = scratchFolder("pages-");
  const running: Awaited<ReturnType<typeof listen>>[] = [];
  let browser: Browser;

  before(skipUnless("chromium"));
  before(async () => {
    const api = await listen(new Hono().use(cors()).route("/", fixtureApi()));
    running.push(api);
    await builtPages();
    await makeStatic({ apiUrl: api.url }, pathToFileURL(`${folder}/`));
    const files = new Hono()
      .use(serveStatic({ root: folder }))
      .get("*", (context) => context.html(readFileSync(join(folder, "index.html"), "utf8")));
    running.push(await listen(files));
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await stopAll(running);
    rmSync(folder, { recursive: true });
  });

  it("show every page, with what the API says, under a policy that names the API alone", async () => {
    const page = await browser.newPage({ locale: "es-MX" });
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      const isStatus = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isStatus) complaints.push(message.text());
    });
    const [api, files] = running;
    for (const [path, heading] of [
      ["/CN/BH01/TERN03/25W07000000000001", "En servicio"],
      ["/CN/BH01/TERN03/25W07000000099999", "Código desconocido"],
      ["/CN/BH01/TERN03/25W0700000000_001", "No es un código de robot"],
      ["/CN/BH01/TERN03", "Tern 3"],
      ["/CN/BH01", "Beihu Motion Works"],
      ["/CN", "China"],
      ["/recalls", "Retiradas"],
      ["/recalls/1", "Shoulder drive"],
      ["/registry", "El registro en conjunto"],
      ["/consortium", "El consorcio"],
      ["/about", "Qué significan los veredictos"],
      ["/challenge/CNBH01TERN0325W07000000000001", "Retar a un robot"],
      ["/sandbox", "No existe esa página"],
      ["/", "Compruebe un robot humanoide"],
    ] as const) {
      await page.goto(`${files?.url}${path}`);
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    }
    expect(complaints).to.deep.equal([]);
    expect(await page.locator("meta[http-equiv]").getAttribute("content"))
      .to.include(`connect-src 'self' ${api?.url}`)
      .and.include("default-src 'none'");
  });

  it("say without scripts that they need them", async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${running[1]?.url}/CN/BH01/TERN03/25W07000000000001`);
    expect(await page.locator("#app").textContent()).to.include("This page needs JavaScript.");
  });
});
