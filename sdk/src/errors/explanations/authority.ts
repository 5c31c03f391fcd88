// What the authorities' register refuses.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { block, choiceOf, country, one, time } from "./show.js";

export const authority: Explanations<ErrorsOf<"AuthorityRegistry">> = {
  AuthorityRegistryAccountTaken: ({ account, id }) => ({
    message: `${account} acts for the manufacturer ${block(id)} already.`,
    suggestion: "Give an account that acts for no manufacturer: each has one of its own.",
  }),
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
  AuthorityRegistryManufacturerNotActive: ({ id, status }) => ({
    message: `The manufacturer ${block(id)} is ${status}: it registers and issues nothing.`,
    suggestion:
      status === "suspended"
        ? "Ask the authority of its country to reinstate it."
        : "A revocation is final: use the code of a manufacturer that is active.",
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
  AuthorityRegistryNotAccredited: ({ account, role, country: where }) => ({
    message: `${account} is not accredited as ${one(role)} in ${country(where)}, or no longer.`,
    suggestion: `Ask the authority of ${country(where)} to accredit it, or name a country that does.`,
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
  AuthorityRegistryStatusUnreachable: ({ id, status, wanted }) => ({
    message: `The manufacturer ${block(id)} is ${status} and cannot become ${wanted}.`,
    suggestion:
      status === "revoked"
        ? "A revocation is final."
        : "Suspend an active manufacturer, reinstate a suspended one, revoke either.",
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
};
