// Recalls.
import { toBytes, toBytes32 } from "@openrobotid/sdk";
import { ZeroHash } from "ethers";
import type { EventOf } from "../events.js";
import { call, commitment, countryBytes, learnt, type Plan, type Play, spell } from "../play.js";
import { aloud, numberOf } from "../vocabulary.js";

const RANGE = 1;
const MARKED = 2;

export function openRecall(play: Play, event: EventOf<"openRecall">): Plan {
  const { by, campaign, model, country, severity, makerRemedies, range } = event;
  const scope = {
    model: toBytes(model),
    country: countryBytes(country),
    kind: range === undefined ? MARKED : RANGE,
    first: range === undefined ? ZeroHash : toBytes32(range.first),
    last: range === undefined ? ZeroHash : toBytes32(range.last),
  };
  const { component, summary, consequence, remedy: cure, parkIt, overTheAirUpdate } = event;
  const notice = {
    campaignNumber: campaign,
    component,
    summary,
    consequence,
    remedy: cure,
    parkIt,
    overTheAirUpdate,
  };
  const units =
    range === undefined
      ? `units of ${model} that it will mark`
      : `all from ${spell(range.first)} to ${spell(range.last)}`;
  return {
    says: `${play.nameOf(by)} recalls ${units} (${campaign}, ${aloud(severity)}): ${summary}`,
    calls: [
      call(
        play.as(by).recalls.open,
        scope,
        numberOf("enum IRecallRegistry.Severity", severity),
        makerRemedies,
        notice,
      ),
    ],
    learn: (receipts) =>
      play.campaigns.set(
        campaign,
        learnt(receipts, play.contracts.recalls, "CampaignOpened", "campaign"),
      ),
  };
}

export function markUnits(play: Play, { by, campaign, robots }: EventOf<"markUnits">): Plan {
  const number = play.numberOf("campaigns", campaign);
  return {
    says: `${play.nameOf(by)} marks ${robots.map(spell).join(", ")} under ${campaign}.`,
    calls: [call(play.as(by).recalls.mark, number, robots.map(toBytes32))],
  };
}

export function remedy(play: Play, event: EventOf<"remedy">): Plan {
  const { by, campaign, robots, country, document } = event;
  return {
    says: `${play.nameOf(by)} has remedied ${robots.map(spell).join(", ")} under ${campaign}.`,
    calls: [
      call(
        play.as(by).recalls.remedy,
        play.numberOf("campaigns", campaign),
        robots.map(toBytes32),
        countryBytes(country),
        commitment(document),
      ),
    ],
  };
}

export function findNotApplicable(play: Play, event: EventOf<"findNotApplicable">): Plan {
  const { by, campaign, robots, document } = event;
  const number = play.numberOf("campaigns", campaign);
  return {
    says: `${play.nameOf(by)} finds that ${campaign} does not apply to ${robots.map(spell).join(", ")}.`,
    calls: [
      call(
        play.as(by).recalls.markNotApplicable,
        number,
        robots.map(toBytes32),
        commitment(document),
      ),
    ],
  };
}

export function reopen(play: Play, event: EventOf<"reopen">): Plan {
  const { by, campaign, robots, document } = event;
  const number = play.numberOf("campaigns", campaign);
  return {
    says: `${play.nameOf(by)} opens ${robots.map(spell).join(", ")} again under ${campaign}.`,
    calls: [call(play.as(by).recalls.reopen, number, robots.map(toBytes32), commitment(document))],
  };
}

export function closeRecall(play: Play, { by, campaign, document }: EventOf<"closeRecall">): Plan {
  const number = play.numberOf("campaigns", campaign);
  return {
    says: `${play.nameOf(by)} closes ${campaign}.`,
    calls: [call(play.as(by).recalls.close, number, commitment(document))],
  };
}
