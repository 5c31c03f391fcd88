// What makes evidence, over nodes that are counted, slow, or lie.
import { readFileSync } from "node:fs";
import { parseRobotId } from "@openrobotid/sdk";
import {
  evidence,
  evidencedChain,
  readPublicRecord,
  readWholeRecord,
} from "@openrobotid/sdk/evidence";
import { type Anchor, anchorOf, proven } from "@openrobotid/sdk/proof";
import { type ExampleChain, exampleChain } from "@openrobotid/testkit/example-chain";
import { type RpcServer, serveRpc } from "@openrobotid/testkit/rpc-server";
import { expect } from "chai";
import { createClient, http } from "viem";
import {
  EvidenceMaker,
  type EvidenceRequest,
  type MadeEvidence,
} from "../../proof/evidence-maker.js";
import { kindsOfLie } from "../lies.js";

const SOLD = parseRobotId("CNBH01TERN0325W07000000000001");
const OTHER = parseRobotId("CNBH01TERN0325W07000000000002");
const NEVER = parseRobotId("CNBH01TERN0325W07000000099999");

describe("what makes evidence", function () {
  this.timeout(600_000);

  let chain: ExampleChain;
  let anchor: Anchor;
  let node: RpcServer;
  let requests = 0;

  before(async () => {
    chain = await exampleChain();
    const found = anchorOf(JSON.parse(readFileSync(chain.deploymentFile, "utf8")));
    if (!found) throw new Error("the deployment carries no anchor");
    anchor = found;
    node = await serveRpc(async (method, ...params) => {
      requests += 1;
      return await chain.request(method, ...params);
    });
  });
  after(async () => await node.close());
  beforeEach(() => {
    node.lie = undefined;
    node.delay = 0;
    requests = 0;
  });

  const makerOver = (limits = {}) =>
    new EvidenceMaker(
      proven(http(node.url, { batch: true, retryCount: 0 }), {
        anchor,
        maxAge: Number.POSITIVE_INFINITY,
        now: () => Number.MAX_SAFE_INTEGER,
      }),
      { believed: 60_000, ...limits },
    );
  const asked = (more: Partial<EvidenceRequest> = {}): EvidenceRequest => ({
    id: SOLD,
    of: "public",
    format: "cbor",
    ...more,
  });
  const madeBy = async (maker: EvidenceMaker, request: EvidenceRequest): Promise<MadeEvidence> => {
    const answer = await maker.evidence(request);
    if ("made" in answer) return answer.made;
    throw new Error(JSON.stringify(answer.refused));
  };
  const offline = async (file: Uint8Array) =>
    createClient({
      chain: evidencedChain(anchor),
      transport: await evidence(file, { anchor, now: () => Number.MAX_SAFE_INTEGER }),
    });

  it("makes a file that answers what was asked, offline", async () => {
    const { file, block, issued } = await madeBy(makerOver(), asked());
    const record = await readPublicRecord(await offline(file), { id: SOLD });
    expect(record.status.state).to.equal("inService");
    expect(Number(record.head.number)).to.equal(block);
    expect(issued).to.equal(true);
  });

  it("makes one that shows that a code was never issued", async () => {
    const { file, issued } = await madeBy(makerOver(), asked({ id: NEVER }));
    expect(issued).to.equal(false);
    const { verdict } = await readPublicRecord(await offline(file), { id: NEVER });
    expect(verdict).to.equal("unknownCode");
  });

  it("makes one of the whole record, and of a moment", async () => {
    const at = Math.floor(Date.parse("2025-06-01T12:00:00Z") / 1000);
    const { file } = await madeBy(makerOver(), asked({ of: "whole", at }));
    const record = await readWholeRecord(await offline(file), { id: SOLD, at });
    expect(record.robot.holder).to.match(/^0x/);
    expect(record.history?.entries).to.have.length.above(1);
    expect(record.past?.at).to.equal(at);
  });

  it("asks no node for a file that is there, and gives the same bytes", async () => {
    const maker = makerOver();
    const first = await madeBy(maker, asked());
    expect(requests).to.be.above(5);
    requests = 0;
    const second = await madeBy(maker, asked());
    expect(requests).to.equal(0);
    expect(second.isKept).to.equal(true);
    expect(Buffer.compare(first.file, second.file)).to.equal(0);
    const third = await madeBy(makerOver(), asked());
    expect(Buffer.compare(first.file, third.file), "of another maker").to.equal(0);
  });

  it("makes one file for those who ask at the same time", async () => {
    const maker = makerOver();
    await madeBy(maker, asked());
    const alone = requests;
    requests = 0;
    const other = makerOver();
    await Promise.all(Array.from({ length: 10 }, () => madeBy(other, asked())));
    expect(requests).to.equal(alone);
  });

  it("asks for the newest block alone, once it does not count as the newest any more", async () => {
    const maker = makerOver({ believed: 0 });
    await madeBy(maker, asked());
    requests = 0;
    const { isKept } = await madeBy(maker, asked());
    expect(isKept).to.equal(true);
    expect(requests).to.be.within(1, 2);
  });

  it("writes the same as JSON, and asks no node for it", async () => {
    const maker = makerOver();
    await madeBy(maker, asked());
    requests = 0;
    const { file } = await madeBy(maker, asked({ format: "json" }));
    expect(requests).to.equal(0);
    expect(JSON.parse(new TextDecoder().decode(file))).to.include({ version: 1 });
    const { verdict } = await readPublicRecord(await offline(file), { id: SOLD });
    expect(verdict).to.be.a("string");
  });

  it("keeps no more bytes than it may", async () => {
    const maker = makerOver({ bytes: 1 });
    await madeBy(maker, asked());
    await madeBy(maker, asked({ id: OTHER }));
    requests = 0;
    expect((await madeBy(maker, asked())).isKept).to.equal(false);
    expect(requests).to.be.above(0);
  });

  it("refuses what is more than may wait, and goes on", async () => {
    const maker = makerOver({ atOnce: 1, waiting: 1 });
    const ids = [SOLD, OTHER, NEVER];
    const answers = await Promise.all(ids.map((id) => maker.evidence(asked({ id }))));
    expect(answers.map((one) => ("refused" in one ? one.refused.kind : "made"))).to.deep.equal([
      "made",
      "made",
      "busy",
    ]);
    expect((await maker.evidence(asked({ id: NEVER }))) as object).to.have.property("made");
  });

  it("says of a moment that has not happened what was expected", async () => {
    const answer = await makerOver().evidence(asked({ of: "whole", at: 4_000_000_000 }));
    if (!("refused" in answer) || answer.refused.kind !== "argument") throw new Error("accepted");
    expect(answer.refused.detail).to.include("is after the newest block");
  });

  it("says where its node does not answer", async () => {
    await node.stop();
    const answer = await makerOver().evidence(asked());
    await node.start();
    expect(answer).to.have.nested.property("refused.reason", "unreachable");
  });

  it("shows nobody the address of its node", async () => {
    node.lie = () => "yes";
    const answer = await makerOver().evidence(asked());
    expect(answer).to.have.nested.property("refused.kind", "notProven");
    expect(JSON.stringify(answer)).to.not.include("http://");
  });

  for (const { name, lie } of kindsOfLie) {
    it(`makes nothing false where its node lies: ${name}`, async () => {
      const truth = await madeBy(makerOver(), asked());
      node.lie = lie;
      const answer = await makerOver().evidence(asked());
      node.lie = undefined;
      if ("refused" in answer) expect(answer.refused.kind).to.equal("notProven");
      else expect(Buffer.compare(answer.made.file, truth.file)).to.equal(0);
    });
  }
});
