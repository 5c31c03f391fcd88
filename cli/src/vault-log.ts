// The log of a vault about a robot: asked for, and compared with what the chain has.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { RobotId } from "@openrobotid/sdk";
import type {
  AnchoredLog,
  LogOnChain,
  SignedLogHead,
  VaultLog,
  VerifiedVaultLog,
} from "@openrobotid/sdk/vault";
import { type Address, isAddressEqual, type LocalAccount } from "viem";
import { usageFailure } from "./failure.js";
import { parseJson } from "./read-file.js";
import type { Reading, Session } from "./session.js";
import { address } from "./values.js";
import { addressOfVault, askVault, signInToVault } from "./vault.js";

/** What `--anchors` is. */
export const ANCHORS = "the contract Anchors of the chain; the one of the deployment by default";

/** The contract that heads are anchored in: the one that is named, or that the deployment names; `undefined` where there is none. */
export async function anchorsContract(
  session: Session,
  command: CommandUnknownOpts,
  given: Address | undefined,
): Promise<Address | undefined> {
  if (given) return given;
  const { deployment } = await session.target(command);
  const found = deployment.contracts.Anchors?.address;
  return found === undefined ? undefined : address(found);
}

/** What the chain has of a log, or of any other topic. */
export async function anchoredOnChain(
  { client, blockNumber }: Reading,
  log: LogOnChain,
): Promise<AnchoredLog> {
  const { readLogOnChain } = await import("@openrobotid/sdk/vault");
  const found = await readLogOnChain(client, log, { blockNumber });
  if (found) return found;
  throw usageFailure(
    `The code at ${log.contract} is not that of Anchors.`,
    "Give the address of Anchors with --anchors.",
  );
}

/** What a log must agree with, beside the chain. */
export interface LogExpected {
  readonly signer?: Address | undefined;
  readonly account?: Address | undefined;
  readonly before?: SignedLogHead | undefined;
}

/** A log as the vault gave it, and the part that was verified. */
export interface FetchedLog {
  readonly log: VaultLog;
  readonly verified: VerifiedVaultLog;
  /** Whether the one who asked holds the robot. */
  readonly holds: boolean;
}

/**
 * Asks a vault for the log about a robot and verifies it to the chain.
 *
 * @param contract - `Anchors`; nothing is compared with the chain without it.
 */
export async function fetchLog(
  session: Session,
  command: CommandUnknownOpts,
  where: {
    readonly vault: string;
    readonly robot: RobotId;
    readonly account: LocalAccount;
    readonly contract: Address | undefined;
  },
  { signer, account: anchoring, before }: LogExpected,
): Promise<FetchedLog> {
  const { readContinuation, readVaultLog, verifyVaultLog } = await import("@openrobotid/sdk/vault");
  const { vault, robot, account, contract } = where;
  const { deployment } = await session.target(command);
  const { chainId } = deployment;
  const token = await signInToVault(vault, chainId, account);
  const ask = async (path: string) => await askVault<unknown>(vault, path, { token });
  const log = await readVaultLog(ask, robot);
  const { account: by, topic } = log.anchored;
  const chain = await session.read(command, async (reading) => ({
    holder: (await reading.client.getRobot({ id: robot, blockNumber: reading.blockNumber })).holder,
    onChain:
      contract && by ? await anchoredOnChain(reading, { contract, account: by, topic }) : undefined,
  }));
  if (anchoring && !contract) throw noAnchors();
  const isHolder = chain.holder !== undefined && isAddressEqual(chain.holder, account.address);
  const verified = await verifyVaultLog(log, {
    ...{ robot, chainId, vault: addressOfVault(vault), signer, account: anchoring },
    onChain: chain.onChain,
    before: before && (await readContinuation(ask, before, log)),
    reader: isHolder ? account.address : undefined,
  });
  const anchored = contract ? verified.anchored : undefined;
  return { log, verified: { ...verified, anchored }, holds: isHolder };
}

/** Reads a head that was kept; `undefined` where there is no such file yet. */
export async function keptHead(
  session: Session,
  file: string | undefined,
): Promise<SignedLogHead | undefined> {
  const path = file === undefined ? undefined : resolve(session.shell.cwd, file);
  if (path === undefined || !existsSync(path)) return undefined;
  const { readLogHead } = await import("@openrobotid/sdk/vault");
  return readLogHead(parseJson(path, readFileSync(path, "utf8")));
}

/** Keeps a head for the next time. */
export function keepHead(session: Session, file: string, head: SignedLogHead): void {
  writeFileSync(resolve(session.shell.cwd, file), `${JSON.stringify(head)}\n`);
}

function noAnchors(): Error {
  return usageFailure(
    "The deployment names no contract Anchors, so that nothing is compared with it.",
    "Give its address with --anchors.",
  );
}
