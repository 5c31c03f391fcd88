import { expect } from "chai";
import {
  AbiCoder,
  type BaseContract,
  type ContractTransactionResponse,
  dataSlice,
  keccak256,
  type Log,
  type LogDescription,
  type Provider,
  zeroPadBytes,
  zeroPadValue,
} from "ethers";
import type { IEntryLog } from "../../types/index.js";
import { type Histories, isChange, isRobot, nextHead } from "./histories.js";

/** Standard events: they repeat what an entry says, and are in no log. */
const UNLOGGED = [
  ...["DelegateChanged", "DelegateVotesChanged"],
  ...["Transfer", "Approval", "Locked", "Unlocked"],
];

const EMPTY = zeroPadValue("0x", 32);

type Logged = BaseContract & IEntryLog;

/** What a subject is, as the contracts key it: a number or an account right-aligned, a code left-aligned. */
export const subjectOf = {
  number: (value: bigint | number) =>
    zeroPadValue(`0x${BigInt(value).toString(16).padStart(2, "0")}`, 32),
  account: ({ address }: { address: string }) => zeroPadValue(address, 32),
  code: (value: string) => zeroPadBytes(value, 32),
};

/** Expects that a call appends exactly these entries to the log of a contract. */
export async function expectRecorded(
  contract: Logged,
  tx: ContractTransactionResponse | null,
  ...entries: { subject: string; kind: number | bigint; actor: string }[]
): Promise<void> {
  const receipt = await tx?.wait();
  const found = (receipt?.logs ?? [])
    .filter(({ address }) => address === contract.target)
    .map((log) => contract.interface.parseLog(log))
    .filter((event) => event?.name === "Recorded")
    .map((event) => ({
      subject: event?.args.subject,
      kind: Number(event?.args.kind),
      actor: event?.args.actor,
    }));
  expect(found).to.deep.equal(entries.map((entry) => ({ ...entry, kind: Number(entry.kind) })));
}

/**
 * Folds all events of a contract, from the first block on, and expects the heads and numbers that it keeps: every typed
 * event has its entry directly behind it, no entry is without its event, and every digest follows from the event alone.
 * The entries of robots are in the registry's log; `histories` were rebuilt from their events, wherever those are.
 */
export async function expectLogFolds(contract: Logged, histories?: Histories): Promise<void> {
  const provider = contract.runner?.provider as Provider;
  const logs = await provider.getLogs({ fromBlock: 0, address: await contract.getAddress() });
  const chains = new Map<string, { head: string; seq: bigint }>();
  let total = { head: EMPTY, count: 0n };
  let pending: { event: LogDescription; log: Log } | undefined;
  for (const log of logs) {
    const event = contract.interface.parseLog(log);
    if (!event) throw new Error(`a log of an unknown event: ${log.topics[0]}`);
    if (event.name !== "Recorded") {
      if (UNLOGGED.includes(event.name) || isChange(event.fragment)) continue;
      if (pending) throw new Error(`${pending.event.name} has no entry`);
      pending = { event, log };
      continue;
    }
    const { subject, seq, timestamp, payloadDigest, head, kind, actor } = event.args;
    const ofRobot = histories !== undefined && isRobot(subject);
    if (!ofRobot) expectDirectlyBefore(log, payloadDigest, pending);
    else if (pending) throw new Error(`${pending.event.name} has no entry`);
    expect(timestamp).to.equal((await provider.getBlock(log.blockNumber))?.timestamp);
    const begin = ofRobot ? histories.seedOf(subject) : EMPTY;
    const before = chains.get(subject) ?? { head: begin, seq: 0n };
    expect(seq).to.equal(before.seq + 1n);
    const next = nextHead(before.head, { seq, kind, actor, timestamp, payloadDigest });
    expect(head).to.equal(ofRobot ? next : kept(next));
    chains.set(subject, { head, seq });
    total = {
      head: kept(digest(["bytes32", "bytes32", "bytes32"], [total.head, subject, head])),
      count: total.count + 1n,
    };
    pending = undefined;
  }
  if (pending) throw new Error(`${pending.event.name} has no entry`);
  expect(await contract.log()).to.deep.equal([total.count, total.head]);
  for (const [subject, { head, seq }] of chains) {
    expect(await contract.historyOf(subject)).to.deep.equal([head, seq]);
  }
}

/** Expects that the log directly before an entry is the typed event that it commits to. */
function expectDirectlyBefore(
  entry: Log,
  payloadDigest: string,
  pending: { event: LogDescription; log: Log } | undefined,
): void {
  if (!pending || pending.log.transactionHash !== entry.transactionHash) {
    throw new Error(`an entry of ${entry.topics[1]} has no event`);
  }
  const { name, fragment, args } = pending.event;
  expect(entry.index, `${name} is not directly before its entry`).to.equal(pending.log.index + 1);
  const types = fragment.inputs.map((input) => input.format("sighash"));
  expect(payloadDigest, `digest of ${name}`).to.equal(digest(types, [...args]));
}

/** The 27 bytes of a head that share a slot with a length. */
function kept(head: string): string {
  return zeroPadBytes(dataSlice(head, 0, 27), 32);
}

function digest(types: string[], values: unknown[]): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
}
