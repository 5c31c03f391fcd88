// Lighthouse on a robot's page, as a phone sees it; ends with 1 where performance or accessibility is below 95.
//
//   npm run lighthouse -w web                       the built pages before the API of the test fixtures
//   npm run lighthouse -w web -- http://…/CN/…      a page that runs already
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { find } from "../../test/checks/requirements.js";
import { startSite } from "../test/site.js";

const LEAST = 95;

const [given] = process.argv.slice(2);
const site = given ? undefined : await startSite();
const url = given ?? `${site?.url}/CN/BH01/TERN03/25W07000000000001`;
const port = 21_499;
const browser = await chromium.launch({
  executablePath: find("chromium") ?? "/usr/bin/chromium",
  args: [`--remote-debugging-port=${port}`, "--no-sandbox", "--disable-gpu"],
});
try {
  const result = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "error",
    onlyCategories: ["performance", "accessibility", "best-practices"],
  });
  if (!result) throw new Error("Lighthouse gave no result.");
  for (const { id, score } of Object.values(result.lhr.categories)) {
    const points = Math.round((score ?? 0) * 100);
    console.log(`${id.padEnd(16)} ${points}`);
    if (id !== "best-practices" && points < LEAST) process.exitCode = 1;
  }
  const missed = Object.values(result.lhr.audits).filter(
    ({ score }) => score !== null && score < 0.9,
  );
  for (const { id, displayValue } of missed) console.log(`  ${id} ${displayValue ?? ""}`);
} finally {
  await browser.close();
  await site?.stop();
}
