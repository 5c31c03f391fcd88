// `robotid operator`: who runs a robot is not always who owns it.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { group, writing } from "../define.js";
import type { Session } from "../session.js";
import { day } from "../text.js";
import { address, moment, robotId } from "../values.js";

export function defineOperator(program: CommandUnknownOpts, session: Session): void {
  const operator = group(program, "operator", "Name who runs a robot, accept, resign") as never;

  writing(
    operator,
    "name",
    "As the holder: name who runs a robot",
    "operator name CN-BH01-TERN03-25W07000000000001 --account 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --until 2030-01-01 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--account <account>", "who is to run it", address)
    .requiredOption("--until <moment>", "when the term ends", moment)
    .action((id, { account, until }, command) =>
      session.write(
        command,
        "setOperator",
        { id, operator: account, until },
        `${account} is named as operator of ${formatRobotId(id)} until ${day(until)}, and has to accept.`,
      ),
    );

  writing(
    operator,
    "end",
    "As the holder: end the operator's term",
    "operator end CN-BH01-TERN03-25W07000000000001 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, _options, command) =>
      session.write(
        command,
        "setOperator",
        { id },
        `${formatRobotId(id)} has no operator any more.`,
      ),
    );

  writing(
    operator,
    "accept",
    "As the account named: accept",
    "operator accept CN-BH01-TERN03-25W07000000000001 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, _options, command) =>
      session.write(
        command,
        "acceptOperator",
        { id },
        `You answer for running ${formatRobotId(id)}.`,
      ),
    );

  writing(
    operator,
    "resign",
    "As the account named: resign",
    "operator resign CN-BH01-TERN03-25W07000000000001 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, _options, command) =>
      session.write(
        command,
        "resignOperator",
        { id },
        `You do not run ${formatRobotId(id)} any more.`,
      ),
    );
}
