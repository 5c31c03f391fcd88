// `vault:tool log CODE`: who looked at what is kept of a robot, shown to who holds it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { parseRobotId } from "@openrobotid/sdk";
import {
  readLogHead,
  readVaultLog,
  type SignedLogHead,
  type VaultLog,
  type VaultLogLine,
  verifyVaultLog,
} from "@openrobotid/sdk/vault";
import { Command } from "commander";
import { type Address, bytesToHex, isAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { answerOf, signIn } from "../client/vault-client.js";
import { readSecretFile } from "../seal/secret-file.js";

interface Options {
  readonly vault: string;
  readonly at?: string;
  readonly chain: string;
  readonly keyFile: string;
  readonly head?: string;
  readonly signer?: string;
  readonly json?: boolean;
}

/**
 * The command.
 *
 * @param clock Seconds now.
 */
export function logCommand(clock: () => number): Command {
  return new Command("log")
    .description(
      "show who looked at the documents of a robot that you hold or held, and check that no line is missing",
    )
    .argument("<code>", "the robot")
    .requiredOption("--vault <url>", "address of the vault")
    .option("--at <url>", "where it answers, if not at that address")
    .requiredOption("--chain <id>", "id of the chain")
    .requiredOption(
      "--key-file <file>",
      "key of the holder: 32 bytes in hexadecimal, in a file for its owner alone",
    )
    .option(
      "--head <file>",
      "head of the log that was kept last time: the log must continue it; the new one is kept there",
    )
    .option("--signer <account>", "account that must have signed the head")
    .option("--json", "the lines as JSON")
    .action(async (code: string, options: Options) => await show(code, options, clock));
}

async function show(code: string, options: Options, clock: () => number): Promise<void> {
  const { vault, chain, keyFile, head: headFile, signer, json } = options;
  if (!URL.canParse(vault)) throw new UserError(`${vault} is no address. Expected https://…`);
  if (signer && !isAddress(signer)) throw new UserError(`${signer} is no account.`);
  const robot = parseRobotId(code);
  const { origin } = new URL(vault);
  const account = privateKeyToAccount(bytesToHex(readSecretFile(resolve(keyFile))));
  const now = Math.floor(clock());
  const asked = { at: options.at ?? origin, vault: origin, chainId: Number(chain), now };
  const token = await signIn(account, asked);
  const before = headFile && existsSync(headFile) ? readLogHead(readHead(headFile)) : undefined;
  const headers = { authorization: `Bearer ${token}` };
  const ask = async (path: string) =>
    await answerOf<unknown>(await fetch(`${asked.at}${path}`, { headers }));
  const log = await readVaultLog(ask, robot);
  const verified = await verifyVaultLog(log, {
    ...{ robot, chainId: asked.chainId, vault: origin },
    signer: signer as Address | undefined,
    before: before && { head: before, proof: await continuation(ask, before, log) },
  });
  const { head, signer: by, lines } = verified;
  if (headFile) writeFileSync(headFile, `${JSON.stringify(head)}\n`);
  if (json) console.log(JSON.stringify({ head, signer: by, lines }, undefined, 2));
  else for (const line of lines) console.log(inWords(line));
  if (!json)
    console.log(`${lines.length} lines, all in the log of ${head.size} whose head ${by} signed.`);
}

function readHead(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new UserError(
      `${file} holds no head of a log. Name another file, or one that is not there.`,
    );
  }
}

/** Shows that the log continues a head; nothing where it is shorter. */
async function continuation(
  ask: (path: string) => Promise<unknown>,
  { size: from }: SignedLogHead,
  { head: { size: to } }: VaultLog,
): Promise<readonly string[]> {
  if (from > to) return [];
  return ((await ask(`/log/consistency?from=${from}&to=${to}`)) as { proof: string[] }).proof;
}

/** A line in words. */
export function inWords({
  at,
  what,
  account,
  party,
  seq,
  kind,
  why,
  caseNumber,
}: VaultLogLine): string {
  const time = new Date(at * 1000).toISOString().replace(".000", "");
  const who = `${account ?? "nobody signed in"}${party ? ` as ${party}` : ""}`;
  const document = seq === undefined ? "" : `, entry ${seq} (${kind})`;
  const reason = why ? `: ${why}` : "";
  return `${time}  ${what}  ${who}${document}${reason}${caseNumber ? ` [${caseNumber}]` : ""}`;
}
