// Brings the lists of a node to what they should be: through Besu's methods while it runs, through its file where it does
// not. Doing it twice is doing it once.
import type { Address } from "viem";
import { isListed, parseEnode } from "./enode.js";
import { BesuUnreachableError, type PermApi, PermRefusedError } from "./perm-api.js";
import { type PermissionsFile, readPermissions, writePermissions } from "./permissions-file.js";

/** Entries that one request adds or removes. */
const ENTRIES_A_REQUEST = 500;

/** Times that the lists are read and corrected before it is left to the next block. */
const ATTEMPTS = 4;

/** What to bring the lists to. */
export interface Wanted {
  readonly nodes: readonly string[];
  readonly accounts: readonly Address[];
}

/** Where the lists are kept. */
export interface Node {
  readonly perm: PermApi;
  /** Path of permissions_config.toml, where it is within reach. */
  readonly permissionsFile?: string | undefined;
  /** Static nodes and bootnodes of the node: Besu removes none of them, and does not start where one is not allowed. */
  readonly fixedNodes: () => readonly string[];
}

/** What was done. */
export interface Applied {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Whether the file was not as it should be and was written anew. */
  readonly fileWritten: boolean;
  /** What could not be done. Sentences. */
  readonly findings: readonly string[];
  /** What is listed now. */
  readonly nodes: number;
  readonly accounts: number;
}

/** The lists are empty: they are left as they are. */
export class EmptyListError extends Error {
  override readonly name = "EmptyListError";
}

/**
 * Adds before it removes: who moved from one address to another is not cut off in between.
 *
 * @throws EmptyListError where there would be no node or no account at all.
 * @throws BesuUnreachableError where Besu does not answer; the file has been written all the same.
 * @throws PermRefusedError where Besu refuses for a reason that the next block will not heal.
 */
export async function apply(wanted: Wanted, node: Node): Promise<Applied> {
  if (wanted.nodes.length === 0 || wanted.accounts.length === 0) {
    throw new EmptyListError(
      `There would be ${wanted.nodes.length} nodes and ${wanted.accounts.length} accounts. No list is ever emptied.`,
    );
  }
  const report = {
    added: new Set<string>(),
    removed: new Set<string>(),
    findings: new Set<string>(),
  };
  const fixed = node.fixedNodes().filter((url) => !wanted.nodes.some((of) => same(of, url)));
  for (const url of fixed) report.findings.add(fixedFinding(url));
  const lists = { nodes: [...wanted.nodes, ...fixed], accounts: [...wanted.accounts] };
  try {
    return await applyThroughApi(lists, node, report);
  } catch (error) {
    if (error instanceof BesuUnreachableError && node.permissionsFile !== undefined) {
      // It starts with what stands in the file: let that be right.
      const found = readPermissions(node.permissionsFile);
      if (!found || !sameLists(found, lists)) writePermissions(node.permissionsFile, lists);
    }
    throw error;
  }
}

async function applyThroughApi(
  lists: { nodes: string[]; accounts: Address[] },
  { perm, permissionsFile }: Node,
  report: Report,
): Promise<Applied> {
  const outOfStep = { file: false };
  const nodes = await bring(lists.nodes, report, outOfStep, {
    get: perm.getNodes,
    add: perm.addNodes,
    remove: perm.removeNodes,
    isSame: same,
  });
  const accounts = await bring(lists.accounts, report, outOfStep, {
    get: perm.getAccounts,
    add: perm.addAccounts,
    remove: perm.removeAccounts,
    isSame: (a, b) => a === b,
  });
  let fileWritten = false;
  if (permissionsFile !== undefined) {
    const listed = { nodes, accounts };
    const found = readPermissions(permissionsFile);
    if (outOfStep.file || found === undefined || !sameLists(found, listed)) {
      writePermissions(permissionsFile, listed);
      fileWritten = true;
      // From the same lists: nothing changes in Besu, but that it and its file are in step again.
      await perm.reload();
    }
  } else if (outOfStep.file) {
    report.findings.add(
      "Besu's permissions file is not in step with its lists, and is not within reach: give its path as `permissionsFile`.",
    );
  }
  return {
    added: [...report.added],
    removed: [...report.removed],
    findings: [...report.findings],
    fileWritten,
    nodes: nodes.length,
    accounts: accounts.length,
  };
}

interface Report {
  added: Set<string>;
  removed: Set<string>;
  findings: Set<string>;
}

interface List<entry extends string> {
  get: () => Promise<entry[]>;
  add: (entries: readonly entry[]) => Promise<void>;
  remove: (entries: readonly entry[]) => Promise<void>;
  isSame: (a: entry, b: entry) => boolean;
}

/** Brings one list to what it should be, and gives what Besu lists in the end. */
async function bring<entry extends string>(
  wanted: readonly entry[],
  report: Report,
  outOfStep: { file: boolean },
  { get, add, remove, isSame }: List<entry>,
): Promise<entry[]> {
  const given = new Set<entry>();
  let listed: entry[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    listed = await get();
    const missing = wanted.filter((of) => !given.has(of) && !listed.some((is) => isSame(of, is)));
    const surplus = listed.filter((is) => !given.has(is) && !wanted.some((of) => isSame(of, is)));
    if (missing.length === 0 && surplus.length === 0) return listed;
    const change = async (
      entries: readonly entry[],
      act: List<entry>["add"],
      done: Set<string>,
    ) => {
      for (const refused of await inParts(entries, act, done, outOfStep)) {
        given.add(refused.entry);
        report.findings.add(refused.finding);
      }
    };
    await change(missing, add, report.added);
    await change(surplus, remove, report.removed);
  }
  // Somebody else changes the list all the time. The next block tries again.
  report.findings.add(
    "The list that Besu gives was changed by somebody else while it was brought up to date.",
  );
  return listed;
}

/** Does something with entries, many at once, and one by one where Besu objects to one of them. */
async function inParts<entry extends string>(
  entries: readonly entry[],
  act: (entries: readonly entry[]) => Promise<void>,
  done: Set<string>,
  outOfStep: { file: boolean },
): Promise<{ entry: entry; finding: string }[]> {
  const refused: { entry: entry; finding: string }[] = [];
  for (let from = 0; from < entries.length; from += ENTRIES_A_REQUEST) {
    const part = entries.slice(from, from + ENTRIES_A_REQUEST);
    try {
      await act(part);
    } catch (error) {
      if (!(error instanceof PermRefusedError)) throw error;
      const { refusal } = error;
      if (refusal === "fileNotInStep") {
        // It did what it was asked to, and could not write it down.
        outOfStep.file = true;
      } else if (refusal === "existing" || refusal === "absent") {
        // Somebody was faster. Read again, and see what is left to do.
        continue;
      } else if ((refusal === "fixedNode" || refusal === "invalid") && part.length > 1) {
        for (const one of part) refused.push(...(await inParts([one], act, done, outOfStep)));
        continue;
      } else if (refusal === "fixedNode") {
        refused.push(...part.map((entry) => ({ entry, finding: fixedFinding(entry) })));
        continue;
      } else if (refusal === "invalid") {
        refused.push(...part.map((entry) => ({ entry, finding: `${error.message}: ${entry}` })));
        continue;
      } else throw error;
    }
    for (const entry of part) done.add(entry);
  }
  return refused;
}

function fixedFinding(enode: string): string {
  return (
    `${enode} is allowed no more, but is a static node or bootnode of this node: Besu neither removes it nor starts without it. ` +
    "Take it out of static-nodes.json and start the node anew."
  );
}

function same(a: string, b: string): boolean {
  const [one, other] = [parseEnode(a), parseEnode(b)];
  return one && other ? isListed(one, other) || isListed(other, one) : a === b;
}

function sameLists(a: PermissionsFile, b: PermissionsFile): boolean {
  const key = ({ nodes, accounts }: PermissionsFile) =>
    JSON.stringify([[...nodes].sort(), [...accounts].sort()]);
  return key(a) === key(b);
}
