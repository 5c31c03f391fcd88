// What the consortium refuses, and the contract that holds what it may replace.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { counted, country, time } from "./show.js";

export const consortium: Explanations<ErrorsOf<"Consortium"> | ErrorsOf<"RegistryModules">> = {
  ConsortiumAuthorityTaken: ({ authority, seat }) => ({
    message: `${authority} acts for seat ${seat} already.`,
    suggestion: "Give an account that acts for no seat: each has one of its own.",
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
    suggestion: "Vote from the account that acts for the seat, or rotate that account.",
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

  RegistryModulesHasSpace: ({ module, space }) => ({
    message: `${module} is the module of kind space ${space} already.`,
    suggestion: "A module has one kind space: close that one first, or deploy the module anew.",
  }),
  RegistryModulesNotAPolicy: ({ policy }) => ({
    message: `${policy} does not say by ERC-165 that it is a transfer policy.`,
    suggestion:
      "Give the address of a contract that implements ITransferPolicy and supportsInterface.",
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
    suggestion: "Remove one first; the same proposal can do both, in that order.",
  }),
  RegistryModulesUnknownPolicy: ({ policy }) => ({
    message: `The transfer policy ${policy} is not asked.`,
    suggestion: "Nothing is left to remove.",
  }),
};
