// What recalls refuse.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { block, choiceOf, counted, country, robot, spoken, time } from "./show.js";

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
  RecallRegistryNotAffected: ({ campaign, id }) => ({
    message: `Campaign ${campaign} does not bind ${robot(id)}: out of its range, not on its list, or on another market.`,
    suggestion: "Check the code and the number of the campaign.",
  }),
  RecallRegistryNotMarked: ({ campaign }) => ({
    message: `Campaign ${campaign} binds a range of codes and has no list.`,
    suggestion: "Open a campaign without a range for units that are listed one by one.",
  }),
  RecallRegistryNotOpener: ({ model, country: market, caller }) => ({
    message: market
      ? `${caller} is not the authority of ${country(market)}, which leads this campaign on ${block(model)}.`
      : `${caller} is not the account of the maker of ${block(model)}.`,
    suggestion: market
      ? `Call from the account of the seat that answers for ${country(market)}.`
      : "Call from the maker's account; an authority opens campaigns for its own country, and names it.",
  }),
  RecallRegistryNotRemedier: ({ campaign, jurisdiction, caller }) => ({
    message: jurisdiction
      ? `${caller} is no workshop accredited in ${jurisdiction} and cannot remedy under campaign ${campaign}.`
      : `${caller} is not the maker and cannot remedy under campaign ${campaign} without a jurisdiction.`,
    suggestion:
      "Call from the maker's account without a jurisdiction, or from a workshop's with the country that accredits it.",
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
  RecallRegistryTransferForbidden: ({ id, campaign, campaignNumber }) => ({
    message: `Recall "${campaignNumber}" (campaign ${campaign}) forbids that ${robot(id)} changes hands or markets before it is remedied.`,
    suggestion:
      "Have the maker or an accredited workshop remedy it and record that with remedyUnits.",
  }),
  RecallRegistryUnitSettled: ({ campaign, id, status }) => ({
    message: `Under campaign ${campaign}, ${robot(id)} is ${spoken(status)} already.`,
    suggestion: "Leave it out; a remedy that proves wanting takes a new campaign.",
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
};
