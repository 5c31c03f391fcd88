// The package in a real browser: bundled, in a page of another origin than the node's, as an app would have it.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { launchChromium } from "@openrobotid/kit/chromium";
import { accounts, deployment, isolate, rpcUrl } from "@openrobotid/testkit/chain";
import { UNITS } from "@openrobotid/testkit/modules";
import { birthOf } from "@openrobotid/testkit/registry";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { robots } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import type { P256JsonWebKey } from "../src/device/index.js";
import { buildPackage, bundleForBrowsers } from "./built.js";

/** What the page does: everything that somebody with a phone does at the scene. */
const PAGE = `
  import { createClient, http } from "viem";
  import { parseRobotId, suggestRobotIds, verdictOf } from "./dist/index.js";
  import { robotIdActions } from "./dist/actions/index.js";
  import { robotIdChain } from "./dist/chains/index.js";
  import { createSoftwareSigner, signChallenge } from "./dist/device/index.js";

  globalThis.look = async ({ text, deployment, rpcUrl, privateKey }) => {
    const id = parseRobotId(text);
    const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
    const client = createClient({ chain, transport: http() }).extend(robotIdActions());
    const { entries } = await client.getHistory({ id });
    const challenge = client.createChallenge({ id });
    const answers = [];
    for (const signer of [await createSoftwareSigner(privateKey), await createSoftwareSigner()]) {
      const signature = await signChallenge(signer, challenge);
      answers.push((await client.verifyChallenge({ challenge, signature })).answer);
    }
    const robot = await client.getRobot({ id });
    return { id, holder: robot.holder, kinds: entries.map(({ kind }) => kind), answers, ...verdictOf(robot) };
  };
  globalThis.refusalOf = (text) => {
    try {
      return parseRobotId(text);
    } catch (error) {
      return { message: error.message, suggestions: suggestRobotIds(text) };
    }
  };
`;

/** The key of the computer in a robot of the fixture. */
function privateKeyOf(id: string): P256JsonWebKey {
  const { x, y } = birthOf(id).device.key;
  const secret = createHash("sha256").update(`device ${id}`).digest();
  const coordinate = (half: string) => Buffer.from(half.slice(2), "hex").toString("base64url");
  const d = secret.toString("base64url");
  return { kty: "EC", crv: "P-256", x: coordinate(x), y: coordinate(y), d };
}

describe("in a browser", function () {
  this.timeout(180_000);
  before(skipUnless("chromium"));
  isolate();
  let browser: Browser | undefined;
  let page: Page;
  const server = createServer();

  before(async () => {
    await buildPackage();
    const { outputFiles } = await bundleForBrowsers(PAGE);
    const script = outputFiles[0]?.contents ?? "";
    server.on("request", ({ url }, response) => {
      const isScript = url === "/page.js";
      response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
      response.end(isScript ? script : `<!doctype html><script type=module src=page.js></script>`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction("globalThis.look !== undefined");
  });
  after(async () => {
    await browser?.close();
    server.close();
  });

  const inPage = async (expression: string) => await page.evaluate(expression);

  it("reads a robot, examines its history and has it prove itself", async () => {
    const given = {
      text: "cn-ut01-g1pro1-26w05000000000001",
      deployment,
      rpcUrl,
      privateKey: privateKeyOf(UNITS.sold),
    };
    expect(await inPage(`look(${JSON.stringify(given)})`)).to.deep.equal({
      id: robots.sold,
      holder: accounts.owner.address,
      kinds: ["placedOnMarket", "receiverApproved", "transferred"],
      answers: ["genuine", "wrongKey"],
      verdict: "inService",
      also: [],
    });
  });

  it("says what is wrong with a code, without a network", async () => {
    expect(await inPage(`refusalOf("CN-UT01-GIPRO1-26W05000000001234-O")`)).to.deep.include({
      message:
        'Expected "F" at position 29 (check character), found "O". ' +
        "A character of the code, or the check character itself, may be misread.",
    });
  });
});
