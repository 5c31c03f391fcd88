// The package as it is published, and the page of its README in Chromium, against a chain.
import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { buildOther, build as buildPackage } from "@openrobotid/kit/built";
import { launchChromium } from "@openrobotid/kit/chromium";
import { faultsOfManifest, faultsOfTypes } from "@openrobotid/kit/lintPackage";
import { nodeOfPrograms } from "@openrobotid/kit/node";
import { installPacked, linkInstalled, programOfReadme } from "@openrobotid/kit/packed";
import type { Sandbox } from "@openrobotid/sandbox";
import { scratchFolder } from "@openrobotid/testkit/folder";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { build } from "esbuild";
import type { Browser } from "playwright-core";

const root = fileURLToPath(new URL("..", import.meta.url));
const SANDBOX = join(root, "../sandbox");

describe("the package", () => {
  it("passes publint and attw", async () => {
    await buildPackage(root);
    expect(await faultsOfManifest(root)).to.deep.equal([]);
    expect(await faultsOfTypes(root)).to.equal("");
  }).timeout(60_000);
});

describe("the page of the README", function () {
  this.timeout(180_000);
  const folder = scratchFolder("open-robot-id-react-");
  let sandbox: Sandbox;
  let server: Server;
  let browser: Browser;
  let script: string;
  /** Status of everything that the node answers. */
  let status: number | undefined;

  before(skipUnless("chromium"));
  before(async () => {
    for (const folder of [join(root, "../../sdk"), SANDBOX]) await buildOther(folder);
    await buildPackage(root);
    for (const workspace of ["sdk", "packages/react"]) installPacked(workspace, folder);
    for (const name of ["@tanstack/react-query", "react", "react-dom", "viem", "wagmi"]) {
      linkInstalled(name, "packages/react", folder);
    }
    writeFileSync(join(folder, "page.jsx"), programOfReadme("packages/react", "page.jsx"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    const { outputFiles } = await build({
      absWorkingDir: folder,
      entryPoints: ["page.jsx"],
      bundle: true,
      write: false,
      format: "esm",
      jsx: "automatic",
      // One React, as an app has.
      preserveSymlinks: false,
      target: "es2022",
      logLevel: "silent",
    });
    script = outputFiles[0]?.text ?? "";
    const { startSandbox } = await import(pathToFileURL(`${SANDBOX}/dist/index.js`).href);
    [sandbox, browser] = await Promise.all([startSandbox() as Promise<Sandbox>, launchChromium()]);
    server = serverOf();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await sandbox?.stop();
    rmSync(folder, { recursive: true });
  });

  function serverOf(): Server {
    return createServer(async (incoming, outgoing) => {
      const answer = (type: string, body: string) =>
        outgoing.writeHead(200, { "content-type": type }).end(body);
      if (incoming.url === "/page.js") return answer("text/javascript", script);
      if (incoming.url === "/deployment.json") {
        return answer("application/json", JSON.stringify(sandbox.deployment));
      }
      if (incoming.url !== "/rpc") {
        return answer(
          "text/html",
          '<!doctype html><div id="root"></div><script type="module" src="/page.js"></script>',
        );
      }
      if (status !== undefined) return outgoing.writeHead(status).end();
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const headers = { "content-type": "application/json" };
      const response = await fetch(sandbox.rpcUrl, { method: "POST", headers, body });
      return answer("application/json", await response.text());
    });
  }

  async function shown(selector: string): Promise<string | null> {
    const page = await browser.newPage();
    try {
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      return await page.locator(selector).textContent({ timeout: 30_000 });
    } finally {
      await page.close();
    }
  }

  it("is imported by Node too, as a server imports what it renders", async () => {
    const program = `import { useRobot } from "@openrobotid/react"; console.log(typeof useRobot);`;
    const args = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(nodeOfPrograms(), args, { cwd: folder });
    expect(stdout).to.equal("function\n");
  });

  it("shows the verdict on a robot", async () => {
    expect(await shown("#verdict")).to.equal("stolen");
  });

  it("shows an error where the node does not answer", async () => {
    status = 403;
    try {
      expect(await shown("[role=alert]")).to.match(/^No verdict: .+/);
    } finally {
      status = undefined;
    }
  });
});
