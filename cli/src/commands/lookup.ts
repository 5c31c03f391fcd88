// `robotid lookup`: all that somebody should know who has a robot before them.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import {
  type CountryCode,
  formatRobotId,
  manufacturerOf,
  modelOf,
  type RobotId,
  VERDICTS,
  verdictOf,
} from "@openrobotid/sdk";
import type { AuthorityChain, Campaign, Certificate, Robot, Seat } from "@openrobotid/sdk/actions";
import {
  sentenceOfVerdict,
  toneOfMaker,
  toneOfSeverity,
  toneOfVerdict,
} from "@openrobotid/sdk/rules";
import { asking } from "../define.js";
import { EXIT } from "../exit-codes.js";
import { usageFailure } from "../failure.js";
import type { Reading, Session } from "../session.js";
import { type Cell, count, day, either, type Layout, moment, spaced } from "../text.js";
import { TONE_PAINTS } from "../tones.js";
import { didYouMean, type MistakableCode, mistakableRobotId } from "../values.js";

/** Somebody who answers for a robot, and for what. */
interface Answerable {
  readonly for: "running" | "owning" | "making" | "destroying" | "market";
  readonly account: string;
  readonly name: string | undefined;
}

export function defineLookup(program: CommandUnknownOpts, session: Session): void {
  asking(
    program,
    "lookup",
    "Say what a robot is, its state, recalls and approvals, and who answers for it",
    {
      json: {
        id: "the code",
        verdict: `the gravest of what is true: ${either(VERDICTS)}`,
        also: "what is true besides, the gravest first",
        robot:
          "state, holder, transfers, market, approval, maker, lot, operator, flags, ordered (whether an order is pending), openCampaigns, firmware, intakeOffer, disposal, history: `Robot` of the SDK",
        chain:
          "who admitted whom: seat, manufacturer, model, approvals, marketSeat: `AuthorityChain` of the SDK",
        campaigns: "the open recalls in full: `Campaign` of the SDK",
        certificates: "its certificates, valid or not: `Certificate` of the SDK",
        answerable:
          "who answers for it: `for` (running, owning, making, destroying, market), `account`, `name`",
        asOf: "block number and time (seconds) that all of this is of",
      },
      examples: [
        "lookup CN-BH01-TERN03-25W07000000000001",
        "lookup https://id.example/CN/BH01/TERN03/25W07000000000004 --json",
        "lookup CNUT01G1PRO126W05000000001234",
      ],
    },
  )
    .argument("<code>", "the code, or its link", mistakableRobotId)
    .action(async (code, _options, command) => {
      const id = await idOf(code, session, command);
      const answer = await session.read(command, (reading) => lookUp(id, reading));
      if (answer.robot.state === "none") session.exitCode = EXIT.unknown;
      session.answer(command, answer, (layout) => renderLookup(answer, layout));
    });
}

/** The code that was given. Of a mistyped one, says which codes were issued that may have been meant. */
async function idOf(
  code: MistakableCode,
  session: Session,
  command: CommandUnknownOpts,
): Promise<RobotId> {
  if (code.id !== undefined) return code.id;
  const { text, error, suggestions } = code;
  const issued = await issuedOf(suggestions, session, command);
  const { reason, position } = error;
  const isKnown = issued !== undefined && issued.length > 0;
  const shown = isKnown ? issued : suggestions;
  const none = issued?.length === 0 ? " None of the codes that are one slip away was issued." : "";
  throw usageFailure(
    `'${text.trim()}' is no code. ${error.message}${none}`,
    didYouMean(shown).trim(),
    { reason, position, suggestions: shown },
  );
}

/** Which of some codes were issued; `undefined` where no registry can be asked. */
async function issuedOf(
  ids: readonly RobotId[],
  session: Session,
  command: CommandUnknownOpts,
): Promise<readonly RobotId[] | undefined> {
  try {
    const robots = await session.read(command, ({ client, blockNumber }) =>
      client.getRobots({ ids, blockNumber }),
    );
    return robots.flatMap(({ id, state }) => (state === "none" ? [] : [id]));
  } catch {
    // What is wrong with the code is the answer; that nobody could be asked is not.
    return undefined;
  }
}

/** What a look-up answers. */
export type Lookup = Awaited<ReturnType<typeof lookUp>>;

/** Everything about a robot, as of one block. */
export async function lookUp(id: RobotId, { client, blockNumber }: Reading) {
  const [robot, chain] = await Promise.all([
    client.getRobot({ id, blockNumber }),
    client.getAuthorityChain({ id, blockNumber }),
  ]);
  const isKnown = robot.state !== "none";
  const [certificates, campaigns] = await Promise.all([
    isKnown ? client.getCertificates({ id, blockNumber }) : [],
    Promise.all(
      robot.openCampaigns.map(({ campaign }) => client.getCampaign({ campaign, blockNumber })),
    ),
  ]);
  const { asOf, ...rest } = robot;
  return {
    id,
    ...verdictOf(robot),
    robot: rest,
    chain,
    campaigns,
    certificates,
    answerable: answerable(rest, chain),
    asOf,
  };
}

function answerable(robot: Omit<Robot, "asOf">, chain: AuthorityChain): readonly Answerable[] {
  const { state, operator, holder, disposal, maker } = robot;
  const found: Answerable[] = [];
  if (state === "none") return found;
  if (operator?.inCharge)
    found.push({ for: "running", account: operator.account, name: undefined });
  const isMakers = holder !== undefined && holder === maker.account;
  if (holder) {
    found.push({
      for: "owning",
      account: holder,
      name: isMakers ? chain.manufacturer?.name : undefined,
    });
  }
  if (disposal) found.push({ for: "destroying", account: disposal.recycler, name: undefined });
  if (maker.account) {
    found.push({ for: "making", account: maker.account, name: chain.manufacturer?.name });
  }
  const seat = chain.market ? chain.marketSeat : undefined;
  if (seat) found.push({ for: "market", account: seat.authority, name: seat.name });
  return found;
}

/** A look-up in words. */
export function renderLookup(answer: Lookup, layout: Layout): string {
  const { id, verdict, also, robot, chain, asOf } = answer;
  const title = layout.cell({ text: formatRobotId(id), paint: "bold" });
  const sentence = layout.cell({
    text: sentenceOfVerdict(verdict),
    paint: TONE_PAINTS[toneOfVerdict(verdict)],
  });
  const further = also.map(
    (word) =>
      `\n${layout.cell({ text: sentenceOfVerdict(word), paint: TONE_PAINTS[toneOfVerdict(word)] })}`,
  );
  const head = `${title}\n${sentence}${further.join("")}\n\n`;
  if (robot.state === "none") return head + renderUnknown(chain, asOf, layout);
  return (
    head +
    layout.fields([
      ["what it is", ...whatItIs(chain)],
      ["maker", whoMadeIt(answer)],
      ["state", stateOf(robot, asOf.timestamp)],
      ["holder", ...holderOf(answer)],
      ["operator", operatorOf(robot)],
      ["answers for it", ...answer.answerable.map((one) => answers(one, robot.market))],
      ...(robot.intakeOffer
        ? [["offered to", `${robot.intakeOffer}, to be destroyed`] as const]
        : []),
      ...(robot.ordered
        ? [
            [
              "order",
              { text: "one is pending: nothing else moves it until then", paint: "yellow" },
            ] as const,
          ]
        : []),
      [
        "reports",
        ...orNone(
          robot.flags.map(
            ({ flag, raisedAt, reporter }): Cell => ({
              text: `reported ${flag} on ${day(raisedAt)} by ${reporter}`,
              paint: "red",
            }),
          ),
        ),
      ],
      ["recalls", ...orNone(answer.campaigns.flatMap(recall), "none open")],
      ["approvals", ...orNone(chain.approvals.map((one) => approval(one, robot.market)))],
      ["certificates", ...orNone(answer.certificates.map(certificate))],
      ["firmware", firmwareOf(robot)],
      [
        "history",
        `${count(robot.history?.length ?? 0n, "entry", "entries")}, which \`robotid history\` shows and verifies`,
      ],
      ["as of", `block ${asOf.blockNumber}, ${moment(asOf.timestamp)}`],
    ])
  );
}

function renderUnknown(chain: AuthorityChain, asOf: Robot["asOf"], layout: Layout): string {
  const { id, country, seat, manufacturer, model } = chain;
  return layout.fields([
    [
      "country",
      seat
        ? `${country}: ${seat.name} answers for it`
        : `${country}: no seat of the consortium answers for it`,
    ],
    [
      "manufacturer",
      manufacturer
        ? `${manufacturerOf(id)}: ${manufacturer.name}, ${manufacturer.status}`
        : `${manufacturerOf(id)}: never admitted`,
    ],
    ["model", model ? `${modelOf(id)}: ${model.name}` : `${modelOf(id)}: never registered`],
    ["as of", `block ${asOf.blockNumber}, ${moment(asOf.timestamp)}`],
  ]);
}

function whatItIs({ model, approvals, market }: AuthorityChain): Cell[] {
  const level = approvals.find(({ country }) => country === market)?.level;
  const graded = level === undefined ? "" : `, intelligence level L${level}`;
  return model
    ? [`${model.name}${graded}`, ...(model.documentationUri ? [model.documentationUri] : [])]
    : [];
}

function whoMadeIt({ chain: { manufacturer, seat, country }, robot }: Lookup): Cell {
  if (!manufacturer) return { text: "unknown", paint: "yellow" };
  const admitted = `admitted for ${country}${seat ? `, where ${seat.name} answers` : ""}`;
  const text = `${manufacturer.name} (${robot.maker.manufacturer}), ${manufacturer.status}, ${admitted}`;
  const { status } = manufacturer;
  return status === "active" ? text : { text, paint: TONE_PAINTS[toneOfMaker(status)] };
}

function stateOf({ state, market, issuedAt, disposal }: Omit<Robot, "asOf">, now: number): Cell {
  const issued = issuedAt === undefined ? "" : `, issued on ${day(issuedAt)}`;
  const on = market ? ` on the market of ${market}` : "";
  if (disposal?.scrappedAt) return `scrapped on ${day(disposal.scrappedAt)}${issued}`;
  if (disposal && disposal.takenInAt <= now) {
    return `handed to a recycler on ${day(disposal.takenInAt)}${issued}`;
  }
  return `${spaced(state)}${on}${issued}`;
}

function holderOf({ robot: { holder, maker, state }, chain }: Lookup): Cell[] {
  if (!holder) return [];
  const whose =
    holder === maker.account ? `, its maker ${chain.manufacturer?.name ?? ""}`.trimEnd() : "";
  return [`${holder}${whose}${state === "scrapped" ? ", the last one" : ""}`];
}

function operatorOf({ operator }: Omit<Robot, "asOf">): Cell {
  if (!operator) return "none named";
  const { account, until, accepted, inCharge } = operator;
  if (inCharge) return `${account}, until ${day(until)}`;
  return `${account}, ${accepted ? `whose term ended on ${day(until)}` : "who has not accepted"}`;
}

const ANSWERS_FOR: Readonly<Record<Answerable["for"], string>> = {
  running: "for running it",
  owning: "as its holder",
  destroying: "as its recycler",
  making: "as its maker",
  market: "as the authority",
};

function answers(one: Answerable, market: CountryCode | undefined): Cell {
  const what = one.for === "market" ? `${ANSWERS_FOR.market} for ${market}` : ANSWERS_FOR[one.for];
  return `${one.name ? `${one.name} (${one.account})` : one.account}, ${what}`;
}

function recall(campaign: Campaign): Cell[] {
  const { campaignNumber, severity, parkIt, summary, remedy, overTheAirUpdate, openedAt } =
    campaign;
  const park = parkIt ? ", park it" : "";
  const air = overTheAirUpdate ? " (over the air)" : "";
  return [
    {
      text: `${campaignNumber} (recall ${campaign.campaign}): ${spaced(severity)}${park}, open since ${day(openedAt)}`,
      paint: TONE_PAINTS[toneOfSeverity(severity)],
    },
    `  ${summary}`,
    `  Remedy: ${remedy}${air}`,
  ];
}

function approval(one: AuthorityChain["approvals"][number], market: CountryCode | undefined): Cell {
  const { country, level, expiry, withdrawnAt, valid } = one;
  const until =
    withdrawnAt === undefined
      ? `${valid ? "until" : "expired on"} ${day(expiry)}`
      : `withdrawn on ${day(withdrawnAt)}`;
  const text = `${country}: L${level}, ${until}${country === market ? ", the market it is on" : ""}`;
  return valid ? text : { text, paint: country === market ? "red" : "dim" };
}

function certificate({ seq, scope, valid, expiry, withdrawnAt, jurisdiction }: Certificate): Cell {
  const until =
    withdrawnAt === undefined
      ? `${valid ? "until" : "expired on"} ${day(expiry)}`
      : `withdrawn on ${day(withdrawnAt)}`;
  const text = `${scope} (entry ${seq}${jurisdiction ? `, ${jurisdiction}` : ""}): ${until}`;
  return valid ? text : { text, paint: "dim" };
}

function firmwareOf({ firmware }: Omit<Robot, "asOf">): Cell {
  if (!firmware) return { text: "none was recorded", paint: "dim" };
  const { version, installedAt, withdrawnAt } = firmware;
  if (withdrawnAt === undefined) return `${version}, recorded on ${day(installedAt)}`;
  return { text: `${version}, withdrawn by its maker on ${day(withdrawnAt)}`, paint: "yellow" };
}

function orNone(cells: readonly Cell[], none = "none"): readonly Cell[] {
  return cells.length > 0 ? cells : [none];
}

/** A seat by its name. */
export function seatName(seat: Seat | undefined): string {
  return seat ? `${seat.name} (seat ${seat.seat})` : "no seat";
}
