// The four questions after an accident: whose was it and who ran it, what ran on it, when was it serviced and by whom, what
// was known of it. With accounts: only for a key that may see them.
import type { z } from "@hono/zod-openapi";
import { isInCharge } from "@openrobotid/sdk/rules";
import type { liability } from "../schemas/liability.js";
import { rfc3339 } from "../time.js";
import type { AccountableRecord } from "./load.js";
import { heldAt, proofOf } from "./periods.js";
import {
  brandsOf,
  type Concern,
  certificatesOf,
  concernsOf,
  firmwareOf,
  flagsOf,
  given,
  marketOf,
  noticeOf,
  stateOf,
  stateProofOf,
} from "./state.js";
import { publicEntry } from "./timeline.js";
import { type Trust, verdictInDoubt } from "./trust.js";

type Liability = z.infer<typeof liability>;

/** Who answered for a robot at the moment asked about, and what was known. */
export function liabilityOf(
  record: AccountableRecord,
  asOf: Liability["asOf"],
  trust: Trust,
): Liability {
  const { id, now, moment } = record;
  const market = marketOf(record);
  const then = concernsOf(record);
  const known = new Set(then.map(({ campaign }) => campaign.id));
  const later = concernsOf(record, moment.timestamp).filter(
    ({ campaign }) => !known.has(campaign.id),
  );
  return {
    id,
    at: rfc3339(now),
    state: { state: given(stateOf(record)), proof: stateProofOf(record) },
    owner: ownerOf(record),
    operator: operatorOf(record),
    market: market
      ? { country: market.country, since: rfc3339(market.since), proof: proofOf(market) }
      : null,
    firmware: firmwareOf(record),
    lastService: lastServiceOf(record),
    defects: {
      knownThen: then.map((concern) => defectOf(concern, record, now)),
      knownLater: later.map((concern) => defectOf(concern, record, moment.timestamp)),
    },
    certificates: certificatesOf(record),
    flags: flagsOf(record).map((flag) => ({
      flag: given(flag.flag),
      since: rfc3339(flag.since),
      reporter: flag.reporter,
      proof: proofOf(flag),
    })),
    brands: brandsOf(record),
    ...trust,
    verdict: verdictInDoubt(trust),
    asOf,
  };
}

/** Its owner: the account that the last change of hands names; its maker's account until there is one. */
function ownerOf({
  owners,
  makerAccounts,
  lives,
  lot,
  now,
}: AccountableRecord): Liability["owner"] {
  const period = heldAt(owners, now);
  if (period) {
    const first = period.previous === null && heldAt(lives, period.since)?.state !== "inService";
    const basis = period.basis && period.basis !== "none" ? period.basis : undefined;
    return {
      account: period.holder,
      basis: basis ?? (first ? "intake" : "placement"),
      since: rfc3339(period.since),
      proof: proofOf(period),
    };
  }
  const maker = heldAt(makerAccounts, now);
  const since = Math.max(lot.issuedAt, maker?.since ?? 0);
  return {
    account: maker?.account ?? lot.issuer,
    basis: "issuance",
    since: rfc3339(since),
    // Its maker's account may have changed after the issuance: then that is what makes it the owner.
    proof: proofOf(maker && maker.since > lot.issuedAt ? maker : lot),
  };
}

function operatorOf({ operators, now }: AccountableRecord): Liability["operator"] {
  const term = heldAt(operators, now);
  if (!term) {
    const ended = operators.filter(({ until }) => until !== null && until <= now).at(-1);
    if (!ended?.endTransactionHash) return { status: "none", proof: null };
    return {
      status: "none",
      proof: proofOf({
        transactionHash: ended.endTransactionHash,
        blockNumber: ended.endBlockNumber ?? 0,
        logIndex: ended.endLogIndex ?? 0,
        blockTime: ended.until ?? 0,
      }),
    };
  }
  const { acceptedAt, acceptedTransactionHash, acceptedBlockNumber, acceptedLogIndex } = term;
  const accepted = acceptedAt !== null && acceptedAt <= now;
  const acceptance = accepted &&
    acceptedTransactionHash !== null && {
      transactionHash: acceptedTransactionHash,
      blockNumber: acceptedBlockNumber ?? 0,
      logIndex: acceptedLogIndex ?? 0,
      blockTime: acceptedAt,
    };
  return {
    status: "named",
    account: term.operator,
    accepted,
    inCharge: isInCharge({ accepted, until: term.termEnd }, now),
    until: rfc3339(term.termEnd),
    proof: proofOf(acceptance || term),
  };
}

function lastServiceOf({ services: [service] }: AccountableRecord): Liability["lastService"] {
  if (!service) return { status: "unknown" };
  const { time, capacity, country, proof } = publicEntry(service);
  return {
    status: "recorded",
    at: time,
    by: service.actor,
    capacity,
    jurisdiction: country,
    proof,
  };
}

function defectOf(
  { campaign, status, binding, outcome }: Concern,
  { suspensions }: AccountableRecord,
  at: number,
) {
  return {
    ...noticeOf(campaign, suspensions, at),
    status,
    proof: proofOf(campaign),
    binding,
    settlement: outcome ? proofOf(outcome) : null,
  };
}
