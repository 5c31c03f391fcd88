// What registrar orders refuse.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { choiceOf, robot, span, time } from "./show.js";

export const orders: Explanations<ErrorsOf<"RegistrarOrders">> = {
  RegistrarOrdersInvalidBeneficiary: ({ beneficiary }) => ({
    message: `${beneficiary} cannot be the beneficiary: it is nobody, or the holder.`,
    suggestion: "Name the new holder, or the recycler that takes the robot in.",
  }),
  RegistrarOrdersNotBeneficiary: ({ order, caller }) => ({
    message: `${caller} is not the beneficiary of order ${order}.`,
    suggestion:
      "Who is to get the robot must ask for it itself: call from the beneficiary's account.",
  }),
  RegistrarOrdersNotHolder: ({ order, caller }) => ({
    message: `${caller} is not the holder whom order ${order} is against.`,
    suggestion: "Only that holder can object.",
  }),
  RegistrarOrdersNoticeRunning: ({ order, executableAt }) => ({
    message: `The notice of order ${order} runs until ${time(executableAt)}: its holder can object.`,
    suggestion: "Execute it after that.",
  }),
  RegistrarOrdersPeriodTooShort: ({ period, shortest }) => ({
    message: `A period of ${span(period)} is shorter than the shortest allowed, ${span(shortest)}.`,
    suggestion: "Give a longer one.",
  }),
  RegistrarOrdersUnknownAction: ({ action }) => ({
    message: `There is no action ${action}.`,
    suggestion: `Give ${choiceOf("enum IRegistrarOrders.Action")}.`,
  }),
  RegistrarOrdersUnknownOrder: ({ order }) => ({
    message: `There is no order ${order}.`,
    suggestion: "Give the number that proposeOrder gave.",
  }),
  RegistrarOrdersEnded: ({ order }) => ({
    message: `Order ${order} has ended: it expired, an objection was upheld, or its country changed seat.`,
    suggestion: "Have the authority of the robot's country decide again.",
  }),
  RegistrarOrdersNotAnotherAuthority: ({ order, caller }) => ({
    message: `${caller} cannot countersign order ${order}.`,
    suggestion: "Each seat of tenure countersigns once: any but the one that proposed the order.",
  }),
  RegistrarOrdersObjectionUpheld: ({ id, order, earliest }) => ({
    message: `The objection of the holder of ${robot(id)} to order ${order} was upheld.`,
    suggestion: `Propose another order at ${time(earliest)} at the earliest; it needs countersignatures from the start.`,
  }),
  RegistrarOrdersOpenOrder: ({ id, order }) => ({
    message: `Order ${order} on ${robot(id)} is pending: its holder is faced with one at a time.`,
    suggestion: "Withdraw that order first, or wait until it is decided or has expired.",
  }),
  RegistrarOrdersWrongStatus: ({ order, status }) => ({
    message: `Order ${order} is ${status}, which does not allow this.`,
    suggestion:
      status === "objected"
        ? "The holder objected: other seats must countersign first."
        : "An order is proposed, then executed or withdrawn; where its holder objected, other seats countersign in between.",
  }),
};
