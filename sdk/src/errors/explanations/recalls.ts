// What recalls refuse.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { block, choiceOf, counted, country, robot, span, spoken, time } from "./show.js";

export const recalls: Explanations<ErrorsOf<"RecallRegistry">> = {
  RecallRegistryAlreadyMarked: ({ campaign, id }) => ({
    message: `${robot(id)} is on the list of campaign ${campaign} already.`,
    suggestion: "Leave it out.",
  }),
  RecallRegistryCampaignClosed: ({ campaign, closedAt }) => ({
    message: `Campaign ${campaign} was closed at ${time(closedAt)}.`,
    suggestion: "Open another where something is left to do.",
  }),
  RecallRegistryCampaignNumberTaken: ({ campaignNumber, campaign }) => ({
    message: `The number "${campaignNumber}" was given to campaign ${campaign} before.`,
    suggestion: "Give a number that this opener has not used.",
  }),
  RecallRegistryInvalidCampaignNumber: ({ campaignNumber }) => ({
    message: `"${campaignNumber}" is no campaign number: it is empty or longer than 31 bytes.`,
    suggestion: "Give 1 to 31 bytes of UTF-8.",
  }),
  RecallRegistryNoUnits: () => ({
    message: "No unit is named.",
    suggestion: "Name at least one.",
  }),
  RecallRegistryNotMarked: ({ campaign }) => ({
    message: `Campaign ${campaign} binds a range of codes and has no list.`,
    suggestion: "Open a campaign without a range for units that are listed one by one.",
  }),
  RecallRegistryOtherModel: ({ id, model }) => ({
    message: `${robot(id)} is not of the model ${block(model)}.`,
    suggestion: "Name units of the campaign's model only; another model takes another campaign.",
  }),
  RecallRegistryRangeDescending: ({ first, last }) => ({
    message: `The range ends at ${robot(last)}, before it begins at ${robot(first)}.`,
    suggestion: "Exchange the two codes.",
  }),
  RecallRegistryRangeNotAllowed: ({ first, last }) => ({
    message: `A campaign with a list has no range, and one from ${robot(first)} to ${robot(last)} was given.`,
    suggestion: "Leave the range out, or open the campaign for the range alone.",
  }),
  RecallRegistryTooManyOpenCampaigns: ({ model, country: market, most }) => ({
    message: `${block(model)} has ${counted(most, "open campaign")} ${
      market ? `of the authority of ${country(market)}` : "of its maker"
    }, the most there can be.`,
    suggestion: "Close one first.",
  }),
  RecallRegistryUnknownCampaign: ({ campaign }) => ({
    message: `There is no campaign ${campaign}.`,
    suggestion: "Give the number that openCampaign gave.",
  }),
  RecallRegistryUnknownScopeKind: ({ kind }) => ({
    message: `There is no kind of scope ${kind}.`,
    suggestion: `Give ${choiceOf("enum IRecallRegistry.ScopeKind")}.`,
  }),
  RecallRegistryUnknownSeverity: ({ severity }) => ({
    message: `There is no severity ${severity}.`,
    suggestion: `Give one of ${choiceOf("enum IRecallRegistry.Severity")}.`,
  }),
  RecallRegistryZeroDigest: () => ({
    message: "The digest is zero.",
    suggestion: "Give a salted commitment to the document.",
  }),
  RecallRegistryNotAffected: ({ campaign, id }) => ({
    message: `Campaign ${campaign} does not bind ${robot(id)}: out of its range, not on its list, on another market, or on one where it is suspended.`,
    suggestion: "Check the code and the number of the campaign.",
  }),
  RecallRegistryNotOpener: ({ model, country: market, caller }) => ({
    message: market
      ? `${caller} is not the authority of ${country(market)}, which leads this campaign on ${block(model)}.`
      : `${caller} is not the account of the maker of ${block(model)}, or that account is compromised.`,
    suggestion: market
      ? `Call from the account of the seat that answers for ${country(market)}.`
      : "Call from the maker's account; an authority opens campaigns for its own country, and names it.",
  }),
  RecallRegistryNotRemedier: ({ campaign, jurisdiction, caller }) => ({
    message: jurisdiction
      ? `${caller} is no workshop accredited in ${jurisdiction} and cannot remedy under campaign ${campaign}.`
      : `${caller} is not the maker, or is compromised, and cannot remedy under campaign ${campaign} without a jurisdiction.`,
    suggestion:
      "Call from the maker's account without a jurisdiction, or from a workshop's with the country of the unit, which accredits it.",
  }),
  RecallRegistryTransferForbidden: ({ id, campaign, campaignNumber }) => ({
    message: `Recall "${campaignNumber}" (campaign ${campaign}) forbids that ${robot(id)} changes hands or markets before it is remedied.`,
    suggestion:
      "Have the maker, where the campaign lets it, or a workshop of the robot's country remedy it and record that with remedyUnits.",
  }),
  RecallRegistryUnitSettled: ({ campaign, id, status }) => ({
    message: `Under campaign ${campaign}, ${robot(id)} is ${spoken(status)} already.`,
    suggestion:
      "Leave it out; where a remedy is faulty, the opener opens the unit again with reopenUnits.",
  }),
  RecallRegistryAlreadySuspended: ({ campaign, country: market, suspendedAt }) => ({
    message: `Campaign ${campaign} was suspended in ${country(market)} at ${time(suspendedAt)}.`,
    suggestion: "Nothing is left to suspend there.",
  }),
  RecallRegistryClosingAnnounced: ({ campaign, closedAt }) => ({
    message: `The closing of campaign ${campaign} was announced before; it is closed from ${time(closedAt)} on.`,
    suggestion: "Nothing is left to close.",
  }),
  RecallRegistryMakerDoesNotRemedy: ({ campaign, maker }) => ({
    message: `Under campaign ${campaign} the remedies of the maker, ${maker}, do not count.`,
    suggestion: "Have a workshop of the robot's country remedy it.",
  }),
  RecallRegistryMakerMustRemedy: ({ model }) => ({
    message: `A maker's own campaign on ${block(model)} cannot exclude the maker's remedies.`,
    suggestion: "Leave makerRemedies out.",
  }),
  RecallRegistryNotWithinCompromise: ({ campaign, openedAt, since, until }) => ({
    message: `Campaign ${campaign} was opened at ${time(openedAt)}, ${
      since === 0
        ? "and its maker was never compromised"
        : `not within the compromise of its maker, from ${time(since)} ${
            until === 0 ? "on" : `to ${time(until)}`
          }`
    }.`,
    suggestion: "Only what a compromised account opened is suspended.",
  }),
  RecallRegistryNoticeTooShort: ({ notice, shortest }) => ({
    message: `A notice of ${span(notice)} is shorter than the shortest allowed, ${span(shortest)}.`,
    suggestion: "Give a longer one.",
  }),
  RecallRegistryOfAuthority: ({ campaign, country: market }) => ({
    message: `Campaign ${campaign} is one of the authority of ${country(market)}, and not suspended.`,
    suggestion: "Its opener closes it.",
  }),
  RecallRegistrySeatTooNew: ({ campaign, country: market, actsFrom }) => ({
    message: `The seat that answers for ${country(market)} took the country over after campaign ${campaign} was opened and cannot lift it yet.`,
    suggestion: `Wait until ${time(actsFrom)}.`,
  }),
  RecallRegistryUnitNotSettled: ({ campaign, id, status }) => ({
    message: `Under campaign ${campaign}, ${robot(id)} is ${spoken(status)}: nothing was done that could be undone.`,
    suggestion: "Leave it out.",
  }),
  RecallRegistryUseForbidden: ({ id, campaign, campaignNumber }) => ({
    message: `Recall "${campaignNumber}" (campaign ${campaign}) forbids that ${robot(id)} gets an operator before it is remedied.`,
    suggestion: "Have it remedied first and that recorded with remedyUnits.",
  }),
  RecallRegistryWrongJurisdiction: ({ id, jurisdiction, expected }) => ({
    message: `A workshop accredited in ${country(jurisdiction)} cannot remedy ${robot(id)}: ${country(expected)} answers for that robot.`,
    suggestion: `Have a workshop accredited in ${country(expected)} do it.`,
  }),
};
