// Proposals as the page of the consortium shows them: the state of each at a moment, and what it does, without accounts.

import type { z } from "@hono/zod-openapi";
import { contracts } from "@openrobotid/indexer/contracts";
import type { proposal as proposalTable, seat, vote } from "@openrobotid/indexer/tables";
import { proposalStateOf, seatsHeldAt, votesNeeded } from "@openrobotid/sdk/rules";
import { type Abi, decodeFunctionData, type Hex, hexToString, isAddressEqual } from "viem";
import { proofOf } from "../robots/periods.js";
import type { Row } from "../rows.js";
import type { consortium } from "../schemas/consortium.js";
import type { ApiSettings } from "../settings.js";
import { rfc3339, rfc3339OrNull } from "../time.js";

type Proposal = z.infer<typeof consortium>["proposals"][number];
type ProposalRow = Row<typeof proposalTable>;

/** What is known beside a proposal. */
export interface Council {
  readonly seats: readonly Row<typeof seat>[];
  readonly votes: readonly Row<typeof vote>[];
  /** The seat that an account acted for at a moment. */
  readonly seatOf: (account: string, at: number) => Proposal["proposedBy"];
  readonly deployment: ApiSettings["deployment"];
  /** The moment, in seconds. */
  readonly now: number;
}

/** A proposal as the public may see it. */
export function proposalView(row: ProposalRow, council: Council): Proposal {
  const { seatOf, now, deployment } = council;
  const needed = votesNeeded(seatsHeldAt(council.seats, row.voteStart));
  return {
    id: String(row.id),
    state: proposalStateOf({ ...row, votesInFavour: row.forVotes }, needed, now),
    proposedBy: seatOf(row.proposer, row.blockTime),
    description: row.description,
    calls: row.targets.map((target, index) =>
      callOf(target as Hex, (row.calldatas[index] ?? "0x") as Hex, deployment),
    ),
    createdAt: rfc3339(row.blockTime),
    voteStart: rfc3339(row.voteStart),
    voteEnd: rfc3339(row.voteEnd),
    executableAt: rfc3339OrNull(row.executableAt),
    executedAt: rfc3339OrNull(row.executedAt),
    canceledAt: rfc3339OrNull(row.canceledAt),
    votes: { for: row.forVotes, against: row.againstVotes, abstain: row.abstainVotes },
    votesNeeded: row.voteStart < now ? needed : null,
    ballots: council.votes
      .filter((ballot) => String(ballot.proposal) === String(row.id))
      .map((ballot) => ({
        seat: seatOf(ballot.voter, ballot.blockTime),
        support: ballot.support,
        reason: ballot.reason,
        at: rfc3339(ballot.blockTime),
        withdrawnAt: rfc3339OrNull(ballot.withdrawnAt),
        proof: proofOf(ballot),
      })),
    proof: proofOf(row),
  };
}

function callOf(
  target: Hex,
  data: Hex,
  deployment: Council["deployment"],
): Proposal["calls"][number] {
  const name = Object.keys(contracts).find((each) =>
    isAddressEqual(deployment.contracts[each as keyof typeof contracts].address as Hex, target),
  ) as keyof typeof contracts | undefined;
  if (!name)
    return {
      contract: null,
      function: null,
      summary: "A call of a contract outside of the registry",
    };
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi: contracts[name] as Abi, data });
    const spoken = args.map(spell).filter((text) => text !== undefined);
    const summary = spoken.length > 0 ? `${functionName}: ${spoken.join(", ")}` : functionName;
    return { contract: name, function: functionName, summary };
  } catch {
    // A proposal may carry whatever its proposer wrote.
    return { contract: name, function: null, summary: `A call of ${name} that cannot be read` };
  }
}

/** An argument as it may be shown; accounts, digests and addresses of contracts are not. */
function spell(argument: unknown): string | undefined {
  if (Array.isArray(argument)) {
    const parts = argument.map(spell).filter((text) => text !== undefined);
    return parts.length > 0 ? parts.join(" ") : undefined;
  }
  if (typeof argument === "bigint" || typeof argument === "number") return String(argument);
  if (typeof argument !== "string") return undefined;
  if (!argument.startsWith("0x")) return argument;
  // Two bytes are a country.
  if (argument.length !== 6) return undefined;
  const country = hexToString(argument as Hex);
  return /^[A-Z]{2}$/.test(country) ? country : undefined;
}
