// What a node can say that is not so, one place for all tests of the index.
import {
  authorityRegistryAbi,
  recallRegistryAbi,
  robotFlagsAbi,
  robotRegistryAbi,
} from "@openrobotid/sdk/abis";
import {
  kindsOfCallLie,
  kindsOfRecordLie,
  type Records,
  type Lie as SdkLie,
} from "@openrobotid/testkit/lies";
import type { Lie } from "@openrobotid/testkit/rpc-server";
import { type Abi, type Hex, toEventSelector, toHex, zeroHash } from "viem";

/** A kind of lie. */
export interface KindOfLie {
  readonly name: string;
  readonly lie: Lie;
  /** First topic of the event that it is about; none where it is about everything. */
  readonly about?: Hex;
  /** Whether it is about what is not believed in the first place: then the truth is answered all the same. */
  readonly isHarmless?: boolean;
}

interface WireLog {
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

interface WireBlock {
  readonly number: Hex;
  readonly hash: Hex;
  readonly timestamp: Hex;
  readonly transactions: readonly unknown[];
}

function topicOf(abi: Abi, name: string): Hex {
  const event = abi.find((item) => item.type === "event" && item.name === name);
  if (event?.type !== "event") throw new Error(`There is no event ${name}.`);
  return toEventSelector(event);
}

const RECORDED = topicOf(robotRegistryAbi, "Recorded");
const FLAG_RAISED = topicOf(robotFlagsAbi, "FlagRaised");
const SCRAPPED = topicOf(robotRegistryAbi, "RobotScrapped");

const TOPICS: Readonly<Record<Records, Hex>> = {
  lots: topicOf(robotRegistryAbi, "LotIssued"),
  campaigns: topicOf(recallRegistryAbi, "CampaignOpened"),
  approvals: topicOf(authorityRegistryAbi, "ModelApproved"),
};

/** A lie of the SDK's tests. */
const told =
  (lie: SdkLie): Lie =>
  (method, params, answer) =>
    lie({ method, params, answer });

/** Alters the logs of answers, however they are asked for. */
const aboutLogs =
  (lie: (logs: readonly WireLog[]) => readonly unknown[]): Lie =>
  (method, _params, answer) => {
    if (method === "eth_getLogs") return lie(answer as WireLog[]);
    if (method !== "eth_getTransactionReceipt" || answer === null) return answer;
    const receipt = answer as { readonly logs: readonly WireLog[] };
    return { ...receipt, logs: lie(receipt.logs) };
  };

const isOf = (topic: Hex) => (log: WireLog) => log.topics[0] === topic;

const withheld = (topic: Hex): Lie => aboutLogs((logs) => logs.filter((log) => !isOf(topic)(log)));

const altered = (topic: Hex, alter: (log: WireLog) => object): Lie =>
  aboutLogs((logs) => logs.map((log) => (isOf(topic)(log) ? { ...log, ...alter(log) } : log)));

/** Other bytes, of which the last digit differs. */
const flipped = (bytes: Hex): Hex =>
  `${bytes.slice(0, -1)}${bytes.endsWith("1") ? "2" : "1"}` as Hex;

const aboutBlocks =
  (lie: (block: WireBlock) => unknown): Lie =>
  (method, _params, answer) =>
    (method === "eth_getBlockByNumber" || method === "eth_getBlockByHash") && answer !== null
      ? lie(answer as WireBlock)
      : answer;

/** Leaves block 0 as it is: by that a node is known. */
const afterGenesis = (lie: (block: WireBlock) => unknown): Lie =>
  aboutBlocks((block) => (BigInt(block.number) === 0n ? block : lie(block)));

const aboutTransactions = (lie: (transaction: Record<string, unknown>) => object): Lie =>
  aboutBlocks((block) => ({
    ...block,
    transactions: block.transactions.map((one) =>
      typeof one === "object" && one !== null ? lie(one as Record<string, unknown>) : one,
    ),
  }));

const about =
  (wanted: string, lie: (answer: unknown) => unknown): Lie =>
  (method, _params, answer) =>
    method === wanted ? lie(answer) : answer;

const refuse = (): never => {
  throw new Error("no");
};

/** Every kind. */
export const kindsOfLie: readonly KindOfLie[] = [
  { name: "the report of a theft withheld", about: FLAG_RAISED, lie: withheld(FLAG_RAISED) },
  { name: "the end of a robot withheld", about: SCRAPPED, lie: withheld(SCRAPPED) },
  ...kindsOfRecordLie.map(({ name, lie, of, answer }) => ({
    name,
    about: TOPICS[of],
    // The index reads receipts, and never asks for a list of logs.
    isHarmless: answer !== "notProven",
    lie: told(lie),
  })),
  ...kindsOfCallLie.map(({ name, lie }) => ({ name, isHarmless: true, lie: told(lie) })),
  { name: "entries withheld", about: RECORDED, lie: withheld(RECORDED) },
  { name: "all logs withheld", about: RECORDED, lie: aboutLogs(() => []) },
  {
    name: "entries repeated",
    about: RECORDED,
    lie: aboutLogs((logs) => logs.flatMap((log) => (isOf(RECORDED)(log) ? [log, log] : [log]))),
  },
  { name: "logs in another order", about: RECORDED, lie: aboutLogs((logs) => logs.toReversed()) },
  {
    name: "entries of another robot",
    about: RECORDED,
    lie: altered(RECORDED, ({ topics: [first, second = zeroHash, ...others] }) => ({
      topics: [first, flipped(second), ...others],
    })),
  },
  {
    name: "entries of another contract",
    about: RECORDED,
    lie: altered(RECORDED, ({ address }) => ({ address: flipped(address) })),
  },
  {
    name: "entries with another head",
    about: RECORDED,
    lie: altered(RECORDED, ({ data }) => ({ data: flipped(data) })),
  },
  {
    name: "logs of another transaction",
    about: RECORDED,
    isHarmless: true,
    lie: aboutLogs((logs) => logs.map((log) => ({ ...log, transactionHash: zeroHash }))),
  },
  {
    name: "logs of another block",
    about: RECORDED,
    isHarmless: true,
    lie: aboutLogs((logs) =>
      logs.map((log) => ({ ...log, blockNumber: "0x1", blockHash: zeroHash })),
    ),
  },
  {
    name: "logs that were taken back",
    about: RECORDED,
    isHarmless: true,
    lie: aboutLogs((logs) => logs.map((log) => ({ ...log, removed: true }))),
  },
  { name: "no receipts", lie: about("eth_getTransactionReceipt", () => null) },
  { name: "errors for receipts", lie: about("eth_getTransactionReceipt", refuse) },
  {
    name: "a transaction that failed",
    lie: about("eth_getTransactionReceipt", (receipt) => ({
      ...(receipt as object),
      status: "0x0",
    })),
  },
  {
    name: "transactions left out",
    lie: afterGenesis((block) => ({ ...block, transactions: [] })),
  },
  {
    name: "transactions with another input",
    lie: aboutTransactions((one) => ({ ...one, input: "0x12" })),
  },
  {
    name: "transactions with another hash",
    lie: aboutTransactions((one) => ({ ...one, hash: zeroHash })),
  },
  {
    name: "transactions of another sender",
    isHarmless: true,
    lie: aboutTransactions((one) => ({ ...one, from: `0x${"11".repeat(20)}` })),
  },
  {
    name: "blocks of another time",
    lie: afterGenesis((block) => ({
      ...block,
      timestamp: toHex(BigInt(block.timestamp) + 60n * 86_400n),
    })),
  },
  {
    name: "blocks with another hash",
    lie: afterGenesis((block) => ({ ...block, hash: zeroHash })),
  },
  {
    name: "blocks of another state",
    lie: afterGenesis((block) => ({ ...block, stateRoot: zeroHash })),
  },
  {
    name: "blocks with other receipts",
    lie: afterGenesis((block) => ({ ...block, receiptsRoot: zeroHash })),
  },
  {
    name: "blocks as if nothing were in them",
    lie: afterGenesis((block) => ({ ...block, logsBloom: `0x${"00".repeat(256)}` })),
  },
  {
    name: "blocks that follow on others",
    lie: afterGenesis((block) => ({ ...block, parentHash: zeroHash })),
  },
  {
    name: "blocks under another number",
    lie: afterGenesis((block) => ({ ...block, number: "0x1" })),
  },
  { name: "another chain's id", lie: about("eth_chainId", () => "0x1") },
  {
    name: "another block 0",
    lie: aboutBlocks((block) =>
      BigInt(block.number) === 0n ? { ...block, timestamp: "0x1" } : block,
    ),
  },
  { name: "errors for answers", lie: refuse },
  { name: "null for answers", lie: () => null },
  { name: "words for answers", lie: () => "yes" },
  { name: "errors for calls", isHarmless: true, lie: about("eth_call", refuse) },
];
