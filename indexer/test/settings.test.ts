import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { contracts } from "../contracts.js";
import { readSettings, SettingsError } from "../settings.js";

describe("settings", () => {
  let folder: string;
  let DEPLOYMENT: string;
  const RPC_URLS = "http://127.0.0.1:8545";

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "open-robot-id-settings-"));
    DEPLOYMENT = join(folder, "31337.json");
    const place = { address: `0x${"ab".repeat(20)}`, startBlock: 7 };
    const places = Object.fromEntries(Object.keys(contracts).map((name) => [name, place]));
    writeFileSync(DEPLOYMENT, JSON.stringify({ chainId: 31337, contracts: places }));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const refusal = (env: Record<string, string>): string => {
    try {
      readSettings(env);
    } catch (error) {
      expect(error).to.be.instanceOf(SettingsError);
      return (error as Error).message;
    }
    throw new Error("it was not refused");
  };

  it("need no more than the deployment and a node", () => {
    const settings = readSettings({ DEPLOYMENT, RPC_URLS });
    expect(settings.deployment.contracts.RobotRegistry.startBlock).to.equal(7);
    expect(settings).to.include({ databaseUrl: undefined, databaseSchema: "robot_index" });
  });

  it("take several nodes, comma separated", () => {
    const RPC_URLS = "https://one.example, https://two.example,";
    expect(readSettings({ DEPLOYMENT, RPC_URLS }).rpcUrls).to.deep.equal([
      "https://one.example",
      "https://two.example",
    ]);
  });

  it("say what is missing, a line each", () => {
    expect(refusal({}).split("\n")).to.have.lengthOf(2);
    expect(refusal({})).to.match(/^DEPLOYMENT is missing: give the path .*\nRPC_URLS is missing: /);
  });

  it("take an empty variable for none", () => {
    expect(refusal({ DEPLOYMENT: "", RPC_URLS })).to.match(/^DEPLOYMENT is missing/);
  });

  it("never repeat an address: it may hold a password", () => {
    const message = refusal({ DEPLOYMENT, RPC_URLS, DATABASE_URL: "mysql://me:secret@host/db" });
    expect(message).to.equal("DATABASE_URL: expected a postgresql:// address");
  });

  it("say what was found and what was expected", () => {
    expect(refusal({ DEPLOYMENT, RPC_URLS, POLLING_INTERVAL: "soon" })).to.equal(
      'POLLING_INTERVAL: found "soon", expected a number of milliseconds',
    );
    expect(refusal({ DEPLOYMENT, RPC_URLS, DATABASE_SCHEMA: "Robots!" })).to.match(
      /^DATABASE_SCHEMA: found "Robots!", expected lower-case letters/,
    );
  });

  it("name the file that is not there, and how to come by one", () => {
    const missing = join(folder, "1.json");
    expect(refusal({ DEPLOYMENT: missing, RPC_URLS })).to.equal(
      `DEPLOYMENT: there is no file ${missing}. \`npm run deploy\` and \`npm start\` write one.`,
    );
  });

  it("name the contract that a deployment leaves out", () => {
    const partial = join(folder, "2.json");
    writeFileSync(partial, JSON.stringify({ chainId: 2, contracts: {} }));
    expect(refusal({ DEPLOYMENT: partial, RPC_URLS })).to.contain("contracts.RobotRegistry");
  });
});
