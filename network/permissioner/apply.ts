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
  /** The node's static-nodes.json, where it is within reach. */
  readonly staticNodes?: StaticNodes | undefined;
  /** The node's bootnodes, where they are known. */
  readonly bootnodes?: readonly string[] | undefined;
}

/**
 * The nodes that Besu keeps a connection to. While it runs, its methods remove none of them from its list, nor any bootnode;
 * and it does not start where one of them is not allowed. Who leaves the network has to leave this file first.
 */
export interface StaticNodes {
  readonly read: () => readonly string[];
  readonly drop: (enodes: readonly string[]) => void;
}

/** What was done. */
export interface Applied {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Whether the file was not as it should be and was written again. */
  readonly fileWritten: boolean;
  /** What could not be done. Sentences. */
  readonly findings: readonly string[];
  /** What is listed now. */
  readonly nodes: number;
  readonly accounts: number;
}

/** A list would be empty: all are left as they are. */
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
export async function apply({ nodes, accounts }: Wanted, node: Node): Promise<Applied> {
  if (nodes.length === 0 || accounts.length === 0) {
    throw new EmptyListError(
      `There would be ${nodes.length} nodes and ${accounts.length} accounts. No list is ever emptied.`,
    );
  }
  const { staticNodes, bootnodes = [] } = node;
  const unwanted = (urls: readonly string[]) =>
    urls.filter((url) => !nodes.some((of) => same(of, url)));
  const gone = unwanted(staticNodes?.read() ?? []);
  if (gone.length > 0) staticNodes?.drop(gone);
  // Bootnodes are among the options of Besu, which are the member's own: they stay allowed until it takes them out.
  const lists = { nodes: [...nodes, ...unwanted(bootnodes)], accounts: [...accounts] };
  const report: Report = {
    added: new Set(),
    removed: new Set(),
    findings: new Set(),
    fileLost: false,
  };
  for (const url of unwanted(bootnodes)) report.findings.add(fixedFinding(url));
  try {
    return await throughMethods(lists, node, report);
  } catch (error) {
    if (error instanceof BesuUnreachableError && node.permissionsFile !== undefined) {
      // It starts with what is in the file: let that be right.
      writeWhereItDiffers(node.permissionsFile, lists);
    }
    throw error;
  }
}

async function throughMethods(lists: Wanted, node: Node, report: Report): Promise<Applied> {
  const { perm, permissionsFile, staticNodes, bootnodes } = node;
  const nodes = await bring(lists.nodes, report, {
    get: perm.getNodes,
    add: perm.addNodes,
    remove: perm.removeNodes,
    isSame: same,
  });
  const accounts = await bring(lists.accounts, report, {
    get: perm.getAccounts,
    add: perm.addAccounts,
    remove: perm.removeAccounts,
    isSame: (a, b) => a === b,
  });
  // What Besu's methods do not remove, it leaves out where it reads its file again. That is safe
  // where it is known that the entry is neither static, any more, nor a bootnode: without one of
  // those it would not start again.
  const removable =
    permissionsFile !== undefined && staticNodes !== undefined && bootnodes !== undefined;
  for (const url of nodes.fixed) {
    if (removable) report.removed.add(url);
    else report.findings.add(fixedFinding(url));
  }
  const fixed = removable ? nodes.fixed : [];
  const final = {
    nodes: nodes.listed.filter((url) => !fixed.includes(url)),
    accounts: accounts.listed,
  };
  let fileWritten = false;
  if (permissionsFile !== undefined) {
    fileWritten = writeWhereItDiffers(permissionsFile, final);
    if (fileWritten || report.fileLost || fixed.length > 0) await perm.reload();
  } else if (report.fileLost) {
    report.findings.add(
      "Besu could not write its permissions file, and its path was not given: with the next start it forgets.",
    );
  }
  return {
    added: [...report.added],
    removed: [...report.removed],
    findings: [...report.findings],
    fileWritten,
    nodes: final.nodes.length,
    accounts: final.accounts.length,
  };
}

interface Report {
  readonly added: Set<string>;
  readonly removed: Set<string>;
  readonly findings: Set<string>;
  /** Whether Besu said that its file is not in step with its lists. */
  fileLost: boolean;
}

interface List<entry extends string> {
  readonly get: () => Promise<entry[]>;
  readonly add: (entries: readonly entry[]) => Promise<void>;
  readonly remove: (entries: readonly entry[]) => Promise<void>;
  readonly isSame: (a: entry, b: entry) => boolean;
}

/**
 * Brings one list to what it should be. Gives what Besu lists in the end, and the entries of it that Besu would not remove.
 */
async function bring<entry extends string>(
  wanted: readonly entry[],
  report: Report,
  { get, add, remove, isSame }: List<entry>,
): Promise<{ listed: entry[]; fixed: entry[] }> {
  const refused = new Map<entry, PermRefusedError>();
  const fixed = (listed: readonly entry[]) =>
    listed.filter((entry) => refused.get(entry)?.refusal === "fixedNode");
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const listed = await get();
    const open = (entry: entry) => !refused.has(entry);
    const missing = wanted.filter((of) => open(of) && !listed.some((is) => isSame(of, is)));
    const surplus = listed.filter((is) => open(is) && !wanted.some((of) => isSame(of, is)));
    if (missing.length === 0 && surplus.length === 0) return { listed, fixed: fixed(listed) };
    await inParts(missing, add, report.added, refused, report);
    await inParts(surplus, remove, report.removed, refused, report);
    for (const [entry, { refusal, message }] of refused) {
      if (refusal === "invalid") report.findings.add(`${message}: ${entry}`);
    }
  }
  report.findings.add("Somebody else changes the lists of Besu all the time.");
  const listed = await get();
  return { listed, fixed: fixed(listed) };
}

/** Does something with entries, many at once, and one by one where Besu objects to one of them. */
async function inParts<entry extends string>(
  entries: readonly entry[],
  act: (entries: readonly entry[]) => Promise<void>,
  done: Set<string>,
  refused: Map<entry, PermRefusedError>,
  report: Report,
): Promise<void> {
  for (let from = 0; from < entries.length; from += ENTRIES_A_REQUEST) {
    const part = entries.slice(from, from + ENTRIES_A_REQUEST);
    try {
      await act(part);
    } catch (error) {
      if (!(error instanceof PermRefusedError)) throw error;
      const { refusal } = error;
      // Somebody was faster: the lists are read again, and show what is left to do.
      if (refusal === "existing" || refusal === "absent") continue;
      if (refusal === "fixedNode" || refusal === "invalid") {
        const [only] = part;
        if (part.length === 1 && only !== undefined) refused.set(only, error);
        else for (const one of part) await inParts([one], act, done, refused, report);
        continue;
      }
      if (refusal !== "fileNotInStep") throw error;
      // It did what it was asked to, and could not write it down.
      report.fileLost = true;
    }
    for (const entry of part) done.add(entry);
  }
}

function fixedFinding(enode: string): string {
  return (
    `${enode} is no longer allowed, but is one of Besu's bootnodes or static nodes: it neither removes it nor starts without it. ` +
    "Take it out of Besu's options or static-nodes.json, and restart the node."
  );
}

function same(a: string, b: string): boolean {
  const [one, other] = [parseEnode(a), parseEnode(b)];
  return one && other ? isListed(one, other) || isListed(other, one) : a === b;
}

/** Gives whether it had to be written. */
function writeWhereItDiffers(path: string, lists: PermissionsFile): boolean {
  const key = ({ nodes, accounts }: PermissionsFile) =>
    JSON.stringify([[...nodes].sort(), [...accounts].sort()]);
  const found = readPermissions(path);
  if (found !== undefined && key(found) === key(lists)) return false;
  writePermissions(path, lists);
  return true;
}
