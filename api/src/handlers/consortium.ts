import type { z } from "@hono/zod-openapi";
import { hexOf } from "@openrobotid/indexer/bytes";
import { type ProofStatus, proofStatus } from "@openrobotid/indexer/proof/status";
import {
  lot,
  manufacturer,
  proposal,
  registryEvent,
  type seat as seats,
  seatValidator,
  vote,
} from "@openrobotid/indexer/tables";
import { inArray, sql } from "drizzle-orm";
import { SCOPES } from "../../service-store/keys.js";
import { SIGHTS } from "../access/scopes.js";
import { momentOf, progress } from "../as-of.js";
import { BlockProducers } from "../consortium/blocks.js";
import { proposalView } from "../consortium/proposals.js";
import { etagged } from "../forms.js";
import { ApiProblem } from "../problem.js";
import { proofOf } from "../robots/periods.js";
import { fieldOf } from "../robots/state.js";
import type * as routes from "../routes/consortium.js";
import { ask, type Row, rows, value } from "../rows.js";
import type { consortium } from "../schemas/consortium.js";
import type { health } from "../schemas/service.js";
import { asOfAnswer, type Service } from "../service.js";
import { rfc3339, rfc3339OrNull } from "../time.js";
import type { Handler } from "./handler.js";
import { authorityQuestions, seatOfAccount } from "./makers.js";

/** The keys of a seat by the event that announces a change of them. */
const NAMINGS = { AuthorityProposed: "account", RecoveryProposed: "recoveryKey" } as const;

/** Answers about the consortium, and about the service itself. */
export function consortiumHandlers(service: Service) {
  const { db, settings, head, heads, store } = service;
  const producers = new BlockProducers(settings.rpcUrls);
  const validatorQuestion = () => rows(seatValidator, { orderBy: [seatValidator.ordinal] });

  const getConsortium: Handler<typeof routes.getConsortium> = async (c) => {
    const found = await ask(db, {
      ...authorityQuestions(),
      validators: validatorQuestion(),
      makers: rows(manufacturer, { orderBy: [manufacturer.id] }),
      proposals: rows(proposal, {
        orderBy: [proposal.blockNumber, proposal.logIndex],
        descending: true,
      }),
      namings: rows(registryEvent, {
        where: inArray(registryEvent.event, Object.keys(NAMINGS)),
        orderBy: [registryEvent.blockNumber, registryEvent.logIndex],
      }),
      votes: rows(vote, { orderBy: [vote.blockNumber, vote.logIndex] }),
    });
    const moment = momentOf(found.progress);
    const seatOf = (account: string, at: number) => seatOfAccount(found, account, at);
    const makers = found.makers.map((maker) => ({
      id: maker.id,
      name: maker.name,
      admittedBy: seatOf(maker.admittedBy, maker.admittedAt),
      admittedAt: rfc3339(maker.admittedAt),
    }));
    const standing = found.assignments.filter(({ until }) => until === null);
    const answer: Omit<z.infer<typeof consortium>, "asOf"> = {
      seats: found.seats.map((seat) => {
        const validator = found.validators.findLast((each) => each.seat === seat.seat);
        return {
          number: seat.seat,
          name: seat.name,
          countries: standing
            .filter((each) => each.seat === seat.seat)
            .map(({ country }) => country),
          admittedAt: rfc3339(seat.admittedAt),
          departedAt: rfc3339OrNull(seat.departedAt),
          validatorSince: seat.departedAt === null ? rfc3339OrNull(validator?.since) : null,
          makersAdmitted: makers.filter(({ admittedBy }) => admittedBy?.number === seat.seat)
            .length,
          namings: namingsOf(seat, found.namings),
          proof: proofOf(seat),
        };
      }),
      countries: standing.map((assignment) => {
        const seat = found.seats.find((each) => each.seat === assignment.seat);
        return {
          country: assignment.country,
          seat: seat ? { number: seat.seat, name: seat.name } : null,
          since: rfc3339(assignment.since),
          actsFrom: rfc3339(assignment.actsFrom),
          proof: proofOf(assignment),
        };
      }),
      validators: found.seats.filter(({ departedAt }) => departedAt === null).length,
      makers,
      proposals: found.proposals.map((row) =>
        proposalView(row, {
          seats: found.seats,
          votes: found.votes,
          seatOf,
          deployment: settings.deployment,
          now: moment.timestamp,
        }),
      ),
    };
    const asOf = await asOfAnswer(c, service, moment);
    return (etagged(c, asOf) as never) ?? c.json({ ...answer, asOf }, 200);
  };

  const getBlocks: Handler<typeof routes.getBlocks> = async (c) => {
    const { last } = c.req.valid("query");
    const found = await ask(db, { ...authorityQuestions(), validators: validatorQuestion() });
    const held = found.seats.filter(({ departedAt }) => departedAt === null);
    const validators = held.map(({ seat, name, validator }) => ({
      address: validator,
      seat: { number: seat, name },
    }));
    const production = await producers.last(last, validators);
    const asOf = await asOfAnswer(c, service, momentOf(found.progress));
    return c.json({ ...production, asOf }, 200);
  };

  const getHealth: Handler<typeof routes.getHealth> = async (c) => {
    const found = await ask(db, {
      ...authorityQuestions(),
      roots: value<readonly string[]>(
        sql`select coalesce(json_agg(distinct ${hexOf(lot.unitsRoot)}), '[]') from ${lot} where ${lot.unitsRoot} is not null`,
      ),
    });
    const proof = proofView(proofStatus());
    if (!found.progress.ready && proof.waiting) {
      const detail = `The index is still taking in the chain's past, and waits: ${proof.waiting.detail}`;
      throw new ApiProblem("not-ready", detail, {}, { "retry-after": "5" });
    }
    const moment = momentOf(found.progress);
    const asOf = await asOfAnswer(c, service, moment);
    const blockNumber = await head.blockNumber();
    const kept = await (await store).selectFrom("manifest").select("unitsRoot").execute();
    const mismatches = await heads.mismatches();
    const here = new Set(kept.map(({ unitsRoot }) => unitsRoot));
    const verified = found.roots.filter((root) => here.has(root)).length;
    c.header("cache-control", "no-store");
    return c.json(
      {
        status:
          mismatches > 0
            ? ("alarm" as const)
            : proof.status === "waiting"
              ? ("waiting" as const)
              : asOf.lagging
                ? ("lagging" as const)
                : ("ok" as const),
        asOf,
        chain:
          blockNumber === undefined
            ? { status: "unknown" as const, detail: head.failure }
            : {
                status: "known" as const,
                blockNumber,
                behind: Math.max(0, blockNumber - moment.blockNumber),
              },
        proof,
        headMismatches: mismatches,
        manifests: { verified, missing: found.roots.length - verified },
      },
      200,
    );
  };

  const getReady: Handler<typeof routes.getReady> = async (c) => {
    const { progress: how } = await ask(db, { progress: progress() });
    const moment = momentOf(how);
    if (!(await head.isCaughtUp(moment))) {
      const detail = `The index has come to block ${moment.blockNumber}, of ${rfc3339(moment.timestamp)}, and not yet to the last one${head.waiting ? `: ${head.waiting}` : "."}`;
      throw new ApiProblem("not-ready", detail, {}, { "retry-after": "1" });
    }
    c.header("cache-control", "no-store");
    return c.json({ ready: true as const, asOf: await asOfAnswer(c, service, moment) }, 200);
  };

  const getScopes: Handler<typeof routes.getScopes> = (c) =>
    c.json(
      {
        scopes: [...SCOPES],
        sights: Object.entries(SIGHTS).map(([sight, { description, seenBy }]) => ({
          sight,
          description,
          seenBy: [...seenBy],
        })),
      },
      200,
    );

  return { getConsortium, getBlocks, getHealth, getReady, getScopes };
}

/** How the index reads the chain, as its health says it. */
function proofView(status: ProofStatus | undefined): z.infer<typeof health>["proof"] {
  if (!status) return { status: "off", seals: null, waiting: null, faults: [] };
  const { seals, waiting, faults } = status;
  return {
    status: waiting ? "waiting" : "proven",
    seals,
    waiting: waiting ? { ...waiting, since: rfc3339(waiting.since) } : null,
    faults: faults.map((fault) => ({ ...fault, at: rfc3339(fault.at) })),
  };
}

/** The changes of a seat's keys that are announced, with the log of each. */
function namingsOf(
  { seat, authorityAcceptableFrom, recoveryAcceptableFrom }: Row<typeof seats>,
  events: readonly Row<typeof registryEvent>[],
) {
  const naming = (name: keyof typeof NAMINGS, acceptableFrom: number | null) => {
    const log = events.findLast(
      ({ event, fields }) => event === name && Number(fieldOf(fields, "seat")) === seat,
    );
    if (acceptableFrom === null || !log) return [];
    return [{ key: NAMINGS[name], acceptableFrom: rfc3339(acceptableFrom), proof: proofOf(log) }];
  };
  return [
    ...naming("AuthorityProposed", authorityAcceptableFrom),
    ...naming("RecoveryProposed", recoveryAcceptableFrom),
  ];
}
