// The log of a vault about a robot, or of an API: who was shown what, why and when. Neither is believed: its head is signed, each line is in the tree of
// that head, no line between two is missing, and the tree continues each one that was anchored on the chain.
import { type Address, type Hex, isAddressEqual, keccak256, stringToBytes } from "viem";
import { anchorsHead, type TelemetryAnchor } from "../device/telemetry-proof.js";
import { isRobotId, type RobotId } from "../robot-id.js";
import { malformed, VaultError, type VaultErrorReason } from "./errors.js";
import {
  type LogDigest,
  type LogTree,
  logLeaf,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.js";
import {
  accountOf,
  digestOf,
  digestsOf,
  hexOf,
  jsonOf,
  listOf,
  objectOf,
  textOf,
  wholeOf,
} from "./read.js";
import { readLogHead, type SignedLogHead, signerOfLogHead } from "./signed-head.js";

/** A line of the log, as it was written. What does not apply is `undefined`; times are in seconds. */
export interface VaultLogLine {
  /** Place in the log of the vault. */
  readonly position: number;
  /** What happened: `look`, `refusal`, `granted`, `glassBroken`, … */
  readonly what: string;
  readonly at: number;
  /** From when on the holder is told: later than `at` where an investigator asked. */
  readonly toldAt: number;
  /** `told` or `delayed`; `ordinal` is the number of the line in this series of the robot. */
  readonly series: string;
  readonly ordinal: number;
  /** Who; `undefined` for somebody who had not signed in. */
  readonly account: Address | undefined;
  /** As what: a party of the vault's table. */
  readonly party: string | undefined;
  /** The document: number of its entry, and kind. */
  readonly seq: number | undefined;
  readonly kind: string | undefined;
  /** Purpose, reason or cause. */
  readonly why: string | undefined;
  readonly grant: string | undefined;
  readonly caseNumber: string | undefined;
  /** Whose key of an API it was: the name of an institution. The log of a vault has accounts. */
  readonly label: string | undefined;
  /** The moment that was asked about. */
  readonly moment: number | undefined;
}

/** A line, and what shows that it is in the log. */
export interface VaultLogEntry {
  readonly position: number;
  /** JSON, exactly as it is hashed. */
  readonly line: string;
  readonly proof: readonly LogDigest[];
  /** Where a line is of several robots, as that of an API may be: what it says of this one, in a tree whose root the line names. */
  readonly own?: Omit<VaultLogEntry, "own"> | undefined;
}

/** Heads of the log that a vault says it anchored. */
export interface VaultLogAnchors {
  /** Account that anchors; `null` where the vault anchors nothing. */
  readonly account: Address | null;
  /** Name of the vault's log on the chain. */
  readonly topic: Hex;
  /** Root and size of each, the first one first. */
  readonly anchors: readonly TelemetryAnchor[];
  /** Shows of each that the next one continues it; of the last one, that the head does. */
  readonly continued: readonly (readonly LogDigest[])[];
}

/** What a vault gave of its log about a robot: nothing of it is verified. It is JSON as it is. */
export interface VaultLog {
  readonly robot: RobotId;
  /** How many lines the log had before it was asked. */
  readonly asked: number;
  readonly head: SignedLogHead;
  readonly entries: readonly VaultLogEntry[];
  readonly anchored: VaultLogAnchors;
}

/** Asks a path of a vault with the session of the one who asks, and gives its JSON. */
export type AskVault = (path: string) => Promise<unknown>;

/** Most lines of one answer. */
const PAGE = 500;

/**
 * Asks a vault to show that a log continues a head that was kept before; nothing is asked where the log is shorter. `verifyVaultLog`
 * verifies it, as `before`.
 *
 * @example
 * ```ts
 * import { readContinuation } from "@openrobotid/sdk/vault";
 *
 * const head = { size: 9 } as never;
 * const log = { head: { size: 8 } } as never;
 * (await readContinuation(async () => ({}), head, log)).proof; // []
 * ```
 */
export async function readContinuation(
  ask: AskVault,
  head: SignedLogHead,
  log: VaultLog,
): Promise<NonNullable<VerifyVaultLogParameters["before"]>> {
  const { size: from } = head;
  const { size: to } = log.head;
  if (from > to) return { head, proof: [] };
  const { proof } = (await ask(`/log/consistency?from=${from}&to=${to}`)) as { proof: string[] };
  return { head, proof };
}

/**
 * Asks a vault for the whole log about a robot, as far as it is told to the one who asks. `verifyVaultLog` verifies it.
 *
 * @throws VaultError for what is not of the form that a vault gives.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { readVaultLog } from "@openrobotid/sdk/vault";
 *
 * const robot = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const ask = async () => ({ answer: "of something else" });
 * const error = await readVaultLog(ask, robot).catch((thrown) => thrown);
 * error.reason; // "malformed"
 * ```
 */
export async function readVaultLog(ask: AskVault, robot: RobotId): Promise<VaultLog> {
  const { size: asked } = readLogHead(await ask("/log/head"));
  const entries: VaultLogEntry[] = [];
  let head: SignedLogHead | undefined;
  for (;;) {
    const last = entries.at(-1);
    const from = last && head ? `&after=${last.position}&size=${head.size}` : "";
    const page = objectOf(await ask(`/robots/${robot}/log?limit=${PAGE}${from}`), "log");
    head = readLogHead(page.head);
    const some = listOf(page.entries, "log.entries").map(readEntry);
    entries.push(...some);
    if (some.length < PAGE) break;
    if ((some.at(-1)?.position ?? 0) <= (last?.position ?? -1)) {
      throw malformed("log.entries", "later lines than before");
    }
  }
  const anchored = readAnchors(await ask(`/log/anchors?to=${head.size}`));
  return { robot, asked, head, entries, anchored };
}

/**
 * Reads what was kept of a vault's log, as `readVaultLog` gives it.
 *
 * @throws VaultError for anything else.
 *
 * @example
 * ```ts
 * import { parseVaultLog, VaultError } from "@openrobotid/sdk/vault";
 *
 * const read = () => parseVaultLog("{}");
 * const error = await Promise.resolve().then(read).catch((thrown) => thrown);
 * error instanceof VaultError; // true
 * ```
 */
export function parseVaultLog(text: string): VaultLog {
  const log = jsonOf(text, "log");
  const robot = textOf(log.robot, "log.robot");
  if (!isRobotId(robot)) throw malformed("log.robot", "the 29 characters of a code");
  return {
    robot,
    asked: wholeOf(log.asked, "log.asked"),
    head: readLogHead(log.head),
    entries: listOf(log.entries, "log.entries").map(readEntry),
    anchored: readAnchors(log.anchored),
  };
}

/** What a log of a vault is compared with. */
export interface VerifyVaultLogParameters {
  readonly robot: RobotId;
  readonly chainId: number;
  /** Address of the vault, as it calls itself. */
  readonly vault: string;
  /** Who must have signed the head; by default anyone. */
  readonly signer?: Address | undefined;
  /** Who must have anchored; by default the one that the vault names, or nobody. */
  readonly account?: Address | undefined;
  /** Count and head that `Anchors` has of this account and topic, proven. */
  readonly onChain?: { readonly count: number; readonly head: Hex } | undefined;
  /** A head that was seen before, and what shows that this one continues it. */
  readonly before?:
    | { readonly head: SignedLogHead; readonly proof: readonly LogDigest[] }
    | undefined;
  /** Who asked, where it holds the robot: its own look is then the last line, so that none before it can be cut off. */
  readonly reader?: Address | undefined;
}

/** The part of a log that was verified. */
export interface VerifiedVaultLog {
  readonly lines: readonly VaultLogLine[];
  readonly head: SignedLogHead;
  readonly signer: Address;
  /** The last head that is on the chain; `undefined` where there is none. */
  readonly anchored:
    | {
        readonly account: Address;
        readonly size: number;
        readonly at: number;
        readonly count: number;
      }
    | undefined;
}

/**
 * Verifies the log of a vault about a robot. Asks nobody.
 *
 * @throws VaultError naming what does not fit: `altered`, `leftOut`, `cutOff`, `forked`, `notAnchored`, `notSigned` or `another`.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { logHeadTypedData, logLeaf, vaultLogTopic, verifyVaultLog } from "@openrobotid/sdk/vault";
 *
 * const robot = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const [vault, chainId] = ["https://vault.example", 31337];
 * const line = JSON.stringify({ series: "told", ordinal: 1, at: 9, toldAt: 9, what: "look", robot });
 * const unsigned = { vault, chainId, size: 1, root: logLeaf(line), at: 10 };
 * const signature = await owner.account.signTypedData(logHeadTypedData(unsigned));
 * const log = {
 *   ...{ robot, asked: 0, head: { ...unsigned, signature }, entries: [{ position: 0, line, proof: [] }] },
 *   anchored: { account: null, topic: vaultLogTopic(vault), anchors: [], continued: [] },
 * };
 * (await verifyVaultLog(log, { robot, chainId, vault })).lines[0].what; // "look"
 * ```
 */
export async function verifyVaultLog(
  log: VaultLog,
  expected: VerifyVaultLogParameters,
): Promise<VerifiedVaultLog> {
  const { head, anchored } = log;
  const { robot, chainId, vault, signer: wanted, before, reader } = expected;
  if (head.vault !== vault || head.chainId !== chainId || log.robot !== robot) {
    throw lie(
      "another",
      `The log is of ${log.robot} in ${head.vault} on chain ${head.chainId}, not of ${robot} in ${vault} on chain ${chainId}.`,
    );
  }
  const signer = await signerOfLogHead(head);
  if (wanted && !isAddressEqual(signer, wanted)) {
    throw lie("notSigned", `The head is signed by ${signer}, not by ${wanted}.`);
  }
  const lines = log.entries.map((entry) => {
    if (!verifyInclusion(logLeaf(entry.line), { ...head, position: entry.position }, entry.proof)) {
      throw lie(
        "altered",
        `Line ${entry.position} is not in the tree of the head that was signed.`,
      );
    }
    return lineOf(entry, robot);
  });
  requireWhole(lines);
  if (before) await requireContinued(before, head, signer);
  if (reader) requireOwnLook(lines, reader, log.asked);
  const last = requireAnchored(anchored, head, expected);
  return { lines, head, signer, anchored: last };
}

/**
 * The name that the log of a vault has on the chain, in `Anchors`.
 *
 * @param vault Its address, as it calls itself.
 *
 * @example
 * ```ts
 * import { vaultLogTopic } from "@openrobotid/sdk/vault";
 *
 * vaultLogTopic("https://vault.example").length; // 66
 * ```
 */
export function vaultLogTopic(vault: string): Hex {
  return keccak256(stringToBytes(`Open Robot ID log of ${vault}`));
}

function readEntry(given: unknown): VaultLogEntry {
  const { own } = objectOf(given, "log.entries");
  return { ...readLine(given), own: own === undefined ? undefined : readLine(own) };
}

function readLine(given: unknown): Omit<VaultLogEntry, "own"> {
  const entry = objectOf(given, "log.entries");
  return {
    position: wholeOf(entry.position, "log.entries.position"),
    line: textOf(entry.line, "log.entries.line"),
    proof: digestsOf(entry.proof, "log.entries.proof"),
  };
}

function readAnchors(given: unknown): VaultLogAnchors {
  const { account, topic, anchors, continued } = objectOf(given, "anchors");
  return {
    account: account === null ? null : accountOf(account, "anchors.account"),
    topic: hexOf(topic, "anchors.topic", 32),
    anchors: listOf(anchors, "anchors.anchors").map((one) => {
      const { root, leaves, at } = objectOf(one, "anchors.anchors");
      return {
        root: hexOf(root, "anchors.root", 32),
        leaves: wholeOf(leaves, "anchors.leaves"),
        at: wholeOf(at, "anchors.at"),
      };
    }),
    continued: listOf(continued, "anchors.continued").map((one) =>
      digestsOf(one, "anchors.continued"),
    ),
  };
}

function lineOf({ position, line, own }: VaultLogEntry, robot: RobotId): VaultLogLine {
  const whole = jsonOf(line, `line ${position}`);
  const given = own ? { ...whole, ...ownOf(whole, own, position) } : whole;
  const name = (field: string) => `${field} of line ${position}`;
  const maybe = (field: string) =>
    given[field] === undefined ? undefined : textOf(given[field], name(field));
  if (given.robot !== robot) {
    throw lie("another", `Line ${position} is of ${String(given.robot)}, not of ${robot}.`);
  }
  return {
    position,
    what: textOf(given.what, name("what")),
    at: wholeOf(given.at, name("at")),
    toldAt: wholeOf(given.toldAt, name("toldAt")),
    series: textOf(given.series, name("series")),
    ordinal: wholeOf(given.ordinal, name("ordinal")),
    account: given.account === undefined ? undefined : accountOf(given.account, name("account")),
    party: maybe("party"),
    seq: given.seq === undefined ? undefined : wholeOf(given.seq, name("seq")),
    ...{ kind: maybe("kind"), why: maybe("why"), grant: maybe("grant") },
    ...{ caseNumber: maybe("caseNumber"), label: maybe("label") },
    moment: given.moment === undefined ? undefined : wholeOf(given.moment, name("moment")),
  };
}

/** What a line of several robots says of one of them: which, and its number. All else is said of all of them. */
function ownOf(
  whole: Readonly<Record<string, unknown>>,
  own: NonNullable<VaultLogEntry["own"]>,
  position: number,
): object {
  const name = `robots of line ${position}`;
  const tree = objectOf(whole.robots, name);
  const among = {
    size: wholeOf(tree.size, name),
    root: digestOf(tree.root, name),
    position: own.position,
  };
  if (!verifyInclusion(logLeaf(own.line), among, own.proof)) {
    throw lie("altered", `The robot is not among those of line ${position}.`);
  }
  const { robot, series, ordinal } = jsonOf(own.line, name);
  return { robot, series, ordinal };
}

/** Each series is counted without a gap. Where it begins depends on when the account came to hold the robot. */
function requireWhole(lines: readonly VaultLogLine[]): void {
  const next = new Map<string, number>();
  for (const { series, ordinal } of lines) {
    const wanted = next.get(series);
    if (wanted !== undefined && ordinal !== wanted) {
      throw lie(
        "leftOut",
        `Line ${wanted} of the series "${series}" was left out: line ${ordinal} follows.`,
      );
    }
    next.set(series, ordinal + 1);
  }
}

/** To read the log is a line of it: the one of this reading closes the series, with nothing missing before it. */
function requireOwnLook(lines: readonly VaultLogLine[], reader: Address, asked: number): void {
  const isThere = lines.some(
    ({ what, series, account, position }) =>
      what === "logRead" &&
      series === "told" &&
      position >= asked &&
      account !== undefined &&
      isAddressEqual(account, reader),
  );
  if (isThere) return;
  throw lie("leftOut", "The last lines were left out: the one of this very reading is not there.");
}

async function requireContinued(
  { head: before, proof }: NonNullable<VerifyVaultLogParameters["before"]>,
  head: SignedLogHead,
  signer: Address,
): Promise<void> {
  const former = await signerOfLogHead(before);
  if (!isAddressEqual(former, signer)) {
    throw lie(
      "notSigned",
      `The head that was kept is signed by ${former}, the new one by ${signer}.`,
    );
  }
  if (head.size < before.size) {
    throw lie(
      "cutOff",
      `The log has ${head.size} lines; the vault signed a head of ${before.size} before. It was cut off.`,
    );
  }
  if (verifyConsistency(before, head, proof)) return;
  throw lie(
    "forked",
    "The log does not continue the one whose head was kept: lines were altered or left out.",
  );
}

/** Each head on the chain is continued by the next one, and the last one by the head that the vault shows now. */
function requireAnchored(
  { account, topic, anchors, continued }: VaultLogAnchors,
  head: SignedLogHead,
  expected: VerifyVaultLogParameters,
): VerifiedVaultLog["anchored"] {
  const { vault, account: wanted, onChain } = expected;
  if (wanted && (!account || !isAddressEqual(account, wanted))) {
    throw lie("notAnchored", `${account ?? "Nobody"} anchors the log, not ${wanted}.`);
  }
  if (topic !== vaultLogTopic(vault)) {
    throw lie("another", "The anchors are of another log than that of this vault.");
  }
  if (onChain && (onChain.count !== anchors.length || onChain.head !== anchorsHead(anchors))) {
    throw lie(
      "notAnchored",
      `The chain has ${onChain.count} heads of ${account ?? "nobody"}, and not the ${anchors.length} that the vault names.`,
    );
  }
  const trees = anchors.map(({ root, leaves }): LogTree => ({ size: leaves, root: root.slice(2) }));
  for (const [index, tree] of trees.entries()) {
    const next = trees[index + 1] ?? head;
    if (tree.size > next.size) {
      throw lie(
        "cutOff",
        `The log has ${next.size} lines; ${tree.size} were anchored on the chain before. It was cut off.`,
      );
    }
    if (verifyConsistency(tree, next, continued[index] ?? [])) continue;
    throw lie(
      "forked",
      `The log does not continue the one of ${tree.size} lines that anchor ${index + 1} on the chain has: lines were altered or left out.`,
    );
  }
  const last = anchors.at(-1);
  if (!last || !account) return undefined;
  return { account, size: last.leaves, at: last.at, count: anchors.length };
}

function lie(reason: VaultErrorReason, message: string): VaultError {
  return new VaultError(
    reason,
    message,
    "Ask again; if it stays so, keep what the vault gave: its signature is on it.",
  );
}
