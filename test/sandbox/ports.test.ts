import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { SandboxFolder } from "@openrobotid/whole-sandbox/folder";
import { choosePorts, HOST } from "@openrobotid/whole-sandbox/ports";
import { expect } from "chai";

describe("the folder of the sandbox", () => {
  it("refuses a file, and names it", () => {
    const file = join(import.meta.dirname, "ports.test.ts");
    expect(() => new SandboxFolder(file).create()).to.throw(
      UserError,
      `--folder: ${file}: expected a folder that can be made or written to`,
    );
  });
});

describe("ports of the sandbox", () => {
  let taken: Server;
  let port: number;

  before(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, HOST, resolve));
    ({ port } = taken.address() as { port: number });
  });
  after(() => taken.close());

  it("refuses one that is asked for and taken", async () => {
    let message = "";
    await choosePorts({ web: String(port) }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.contain(`--web-port: ${port} is taken.`);
  });

  it("refuses what is no port", async () => {
    let message = "";
    await choosePorts({ chain: "70000" }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.equal(
      '--chain-port: found "70000", expected a whole number from 0 to 65535.',
    );
  });

  it("chooses another where the usual one is taken, and never one twice", async () => {
    const usual = createServer();
    // Where somebody else has it already, it is taken all the same.
    await new Promise<void>((resolve) => {
      usual.once("error", () => resolve());
      usual.listen(8545, HOST, resolve);
    });
    const ports = await choosePorts({ index: "0", web: "0" });
    usual.close();
    expect(ports.chain).to.not.equal(8545);
    expect(new Set(Object.values(ports)).size).to.equal(4);
  });
});
