// The logs of the contracts: that their heads are what their entries add up to, from the founding on. docs/events.md says how.
import {
  changeEvents,
  keptHead,
  type LogContent,
  nextHead,
  nextLogHead,
  readRecorded,
} from "@openrobotid/sdk/history";
import {
  AbiCoder,
  type BaseContract,
  type Interface,
  keccak256,
  type Log,
  type LogDescription,
  toUtf8String,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import type { Hex } from "viem";
import type { IEntryLog } from "../../../types/index.js";
import type { Founding } from "../founding.js";
import { foundedAt, parametersOf } from "../genesis/deployment.js";
import type { ProofChain } from "./chain.js";
import type { Expect } from "./expect.js";

/** Standard events: they repeat what an entry says, or are of a contract's parts that keep no log. */
const UNLOGGED: ReadonlySet<string> = new Set([
  ...["DelegateChanged", "DelegateVotesChanged"],
  ...["Transfer", "Approval", "Locked", "Unlocked"],
]);

/** The names that a deployment has for the contracts that keep a log, and the proof for what it calls. */
const LOGGED = {
  Consortium: "consortium",
  ConsortiumGovernor: "governor",
  AuthorityRegistry: "authorityRegistry",
  RegistryModules: "registryModules",
  RobotRegistry: "registry",
  SignedActs: "signedActs",
  RecallRegistry: "recalls",
  Dossier: "dossier",
} as const;

type LoggedName = keyof typeof LOGGED;

/** How far a log, or the chain of a subject, has come. */
type Position = { readonly head: string; readonly count: bigint };

/** How far a contract's log and the chains in it have come. */
export type LogState = { readonly log: Position; readonly subjects: ReadonlyMap<string, Position> };

/** What is read of a log. */
export type LogLine = Pick<Log, "address" | "topics" | "data" | "index" | "transactionHash">;

/** Of a contract that has recorded nothing. */
export const EMPTY_LOG: LogState = { log: { head: ZeroHash, count: 0n }, subjects: new Map() };

/** What the logs of a contract add up to. */
export type Folded = {
  readonly state: LogState;
  /** The typed events of the entries that are about no robot, as `Name(argument, …)`. */
  readonly entries: readonly string[];
  /** Where an entry does not follow from what is before it. Sentences. */
  readonly findings: readonly string[];
};

/**
 * Adds up the logs of one contract, in their order, from an earlier state on. The heads of robots are taken as they are: theirs begin
 * with an issuance, and are rebuilt elsewhere.
 */
export function foldLog(
  name: string,
  logs: readonly LogLine[],
  abi: Interface,
  from: LogState = EMPTY_LOG,
): Folded {
  const subjects = new Map(from.subjects);
  const findings: string[] = [];
  const entries: string[] = [];
  let { head, count } = from.log;
  let typed: { event: LogDescription; log: LogLine } | undefined;
  const leave = () => {
    if (typed !== undefined) findings.push(`${name}: ${typed.event.name} has no entry`);
    typed = undefined;
  };
  for (const log of logs) {
    const event = abi.parseLog(log);
    if (event === null) {
      findings.push(`${name} announces what it cannot: ${log.topics[0]}`);
      continue;
    }
    if (event.name !== "Recorded") {
      if (UNLOGGED.has(event.name) || changeEvents.has(event.topic as Hex)) continue;
      leave();
      typed = { event, log };
      continue;
    }
    const { subject, seq, kind, actor, timestamp, payloadDigest } = event.args;
    const entry = `entry ${seq} of ${subject} in the log of ${name}`;
    const before = subjects.get(subject) ?? { head: ZeroHash, count: 0n };
    if (seq !== before.count + 1n) findings.push(`${entry} follows number ${before.count}`);
    if (readRecorded(log as unknown as LogContent) === undefined) {
      const isBeside =
        typed?.log.transactionHash === log.transactionHash && typed.log.index === log.index - 1;
      if (typed === undefined || !isBeside) findings.push(`${entry} has no event before it`);
      else {
        if (digestOf(typed.event) !== payloadDigest) {
          findings.push(`${entry} does not commit to what ${typed.event.name} says`);
        }
        entries.push(textOf(typed.event));
        typed = undefined;
      }
      const fields = { seq, kindNumber: Number(kind), actor, timestamp: Number(timestamp) };
      const next = keptHead(nextHead(before.head as Hex, { ...fields, payloadDigest }));
      if (next !== event.args.head) findings.push(`${entry} has another head than follows`);
    }
    subjects.set(subject, { head: event.args.head, count: seq });
    head = nextLogHead(head as Hex, subject, event.args.head);
    count += 1n;
  }
  leave();
  return { state: { log: { head, count }, subjects }, entries, findings };
}

/** What the logs of all contracts add up to. */
type Folds = ReadonlyMap<LoggedName, LogState>;

/** Adds up the logs of all contracts that keep one, and expects nothing that does not follow. */
function foldAll(
  { contracts }: ProofChain,
  logs: readonly LogLine[],
  expect: Expect,
  from?: Folds,
): Map<LoggedName, Folded> {
  return new Map(
    (Object.keys(LOGGED) as LoggedName[]).map((name) => {
      const contract: BaseContract = contracts[LOGGED[name]];
      const own = logs.filter(({ address }) => address === contract.target);
      const folded = foldLog(name, own, contract.interface, from?.get(name));
      expect(`what is wrong in the log of ${name}`, folded.findings, []);
      return [name, folded] as const;
    }),
  );
}

/** Compares what the contracts say of their logs at a block with what the entries add up to. */
async function expectHeads(
  { contracts }: ProofChain,
  folds: ReadonlyMap<LoggedName, LogState>,
  block: number | "latest",
  expect: Expect,
): Promise<void> {
  const at = { blockTag: block };
  for (const [name, { log, subjects }] of folds) {
    const contract: IEntryLog = contracts[LOGGED[name]] as unknown as IEntryLog;
    const found = await contract.log(at);
    const where = `at block ${block}`;
    expect(`the log of ${name} ${where}`, [...found], [log.count, log.head]);
    for (const [subject, { head, count }] of subjects) {
      const history = await contract.historyOf(subject, at);
      expect(`the head of ${subject} in ${name} ${where}`, [...history], [head, count]);
    }
  }
}

/**
 * The founding is in the heads. They must be what the entries of the deployment add up to, in the state of block 0 and in the
 * anchor, and the entries must say what the founding file says: who holds which seat and country, by which periods it is
 * decided, which modules there are.
 *
 * @param logs Of the deployment, all of it.
 */
export async function checkFoundingLogs(
  chain: ProofChain,
  founding: Founding,
  logs: readonly LogLine[],
  expect: Expect,
): Promise<Folds> {
  const folded = foldAll(chain, logs, expect);
  const wanted = foundingEntries(chain, founding);
  for (const [name, { entries }] of folded) {
    // In which order the modules are wired is the deployment's matter; the heads bind it.
    const said = entries.toSorted();
    expect(`what the log of ${name} says of the founding`, said, (wanted[name] ?? []).toSorted());
  }
  const folds = new Map([...folded].map(([name, { state }]) => [name, state] as const));
  const { founding: anchored = {} } = chain.deployment.anchor;
  for (const [name, { log }] of folds) {
    const { count = 0, head = ZeroHash } = anchored[name] ?? {};
    expect(
      `what the anchor says of the log of ${name}`,
      [BigInt(count), head],
      [log.count, log.head],
    );
  }
  await expectHeads(chain, folds, 0, expect);
  return folds;
}

/** What has happened since the founding must be all that the heads commit to beside it. */
export async function checkLogs(chain: ProofChain, from: Folds, expect: Expect): Promise<void> {
  const logs = await chain.provider.getLogs({ fromBlock: 1 });
  const folded = foldAll(chain, logs, expect, from);
  const folds = new Map([...folded].map(([name, { state }]) => [name, state] as const));
  await expectHeads(chain, folds, "latest", expect);
}

/** The entries of the founding, by the founding file. */
function foundingEntries(
  { deployment: { contracts } }: ProofChain,
  founding: Founding,
): Partial<Record<LoggedName, string[]>> {
  const { governance } = founding;
  const time = foundedAt(founding.chain);
  const { seats } = parametersOf(founding);
  const recalls = contracts.RecallRegistry.address;
  const managed = `AuthorityUpdated(${contracts.AccessManager.address})`;
  return {
    Consortium: [
      managed,
      ...seats.flatMap(
        ({ name, authority, recovery = ZeroAddress, validator, countries }, index) => [
          `SeatAdmitted(${[index + 1, authority, validator, recovery, name].join(", ")})`,
          ...countries.map((of) => `CountryAssigned(${[of, index + 1, time, time].join(", ")})`),
        ],
      ),
    ],
    ConsortiumGovernor: [
      `VotingDelaySet(0, ${governance.votingDelay})`,
      `VotingPeriodSet(0, ${governance.votingPeriod})`,
      "ProposalThresholdSet(0, 1)",
      `TimelockChange(${ZeroAddress}, ${contracts.TimelockController.address})`,
    ],
    RegistryModules: [
      managed,
      `ResolverSet(${governance.resolver})`,
      `ModuleSet(1, ${ZeroAddress}, ${recalls})`,
      `ModuleSet(2, ${ZeroAddress}, ${contracts.Dossier.address})`,
      `TransferPolicyAdded(${recalls})`,
    ],
  };
}

function digestOf({ fragment, args }: LogDescription): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(fragment.inputs, [...args]));
}

/** An event in one line. Countries as people write them. */
function textOf({ name, fragment, args }: LogDescription): string {
  const values = fragment.inputs.map(({ type }, index) =>
    type === "bytes2" ? toUtf8String(args[index]) : args[index],
  );
  return `${name}(${values.join(", ")})`;
}
