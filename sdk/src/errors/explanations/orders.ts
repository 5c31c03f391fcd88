// What registrar orders refuse.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { choiceOf, robot, span, time } from "./show.js";

export const orders: Explanations<ErrorsOf<"RegistrarOrders">> = {
  RegistrarOrdersExpired: ({ order, expiresAt }) => ({
    message: `Order ${order} could be executed until ${time(expiresAt)}.`,
    suggestion: "Have the authority propose it anew.",
  }),
  RegistrarOrdersHolderChanged: ({ order, holder }) => ({
    message: `Order ${order} lapsed: the robot changed hands and ${holder} holds it now.`,
    suggestion: "Have the authority decide again, about the present holder.",
  }),
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
  RegistrarOrdersNotSecondAuthority: ({ order, caller }) => ({
    message: `${caller} cannot be the second authority of order ${order}.`,
    suggestion:
      "The authority of another seat countersigns: neither the one that proposed, nor the one that holds the order's country now.",
  }),
  RegistrarOrdersNoticeRunning: ({ order, executableAt }) => ({
    message: `The notice of order ${order} runs until ${time(executableAt)}: its holder can object.`,
    suggestion: "Execute it after that.",
  }),
  RegistrarOrdersOpenOrder: ({ id, order }) => ({
    message: `The holder of ${robot(id)} can still object to order ${order}: a country proposes one at a time.`,
    suggestion: "Withdraw that order first, or wait until it is decided or has expired.",
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
  RegistrarOrdersWrongStatus: ({ order, status }) => ({
    message: `Order ${order} is ${status}, which does not allow this.`,
    suggestion:
      status === "objected"
        ? "The holder objected: a second authority must countersign first."
        : "An order is proposed, then executed or withdrawn; where its holder objected, a second authority countersigns in between.",
  }),
};
