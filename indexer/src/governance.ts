// Proposals, votes, the timelock, and the modules that votes put into the registry.

import type {
  consortiumGovernorAbi,
  registryModulesAbi,
  timelockControllerAbi,
} from "@openrobotid/sdk/abis";
import { words } from "@openrobotid/sdk/actions";
import { and, eq } from "drizzle-orm";
import { isAddressEqual, zeroAddress } from "viem";
import {
  authorityAccount,
  moduleSpace,
  proposal,
  registryModule,
  timelockCall,
  transferRule,
  vote,
} from "../tables.js";
import type { Handlers, Log } from "./log.js";
import { begin, end } from "./periods.js";

export const governor: Handlers<typeof consortiumGovernorAbi> = {
  async ProposalCreated({ db, proof }, fields) {
    const { proposalId, proposer, targets, values, calldatas } = fields;
    const { voteStart, voteEnd, description } = fields;
    await db
      .insert(proposal)
      .values({
        ...proof,
        id: proposalId,
        proposer,
        targets: [...targets],
        values: [...values],
        calldatas: [...calldatas],
        description,
        voteStart,
        voteEnd,
        forVotes: 0,
        againstVotes: 0,
        abstainVotes: 0,
      })
      .onConflictDoNothing();
  },

  async VoteCast(log, fields) {
    await count(log, fields);
  },

  async VoteCastWithParams(log, fields) {
    await count(log, fields);
  },

  async SupportWithdrawn({ db, proof }, { proposalId: id, seat, votesInFavour }) {
    if (!(await db.find(proposal, { id }))) return;
    const cast = { withdrawnAt: proof.blockTime, withdrawalTransactionHash: proof.transactionHash };
    const given = await db.sql
      .select({ voter: vote.voter })
      .from(vote)
      .where(and(eq(vote.proposal, id), eq(vote.seat, Number(seat)), eq(vote.support, "for")));
    for (const { voter } of given) await db.update(vote, { proposal: id, voter }).set(cast);
    await db.update(proposal, { id }).set({ forVotes: Number(votesInFavour) });
  },

  async ProposalQueued({ db, proof }, { proposalId: id, etaSeconds }) {
    if (!(await db.find(proposal, { id }))) return;
    await db.update(proposal, { id }).set({
      queuedAt: proof.blockTime,
      executableAt: etaSeconds,
      queuedTransactionHash: proof.transactionHash,
    });
  },

  async ProposalExecuted({ db, proof }, { proposalId: id }) {
    if (!(await db.find(proposal, { id }))) return;
    const executed = {
      executedAt: proof.blockTime,
      executedTransactionHash: proof.transactionHash,
    };
    await db.update(proposal, { id }).set(executed);
  },

  async ProposalCanceled({ db, proof }, { proposalId: id }) {
    if (!(await db.find(proposal, { id }))) return;
    const canceled = {
      canceledAt: proof.blockTime,
      canceledTransactionHash: proof.transactionHash,
    };
    await db.update(proposal, { id }).set(canceled);
  },
};

const TALLIES = { for: "forVotes", against: "againstVotes", abstain: "abstainVotes" } as const;

async function count(
  { db, proof }: Log,
  cast: {
    readonly voter: `0x${string}`;
    readonly proposalId: bigint;
    readonly support: number;
    readonly weight: bigint;
    readonly reason: string;
  },
): Promise<void> {
  const { voter, proposalId: id, reason } = cast;
  const said = words.support[cast.support];
  if (said === undefined) return;
  const weight = Number(cast.weight);
  const { seat } = (await db.find(authorityAccount, { account: voter })) ?? { seat: null };
  await db
    .insert(vote)
    .values({ ...proof, proposal: id, voter, seat, support: said, weight, reason })
    .onConflictDoNothing();
  if (!(await db.find(proposal, { id }))) return;
  const tally = TALLIES[said];
  await db.update(proposal, { id }).set((row) => ({ [tally]: row[tally] + weight }));
}

export const timelock: Handlers<typeof timelockControllerAbi> = {
  async CallScheduled({ db, proof }, fields) {
    const { id, index, target, value, data, predecessor, delay } = fields;
    const executableAt = proof.blockTime + delay;
    const row = { ...proof, target, value, data, predecessor, executableAt };
    const fresh = {
      executedAt: null,
      executedTransactionHash: null,
      canceledAt: null,
      canceledTransactionHash: null,
    };
    // An operation that was cancelled can be scheduled again.
    await db
      .insert(timelockCall)
      .values({ ...row, operationHash: id, ordinal: Number(index) })
      .onConflictDoUpdate({ ...row, ...fresh });
  },

  async CallExecuted({ db, proof }, { id, index }) {
    const key = { operationHash: id, ordinal: Number(index) };
    if (!(await db.find(timelockCall, key))) return;
    const executed = {
      executedAt: proof.blockTime,
      executedTransactionHash: proof.transactionHash,
    };
    await db.update(timelockCall, key).set(executed);
  },

  async Cancelled({ db, proof }, { id }) {
    const canceled = {
      canceledAt: proof.blockTime,
      canceledTransactionHash: proof.transactionHash,
    };
    for (let ordinal = 0; ; ordinal += 1) {
      const key = { operationHash: id, ordinal };
      if (!(await db.find(timelockCall, key))) return;
      await db.update(timelockCall, key).set(canceled);
    }
  },
};

export const modules: Handlers<typeof registryModulesAbi> = {
  async ModuleSet({ db, proof }, { space, current }) {
    const before = await db.find(moduleSpace, { space });
    if (before && before.module !== null) {
      await db.update(registryModule, { space, place: before.place }).set(end(proof));
    }
    const place = `${proof.blockNumber}-${proof.logIndex}`;
    const module = isAddressEqual(current, zeroAddress) ? null : current;
    if (module) await db.insert(registryModule).values({ ...begin(proof), space, module, place });
    await db
      .insert(moduleSpace)
      .values({ space, module, place })
      .onConflictDoUpdate({ module, place });
  },

  async TransferPolicyAdded({ db, proof }, { policy }) {
    const before = await db.find(transferRule, { policy });
    const isKept = (before?.endsAt ?? 0n) > proof.blockTime;
    const row = {
      ...proof,
      addedAt: isKept && before ? before.addedAt : proof.blockTime,
      endsAt: null,
    };
    await db
      .insert(transferRule)
      .values({ policy, ...row })
      .onConflictDoUpdate(row);
  },

  async TransferPolicyRemoved({ db }, { policy, endsAt }) {
    if (!(await db.find(transferRule, { policy }))) return;
    await db.update(transferRule, { policy }).set({ endsAt: BigInt(endsAt) });
  },
};
