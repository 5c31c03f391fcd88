// Which vault is asked about a robot: the one that is given, or the one that the robot's own history names.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId, type RobotId } from "@openrobotid/sdk";
import type { EntryDocument } from "@openrobotid/sdk/history";
import type { NamedVault } from "@openrobotid/sdk/vault";
import { EXIT } from "./exit-codes.js";
import { Failure, usageFailure } from "./failure.js";
import type { Session } from "./session.js";

/** What `--vault` is where it may be left out. */
export const VAULT_OR_NAMED =
  "address of the vault; by default the one that an entry of the robot's maker, holder or operator names";

/** The chain of a sandbox: it runs on this machine, and so do its vaults. */
const SANDBOX_CHAIN = 31_337;

/** As what an account speaks for a robot. Others who write entries say where their own documents are, and no more. */
const SPEAKING: readonly string[] = ["maker", "holder", "operator"];

/** A document that the history commits to. */
export interface CommittedEntry extends EntryDocument {
  readonly seq: number;
}

/** What the history of a robot says of documents: which there are, and where they may be. */
export async function namedIn(
  session: Session,
  command: CommandUnknownOpts,
  id: RobotId,
): Promise<{
  readonly documents: readonly CommittedEntry[];
  readonly vaults: readonly NamedVault[];
}> {
  const { documentOfEntry } = await import("@openrobotid/sdk/history");
  const { vaultsNamedIn } = await import("@openrobotid/sdk/vault");
  const allowLoopback = (await session.target(command)).deployment.chainId === SANDBOX_CHAIN;
  return await session.read(command, async ({ client, blockNumber }) => {
    const robot = await client.getRobot({ id, blockNumber });
    if (robot.state === "none") throw neverIssued(id);
    const { entries } = await client.getHistory({ id, blockNumber });
    const documents = entries.flatMap((entry) => {
      const document = documentOfEntry(entry);
      return document ? [{ seq: Number(entry.seq), ...document }] : [];
    });
    return { documents, vaults: vaultsNamedIn(entries, { allowLoopback }) };
  });
}

/** The vault to ask: the one that is given, or the only one that those who answer for the robot name. */
export async function vaultOf(
  session: Session,
  command: CommandUnknownOpts,
  robot: RobotId,
  given: string | undefined,
): Promise<string> {
  if (given !== undefined) return given;
  const { vaults } = await namedIn(session, command, robot);
  const named = vaults.filter(({ mentions }) =>
    mentions.some(({ capacity }) => SPEAKING.includes(capacity)),
  );
  const [first, ...others] = named;
  if (first && others.length === 0) return first.url;
  const code = formatRobotId(robot);
  if (!first) {
    throw usageFailure(
      `No entry of the maker, a holder or an operator of ${code} names a vault.`,
      "Give the address of the vault with --vault: the one who keeps the papers knows it.",
    );
  }
  throw usageFailure(
    `The history of ${code} names ${named.length} vaults: ${named.map(described).join("; ")}.`,
    "Say which one is meant with --vault.",
  );
}

function described({ url, mentions }: NamedVault): string {
  const [latest] = mentions;
  return `${url} (entry ${latest?.seq} of the ${latest?.capacity})`;
}

/** A code of which there is nothing to ask. */
export function neverIssued(id: RobotId): Failure {
  return new Failure(`${id} was never issued.`, {
    ...{ exitCode: EXIT.unknown, code: "UnknownRobot" },
    suggestion: "Look at the code.",
  });
}
