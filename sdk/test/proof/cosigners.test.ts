// Answers for which witnesses vouch besides the validators: k of them, of one chain, also from a file.

import { witnessSigner } from "@openrobotid/testkit/capsules";
import { connection } from "@openrobotid/testkit/chain";
import { expectConflict, expectNotProven } from "@openrobotid/testkit/refusals";
import { type SealedChain, transportOf } from "@openrobotid/testkit/sealed";
import {
  anchorNow,
  newest,
  provingClient,
  replaceAll,
  sealFromNow,
} from "@openrobotid/testkit/sealed-registry";
import { expect } from "chai";
import { numberToHex } from "viem";
import { type ProvingClient, recordEvidence } from "../../src/evidence/index.js";
import { parseRobotId } from "../../src/index.js";
import {
  type Anchor,
  type CosignedCheckpoint,
  type Fault,
  formatCheckpoint,
  type ProvenOptions,
  parseCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
  witnessKeyOf,
} from "../../src/proof/index.js";
import { acting, offline } from "../evidence/files.js";

const SEATS = ["CN", "ES", "MX", "DE"];
const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");

describe("witnesses", () => {
  let snapshot: unknown;
  let sealed: SealedChain;
  let anchor: Anchor;

  before(async () => {
    snapshot = await connection.provider.request({ method: "evm_snapshot" });
    await replaceAll(0);
    sealed = await sealFromNow();
    const witnesses = SEATS.map((name, index) => ({
      seat: index + 1,
      key: witnessKeyOf(witnessSigner(name).key),
    }));
    anchor = { ...(await anchorNow(sealed)), witnesses, cosigners: 3 };
    for (let mined = 0; mined < 16; mined += 1) {
      await connection.provider.request({ method: "evm_mine" });
    }
  });
  after(async () => {
    await connection.provider.request({ method: "evm_revert", params: [snapshot] });
  });

  /** What the witness of a seat cosigned, so many blocks before the newest. */
  const cosigned = async (
    seat: number,
    back = 0,
    altered: Partial<CosignedCheckpoint> = {},
    signer = witnessSigner(SEATS[seat - 1] as string),
  ) => {
    const header = await sealed.header((await newest()) - back);
    const { hash, stateRoot, timestamp, number } = header as unknown as Record<
      string,
      `0x${string}`
    >;
    const block = {
      number: BigInt(number as string),
      hash,
      stateRoot,
      timestamp: Number(timestamp),
    };
    const statement = { chainId: anchor.chainId, seat, ...block, ...altered };
    return JSON.parse(formatCheckpoint(await signCheckpoint(statement as never, signer)));
  };
  const proving = async (checkpoints: readonly unknown[], more: Partial<ProvenOptions> = {}) =>
    await provingClient(transportOf(sealed.request), {
      anchor,
      checkpoints: async () => checkpoints,
      ...more,
    });
  const headOf = async (checkpoints: readonly unknown[], more: Partial<ProvenOptions> = {}) =>
    await (await proving(checkpoints, more)).transport.proof.head();

  it("vouch for the newest block that as many of them cosigned as the anchor asks for", async () => {
    const head = await headOf([await cosigned(1), await cosigned(2), await cosigned(4)]);
    expect(head.number).to.equal(BigInt(await newest()));
    expect(head.cosigners).to.deep.equal([1, 2, 4]);
    expect(head.sealers).to.have.length(3);
  });

  it("vouch for a block by cosigning one that follows from it", async () => {
    const head = await headOf([await cosigned(1, 1), await cosigned(2, 4), await cosigned(3, 7)]);
    expect(head.number).to.equal(BigInt((await newest()) - 7));
    expect(head.cosigners).to.deep.equal([1, 2, 3]);
  });

  it("are remembered: one that answers no longer is counted by what it cosigned before", async () => {
    let given = [await cosigned(1, 2), await cosigned(2, 2), await cosigned(3, 2)];
    const client = await proving([], { checkpoints: async () => given });
    await client.transport.proof.head();
    given = [await cosigned(1), await cosigned(2)];
    expect((await client.transport.proof.head()).number).to.equal(BigInt((await newest()) - 2));
  });

  it("make an answer be of their block, and nothing after it", async () => {
    const client = await proving([
      await cosigned(1, 3),
      await cosigned(2, 3),
      await cosigned(3, 3),
    ]);
    const block = BigInt((await newest()) - 3);
    expect((await client.getRobot({ id })).asOf.blockNumber).to.equal(block);
    const later = { method: "eth_getBlockByNumber", params: [numberToHex(block + 1n), false] };
    await expectNotProven("afterHead", () => client.request(later as never));
  });

  for (const [what, given] of Object.entries({
    "where too few answer": async () => [await cosigned(1), await cosigned(2)],
    "where one answers twice": async () => [
      await cosigned(1),
      await cosigned(1, 1),
      await cosigned(2),
    ],
    "where one signs for two seats": async () => [
      await cosigned(1),
      await cosigned(2),
      await cosigned(3, 0, {}, witnessSigner("CN")),
    ],
    "where one is of a seat that the anchor does not name": async () => [
      await cosigned(1),
      await cosigned(2),
      await cosigned(5, 0, {}, witnessSigner("CN")),
    ],
    "where one is of another chain": async () => [
      await cosigned(1),
      await cosigned(2),
      await cosigned(3, 0, { chainId: 1 }),
    ],
    "where one has not got to the block": async () => [
      await cosigned(1),
      await cosigned(2),
      await cosigned(3, 0, { number: 10n ** 9n }),
    ],
    "where what they serve is none": async () => [{}, "x", [[]], null],
  })) {
    it(`make nothing proven ${what}`, async () => {
      const checkpoints = await given();
      await expectNotProven("cosignaturesTooFew", () => headOf(checkpoints));
    });
  }

  it("that cosigned another block than the node shows make a conflict, where too few others vouch", async () => {
    const other = `0x${"66".repeat(32)}` as const;
    const given = [await cosigned(1), await cosigned(2), await cosigned(3, 0, { hash: other })];
    const error = await expectConflict(() => headOf(given));
    expect(error.proven).to.contain("seat 3");
  });

  it("that cosigned another block are reported, where enough others vouch", async () => {
    const other = `0x${"66".repeat(32)}` as const;
    const faults: Fault[] = [];
    const given = [
      ...[await cosigned(1), await cosigned(2), await cosigned(4)],
      await cosigned(3, 0, { hash: other }),
    ];
    const head = await headOf(given, { onFault: (fault) => faults.push(fault) });
    expect(head.cosigners).to.deep.equal([1, 2, 4]);
    expect(faults.map(({ node, lied }) => ({ node, lied }))).to.deep.equal([
      { node: "witness of seat 3", lied: true },
    ]);
  });

  it("may be as many as the client asks for", async () => {
    expect((await headOf([], { cosigners: 0 })).cosigners).to.equal(undefined);
    const three = [await cosigned(1), await cosigned(2), await cosigned(4)];
    await expectNotProven("cosignaturesTooFew", () => headOf(three, { cosigners: 4 }));
  });

  it("are in an evidence file, which is proven with them and refused without", async () => {
    const client = await proving([await cosigned(1), await cosigned(2, 3), await cosigned(3, 2)]);
    const calls = async (one: ProvingClient) => await acting(one).getStatus({ id });
    const options = { format: "json" } as const;
    const file = new TextDecoder().decode(
      await recordEvidence(client as unknown as ProvingClient, calls, options),
    );
    const now = () => Number.MAX_SAFE_INTEGER;
    const from = async (text: string) => await offline(text, { anchor, now });
    const reading = await from(file);
    expect((await reading.getStatus({ id })).state).to.equal("inService");
    const content = JSON.parse(file);
    expect(content.cosignatures.map(([seat]: [number]) => seat)).to.deep.equal([1, 2, 3]);
    const without = JSON.stringify({ ...content, cosignatures: content.cosignatures.slice(1) });
    await expectNotProven("cosignaturesTooFew", async () =>
      (await from(without)).getStatus({ id }),
    );
    const [first, ...others] = content.cosignatures;
    const forged = [[first[0], first[1], `0x${"11".repeat(64)}`], ...others];
    await expectNotProven("cosignaturesTooFew", async () =>
      (await from(JSON.stringify({ ...content, cosignatures: forged }))).getStatus({ id }),
    );
  });

  it("serve checkpoints that are read as they were written, and nothing else", async () => {
    const text = JSON.stringify(await cosigned(1));
    const checkpoint = parseCheckpoint(text);
    const key = witnessKeyOf(witnessSigner("CN").key);
    expect(await verifyCheckpoint(checkpoint, key)).to.equal(true);
    for (const [name, value] of Object.entries({
      seat: 2,
      chainId: 1,
      number: checkpoint.number - 1n,
      hash: checkpoint.stateRoot,
      stateRoot: checkpoint.hash,
      timestamp: checkpoint.timestamp + 1,
    })) {
      expect(await verifyCheckpoint({ ...checkpoint, [name]: value }, key), name).to.equal(false);
    }
    for (const altered of [
      "",
      "[]",
      "null",
      text.replace("open-robot-id-checkpoint", "x"),
      text.replace('"version":1', '"version":2'),
      JSON.stringify({ ...JSON.parse(text), number: -1 }),
      JSON.stringify({ ...JSON.parse(text), hash: "0x11" }),
      JSON.stringify({ ...JSON.parse(text), signature: "0x" }),
    ]) {
      await expectNotProven("checkpointShape", () => parseCheckpoint(altered));
    }
  });
});
