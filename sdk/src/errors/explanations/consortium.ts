// What the consortium refuses, and the contract that holds what it may replace.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { counted, country, span, time } from "./show.js";

export const consortium: Explanations<ErrorsOf<"Consortium"> | ErrorsOf<"RegistryModules">> = {
  ConsortiumAuthorityTaken: ({ authority, seat }) => ({
    message: `${authority} acts for seat ${seat} already.`,
    suggestion: "Give an account that acts for no seat: each has one of its own.",
  }),
  ConsortiumChangedThisSecond: ({ country: code }) => ({
    message: `${country(code)} was assigned or released in this very second.`,
    suggestion: "Do it in a later block: each change of a country's seat has a second of its own.",
  }),
  ConsortiumCountryTaken: ({ country: code, seat }) => ({
    message: `Seat ${seat} answers for ${country(code)} already.`,
    suggestion: "Release the country first; the same proposal can do both, in that order.",
  }),
  ConsortiumCountryUnassigned: ({ country: code }) => ({
    message: `No seat answers for ${country(code)}.`,
    suggestion: "Nothing is left to release.",
  }),
  ConsortiumDelegationDisabled: ({ seatAuthority }) => ({
    message: `${seatAuthority} tried to delegate its vote; votes stay with their seat.`,
    suggestion:
      "Vote from the account that acts for the seat, or name another with proposeAuthority.",
  }),
  ConsortiumEmptyName: () => ({
    message: "The name of the seat is empty.",
    suggestion: "Give the name of the standards body, as the public knows it.",
  }),
  ConsortiumGovernorNoVote: ({ account, timepoint }) => ({
    message: `${account} has no vote here: it acts for no seat now, or for one admitted after ${time(timepoint)}, when the vote opened.`,
    suggestion: "Vote from the account that acts for a seat which was held when the vote opened.",
  }),
  ConsortiumGovernorThresholdFixed: ({ threshold }) => ({
    message: `The threshold cannot be ${counted(threshold, "vote")}: it is one vote, always.`,
    suggestion: "Leave this call out of the proposal.",
  }),
  ConsortiumLastSeat: ({ seat }) => ({
    message: `Seat ${seat} is the last one, and the chain would have no validator without it.`,
    suggestion: "Admit another seat first.",
  }),
  ConsortiumNoSeats: () => ({
    message: "The founding list is empty, and the chain would have no validator.",
    suggestion: "Name at least one founding seat.",
  }),
  ConsortiumNotAnAuthority: ({ caller }) => ({
    message: `${caller} acts for no seat.`,
    suggestion: "Call from the account that acts for the seat.",
  }),
  ConsortiumUnknownSeat: ({ seat }) => ({
    message: `There is no seat ${seat}, or it is held no longer.`,
    suggestion: "Give the number of a seat that is held.",
  }),
  ConsortiumValidatorTaken: ({ validator, seat }) => ({
    message: `The validator ${validator} is that of seat ${seat} already.`,
    suggestion: "Give the address of a node that belongs to no seat.",
  }),
  ConsortiumZeroAddress: () => ({
    message: "The account or the validator is the zero address.",
    suggestion: "Give the account that is to act, and the address of the validator's node.",
  }),

  ConsortiumCannotVeto: ({ seat, caller }) => ({
    message: `${caller} cannot cancel this naming of seat ${seat}.`,
    suggestion: "The recovery key cancels any, the seat's account what it named itself.",
  }),
  ConsortiumDelayRunning: ({ seat, acceptableFrom }) => ({
    message: `The delay of the new key of seat ${seat} runs until ${time(acceptableFrom)}.`,
    suggestion: "Accept it after that.",
  }),
  ConsortiumGovernorNoSupport: ({ proposalId, account }) => ({
    message: `${account} acts for no seat that voted in favour of proposal ${proposalId}.`,
    suggestion: "Only a vote in favour can be taken back, by the account that acts for its seat.",
  }),
  ConsortiumNotProposed: ({ seat, caller }) => ({
    message: `${caller} was not named as a key of seat ${seat}.`,
    suggestion: "Have the seat name this account first, and call from it.",
  }),
  ConsortiumNotRecovery: ({ seat, caller }) => ({
    message: `${caller} is not the recovery key of seat ${seat}.`,
    suggestion:
      "Call from the recovery key, or from the seat's own account without naming the seat.",
  }),
  ConsortiumNothingProposed: ({ seat }) => ({
    message: `Seat ${seat} has named no new key.`,
    suggestion: "Nothing is left to accept or to cancel.",
  }),
  ConsortiumPeriodTooShort: ({ period, shortest }) => ({
    message: `A period of ${span(period)} is shorter than the shortest allowed, ${span(shortest)}.`,
    suggestion: "Give a longer one.",
  }),
  ConsortiumProposedByRecovery: ({ seat, account }) => ({
    message: `The recovery key of seat ${seat} named ${account} already.`,
    suggestion: "Only the recovery key replaces or cancels what it named.",
  }),
  ConsortiumRecoveryIsAuthority: ({ seat, account }) => ({
    message: `${account} cannot be both the account and the recovery key of ${seat === 0n ? "seat 0, which is about to be admitted" : `seat ${seat}`}: one theft would take both.`,
    suggestion: "Give two keys that are kept apart.",
  }),
  ConsortiumResignationNotAllowed: ({ seat, recovery }) => ({
    message: `The recovery key of seat ${seat}, ${recovery}, has not allowed its account to give the seat up.`,
    suggestion: "Have the recovery key call allowResignation first.",
  }),
  ConsortiumValidatorSignature: ({ seat, validator }) => ({
    message: `The node ${validator} did not sign that it validates for seat ${seat}.`,
    suggestion: "Have the new node's own key sign validatorBindingDigest for this seat.",
  }),

  RegistryModulesNotAModule: ({ module }) => ({
    message: `${module} does not say by ERC-165 that it is a module of a registry.`,
    suggestion:
      "Give the address of a contract that implements IRegistryModule and supportsInterface.",
  }),
  RegistryModulesHasSpace: ({ module, space }) => ({
    message: `${module} is the module of kind space ${space} already.`,
    suggestion: "A module has one kind space: close that one first, or deploy the module again.",
  }),
  RegistryModulesNotAPolicy: ({ policy }) => ({
    message: `${policy} does not say by ERC-165 that it is a transfer policy.`,
    suggestion:
      "Give the address of a contract that implements ITransferPolicy and supportsInterface.",
  }),
  RegistryModulesNoticeTooShort: ({ notice, shortest }) => ({
    message: `A notice of ${span(notice)} is shorter than the shortest allowed, ${span(shortest)}.`,
    suggestion: "Give a longer one.",
  }),
  RegistryModulesPolicyExists: ({ policy }) => ({
    message: `The transfer policy ${policy} is asked already.`,
    suggestion: "Nothing is left to add.",
  }),
  RegistryModulesReservedSpace: () => ({
    message: "Kind space 0 belongs to the registry itself.",
    suggestion: "Give a kind space from 1 to 255.",
  }),
  RegistryModulesTooManyPolicies: ({ most }) => ({
    message: `The number of transfer policies is ${most} already, the most there can be.`,
    suggestion:
      "Remove one first. One that is young makes room at once; any other, when its notice is over.",
  }),
  RegistryModulesUnknownPolicy: ({ policy }) => ({
    message: `The transfer policy ${policy} is not asked, or is removed already and ends with its notice.`,
    suggestion: "Nothing is left to remove.",
  }),
};
