import { expect } from "chai";
import type { BaseContract, ContractTransactionResponse } from "ethers";
import type { RobotRegistry } from "../../types/index.js";
import { nextHead, payloadDigestOf } from "./histories.js";

/**
 * Expects that a call appends exactly one entry to a robot's history: a typed event with these fields behind `id` and
 * `seq`, and beside it a `Recorded` whose payload digest and head follow from the event alone.
 */
export async function expectEntry(
  registry: RobotRegistry,
  call: () => Promise<ContractTransactionResponse>,
  {
    emitter,
    event,
    id,
    space,
    kind,
    actor,
    fields,
  }: {
    emitter: BaseContract;
    event: string;
    id: string;
    space: number;
    kind: number;
    actor: { address: string };
    fields: unknown[];
  },
): Promise<void> {
  const before = await registry.historyOf(id);
  const tx = await call();
  const seq = before.seq + 1n;
  await expect(tx)
    .to.emit(emitter, event)
    .withArgs(id, seq, ...fields);

  const receipt = await tx.wait();
  const logs = receipt?.logs ?? [];
  const typed = logs
    .filter(({ address }) => address === emitter.target)
    .map((log) => emitter.interface.parseLog(log))
    .find((log) => log?.name === event && log.args[0] === id);
  if (!typed) throw new Error(`no ${event} of ${id}`);

  const block = await tx.getBlock();
  const fullKind = space * 256 + kind;
  const payload = payloadDigestOf(typed);
  const head = nextHead(before.head, {
    seq,
    kind: fullKind,
    actor: actor.address,
    timestamp: block?.timestamp ?? 0,
    payloadDigest: payload,
  });
  await expect(tx)
    .to.emit(registry, "Recorded")
    .withArgs(id, fullKind, actor.address, seq, block?.timestamp, payload, head);
  expect(await registry.historyOf(id)).to.deep.equal([head, seq]);
}
