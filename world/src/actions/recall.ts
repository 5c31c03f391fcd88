// Recalls.
import {
  closeCampaignSync,
  markUnitsNotApplicableSync,
  markUnitsSync,
  openCampaignSync,
  remedyUnitsSync,
  reopenUnitsSync,
} from "@openrobotid/sdk/actions";
import { call, type Plan } from "../call.js";
import type { EventOf } from "../events.js";
import { commitment, type Play, spell } from "../play.js";
import { aloud } from "../vocabulary.js";

export function openRecall(play: Play, event: EventOf<"openRecall">): Plan {
  const { by, campaign: name, model, country, severity, makerRemedies, range } = event;
  const { component, summary, consequence, remedy: cure, parkIt, overTheAirUpdate } = event;
  const notice = {
    campaignNumber: name,
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
    says: `${play.nameOf(by)} recalls ${units} (${name}, ${aloud(severity)}): ${summary}`,
    calls: [
      call(
        play,
        by,
        openCampaignSync,
        { model, country, range, severity, makerRemedies, notice },
        ({ campaign }) => play.campaigns.set(name, campaign),
      ),
    ],
  };
}

export function markUnits(play: Play, { by, campaign: name, robots }: EventOf<"markUnits">): Plan {
  const campaign = play.numberOf("campaigns", name);
  return {
    says: `${play.nameOf(by)} marks ${robots.map(spell).join(", ")} under ${name}.`,
    calls: [call(play, by, markUnitsSync, { campaign, ids: robots })],
  };
}

export function remedy(play: Play, event: EventOf<"remedy">): Plan {
  const { by, campaign: name, robots, country, document } = event;
  return {
    says: `${play.nameOf(by)} has remedied ${robots.map(spell).join(", ")} under ${name}.`,
    calls: [
      call(play, by, remedyUnitsSync, {
        campaign: play.numberOf("campaigns", name),
        ids: robots,
        jurisdiction: country,
        evidenceDigest: commitment(document),
      }),
    ],
  };
}

export function findNotApplicable(play: Play, event: EventOf<"findNotApplicable">): Plan {
  const { by, campaign: name, robots, document } = event;
  const campaign = play.numberOf("campaigns", name);
  const reasonDigest = commitment(document);
  return {
    says: `${play.nameOf(by)} finds that ${name} does not apply to ${robots.map(spell).join(", ")}.`,
    calls: [call(play, by, markUnitsNotApplicableSync, { campaign, ids: robots, reasonDigest })],
  };
}

export function reopen(play: Play, event: EventOf<"reopen">): Plan {
  const { by, campaign: name, robots, document } = event;
  const campaign = play.numberOf("campaigns", name);
  const reasonDigest = commitment(document);
  return {
    says: `${play.nameOf(by)} opens ${robots.map(spell).join(", ")} again under ${name}.`,
    calls: [call(play, by, reopenUnitsSync, { campaign, ids: robots, reasonDigest })],
  };
}

export function closeRecall(play: Play, event: EventOf<"closeRecall">): Plan {
  const { by, campaign: name, document } = event;
  const campaign = play.numberOf("campaigns", name);
  const reasonDigest = commitment(document);
  return {
    says: `${play.nameOf(by)} closes ${name}.`,
    calls: [call(play, by, closeCampaignSync, { campaign, reasonDigest })],
  };
}
