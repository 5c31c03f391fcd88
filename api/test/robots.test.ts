import { checkCharacter, formatRobotId, type RobotId, verdictOf } from "@openrobotid/sdk";
import { stateAt } from "@openrobotid/sdk/history";
import { sentenceOfVerdict } from "@openrobotid/sdk/rules";
import { expect } from "chai";
import { type ExampleApi, onBothDatabases } from "./example-api.js";
import { forEach, NEVER_ISSUED, rfc3339, touchedRobots, UNTOUCHED } from "./oracle.js";

onBothDatabases("the public view of a robot", (api) => {
  let robots: RobotId[];
  before(async () => {
    robots = [...(await touchedRobots(api())), ...UNTOUCHED];
  });

  it("says of every robot what the contracts say", async function () {
    this.timeout(60_000);
    await forEach(robots, async (id) => await compareWithContracts(api(), id));
  });

  it("answers 404 for codes that were never issued, and 400 for what is no code, with the position", async () => {
    for (const id of NEVER_ISSUED) {
      const { status, type } = await api().ask(`/v1/robots/${id}`);
      expect([status, type], id).to.deep.equal([404, "application/problem+json"]);
    }
    const { status, json } = await api().ask("/v1/robots/CN-BH01-TERN03-2_W07000000000001");
    expect(status).to.equal(400);
    expect(json).to.include({ reason: "invalidCharacter", position: 13, expected: "0-9 or A-Z" });
  });

  it("takes a code apart as it is typed, whether it was issued or not", async () => {
    const { json } = await api().ask("/v1/parse?code=cn-bh01-tern03-25w07000000000001");
    expect(json).to.deep.equal({
      id: "CNBH01TERN0325W07000000000001",
      formatted: "CN-BH01-TERN03-25W07000000000001",
      checkCharacter: "K",
      country: "CN",
      maker: "CNBH01",
      model: "CNBH01TERN03",
      serial: "25W07000000000001",
      path: "/CN/BH01/TERN03/25W07000000000001",
    });
    expect((await api().ask("/v1/parse?code=nothing")).status).to.equal(400);
  });

  it("names its token as CAIP-19 has it, and by no method of DIDs that nobody resolves", async () => {
    const [id] = robots as [RobotId];
    const { json, text } = await api().ask(`/v1/robots/${id}`);
    expect(text).not.to.match(/"did:/);
    const [chain, asset, number] = json.token.split("/");
    const { chainId, contracts } = api().chain.deployment;
    expect(chain).to.equal(`eip155:${chainId}`);
    expect(asset).to.equal(`erc721:${contracts.RobotRegistry.address.toLowerCase()}`);
    // CAIP-19: at most 78 characters. The number is the 32 bytes of the code.
    expect(number).to.match(/^[1-9][0-9]{0,77}$/);
    const bytes = Buffer.from(BigInt(number).toString(16), "hex");
    expect(bytes.toString("latin1")).to.equal(`${id}\0\0\0`);
  });

  it("redirects other spellings to the canonical one, and keeps what was asked besides", async () => {
    const { status, headers } = await api().ask(
      "/v1/robots/cn-bh01-tern03-25w07000000000001-k?at=2025-06-01T00:00:00Z",
    );
    expect(status).to.equal(308);
    expect(headers.get("location")).to.equal(
      "/v1/robots/CNBH01TERN0325W07000000000001?at=2025-06-01T00:00:00Z",
    );
  });

  it("answers for many codes at once what it answers for each", async () => {
    const asked = [...robots.slice(0, 8), NEVER_ISSUED[0] as string, "no code"];
    const { json } = await api().ask("/v1/robots:batch", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ codes: asked }),
    });
    expect(json.robots).to.have.lengthOf(asked.length);
    for (const [index, id] of robots.slice(0, 8).entries()) {
      const single = (await api().ask(`/v1/robots/${id}`)).json;
      const brief = json.robots[index];
      expect(brief).to.deep.include({
        asked: id,
        id,
        verdict: single.verdict,
        state: single.state,
      });
      expect(
        brief.openRecalls.map((recall: { campaign: number }) => recall.campaign),
      ).to.deep.equal(single.recalls.open.map((recall: { campaign: number }) => recall.campaign));
    }
    expect(json.robots.at(-2)).to.include({ state: null });
    expect(json.robots.at(-2).verdict.verdict).to.equal("unknownCode");
    expect(json.robots.at(-1)).to.include({ id: null, verdict: null });
  });
});

async function compareWithContracts({ ask, client }: ExampleApi, id: RobotId) {
  const { status, json: view, headers } = await ask(`/v1/robots/${id}`);
  expect(status, id).to.equal(200);
  const robot = await client.getRobot({ id });
  const behind = await client.getAuthorityChain({ id });
  const certificates = await client.getCertificates({ id });
  const history = await client.getHistory({ id });

  expect(Number(headers.get("x-block-number"))).to.equal(view.asOf.blockNumber);
  expect(view.asOf.blockNumber).to.equal(Number(robot.asOf.blockNumber));
  expect(view).to.deep.include({
    id,
    formatted: formatRobotId(id),
    // As ERC-721 metadata: `tokenURI` leads here.
    name: formatRobotId(id),
    description: sentenceOfVerdict(verdictOf(robot).verdict),
    checkCharacter: checkCharacter(id),
    state: robot.state,
    verdict: { ...verdictOf(robot), because: null },
  });
  expect(new URL(view.image).pathname).to.equal(`/v1/robots/${id}/label.svg`);
  expect(view.market?.country).to.equal(robot.market);
  expect(view.maker).to.include({
    id: behind.manufacturer?.manufacturer,
    name: behind.manufacturer?.name,
    status: behind.manufacturer?.status,
  });
  expect(view.model).to.include({ id: behind.model?.model, name: behind.model?.name });
  expect(view.authority.seat?.name).to.equal(behind.seat?.name);
  const answering = robot.market ? behind.marketSeat : behind.seat;
  expect(view.answersFor.seat?.name).to.equal(answering?.name);
  for (const { country, valid, level, expiry } of behind.approvals) {
    expect(view.approvals).to.deep.include.members([
      {
        ...view.approvals.find((each: { country: string }) => each.country === country),
        country,
        valid,
        level,
        expiry: rfc3339(expiry),
      },
    ]);
  }
  expect(
    view.recalls.open.map((recall: { campaign: number }) => BigInt(recall.campaign)),
  ).to.have.members(robot.openCampaigns.map(({ campaign }) => campaign));
  expect([view.ordered, view.pendingOrder !== null], id).to.deep.equal([
    robot.ordered,
    robot.ordered,
  ]);
  expect(
    view.flags.map(({ flag, since }: { flag: string; since: string }) => [flag, since]),
  ).to.have.deep.members(robot.flags.map(({ flag, raisedAt }) => [flag, rfc3339(raisedAt)]));
  expect(view.firmware.version, id).to.equal(robot.firmware?.version);
  expect(view.firmware.status).to.equal(robot.firmware ? "recorded" : "unknown");
  expect(
    view.certificates.map((each: { seq: number; scope: string; valid: boolean }) => [
      each.seq,
      each.scope,
      each.valid,
    ]),
  ).to.deep.equal(certificates.map(({ seq, scope, valid }) => [Number(seq), scope, valid]));
  expect(view.history).to.include({
    length: history.entries.length,
    head: history.head,
    verified: "proven",
    because: null,
  });
  expect(view.brands.map((brand: { code: string }) => brand.code)).to.deep.equal(
    stateAt(history, history.asOf.timestamp).brands,
  );
  expect(view.timeline.map((entry: { kind: string }) => entry.kind)).to.deep.equal([
    "issued",
    ...history.entries.map(({ kind }) => kind),
  ]);
  expect(view.issued.proof).to.include({ transactionHash: history.issuance.transactionHash });
  expect(
    view.timeline
      .slice(1)
      .map((entry: { proof: { transactionHash: string } }) => entry.proof.transactionHash),
  ).to.deep.equal(history.entries.map(({ transactionHash }) => transactionHash));
  const last = history.entries.findLast(({ kind }) => kind === "service");
  expect(view.lastService.status).to.equal(last ? "recorded" : "unknown");
  if (last) expect(view.lastService.at).to.equal(rfc3339(last.timestamp));
}
