// What the registry of robots refuses: issuance, ownership, lifecycle.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { block, counted, country, position, robot, span, spoken, text, time } from "./show.js";

export const registry: Explanations<ErrorsOf<"RobotRegistry">> = {
  RobotRegistryAlreadyIssued: ({ id }) => ({
    message: `${robot(id)} was issued before; a code is never issued twice.`,
    suggestion: "Leave this serial out, or give the unit another.",
  }),
  RobotRegistryAlreadyOnMarket: ({ id, country: market }) => ({
    message: `${robot(id)} is on the market of ${country(market)} already.`,
    suggestion: "Name another country to relocate to.",
  }),
  RobotRegistryAlreadyOperator: ({ id, operator }) => ({
    message: `${operator} accepted to run ${robot(id)} before.`,
    suggestion: "Nothing is left to accept; the holder names an operator again for another term.",
  }),
  RobotRegistryAmbiguousSerial: ({ first, position: at }) => ({
    message: `Generated serials hold neither I nor O, and ${position(at)} of ${robot(first)} is one.`,
    suggestion: "Choose a stem without these letters, which people take for 1 and 0.",
  }),
  RobotRegistryCounterExhausted: ({ first, count, counterWidth }) => ({
    message: `${counted(count, "unit")} from ${robot(first)} on run past the last number of ${counterWidth} digits.`,
    suggestion: "Issue fewer, and go on under another stem.",
  }),
  RobotRegistryDeviceKeyBound: ({ keyDigest, boundTo }) => ({
    message: `The device key ${keyDigest} is bound to ${robot(boundTo)}, for ever.`,
    suggestion:
      "Look the robot up under that code. A new computer needs a key of its own; a robot keeps its code for life.",
  }),
  RobotRegistryEmptyLot: ({ model }) => ({
    message: `The lot of ${block(model)} has no unit.`,
    suggestion: "Issue at least one.",
  }),
  RobotRegistryLotNotAscending: ({ first, lastCounter }) => ({
    message: `The lot begins at ${robot(first)}, and units were issued under its stem up to counter ${lastCounter}.`,
    suggestion: `Begin at counter ${lastCounter + 1n} or later: lots of one stem only grow upward.`,
  }),
  RobotRegistryNotAModule: ({ caller }) => ({
    message: `${caller} is no module of the registry.`,
    suggestion:
      "Governance may have replaced this module: use the contracts of the deployment file.",
  }),
  RobotRegistryNotHolder: ({ id, caller }) => ({
    message: `${caller} does not hold ${robot(id)}.`,
    suggestion: "Call from the account of its holder; an issued unit is held by its maker.",
  }),
  RobotRegistryNotInManifest: ({ id, unitsRoot }) => ({
    message: `The manifest of the lot of ${robot(id)}, with the root ${unitsRoot}, does not hold this device key and birth record.`,
    suggestion:
      "Give the key and the birth record of the manifest, and the Merkle proof of this unit.",
  }),
  RobotRegistryNotItsCompanion: ({ caller }) => ({
    message: `${caller} is not the companion contract of the registry that may do this.`,
    suggestion: "Call registrar orders, flags or signed acts instead, by the actions of the SDK.",
  }),
  RobotRegistryNotNamedOperator: ({ id, caller }) => ({
    message: `${caller} was not named operator of ${robot(id)}, or its term has ended.`,
    suggestion: "Have the holder name this account with setOperator.",
  }),
  RobotRegistryReceiverMustCall: ({ id, to, caller }) => ({
    message: `${robot(id)} cannot be sent to ${to} by ${caller}: nobody is made liable for a robot unasked.`,
    suggestion: `Have ${to} accept the transfer itself, or use a consent that both sides sign.`,
  }),
  RobotRegistryReceiverNotApproved: ({ id, to, approved }) => ({
    message: `The holder of ${robot(id)} approved ${/^0x0+$/.test(approved) ? "nobody" : approved}, not ${to}.`,
    suggestion: "Have the holder approve this receiver with approveTransfer.",
  }),
  RobotRegistryReceiverReentered: ({ id }) => ({
    message: `The receiver tried to change ${robot(id)} while it was asked whether it takes a robot.`,
    suggestion: "Let the receiving contract only answer, and act in another transaction.",
  }),
  RobotRegistryScrapped: ({ id, scrappedAt }) => ({
    message: `${robot(id)} was destroyed at ${time(scrappedAt)}. It never comes back.`,
    suggestion:
      "Check the code. Of a destroyed robot, only incidents and corrections are recorded.",
  }),
  RobotRegistrySelfTransfer: ({ id, holder }) => ({
    message: `${holder} holds ${robot(id)} already.`,
    suggestion: "Name another receiver.",
  }),
  RobotRegistryTermInPast: ({ until, timestamp }) => ({
    message: `The term ends at ${time(until)}, which is not after the time of the block, ${time(timestamp)}.`,
    suggestion: "Give an end in the future.",
  }),
  RobotRegistryTooManyLots: ({ stem }) => ({
    message: `The stem ${text(stem)} has the largest number of lots it can have.`,
    suggestion: "Go on under another stem, or under another model.",
  }),
  RobotRegistryUnknownRobot: ({ id }) => ({
    message: `${robot(id)} was never issued.`,
    suggestion: "Check every character of the code; its check character would show a slip.",
  }),
  RobotRegistryWrongScheme: ({ model, scheme }) => ({
    message: `The serials of ${block(model)} are ${scheme}.`,
    suggestion:
      scheme === "sequential"
        ? "Issue its units by the lot, with issueLot."
        : "Issue its units by the list, with issueList.",
  }),
  RobotRegistryFlagged: ({ id, flag }) => ({
    message: `${robot(id)} is reported ${flag}: it changes neither hands nor markets and is not destroyed.`,
    suggestion: "Have the flag cleared first; clearFlag says who can.",
  }),
  RobotRegistryHandedIn: ({ id, recycler }) => ({
    message: `${robot(id)} was handed to ${recycler}, which is accredited still: its holder cannot name another recycler.`,
    suggestion:
      "Let that recycler confirm the destruction or offer the robot back, or ask the authority for a registrar order.",
  }),
  RobotRegistryIntakeNotOffered: ({ id, recycler, caller }) => ({
    message: `${robot(id)} is offered to ${/^0x0+$/.test(recycler) ? `nobody (${recycler})` : recycler}, not to ${caller}.`,
    suggestion: "Have its holder offer it to this recycler with offerIntake.",
  }),
  RobotRegistryMakerCompromised: ({ id, manufacturer }) => ({
    message: `The key of ${block(manufacturer)}, the maker of ${robot(id)}, is compromised: nothing that rests on its word goes on.`,
    suggestion: "Wait until a successor has taken over the maker's code.",
  }),
  RobotRegistryNotItsRecycler: ({ id, recycler, caller }) => ({
    message: `${robot(id)} was handed to ${recycler}, not to ${caller}.`,
    suggestion: "Call from the account of the recycler that took it in.",
  }),
  RobotRegistryOrderPending: ({ id, order }) => ({
    message: `Registrar order ${order} against ${robot(id)} is pending: until it has ended, nothing else moves the robot or clears its flags.`,
    suggestion: "Wait for the order; its holder can object to it with objectToOrder.",
  }),
  RobotRegistryOwnRecycler: ({ id, holder }) => ({
    message: `${robot(id)} is held by ${holder}, which cannot take it in itself: scrapping takes two parties.`,
    suggestion: "Offer the robot to another accredited recycler.",
  }),
  RobotRegistryReturnNotOffered: ({ id, recycler }) => ({
    message: `${recycler}, which took ${robot(id)} in, does not offer it back.`,
    suggestion: "Have that recycler call offerReturn first.",
  }),
  RobotRegistryScrapDelayTooShort: ({ delay, shortest }) => ({
    message: `${span(delay)} between intake and destruction are fewer than the fewest allowed, ${span(shortest)}.`,
    suggestion: "Give a longer time.",
  }),
  RobotRegistryScrapTooEarly: ({ id, earliest }) => ({
    message: `${robot(id)} was taken in too short a time ago to be destroyed: a mistake can still be corrected.`,
    suggestion: `Confirm the destruction at ${time(earliest)} or later.`,
  }),
  RobotRegistryWrongState: ({ id, state }) => ({
    message: `${robot(id)} is ${state === "none" ? "not issued" : spoken(state)}, which does not allow this.`,
    suggestion:
      "A robot is issued, then in service once it is placed on a market, at its end of life once a recycler takes it in, and at last scrapped, from where nothing leads back.",
  }),
};
