// The pages of the site as the sandbox serves it: one of each kind, and a robot for every verdict.

import { pathOf } from "@openrobotid/sdk/rules";
import type { Page } from "playwright-core";
import { SHOWCASE } from "./showcase.js";

/** Their paths, by name. */
export function pagesOfSite(): ReadonlyMap<string, string> {
  const [first] = SHOWCASE;
  const code = first?.code ?? "";
  return new Map([
    ["home", "/"],
    ...SHOWCASE.map(({ code: of, verdict }, index) => {
      const isRepeated = SHOWCASE.findIndex((robot) => robot.verdict === verdict) < index;
      return [`robot-${verdict}${isRepeated ? "-2" : ""}`, pathOf(of)] as const;
    }),
    ["check", `/check?code=${code.slice(0, -1)}%3F`],
    ["malformed", "/CN/BH01/TERN03/25W0700000000_001"],
    ["not-found", "/nowhere"],
    ["model", pathOf(code.slice(0, 12))],
    ["maker", pathOf(code.slice(0, 6))],
    ["country", pathOf(code.slice(0, 2))],
    ["challenge", `/challenge/${code}`],
    ["recalls", "/recalls"],
    ["recall", "/recalls/1"],
    ["registry", "/registry"],
    ["consortium", "/consortium"],
    ["about", "/about"],
    ["sandbox", "/sandbox"],
    ["sandbox-robot", "/sandbox/robot"],
  ]);
}

/** Waits until a page has everything that it fetches after it is first shown, drawings too. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  // A picture is drawn when the reader comes near it.
  const charts = page.locator(".figure__chart");
  for (let index = 0; index < (await charts.count()); index += 1) {
    const chart = charts.nth(index);
    await chart.evaluate((one) => one.scrollIntoView({ behavior: "instant" }));
    const drawn = chart.locator(".recharts-bar-rectangle, .recharts-line-curve").first();
    await drawn.waitFor({ state: "attached" });
  }
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
}
