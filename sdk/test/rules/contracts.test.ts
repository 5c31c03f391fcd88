// The rules beside the contracts that they repeat: cases are made up, played on a chain, and both are asked. A contract that
// decides otherwise than before fails here.

import { connection, isolate, time, world } from "@openrobotid/testkit/chain";
import {
  ROTATION_DELAY,
  TENURE,
  TIMELOCK_DELAY,
  VOTING_DELAY,
  VOTING_PERIOD,
  validatorOf,
} from "@openrobotid/testkit/consortium";
import { CLOSING_NOTICE, NOTICE, RANGE, UNITS } from "@openrobotid/testkit/modules";
import { ORDER_NOTICE, ORDER_VALIDITY } from "@openrobotid/testkit/registry";
import { digest, LISTED, MAKER, SEQUENTIAL } from "@openrobotid/testkit/robots";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import fc from "fast-check";
import {
  composeRobotId,
  fromBytes32,
  type ModelId,
  type RobotId,
  toBytes,
  toBytes32,
  withCounter,
} from "../../src/index.js";
import {
  actsFully,
  counterOf,
  countersignaturesNeeded,
  countryAnswering,
  hasHeld,
  holdsCounter,
  isAccreditationValid,
  isApprovalValid,
  isCampaignOpen,
  isCertificateValid,
  isInCharge,
  isOrderPending,
  lastLotUpTo,
  lotIdOf,
  proposalStateOf,
  seatsHeldAt,
  stemOf,
  unitStatusOf,
  votesNeeded,
} from "../../src/rules/index.js";
import { type UnitStatus, words } from "../../src/words.js";

const { authorities, authorityRegistry, consortium, dossier, governance, governor } = world;
const { maker, orders, recalls, registry, owner, workshop } = world;
const { ethers } = connection;
const DAY = 86_400;
const [CN, ES, MX] = ["CN", "ES", "MX"].map(toBytes) as [string, string, string];
/** No country. */
const EVERYWHERE = "0x0000";

/** A few values, the same at every run. */
function some<value>(arbitrary: fc.Arbitrary<value>, count: number): value[] {
  return fc.sample(arbitrary, { seed: 12, numRuns: count });
}

/** What is zero there is absent here. */
function given(seconds: bigint): number | undefined {
  return Number(seconds) || undefined;
}

/** Looks around some moments, those that have passed left out: at each, and a second before and after it. */
async function around(moments: readonly number[], look: (now: number) => Promise<void>) {
  const all = moments.flatMap((moment) => [moment - 1, moment, moment + 1]);
  for (const moment of [...new Set(all)].sort((a, b) => a - b)) {
    if (moment > (await time.latest())) await time.increaseTo(moment);
    await look(await time.latest());
  }
}

describe("the rules of lots", () => {
  isolate();

  it("find every code in the lot in which the registry finds it", async () => {
    const widths = some(fc.integer({ min: 1, max: 16 }), 4);
    for (const [number, width] of [...new Set([1, 16, ...widths])].entries()) {
      const model = `CNUT01RULES${number}` as ModelId;
      const register = authorityRegistry.connect(maker).registerModel;
      await register(toBytes(model), 1, width, "Rules", "");
      const stem = `${model}${"A1B2C3D4E5F6G7H8".slice(0, 17 - width)}`;
      const most = 10n ** BigInt(width);
      const steps = some(fc.tuple(fc.bigInt(0n, 2n), fc.bigInt(1n, 3n)), 5);
      const lots: { firstCounter: bigint; count: bigint }[] = [];
      let next = 0n;
      for (const [gap, count] of steps) {
        const firstCounter = next + gap;
        if (firstCounter + count > most) break;
        const first = withCounter(stem, firstCounter);
        const serial = toBytes(first.slice(12));
        await registry.connect(maker).issueLot(toBytes(model), serial, count, ZeroHash, "");
        lots.push({ firstCounter, count });
        next = firstCounter + count;
      }
      expect(await registry.lotCount(lotIdOf(stem, 0))).to.equal(lots.length);
      const counters = Array.from({ length: 16 }, (_, at) => BigInt(at)).filter((at) => at < most);
      const withLetter = `${withCounter(stem, 0n).slice(0, -1)}A` as RobotId;
      for (const id of [...counters.map((counter) => withCounter(stem, counter)), withLetter]) {
        const { state, lot } = await registry.status(toBytes32(id));
        const counter = counterOf(id, width);
        const index =
          counter === undefined
            ? undefined
            : await lastLotUpTo(counter, lots.length, (at) => lots[at]?.firstCounter);
        const found = index === undefined ? undefined : lots[index];
        const holds = found && counter !== undefined && holdsCounter(found, counter);
        expect(state, id).to.equal(holds ? 1n : 0n);
        expect(lot, id).to.equal(holds ? lotIdOf(stemOf(id, width), index ?? 0) : ZeroHash);
      }
    }
  });

  it("name a list as the registry names it", async () => {
    const id = composeRobotId(LISTED, "ALPHA000000000001");
    expect((await registry.status(toBytes32(id))).lot).to.equal(lotIdOf(stemOf(id, 0), 0));
  });
});

describe("the rules of recalls", () => {
  isolate();
  const ids = [...Object.values(UNITS).map((word) => fromBytes32(word as never))]
    .filter((id) => id !== fromBytes32(UNITS.unknown as never))
    .concat([100n, 101n, 9_999n].map((counter) => withCounter(`${SEQUENTIAL}26W05`, counter)))
    .concat(composeRobotId(LISTED, "ALPHA000000000001"));

  /** Every unit under every campaign, and every campaign. */
  async function compare() {
    const now = await time.latest();
    const statuses = new Set<UnitStatus>();
    for (let campaign = 1n; campaign <= (await recalls.campaignCount()); campaign += 1n) {
      const record = await recalls.campaignOf(campaign);
      const suspendedIn = [];
      for (const country of ["CN", "ES", "MX"]) {
        if ((await recalls.suspendedAt(campaign, toBytes(country))) > 0n) suspendedIn.push(country);
      }
      const kind = words["enum IRecallRegistry.ScopeKind"][Number(record.kind)] ?? "none";
      const isRange = kind === "range";
      const terms = {
        model: ethers.toUtf8String(record.model),
        country: record.country === EVERYWHERE ? undefined : ethers.toUtf8String(record.country),
        kind,
        first: isRange ? fromBytes32(record.first as never) : undefined,
        last: isRange ? fromBytes32(record.last as never) : undefined,
        suspendedIn,
      };
      for (const id of ids) {
        const told = words["enum IRecallRegistry.UnitStatus"][
          Number(await recalls.statusOf(campaign, toBytes32(id)))
        ] as UnitStatus;
        const [, word] = await registry.stateAndMarketOf(toBytes32(id));
        const market = word === EVERYWHERE ? undefined : ethers.toUtf8String(word);
        const isMarked = marked.get(campaign)?.has(id) ?? false;
        const outcome = outcomes.get(`${campaign} ${id}`);
        const unit = { id, market, isMarked };
        expect(unitStatusOf(terms, unit, outcome), `${campaign}, ${id}`).to.equal(told);
        expect(ethers.toUtf8String(await registry.countryOf(toBytes32(id)))).to.equal(
          countryAnswering(id, market),
        );
        statuses.add(told);
      }
      const listed = await recalls.openCampaigns(record.model, record.country);
      const isOpen = isCampaignOpen({ closedAt: given(record.closedAt) }, now);
      expect(listed.includes(campaign), `${campaign} open at ${now}`).to.equal(isOpen);
    }
    return statuses;
  }

  const marked = new Map<bigint, Set<RobotId>>();
  const outcomes = new Map<string, "remedied" | "notApplicable">();
  let opened = 0;

  async function open(
    opener: typeof maker,
    scope: Partial<typeof RANGE>,
    severity: number,
  ): Promise<bigint> {
    opened += 1;
    const notice = { ...NOTICE, campaignNumber: `R${opened}` };
    await recalls.connect(opener).open({ ...RANGE, ...scope }, severity, true, notice);
    return await recalls.campaignCount();
  }

  it("say of each unit what the registry of recalls says, and when a campaign ends", async () => {
    const lists = { kind: 2, first: ZeroHash, last: ZeroHash };
    const ranges = some(fc.tuple(fc.nat(110), fc.nat(110)), 3).map((ends) => {
      const [first = 0, last = 0] = ends.toSorted((a, b) => a - b);
      const codeOf = (counter: number) =>
        toBytes32(withCounter(`${SEQUENTIAL}26W05`, BigInt(counter)));
      return { first: codeOf(first), last: codeOf(last) };
    });
    for (const range of [{}, ...ranges]) {
      await open(maker, range, 1);
      await open(authorities.ES, { ...range, country: ES }, 1);
      await open(authorities.CN, { ...range, country: CN }, 1);
    }
    for (const [opener, country] of [
      [maker, EVERYWHERE],
      [authorities.MX, MX],
    ] as const) {
      const campaign = await open(opener, { ...lists, country }, 1);
      const units = [UNITS.sold, UNITS.abroad, UNITS.untouched];
      await recalls.connect(opener).mark(campaign, units);
      marked.set(campaign, new Set(units.map((word) => fromBytes32(word as never))));
    }
    await compare();

    for (const campaign of [1n, 13n]) {
      await recalls.connect(maker).remedy(campaign, [UNITS.sold], EVERYWHERE, digest);
      outcomes.set(`${campaign} ${fromBytes32(UNITS.sold as never)}`, "remedied");
      await recalls.connect(maker).markNotApplicable(campaign, [UNITS.untouched], digest);
      outcomes.set(`${campaign} ${fromBytes32(UNITS.untouched as never)}`, "notApplicable");
    }
    await recalls.connect(workshop).remedy(2n, [UNITS.sold], ES, digest);
    outcomes.set(`2 ${fromBytes32(UNITS.sold as never)}`, "remedied");
    expect([...(await compare())].sort()).to.deep.equal([
      "notApplicable",
      "open",
      "remedied",
      "unaffected",
    ]);

    // What was done counts on every market.
    await registry.connect(owner).relocate(UNITS.sold, MX);
    await compare();

    const graver = await open(maker, {}, 2);
    const since = await time.latest();
    await recalls.connect(maker).close(graver, digest);
    await recalls.connect(maker).close(4n, digest);
    await authorityRegistry
      .connect(authorities.CN)
      .declareCompromised(toBytes(MAKER), since, digest);
    await recalls.connect(authorities.MX).suspend(graver, MX, digest);
    await recalls.connect(authorities.CN).suspend(graver, CN, digest);
    await compare();
    const { closedAt } = await recalls.campaignOf(graver);
    expect(Number(closedAt)).to.be.greaterThan(since + CLOSING_NOTICE);
    await around([Number(closedAt)], async () => {
      await compare();
    });
  });
});

describe("the rules of what holds for a time", () => {
  isolate();

  it("call an approval valid as long as the register of authorities does", async () => {
    const byES = authorityRegistry.connect(authorities.ES);
    const args = [toBytes(LISTED), ES] as const;
    for (const [days, isWithdrawn] of some(
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()),
      5,
    )) {
      const expiry = (await time.latest()) + days * DAY;
      await byES.approveModel(...args, 3, digest, expiry);
      const compare = async (now: number) => {
        const record = await authorityRegistry.approval(...args);
        const approval = {
          approvedAt: Number(record.approvedAt),
          expiry: Number(record.expiry),
          withdrawnAt: given(record.withdrawnAt),
        };
        expect(isApprovalValid(approval, now), `${days} days, at ${now}`).to.equal(
          await authorityRegistry.isApproved(...args),
        );
      };
      await compare(await time.latest());
      if (isWithdrawn) await byES.withdrawModelApproval(...args, digest);
      await compare(await time.latest());
      await around([expiry], compare);
    }
  });

  it("call a certificate valid as long as the dossier does", async () => {
    const byInspector = dossier.connect(world.inspector);
    for (const [days, isWithdrawn] of some(
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean()),
      4,
    )) {
      const expiry = (await time.latest()) + days * DAY;
      const inspector = words["enum Capacity"].indexOf("inspector");
      await byInspector.issueCertificate(UNITS.sold, inspector, ES, "ISO", expiry, digest, "");
      const { seq } = await registry.historyOf(UNITS.sold);
      const compare = async (now: number) => {
        const record = await dossier.certificateOf(UNITS.sold, seq);
        const certificate = {
          issuedAt: Number(record.issuedAt),
          expiry: Number(record.expiry),
          withdrawnAt: given(record.withdrawnAt),
        };
        expect(isCertificateValid(certificate, now), `${days} days, at ${now}`).to.equal(
          await dossier.isCertified(UNITS.sold, seq),
        );
      };
      await compare(await time.latest());
      if (isWithdrawn) await byInspector.withdrawCertificate(UNITS.sold, seq, digest);
      await compare(await time.latest());
      await around([expiry], compare);
    }
  });

  it("let an accreditation count, and a seat act, as long as the contracts do", async () => {
    const args = [world.newcomer.address, 1, ES] as const;
    const byES = authorityRegistry.connect(authorities.ES);
    const ruled = consortium.connect(governance);
    const answers = new Set<boolean>();
    const compare = async (now: number) => {
      const { seat, since, actsFrom } = await consortium.tenancyOf(ES);
      const tenancy = seat === 0n ? undefined : { seat: Number(seat), since: Number(since) };
      const record = await authorityRegistry.accreditation(...args);
      const [givenAt, expiry] = [Number(record.givenAt), Number(record.expiry)];
      const accreditation = { seat: Number(record.seat), givenAt, expiry };
      const isValid = isAccreditationValid(accreditation, tenancy, now);
      expect(isValid, `at ${now}`).to.equal(await authorityRegistry.isAccredited(...args));
      answers.add(isValid);
      for (const [asked, moment] of [
        [2, givenAt],
        [2, Number(since)],
        [2, Math.max(0, Number(since) - 1)],
        [3, now],
      ] as const) {
        expect(hasHeld(tenancy, asked, moment)).to.equal(
          await consortium.hasHeld(ES, asked, moment),
        );
      }
      if (!tenancy) return;
      const { authority } = await consortium.seatOf(seat);
      const isAllowed = await authorityRegistry.requireTenuredAuthority(ES, authority).then(
        () => true,
        () => false,
      );
      expect(actsFully({ actsFrom: Number(actsFrom) }, now), `at ${now}`).to.equal(isAllowed);
    };
    const expiry = (await time.latest()) + 9 * DAY;
    await byES.accredit(...args, expiry);
    await compare(await time.latest());
    await around([expiry], compare);
    await byES.accredit(...args, (await time.latest()) + 700 * DAY);
    await compare(await time.latest());
    // The country leaves the seat, goes to another one, and comes back.
    await ruled.releaseCountry(ES);
    await compare(await time.latest());
    await time.increase(1);
    await ruled.assignCountry(ES, 3);
    const { actsFrom } = await consortium.tenancyOf(ES);
    expect(Number(actsFrom)).to.equal((await time.latest()) + TENURE);
    await around([Number(actsFrom)], compare);
    await ruled.releaseCountry(ES);
    await time.increase(1);
    await ruled.assignCountry(ES, 2);
    await compare(await time.latest());
    expect(answers.size).to.equal(2);
  });

  it("have an operator in charge as long as the registry does", async () => {
    const until = (await time.latest()) + 3 * DAY;
    const compare = async (now: number) => {
      const term = await registry.operatorTerm(UNITS.sold);
      const isAnswering = isInCharge({ accepted: term.accepted, until: Number(term.until) }, now);
      expect(await registry.operatorOf(UNITS.sold), `at ${now}`).to.equal(
        isAnswering ? world.operator.address : ZeroAddress,
      );
    };
    await registry.connect(owner).setOperator(UNITS.sold, world.operator, until);
    await compare(await time.latest());
    await registry.connect(world.operator).acceptOperator(UNITS.sold);
    await around([until], compare);
  });

  describe("an order", () => {
    isolate();
    const propose = async () => {
      await orders.connect(authorities.ES).propose(UNITS.sold, 1, world.buyer, digest);
      return 1n;
    };
    const compare = async (now: number) => {
      const { status, expiresAt, answerableUntil, executableAt, seat } = await orders.orderOf(1n);
      const proposedAt = Number(executableAt) - ORDER_NOTICE;
      const tenancy = await consortium.tenancyOf(ES);
      const isPending = isOrderPending(
        {
          status: words["enum IRegistrarOrders.Status"][Number(status)] ?? "none",
          expiresAt: Number(expiresAt),
          answerableUntil: given(answerableUntil),
          isWithSeat: hasHeld(
            { seat: Number(tenancy.seat), since: Number(tenancy.since) },
            Number(seat),
            proposedAt,
          ),
        },
        now,
      );
      expect(await orders.pendingOrderOf(UNITS.sold), `at ${now}`).to.equal(isPending ? 1n : 0n);
    };

    it("is pending until it expires", async () => {
      await propose();
      const expiresAt = (await time.latest()) + ORDER_NOTICE + ORDER_VALIDITY;
      await around([expiresAt], compare);
    });

    it("is pending until its objection stayed without an answer", async () => {
      await orders.connect(owner).object(await propose(), digest);
      await around([(await time.latest()) + ORDER_NOTICE], compare);
    });

    it("is pending after its answer, and not after it was withdrawn", async () => {
      await orders.connect(owner).object(await propose(), digest);
      for (const seat of [authorities.CN, authorities.MX]) {
        await orders.connect(seat).countersign(1n);
        await compare(await time.latest());
      }
      await around([(await time.latest()) + ORDER_NOTICE], compare);
      await orders.connect(authorities.ES).withdraw(1n, digest);
      await compare(await time.latest());
    });

    it("ends with the country's seat that proposed it", async () => {
      await propose();
      await time.increase(1);
      await consortium.connect(governance).releaseCountry(ES);
      await compare(await time.latest());
      await time.increase(1);
      await consortium.connect(governance).assignCountry(ES, 2);
      await compare(await time.latest());
    });
  });
});

describe("the rules of votes", () => {
  isolate();

  it("need as many votes and countersignatures as the contracts do", async () => {
    for (const count of [...new Set([1, 2, 3, ...some(fc.integer({ min: 4, max: 40 }), 5)])]) {
      const candidates = Array.from({ length: count }, (_, index) => ({
        name: `Seat ${index}`,
        authority: validatorOf(ethers, `the account of ${index}`),
        recovery: ZeroAddress,
        validator: validatorOf(ethers, `${index}`),
        countries: [],
      }));
      const { accessManager, timelock } = world;
      const founded = await ethers.deployContract("Consortium", [
        accessManager,
        candidates,
        TENURE,
        ROTATION_DELAY,
      ]);
      const moment = await time.latest();
      const decides = await ethers.deployContract("ConsortiumGovernor", [
        founded,
        timelock,
        VOTING_DELAY,
        VOTING_PERIOD,
      ]);
      expect(await decides.quorum(moment), `of ${count}`).to.equal(votesNeeded(count));
      expect(await founded.countersignaturesNeeded(), `of ${count}`).to.equal(
        countersignaturesNeeded(count, count),
      );
    }
  });

  it("count the seats held at a moment as the consortium counts their votes", async () => {
    const ruled = consortium.connect(governance);
    const founded = await time.latest();
    for (const [index, isAdmission] of some(fc.boolean(), 6).entries()) {
      await time.increase(10);
      if (!isAdmission && (await consortium.seatCount()) > 2n) {
        const [last] = (await held()).slice(-1);
        await ruled.expelSeat(last ?? 0);
        continue;
      }
      const label = `admitted ${index}`;
      const [authority, validator] = [
        validatorOf(ethers, `of ${label}`),
        validatorOf(ethers, label),
      ];
      const candidate = { name: label, authority, recovery: ZeroAddress, validator, countries: [] };
      await ruled.admitSeat(candidate);
    }
    const now = await time.latest();
    const seats = await terms();
    for (let moment = founded; moment < now; moment += 1) {
      expect(await consortium.getPastTotalSupply(moment), `at ${moment}`).to.equal(
        seatsHeldAt(seats, moment),
      );
    }
    await time.increase(TENURE);
    await ruled.expelSeat((await held()).at(-1) ?? 0);
    for (const later of [1, TENURE]) {
      await time.increase(later);
      const at = await time.latest();
      const all = await terms();
      expect(await consortium.countersignaturesNeeded()).to.equal(
        countersignaturesNeeded(seatsHeldAt(all, at), seatsHeldAt(all, at - TENURE)),
      );
    }
  });

  async function terms() {
    const all = [];
    for (let seat = 1n; ; seat += 1n) {
      const record = await consortium.seatOf(seat).catch(() => undefined);
      if (!record || record.admittedAt === 0n) return all;
      all.push({ admittedAt: Number(record.admittedAt), departedAt: given(record.departedAt) });
    }
  }

  /** Numbers of the seats that are held. */
  async function held(): Promise<number[]> {
    const all = await terms();
    return all.flatMap(({ departedAt }, index) => (departedAt === undefined ? index + 1 : []));
  }

  const ballots = fc.array(fc.constantFrom(0, 1, 1, 1, 2), { maxLength: 4 });
  const ways = fc.tuple(ballots, fc.constantFrom("left", "executed", "withdrawn", "cancelled"));
  const played = [...some(ways, 9), [[1, 1, 1], "executed"] as const];
  for (const [number, [votes, end]] of played.entries()) {
    it(`say how far a proposal came: votes ${votes.join(", ") || "of nobody"}, ${end}`, async () => {
      const seats = [authorities.CN, authorities.ES, authorities.MX, authorities.DE];
      const description = `Proposal ${number}`;
      const action = [
        [await consortium.getAddress()],
        [0n],
        [consortium.interface.encodeFunctionData("assignCountry", [toBytes("PT"), 2])],
      ] as const;
      const whole = [...action.map((part) => [...part]), ethers.id(description)] as never as [
        string[],
        bigint[],
        string[],
        string,
      ];
      await governor
        .connect(authorities.CN)
        .propose(...(whole.slice(0, 3) as [string[], bigint[], string[]]), description);
      const id = await governor.getProposalId(...whole);
      const [voteStart, voteEnd] = [
        Number(await governor.proposalSnapshot(id)),
        Number(await governor.proposalDeadline(id)),
      ];
      const done: { queuedAt?: number; executedAt?: number; canceledAt?: number } = {};
      const compare = async () => {
        const now = await time.latest();
        const [, inFavour] = await governor.proposalVotes(id);
        const state = proposalStateOf(
          {
            voteStart,
            voteEnd,
            votesInFavour: Number(inFavour),
            queuedAt: done.queuedAt,
            executedAt: done.executedAt,
            canceledAt: done.canceledAt,
          },
          votesNeeded(4),
          now,
        );
        const told = words["enum IGovernor.ProposalState"][Number(await governor.state(id))];
        expect(state, `at ${now}`).to.equal(told);
        return state;
      };
      await compare();
      if (end === "cancelled") {
        await governor.connect(authorities.CN).cancel(...whole);
        done.canceledAt = await time.latest();
      }
      await around([voteStart], async () => {
        await compare();
      });
      if (end !== "cancelled") {
        for (const [index, support] of votes.entries()) {
          const seat = seats[index];
          if (seat) await governor.connect(seat).castVote(id, support);
        }
      }
      await around([voteEnd], async () => {
        await compare();
      });
      if ((await compare()) !== "succeeded" || end === "left") return;
      await governor.queue(...whole);
      done.queuedAt = await time.latest();
      await compare();
      if (end === "withdrawn") {
        for (const [index, support] of votes.entries()) {
          if (support !== 1 || done.canceledAt) continue;
          await governor.connect(seats[index]).withdrawSupport(...whole);
          const [, inFavour] = await governor.proposalVotes(id);
          if (Number(inFavour) < votesNeeded(4)) done.canceledAt = await time.latest();
          await compare();
        }
        return;
      }
      await time.increase(TIMELOCK_DELAY);
      await compare();
      await governor.execute(...whole);
      done.executedAt = await time.latest();
      await compare();
    });
  }
});
