// Lighthouse on a robot's page, as a slow phone on a slow network sees it; ends with 1 where performance or accessibility is
// below 95. Lighthouse takes the time that this machine needs and multiplies it: on a busy machine the figures are worse.
//
//   npm run lighthouse -w web                       the built pages before the API of the test fixtures
//   npm run lighthouse -w web -- http://…/CN/…      a page that runs already
import { availableParallelism, loadavg } from "node:os";
import { launchChromium } from "@openrobotid/kit/chromium";
import { freePort } from "@openrobotid/kit/ports";
import lighthouse, { type Result } from "lighthouse";
import { computeMedianRun } from "lighthouse/core/lib/median-run.js";
import { startSite } from "../test/site.js";

const LEAST = 95;
/** The middle one of these counts. */
const RUNS = 5;

const [given] = process.argv.slice(2);
const site = given ? undefined : await startSite();
const url = given ?? `${site?.url}/CN/BH01/TERN03/25W07000000000001`;
const port = await freePort();
const browser = await launchChromium(`--remote-debugging-port=${port}`);
try {
  // The first page that a server makes takes longer than all others.
  await fetch(url);
  const runs: Result[] = [];
  for (let tried = 0; runs.length < RUNS; tried++) {
    const one = await run();
    const load = loadavg()[0]?.toFixed(1);
    console.log(`${said(one)}, load ${load} on ${availableParallelism()} cores`);
    // Lighthouse misses the beginning of a page now and then, and says so.
    if (!one.runtimeError) runs.push(one);
    else if (tried > RUNS) throw new Error(one.runtimeError.message);
  }
  const median: Result = computeMedianRun(runs);
  console.log(`\nThe median:\n${said(median)}\n`);
  for (const { id, title, score } of Object.values(median.categories)) {
    const points = pointsOf(score);
    console.log(`${title.padEnd(16)} ${points}`);
    if (id !== "best-practices" && points < LEAST) process.exitCode = 1;
  }
  const missed = Object.values(median.audits).filter(({ score }) => score !== null && score < 0.9);
  for (const { id, displayValue } of missed) console.log(`  ${id} ${displayValue ?? ""}`);
} finally {
  await browser.close();
  await site?.stop();
}

async function run(): Promise<Result> {
  const result = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "error",
    onlyCategories: ["performance", "accessibility", "best-practices"],
  });
  if (!result) throw new Error("Lighthouse gave no result.");
  return result.lhr;
}

/** What a run measured, in a line. */
function said(lhr: Result): string {
  if (lhr.runtimeError) return `not measured: ${lhr.runtimeError.code}`;
  const value = (id: string) => lhr.audits[id]?.displayValue ?? "?";
  return [
    `performance ${pointsOf(lhr.categories.performance?.score)}`,
    `first paint ${value("first-contentful-paint")}`,
    `largest ${value("largest-contentful-paint")}`,
    `blocked ${value("total-blocking-time")}`,
    `interactive ${value("interactive")}`,
    `speed of the machine ${lhr.environment.benchmarkIndex}`,
  ].join(", ");
}

function pointsOf(score: number | null | undefined): number {
  return Math.round((score ?? 0) * 100);
}
