// `network new-chain --verify`: whether the files of a new chain are those that a member's own node of the old one leads to.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { readFounding } from "../founding.js";
import { type GenesisFile, readGenesis } from "../genesis/file.js";
import { type Continued, continueChain, type OldChainOptions } from "./continue.js";

/**
 * Makes the new chain of a folder once more, from its founding file, and compares every file.
 *
 * @param given What `network new-chain` wrote for somebody else. Keys and data that nodes added are not looked at.
 * @throws UserError where a file differs or is missing, or the chain cannot be made.
 */
export async function verifyChain(options: OldChainOptions, given: string): Promise<Continued> {
  const { continues, ...founding } = readFounding(join(given, "founding.json"));
  if (continues === undefined) {
    throw new UserError(
      `${given} is not of a chain that goes on from another one: its founding file has no \`continues\`.`,
    );
  }
  if (continues.block !== options.block) {
    throw new UserError(
      `${given} goes on from block ${continues.block}; expected ${options.block}, as you said.`,
    );
  }
  const scratch = mkdtempSync(join(tmpdir(), "open-robot-id-verify-"));
  try {
    const made = join(scratch, "made");
    const continued = await continueChain(options, founding, made);
    const wrong = filesIn(made).filter((file) => textOf(made, file) !== textOf(given, file));
    if (wrong.length === 0) return continued;
    throw new UserError(
      `These files are not what the old chain leads to: ${wrong.join(", ")}.${inGenesis(given, made)}\nDo not start a node with them.`,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
}

/** `undefined` where there is none. */
function textOf(folder: string, file: string): string | undefined {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Where two genesis files differ, in words: the accounts, or what is beside them. */
function inGenesis(given: string, made: string): string {
  const text = textOf(given, "genesis.json");
  if (text === undefined || text === textOf(made, "genesis.json")) return "";
  const [is, expected] = [given, made].map((of) => readGenesis(join(of, "genesis.json"))) as [
    GenesisFile,
    GenesisFile,
  ];
  const addresses = [...new Set([...Object.keys(is.alloc), ...Object.keys(expected.alloc)])];
  const differ = addresses.filter((address) => {
    const [one, other] = [is, expected].map(({ alloc }) => alloc[address as `0x${string}`]);
    return JSON.stringify(one) !== JSON.stringify(other);
  });
  if (differ.length === 0)
    return " The accounts are the same; what is beside them in genesis.json is not.";
  const [first, ...more] = differ;
  return ` In genesis.json the account ${first} differs${more.length > 0 ? `, and ${more.length} more` : ""}.`;
}
