// What the authorities' register refuses.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { block, choiceOf, counted, country, one, span, time } from "./show.js";

export const authority: Explanations<ErrorsOf<"AuthorityRegistry">> = {
  AuthorityRegistryEmptyName: () => ({
    message: "The name is empty.",
    suggestion: "Give the name that the public knows.",
  }),
  AuthorityRegistryExpiryInPast: ({ expiry, timestamp }) => ({
    message: `The expiry ${time(expiry)} is not after the time of the block, ${time(timestamp)}.`,
    suggestion: "Give an expiry in the future.",
  }),
  AuthorityRegistryInvalidCounterWidth: ({ scheme, counterWidth }) => ({
    message: `A ${scheme} model cannot have a counter of ${counterWidth} digits.`,
    suggestion: "Give a sequential model 1 to 16 digits, and a listed one none.",
  }),
  AuthorityRegistryManufacturerExists: ({ id }) => ({
    message: `The manufacturer ${block(id)} was admitted before; a code is never given twice.`,
    suggestion: "Give another manufacturer block under the same country.",
  }),
  AuthorityRegistryModelExists: ({ id }) => ({
    message: `The model ${block(id)} was registered before, and its serial scheme never changes.`,
    suggestion: "Register the next model under another code.",
  }),
  AuthorityRegistryModelNotApproved: ({ id, country: market, expiry, withdrawnAt }) => ({
    message: `The model ${block(id)} is not approved for ${country(market)}: ${
      expiry === 0
        ? "no approval was ever given"
        : withdrawnAt === 0
          ? `its approval expired at ${time(expiry)}`
          : `its approval was withdrawn at ${time(withdrawnAt)}`
    }.`,
    suggestion: `Ask the authority of ${country(market)} to approve the model, or choose a market that has.`,
  }),
  AuthorityRegistryNotAuthority: ({ country: where, caller }) => ({
    message: `${caller} is not the authority of ${country(where)}.`,
    suggestion: `Call from the account of the seat that answers for ${country(where)}.`,
  }),
  AuthorityRegistryNotManufacturer: ({ id, caller }) => ({
    message: `${caller} is not the account of the manufacturer ${block(id)}.`,
    suggestion: "Call from the account that acts for the manufacturer.",
  }),
  AuthorityRegistryNotProposedAccount: ({ id, caller }) => ({
    message: `The manufacturer ${block(id)} did not name ${caller} as its next account.`,
    suggestion: "Have its present account call proposeManufacturerAccount with this account first.",
  }),
  AuthorityRegistryUnknownLevel: ({ level }) => ({
    message: `There is no intelligence level ${level}.`,
    suggestion: "Give a level from 1 to 5 (L1 to L5).",
  }),
  AuthorityRegistryUnknownManufacturer: ({ id }) => ({
    message: `The manufacturer ${block(id)} was never admitted.`,
    suggestion: "Check the code; the authority of its country admits manufacturers.",
  }),
  AuthorityRegistryUnknownModel: ({ id }) => ({
    message: `The model ${block(id)} was never registered.`,
    suggestion: "Check the code; its manufacturer registers it once with registerModel.",
  }),
  AuthorityRegistryUnknownRole: ({ role }) => ({
    message: `There is no role ${role}.`,
    suggestion: `Give one of ${choiceOf("enum IAuthorityRegistry.Role")}.`,
  }),
  AuthorityRegistryUnknownScheme: ({ scheme }) => ({
    message: `There is no serial scheme ${scheme}.`,
    suggestion: `Give ${choiceOf("enum IAuthorityRegistry.SerialScheme")}.`,
  }),
  AuthorityRegistryZeroAddress: () => ({
    message: "The account is the zero address.",
    suggestion: "Give the account that is to act.",
  }),
  AuthorityRegistryManufacturerNotActive: ({ id, status }) => ({
    message: `The manufacturer ${block(id)} is ${status}: it registers and issues nothing.`,
    suggestion:
      status === "suspended"
        ? "Ask the authority of its country to reinstate it."
        : status === "compromised"
          ? "Ask the authority of its country to name a successor of its account."
          : "A revocation is final: use the code of a manufacturer that is active.",
  }),
  AuthorityRegistryNotAccredited: ({ account, role, country: where }) => ({
    message: `${account} is not accredited as ${one(role)} in ${country(where)}, or no longer.`,
    suggestion: `Ask the authority of ${country(where)} to accredit it: an accreditation counts on the market of its country alone, and ends when the seat that gave it loses the country.`,
  }),
  AuthorityRegistryStatusUnreachable: ({ id, status, wanted }) => ({
    message: `The manufacturer ${block(id)} is ${status} and cannot become ${wanted}.`,
    suggestion:
      status === "revoked"
        ? "A revocation is final."
        : status === "compromised"
          ? "A compromise ends when a successor takes over."
          : "Suspend an active manufacturer, reinstate a suspended one, revoke either.",
  }),
  AuthorityRegistryAlreadyCountersigned: ({ id, seat }) => ({
    message: `Seat ${seat} has countersigned this succession of ${block(id)} before.`,
    suggestion: "Ask another seat of tenure.",
  }),
  AuthorityRegistryCannotCountersign: ({ id, caller }) => ({
    message: `${caller} cannot countersign the succession of ${block(id)}.`,
    suggestion:
      "Call from the account of a seat of tenure other than the one that named the successor.",
  }),
  AuthorityRegistryCountryUnassigned: ({ country: where }) => ({
    message: `No seat answers for ${country(where)}, and so nobody for a robot on its market.`,
    suggestion: "Choose a market that a seat answers for.",
  }),
  AuthorityRegistryExpiryTooFar: ({ expiry, latest }) => ({
    message: `The expiry ${time(expiry)} is too far ahead.`,
    suggestion: `Give ${time(latest)} or earlier, and renew the accreditation in time.`,
  }),
  AuthorityRegistryInvalidCompromise: ({ since, earliest, latest }) => ({
    message: `A compromise cannot begin at ${time(since)}.`,
    suggestion: `Give a time from ${time(earliest)} to that of the block, ${time(latest)}.`,
  }),
  AuthorityRegistryManufacturerCompromised: ({ id }) => ({
    message: `The key of the manufacturer ${block(id)} is compromised and does nothing any more.`,
    suggestion: "Ask the authority of its country to name a successor of its account.",
  }),
  AuthorityRegistryManufacturerNotCompromised: ({ id, status }) => ({
    message: `The manufacturer ${block(id)} is ${status}, not compromised.`,
    suggestion:
      "Only a compromised manufacturer gets a successor; any other names its next account itself.",
  }),
  AuthorityRegistryNoSuccession: ({ id }) => ({
    message: `No successor of ${block(id)} is named.`,
    suggestion: "Have the authority of its country name one with nameSuccessor.",
  }),
  AuthorityRegistryNoTenure: ({ country: where, seat, actsFrom }) => ({
    message: `Seat ${seat} took ${country(where)} over from another seat and does not have its full power there yet.`,
    suggestion: `Wait until ${time(actsFrom)}.`,
  }),
  AuthorityRegistryNotCountersigned: ({ id, given, needed }) => ({
    message: `The succession of ${block(id)} has ${counted(given, "countersignature")} of the ${needed} that it needs.`,
    suggestion: "Have other seats of tenure countersign it.",
  }),
  AuthorityRegistryNotFormerAttester: ({ id, account }) => ({
    message: `${account} is no former account of the manufacturer ${block(id)} whose signatures still attest.`,
    suggestion: "Give an account that the manufacturer rotated out itself and has not voided yet.",
  }),
  AuthorityRegistryNotSuccessor: ({ id, account }) => ({
    message: `${account} is not the account named to take over ${block(id)}.`,
    suggestion: "Give the account that getManufacturer shows as successor.",
  }),
  AuthorityRegistryNoticeRunning: ({ id, acceptableFrom }) => ({
    message: `The notice of the succession of ${block(id)} runs until ${time(acceptableFrom)}.`,
    suggestion: "Accept it after that.",
  }),
  AuthorityRegistryNoticeTooShort: ({ notice, shortest }) => ({
    message: `A notice of ${span(notice)} is shorter than the shortest allowed, ${span(shortest)}.`,
    suggestion: "Give a longer one.",
  }),
  AuthorityRegistrySuccessionLapsed: ({ id, seat }) => ({
    message: `The country of ${block(id)} has changed seats since seat ${seat} named the successor.`,
    suggestion: "Have its present authority name a successor again.",
  }),
};
