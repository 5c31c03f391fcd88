// The path of validators as the API shows it of a chain that validators seal, of which all are replaced meanwhile: it is proven from nothing
// but the anchor.

import { evidenceSource, offerEvidence } from "@openrobotid/indexer/proof/evidence";
import { type Anchor, NotProvenError, type Path, verifyPath } from "@openrobotid/sdk/proof";
import { type RpcServer, serveRpc } from "@openrobotid/testkit/rpc-server";
import {
  anchorNow,
  newest,
  replaceAll,
  sealFromNow,
  validators,
} from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import type { Hex } from "viem";
import { STEPS, stepsAfter } from "../src/validator-path.js";

/** How many seats there are: each replaces its validator in a block of its own. */
const SEATS = 4;

type Step = Path["steps"][number];

const shared = globalThis as { OPEN_ROBOT_ID_EVIDENCE?: unknown };

describe("the path of validators of a sealed chain", function () {
  this.timeout(120_000);
  let anchor: Anchor;
  let node: RpcServer;
  let replaced: unknown;

  before(async () => {
    replaced = shared.OPEN_ROBOT_ID_EVIDENCE;
    await replaceAll(0);
    const sealed = await sealFromNow();
    anchor = await anchorNow(sealed);
    await replaceAll(1);
    await replaceAll(2);
    node = await serveRpc(async (method, ...params) => await sealed.request({ method, params }));
    offerEvidence({ anchor, rpcUrls: [node.url], maxAge: undefined });
  });
  after(async () => {
    shared.OPEN_ROBOT_ID_EVIDENCE = replaced;
    await node?.close();
  });

  /** What the API answers: the thread of evidence makes the path, over HTTP. */
  const pathFrom = async (from: number | bigint) => {
    const answer = await evidenceSource()?.path();
    if (!answer || "refused" in answer) throw new Error(JSON.stringify(answer));
    const { path, block } = answer.made;
    return { ...path, to: block, ...stepsAfter(path, Number(from)) };
  };
  const blockOf = ({ header }: Step) => BigInt(header.number as Hex);

  it("has a step for each change, which lead from the anchor's validators to those of now", async () => {
    const path = await pathFrom(0);
    expect(path).to.include({ to: await newest(), next: null });
    expect(path.steps).to.have.lengthOf(2 * SEATS);
    const sets = await verifyPath(anchor, path);
    expect(sets[0]?.validators).to.deep.equal(anchor.validators);
    const last = validators.slice(2 * SEATS, 3 * SEATS).map(({ address }) => address);
    expect(sets.at(-1)?.validators).to.have.members(last);
  });

  it("goes on from a step that is known, and is proven from there", async () => {
    const whole = await pathFrom(0);
    const sets = await verifyPath(anchor, whole);
    const step = whole.steps[2] as Step;
    const known = blockOf(step);
    const rest = await pathFrom(known);
    expect(rest.steps).to.deep.equal(whole.steps.slice(3));
    const checkpoint = {
      number: known,
      hash: step.header.hash as Hex,
      validators: sets[3]?.validators ?? [],
    };
    const from = await verifyPath({ ...anchor, checkpoint }, rest);
    expect(from.at(-1)?.validators).to.deep.equal(sets.at(-1)?.validators);
    expect((await pathFrom(known - 1n)).steps).to.deep.equal(whole.steps.slice(2));
  });

  it("has no step after the last change", async () => {
    const { steps, to } = await pathFrom(0);
    const last = blockOf(steps.at(-1) as Step);
    expect((await pathFrom(last)).steps).to.deep.equal([]);
    expect((await pathFrom(to)).steps).to.deep.equal([]);
  });

  it("proves nothing to who leaves a step out", async () => {
    const path = await pathFrom(0);
    const without = { ...path, steps: path.steps.filter((_, index) => index !== 1 && index !== 2) };
    const refusal = await verifyPath(anchor, without).catch((thrown: unknown) => thrown);
    expect(refusal).to.be.instanceOf(NotProvenError);
  });

  it("is told in parts where it is long, each of which says where the next one begins", () => {
    const steps = Array.from({ length: 2 * STEPS + 1 }, (_, index) => ({
      header: { number: `0x${(index + 1).toString(16)}` },
    })) as unknown as Step[];
    const found: Step[] = [];
    let next: number | null = 0;
    let parts = 0;
    while (next !== null) {
      const part = stepsAfter({ steps }, next);
      found.push(...part.steps);
      next = part.next;
      parts += 1;
    }
    expect(parts).to.equal(3);
    expect(found).to.deep.equal(steps);
  });
});
