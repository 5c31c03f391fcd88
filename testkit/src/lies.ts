// Lies that a node can tell a transport, one place for all tests.

import { authorityRegistryAbi, recallRegistryAbi, robotRegistryAbi } from "@openrobotid/sdk/abis";
import type { NotProvenReason, ProofAnswer } from "@openrobotid/sdk/proof";
import { type Abi, encodeEventTopics, type Hex, keccak256, toHex, zeroHash } from "viem";
import type { SealedChain } from "./sealed.js";
import { seal, validator, withExtraData, withHighS, withSeals } from "./sealed.js";

/** A request, and what the honest node answers to it. */
export interface Asked {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly answer: unknown;
}

/** What a liar answers; may wait for ever, and throw. */
export type Lie = (asked: Asked) => unknown;

/** A kind of lie, and why it is refused where nobody else is asked. */
export interface KindOfLie {
  readonly name: string;
  readonly lie: Lie;
  readonly reason: NotProvenReason | "unreachable";
}

type WireBlock = Record<string, unknown> & { hash: Hex; extraData: Hex };
type WireProof = { accountProof: Hex[]; storageProof: { key: Hex; value: Hex; proof: Hex[] }[] };

const isBlock = ({ method, answer }: Asked) =>
  (method === "eth_getBlockByNumber" || method === "eth_getBlockByHash") && answer !== null;

/** A lie about the newest blocks alone: block 0 and the checkpoint stay as they are. */
const aboutBlocks =
  (after: bigint, lie: (block: WireBlock) => unknown): Lie =>
  async (asked) => {
    const block = asked.answer as WireBlock;
    return isBlock(asked) && BigInt(block.number as Hex) > after ? await lie(block) : asked.answer;
  };

const aboutProofs =
  (lie: (proof: WireProof) => unknown): Lie =>
  ({ method, answer }) =>
    method === "eth_getProof" ? lie(structuredClone(answer) as WireProof) : answer;

const about =
  (wanted: string, lie: (answer: unknown) => unknown): Lie =>
  ({ method, answer }) =>
    method === wanted ? lie(answer) : answer;

/** Alters the first slot of a proof that has any. */
const aboutSlots = (lie: (slot: WireProof["storageProof"][number]) => object) =>
  aboutProofs((proof) => ({
    ...proof,
    storageProof: proof.storageProof.map((slot, index) =>
      index === 0 ? { ...slot, ...lie(slot) } : slot,
    ),
  }));

const strangers = ["a", "b", "c", "d"].map((name) => validator(`stranger ${name}`).key);

/** Every kind that a transport for state can be told. */
export function kindsOfLie(after: bigint, former: readonly Hex[]): KindOfLie[] {
  return [
    {
      name: "a forged header, unsealed",
      lie: aboutBlocks(after, (block) =>
        withExtraData(
          { ...block, stateRoot: zeroHash },
          { vanity: zeroHash, validators: [], vote: [], round: 0, seals: [] },
        ),
      ),
      reason: "headerHash",
    },
    {
      name: "a forged state, sealed by strangers",
      lie: aboutBlocks(after, (block) => seal({ ...block, stateRoot: zeroHash }, strangers)),
      reason: "headerHash",
    },
    {
      name: "the newest block sealed by strangers",
      lie: aboutBlocks(after, (block) => seal(block, strangers)),
      reason: "sealStranger",
    },
    {
      name: "the newest block sealed by validators that left",
      lie: aboutBlocks(after, (block) => seal(block, former)),
      reason: "sealStranger",
    },
    {
      name: "a header altered under its hash",
      lie: aboutBlocks(after, (block) => ({ ...block, stateRoot: zeroHash })),
      reason: "headerHash",
    },
    {
      name: "another time",
      lie: aboutBlocks(after, (block) => ({
        ...block,
        timestamp: toHex(BigInt(block.timestamp as Hex) + 60n),
      })),
      reason: "headerHash",
    },
    {
      name: "another hash",
      lie: aboutBlocks(after, (block) => ({ ...block, hash: zeroHash })),
      reason: "headerHash",
    },
    {
      name: "the seals left out",
      lie: aboutBlocks(after, (block) => withSeals(block, () => [])),
      reason: "sealsTooFew",
    },
    {
      name: "one seal too few",
      lie: aboutBlocks(after, (block) => withSeals(block, (seals) => seals.slice(1))),
      reason: "sealsTooFew",
    },
    {
      name: "a seal twice",
      lie: aboutBlocks(after, (block) =>
        withSeals(block, ([first, ...others]) => [first as Hex, first as Hex, ...others.slice(1)]),
      ),
      reason: "sealTwice",
    },
    {
      name: "a zero seal",
      lie: aboutBlocks(after, (block) =>
        withSeals(block, ([, ...others]) => [`0x${"00".repeat(65)}`, ...others]),
      ),
      reason: "sealZero",
    },
    {
      name: "a seal with a high s",
      lie: aboutBlocks(after, (block) =>
        withSeals(block, ([first, ...others]) => [withHighS(first as Hex), ...others]),
      ),
      reason: "sealHighS",
    },
    {
      name: "extraData of another kind",
      lie: aboutBlocks(after, (block) => ({ ...block, extraData: "0x" })),
      reason: "extraData",
    },
    {
      name: "another chain's id",
      lie: about("eth_chainId", () => "0x1"),
      reason: "wrongChain",
    },
    {
      name: "another block 0",
      lie: async (asked) => {
        const block = asked.answer as WireBlock;
        if (!isBlock(asked) || BigInt(block.number as Hex) > 0n) return asked.answer;
        return await seal({ ...block, timestamp: "0x1" }, []);
      },
      reason: "wrongGenesis",
    },
    {
      name: "another checkpoint",
      lie: async (asked) => {
        const block = asked.answer as WireBlock;
        if (!isBlock(asked) || BigInt(block.number as Hex) !== after) return asked.answer;
        return await seal({ ...block, timestamp: "0x1" }, []);
      },
      reason: "wrongCheckpoint",
    },
    {
      name: "the block before the asked one",
      lie: ({ method, params, answer }) =>
        method === "eth_getBlockByNumber" && params[0] === "latest" ? null : answer,
      reason: "blockUnknown",
    },
    {
      name: "another slot's value",
      lie: aboutSlots(() => ({ value: "0x7" })),
      reason: "proofValue",
    },
    {
      name: "zero for a slot, without a proof",
      lie: aboutSlots(() => ({ value: "0x0", proof: [] })),
      reason: "proofNode",
    },
    {
      name: "another slot than the one asked for",
      lie: aboutSlots(() => ({ key: toHex(99n, { size: 32 }) })),
      reason: "proofKey",
    },
    {
      name: "a slot left out",
      lie: aboutProofs(({ storageProof, ...proof }) => ({ ...proof, storageProof: [] })),
      reason: "slotMissing",
    },
    {
      name: "a node too many in the proof of an account",
      lie: aboutProofs(({ accountProof, ...proof }) => ({
        ...proof,
        accountProof: [...accountProof, accountProof[0]],
      })),
      reason: "proofStray",
    },
    {
      name: "an account as if there were none",
      lie: aboutProofs((proof) => ({ ...proof, accountProof: [] })),
      reason: "proofNode",
    },
    {
      name: "another account's proof",
      lie: aboutProofs((proof) => ({ ...proof, address: `0x${"22".repeat(20)}` })),
      reason: "proofKey",
    },
    {
      name: "another owner's balance",
      lie: aboutProofs((proof) => ({ ...proof, balance: "0xffff" })),
      reason: "proofValue",
    },
    {
      name: "code of another contract",
      lie: about("eth_getCode", () => "0x600160005260206000f3"),
      reason: "codeHash",
    },
    { name: "no code", lie: about("eth_getCode", () => "0x"), reason: "codeHash" },
    {
      name: "no code at all",
      lie: about("eth_getCode", () => null),
      reason: "codeMissing",
    },
    {
      name: "errors for answers",
      lie: () => {
        throw Object.assign(new Error("no"), { code: -32603 });
      },
      reason: "nodeRefused",
    },
    { name: "null for answers", lie: () => null, reason: "blockUnknown" },
    { name: "words for answers", lie: () => "yes", reason: "headerShape" },
    { name: "empty proofs", lie: aboutProofs(() => ({})), reason: "proofShape" },
    {
      name: "no proofs",
      lie: ({ method, answer }) => {
        if (method !== "eth_getProof") return answer;
        throw Object.assign(new Error("no proofs here"), { code: -32601 });
      },
      reason: "nodeRefused",
    },
    {
      name: "nothing: it breaks off",
      lie: () => {
        throw new Error("socket hang up");
      },
      reason: "unreachable",
    },
  ];
}

/** A log, a receipt or a transaction as it goes over the wire, as far as lies alter it. */
export interface Wire {
  readonly blockNumber: Hex;
  readonly logs?: readonly Wire[];
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly hash: Hex;
}

/** A lie about which logs there are, as a node answers when it is asked for them. */
export function lieAboutLogs(lie: (logs: readonly Wire[]) => unknown): Lie {
  return ({ method, answer }) => (method === "eth_getLogs" ? lie(answer as Wire[]) : answer);
}

/** A lie about what a transaction left behind, however it is asked for. */
export function lieAboutReceipts(lie: (logs: readonly Wire[]) => readonly Wire[]): Lie {
  return ({ method, answer }) => {
    if (method === "eth_getTransactionReceipt") {
      return { ...(answer as object), logs: lie((answer as { logs: Wire[] }).logs) };
    }
    if (method !== "eth_getBlockReceipts") return answer;
    return (answer as { logs: Wire[] }[]).map((one) => ({ ...one, logs: lie(one.logs) }));
  };
}

/** A lie about the transactions of a block that is asked for with them. */
const aboutTransactions =
  (lie: (transactions: readonly Wire[]) => readonly unknown[]): Lie =>
  ({ method, params, answer }) =>
    method === "eth_getBlockByNumber" && params[1] === true
      ? {
          ...(answer as object),
          transactions: lie((answer as { transactions: Wire[] }).transactions),
        }
      : answer;

/** Lies about the logs of a robot, and which of the answers they come to where nobody else is asked. */
export const kindsOfLogLie: readonly {
  readonly name: string;
  readonly lie: Lie;
  readonly answer: ProofAnswer;
}[] = [
  { name: "all of them withheld", lie: lieAboutLogs(() => []), answer: "conflict" },
  {
    name: "the last one withheld",
    lie: lieAboutLogs((logs) => logs.slice(0, -1)),
    answer: "conflict",
  },
  {
    name: "the first one withheld",
    lie: lieAboutLogs((logs) => logs.slice(1)),
    answer: "conflict",
  },
  { name: "words for a list", lie: lieAboutLogs(() => "none"), answer: "conflict" },
  {
    name: "events withheld from the receipts",
    lie: lieAboutReceipts((logs) => logs.slice(1)),
    answer: "notProven",
  },
  {
    name: "events repeated in the receipts",
    lie: lieAboutReceipts((logs) => [...logs, ...logs]),
    answer: "notProven",
  },
  {
    name: "events reordered",
    lie: lieAboutReceipts((logs) => logs.toReversed()),
    answer: "notProven",
  },
  {
    name: "the data of an event altered",
    lie: lieAboutReceipts((logs) =>
      logs.map((log) => ({ ...log, data: log.data.replace(/1/g, "2") as Hex })),
    ),
    answer: "notProven",
  },
  {
    name: "an event of another robot",
    lie: lieAboutReceipts((logs) =>
      logs.map((log) => ({ ...log, topics: [log.topics[0] as Hex, keccak256("0x01")] })),
    ),
    answer: "notProven",
  },
  {
    name: "no receipts",
    lie: ({ method, answer }) => (/Receipt/.test(method) ? null : answer),
    answer: "notProven",
  },
  {
    name: "another hash of a transaction",
    lie: aboutTransactions((all) => all.map((one) => ({ ...one, hash: keccak256(one.hash) }))),
    answer: "notProven",
  },
  {
    name: "a block without its transactions",
    lie: aboutTransactions(() => []),
    answer: "notProven",
  },
  {
    name: "a number for the hash of a transaction",
    lie: aboutTransactions((all) => all.map((one) => ({ ...one, hash: 7 }))),
    answer: "notProven",
  },
];

/** What a node says of a robot, with one account in the place of another wherever it is: in calls, slots and logs in step. */
export function swapped(from: Hex, to: Hex): Lie {
  const [one, other] = [from, to].map((address) => address.slice(2).toLowerCase()) as [
    string,
    string,
  ];
  return ({ answer }) =>
    JSON.parse(JSON.stringify(answer ?? null).replaceAll(new RegExp(one, "gi"), other));
}

/** A node that is behind: it was once as it says, and has not heard of what happened since. */
export function behind(
  newest: () => Promise<bigint> | bigint,
  honest: (method: string, params: readonly unknown[]) => Promise<unknown>,
): Lie {
  return async ({ method, params, answer }) => {
    if (method === "eth_blockNumber") return toHex(await newest());
    if (method !== "eth_getBlockByNumber" || params[0] !== "latest") return answer;
    return await honest(method, [toHex(await newest()), params[1]]);
  };
}

/** Lies about what calls of a contract answer, or read: nothing that is proven depends on either. */
export const kindsOfCallLie: readonly { readonly name: string; readonly lie: Lie }[] = [
  {
    name: "another answer of eth_call: it was never issued",
    lie: about("eth_call", () => zeroHash),
  },
  {
    name: "hints of what a call reads that lead nowhere",
    lie: about("eth_createAccessList", () => ({ accessList: [{ address: "0x" }] })),
  },
];

/** What a lie about records is about: which events have to be asked for to hear it. */
export type Records = "lots" | "campaigns" | "approvals";

/** A kind of lie about what was issued, recalled and approved. */
export interface KindOfRecordLie {
  readonly name: string;
  readonly lie: Lie;
  readonly of: Records;
  /** What is answered where nobody else is asked; `proven` where the lie cannot change what is. */
  readonly answer: ProofAnswer | "proven";
}

const topicOf = (abi: Abi, eventName: string) => encodeEventTopics({ abi, eventName })[0] as Hex;

const EVENTS: Readonly<Record<Records, Hex>> = {
  lots: topicOf(robotRegistryAbi, "LotIssued"),
  campaigns: topicOf(recallRegistryAbi, "CampaignOpened"),
  approvals: topicOf(authorityRegistryAbi, "ModelApproved"),
};

const isOf = (records: Records) => (log: Wire) => log.topics[0] === EVENTS[records];

/** A log with one word of its data altered: fields that are not indexed, in the order of the event. */
function withWord(log: Wire, index: number, alter: (word: bigint) => bigint): Wire {
  const [start, end] = [2 + 64 * index, 66 + 64 * index];
  const word = toHex(alter(BigInt(`0x${log.data.slice(start, end)}`)), { size: 32 }).slice(2);
  return { ...log, data: `${log.data.slice(0, start)}${word}${log.data.slice(end)}` as Hex };
}

const altered =
  (records: Records, index: number, alter: (word: bigint) => bigint) => (logs: readonly Wire[]) =>
    logs.map((log) => (isOf(records)(log) ? withWord(log, index, alter) : log));

/** Events whose topics are written in capitals: the same bytes, but not the same text. */
const capitalised = (records: Records) => (logs: readonly Wire[]) =>
  logs.map((log) => {
    if (!isOf(records)(log)) return log;
    const topics = log.topics.map((topic) => `0x${topic.slice(2).toUpperCase()}` as Hex);
    return { ...log, topics };
  });

const withheld = (records: Records) => (logs: readonly Wire[]) =>
  logs.filter((log) => !isOf(records)(log));

/** An event that never happened, in the likeness of one that did. */
const forged = (records: Records) => (logs: readonly Wire[]) =>
  logs.flatMap((log) =>
    isOf(records)(log)
      ? [log, { ...log, topics: [log.topics[0] as Hex, keccak256("0x02"), ...log.topics.slice(2)] }]
      : [log],
  );

/** A node that says the same of logs however it is asked for them. */
function throughout(lie: (logs: readonly Wire[]) => readonly Wire[]): Lie {
  const [listed, left] = [lieAboutLogs(lie), lieAboutReceipts(lie)];
  return async (asked) => await left({ ...asked, answer: await listed(asked) });
}

/** Lies about lots, recalls and approvals. A registry that believed them would invent robots, and forget recalls. */
export const kindsOfRecordLie: readonly KindOfRecordLie[] = [
  {
    name: "a lot withheld: genuine robots were never issued",
    lie: throughout(withheld("lots")),
    of: "lots",
    answer: "notProven",
  },
  {
    name: "every event of the registry withheld where it is listed",
    lie: lieAboutLogs(() => []),
    of: "lots",
    answer: "conflict",
  },
  {
    name: "a lot of twice as many robots",
    lie: throughout(altered("lots", 1, (count) => 2n * count)),
    of: "lots",
    answer: "notProven",
  },
  {
    name: "a lot of another day",
    lie: throughout(altered("lots", 2, (issuedAt) => issuedAt + 5_184_000n)),
    of: "lots",
    answer: "notProven",
  },
  {
    name: "a lot that was never issued",
    lie: throughout(forged("lots")),
    of: "lots",
    answer: "notProven",
  },
  {
    name: "a lot that was never issued, only where they are listed",
    lie: lieAboutLogs(forged("lots")),
    of: "lots",
    answer: "proven",
  },
  {
    name: "other hashes of the transactions that issued lots",
    lie: lieAboutLogs((logs) => logs.map((log) => ({ ...log, transactionHash: zeroHash }))),
    of: "lots",
    answer: "proven",
  },
  {
    name: "another time of the blocks in which lots were issued",
    lie: lieAboutLogs((logs) => logs.map((log) => ({ ...log, blockTimestamp: "0x1" }))),
    of: "lots",
    answer: "proven",
  },
  {
    name: "logs marked as removed",
    lie: lieAboutLogs((logs) => logs.map((log) => ({ ...log, removed: true }))),
    of: "lots",
    answer: "proven",
  },
  {
    name: "logs in other blocks",
    lie: lieAboutLogs((logs) => logs.map((log) => ({ ...log, blockNumber: "0x2" }))),
    of: "lots",
    answer: "conflict",
  },
  {
    name: "a recall withheld",
    lie: throughout(withheld("campaigns")),
    of: "campaigns",
    answer: "notProven",
  },
  {
    name: "a recall in capital letters",
    lie: throughout(capitalised("campaigns")),
    of: "campaigns",
    answer: "proven",
  },
  {
    name: "a recall of another severity",
    lie: throughout(altered("campaigns", 1, (severity) => severity ^ 1n)),
    of: "campaigns",
    answer: "notProven",
  },
  {
    name: "a recall of other robots",
    lie: throughout(altered("campaigns", 4, (last) => last - (1n << 32n))),
    of: "campaigns",
    answer: "notProven",
  },
  {
    name: "an approval that was never given",
    lie: throughout(forged("approvals")),
    of: "approvals",
    answer: "notProven",
  },
  {
    name: "an approval that lasts longer",
    lie: throughout(altered("approvals", 1, (expiry) => expiry + 31_536_000n)),
    of: "approvals",
    answer: "notProven",
  },
];

/**
 * Lies that are told to what asks the SDK, which hears them all in its own tests: of so many one is enough for every day, and
 * `DEEP` tells them all.
 */
export function toldEveryDay<kind>(lies: readonly kind[], oneOf: number): readonly kind[] {
  return process.env.DEEP ? lies : lies.filter((_, index) => index % oneOf === 0);
}

/** A node of a sealed chain that tells a lie. */
export function lying(sealed: SealedChain, lie: Lie): SealedChain["request"] {
  return async ({ method, params }) => {
    const given = (params ?? []) as unknown[];
    const answer = await sealed.request({ method, params: given });
    return await lie({ method, params: given, answer });
  };
}
