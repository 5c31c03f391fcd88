// What a file discloses: what the calls read that it was made for, and nothing beside it.

import { accounts, clientOf, deployment, isolate, rpcUrl } from "@openrobotid/testkit/chain";
import { later, robots } from "@openrobotid/testkit/robots";
import { provingClient } from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import { http } from "viem";
import { type ProvingClient, readEvidence, recordEvidence } from "../../src/evidence/index.js";
import { readAnchor } from "../../src/proof/index.js";
import { type AnyClient, acting } from "./files.js";

const id = robots.sold;

describe("what evidence discloses", function () {
  this.timeout(60_000);
  isolate();

  const { owner, operator } = accounts;
  let proving: Awaited<ReturnType<typeof provingClient>>;

  before(async () => {
    await clientOf("owner").setOperatorSync({ id, operator: operator.address, until: later });
    await clientOf("operator").acceptOperatorSync({ id });
    const anchor = await readAnchor(clientOf("owner"), { deployment, seals: "none" });
    proving = await provingClient(http(rpcUrl), { anchor });
  });

  /** Accounts that a file names, anywhere in it. */
  const named = async (read: (one: AnyClient) => Promise<unknown>) => {
    const calls = async (client: ProvingClient) => await read(acting(client));
    const text = JSON.stringify(await readEvidence(await recordEvidence(proving, calls)));
    return Object.entries({ owner, operator })
      .filter(([, { address }]) => text.includes(address.slice(2).toLowerCase()))
      .map(([name]) => name);
  };

  it("is neither holder nor operator, where the public view is asked", async () => {
    const status = await clientOf("stranger").getStatus({ id });
    expect(status).to.include({ state: "inService" });
    expect(await named((one) => one.getStatus({ id }))).to.deep.equal([]);
    expect(await named((one) => one.getStatus({ id: robots.unknown }))).to.deep.equal([]);
    expect(await named((one) => one.getOpenCampaigns({ id }))).to.deep.equal([]);
  });

  it("is both, where everything about the robot is asked, or its history", async () => {
    expect(await named((one) => one.getRobot({ id }))).to.deep.equal(["owner", "operator"]);
    expect(await named((one) => one.getHistory({ id }))).to.deep.equal(["owner", "operator"]);
  });
});
