import type { RobotId } from "@openrobotid/sdk";
import { stateAt } from "@openrobotid/sdk/history";
import { expect } from "chai";
import { onBothDatabases } from "./example-api.js";
import { forEach, rfc3339, touchedRobots, UNTOUCHED } from "./oracle.js";

onBothDatabases("liability at a moment", (api) => {
  let robots: RobotId[];
  before(async () => {
    robots = await touchedRobots(api());
  });

  it("is right in the second before and the second of every entry of every robot", async function () {
    this.timeout(120_000);
    const { ask, client, keys } = api();
    await forEach(robots, async (id) => {
      const history = await client.getHistory({ id });
      const times = new Set(history.entries.flatMap(({ timestamp }) => [timestamp - 1, timestamp]));
      for (const at of times) {
        const then = stateAt(history, at);
        const { status, json } = await ask(`/v1/robots/${id}/liability?at=${rfc3339(at)}`, {
          key: keys.investigator,
        });
        const where = `${id} at ${rfc3339(at)}`;
        if (then.state === "none") {
          expect(status, where).to.equal(404);
          continue;
        }
        expect(status, where).to.equal(200);
        expect(json.state.state, where).to.equal(then.state);
        const holder = then.holder ?? history.issuance.issuer;
        expect(json.owner.account.toLowerCase(), where).to.equal(holder.toLowerCase());
        expect(json.market?.country, where).to.equal(then.market);
        expect(json.firmware.release?.imageDigest, where).to.equal(then.imageDigest);
        expect(json.operator.account?.toLowerCase(), where).to.equal(
          then.operator?.account.toLowerCase(),
        );
        expect(json.operator.inCharge, where).to.equal(then.operator?.inCharge);
        expect(
          json.flags.map((each: { flag: string }) => each.flag),
          where,
        ).to.have.members(then.flags.map(({ flag }) => flag));
        expect(
          json.brands.map((each: { code: string }) => each.code),
          where,
        ).to.deep.equal(then.brands);
        const service = then.entries.findLast(({ kind }) => kind === "service");
        expect(json.lastService.by?.toLowerCase(), where).to.equal(service?.actor.toLowerCase());
        expect(json.lastService.proof?.transactionHash, where).to.equal(service?.transactionHash);
      }
    });
  });

  it("knows the defects that were known then, as the SDK does, and those that came later", async function () {
    this.timeout(60_000);
    const { ask, client, keys } = api();
    const id = robots[0] as RobotId;
    const history = await client.getHistory({ id });
    const campaigns = [];
    for (const number of [1n, 2n, 3n])
      campaigns.push(await client.getCampaign({ campaign: number }));
    const times = campaigns.flatMap(({ openedAt }) => [openedAt - 1, openedAt]);
    for (const at of [...times, history.asOf.timestamp]) {
      if (at < history.issuance.issuedAt) continue;
      const then = await client.getStateAt({ id, at });
      const path = `/v1/robots/${id}/liability?at=${rfc3339(at)}`;
      const { json } = await ask(path, { key: keys.insurer });
      const open = json.defects.knownThen.filter(
        (each: { status: string; closedAt: string | null }) =>
          each.status === "open" && each.closedAt === null,
      );
      expect(
        open.map((each: { campaign: number }) => BigInt(each.campaign)),
        rfc3339(at),
      ).to.have.members(then.openCampaigns.map(({ campaign }) => campaign));
      for (const later of json.defects.knownLater) {
        expect(Date.parse(later.binding.timestamp) / 1000, later.campaignNumber).to.be.greaterThan(
          at,
        );
      }
      expect(json.owner.account.toLowerCase()).to.equal(then.holder?.toLowerCase());
    }
  });

  it("proves each answer by a log that is on the chain, at that place", async () => {
    const { ask, chain, keys } = api();
    const { json } = await ask(`/v1/robots/${robots[0]}/liability`, { key: keys.authority });
    const proofs = proofsIn(json);
    expect(proofs.length).to.be.greaterThan(5);
    for (const { transactionHash, blockNumber, logIndex, timestamp } of proofs) {
      const receipt = await chain.provider.getTransactionReceipt(transactionHash);
      expect(receipt?.blockNumber).to.equal(blockNumber);
      expect(receipt?.logs.map((log) => log.index)).to.include(logIndex);
      const block = await chain.provider.getBlock(blockNumber);
      expect(timestamp).to.equal(rfc3339(block?.timestamp ?? 0));
    }
  });

  it("answers for a unit that nothing ever happened to: its maker's, issued, in no operator's hands", async () => {
    const { ask, client, keys } = api();
    for (const id of UNTOUCHED) {
      const { json } = await ask(`/v1/robots/${id}/liability`, { key: keys.insurer });
      const { maker } = await client.getRobot({ id });
      expect(json.owner).to.deep.include({ basis: "issuance" });
      expect(json.owner.account.toLowerCase()).to.equal(maker.account?.toLowerCase());
      expect(json.operator).to.deep.equal({ status: "none", proof: null });
      expect(json.lastService).to.deep.equal({ status: "unknown" });
    }
  });

  it("refuses moments before the issuance and after the last block", async () => {
    const { ask, keys } = api();
    const at = (moment: string) =>
      ask(`/v1/robots/${robots[0]}/liability?at=${moment}`, { key: keys.insurer });
    expect((await at("2024-12-31T00:00:00Z")).status).to.equal(404);
    expect((await at("2095-01-01T00:00:00Z")).status).to.equal(400);
    expect((await at("yesterday")).status).to.equal(400);
  });
});

interface Proof {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly logIndex: number;
  readonly timestamp: string;
}

/** Every proof in an answer. */
function proofsIn(value: unknown): Proof[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "transactionHash" in value ? [value as Proof] : [];
  return [...own, ...Object.values(value).flatMap(proofsIn)];
}
