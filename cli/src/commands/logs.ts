// `robotid logs`: the heads that commit to everything that the contracts recorded.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { LogName } from "@openrobotid/sdk/actions";
import { asking } from "../define.js";
import type { Session } from "../session.js";

/** The contracts that keep a log. Written as a record, so that none can be forgotten. */
const KEPT: Readonly<Record<LogName, true>> = {
  authorityRegistry: true,
  consortium: true,
  consortiumGovernor: true,
  dossier: true,
  recallRegistry: true,
  registryModules: true,
  robotRegistry: true,
  signedActs: true,
};

export function defineLogs(program: CommandUnknownOpts, session: Session): void {
  asking(
    program,
    "logs",
    "Show the head of each contract's log, to compare with another node's or with an index",
    {
      json: { logs: "the logs: contract, count (of entries), head", asOf: "number of the block" },
      examples: ["logs", "logs --json"],
    },
  ).action(async (_options, command) => {
    const { logs, asOf } = await session.read(command, async ({ client, blockNumber }) => ({
      asOf: blockNumber,
      logs: await Promise.all(
        (Object.keys(KEPT) as LogName[]).map(async (contract) => ({
          contract,
          ...(await client.getLog({ contract, blockNumber })),
        })),
      ),
    }));
    session.answer(command, { logs, asOf }, (layout) =>
      layout.table(
        ["contract", "entries", "head"],
        logs.map(({ contract, count, head }) => [contract, String(count), head]),
        "No contract keeps a log.",
      ),
    );
  });
}
