// What the flags refuse.
import type { ErrorsOf, Explanations } from "./explanation.js";
import { choiceOf, robot } from "./show.js";

export const flags: Explanations<ErrorsOf<"RobotFlags">> = {
  RobotFlagsAlreadyRaised: ({ id, flag }) => ({
    message: `${robot(id)} is reported ${flag} already.`,
    suggestion: "Nothing is left to do; further evidence belongs in the dossier, as an incident.",
  }),
  RobotFlagsNotAllowed: ({ id, flag, caller }) => ({
    message: `${caller} may not report ${robot(id)} ${flag}, nor clear such a report.`,
    suggestion:
      flag === "stolen"
        ? "The holder, the operator, the authority of the robot's country or an investigator accredited there reports it; who did, or that authority, clears it."
        : "The authority of the robot's country or an investigator accredited there reports it; who did, or that authority, clears it.",
  }),
  RobotFlagsNotRaised: ({ id, flag }) => ({
    message: `${robot(id)} is not reported ${flag}.`,
    suggestion: "Nothing is left to clear.",
  }),
  RobotFlagsUnknownFlag: ({ flag }) => ({
    message: `There is no flag ${flag}.`,
    suggestion: `Give ${choiceOf("enum IRobotFlags.Flag")}.`,
  }),
};
