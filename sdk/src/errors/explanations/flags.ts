// What the flags refuse.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { choiceOf, robot } from "./show.js";

export const flags: Explanations<ErrorsOf<"RobotFlags">> = {
  RobotFlagsAlreadyRaised: ({ id, flag }) => ({
    message: `${robot(id)} is reported ${flag} already.`,
    suggestion: "Nothing is left to do; further evidence belongs in the dossier, as an incident.",
  }),
  RobotFlagsNotRaised: ({ id, flag }) => ({
    message: `${robot(id)} is not reported ${flag}.`,
    suggestion: "Nothing is left to clear.",
  }),
  RobotFlagsUnknownFlag: ({ flag }) => ({
    message: `There is no flag ${flag}.`,
    suggestion: `Give ${choiceOf("enum IRobotFlags.Flag")}.`,
  }),
  RobotFlagsNotAllowed: ({ id, flag, caller }) => ({
    message: `${caller} may not report ${robot(id)} ${flag}, nor clear such a report.`,
    suggestion:
      "The authority of the robot's country or an investigator accredited there reports it, and of a theft its holder or operator too. What holder or operator reported, the holder, that operator or the authority clears; any other report the seat that answers for it, or two others after a notice (supportClearance).",
  }),
  RobotFlagsNotAnotherSeat: ({ id, flag, caller }) => ({
    message: `${caller} cannot support the clearance of the report that ${robot(id)} is ${flag}.`,
    suggestion:
      "Two seats of tenure support it, each once, and neither is the one that answers for the report.",
  }),
  RobotFlagsNotTheOrders: ({ caller }) => ({
    message: `${caller} is not the contract of the registrar orders.`,
    suggestion: "Clear a flag with clearFlag; an order clears it when it is executed.",
  }),
};
