// `robotid flag`: reports of theft and dispute.

import { Argument, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { words } from "@openrobotid/sdk/actions";
import { asking, group, writing } from "../define.js";
import { withDocument } from "../documents.js";
import type { Session } from "../session.js";
import { day } from "../text.js";
import { robotId } from "../values.js";

const [, ...FLAGS] = words["enum IRobotFlags.Flag"];

export function defineFlag(program: CommandUnknownOpts, session: Session): void {
  const flag = group(
    program,
    "flag",
    "Report a robot as stolen or disputed, and clear the report",
  ) as never;
  const kind = () => new Argument("<flag>", "what is reported").choices(FLAGS);

  withDocument(
    writing(
      flag,
      "raise",
      "Report a robot",
      "flag raise CN-BH01-TERN03-25W07000000000001 stolen --document police-report.pdf",
    ),
    "the report",
  )
    .argument("<code>", "the robot", robotId)
    .addArgument(kind())
    .action((id, reported, options, command) =>
      session.write(
        command,
        "raiseFlag",
        async ({ documents }) => ({
          id,
          flag: reported,
          reasonDigest: await documents.commitment(options),
        }),
        `${formatRobotId(id)} is reported as ${reported}.`,
      ),
    );

  withDocument(
    writing(
      flag,
      "clear",
      "Clear a report",
      "flag clear CN-BH01-TERN03-25W07000000000001 stolen --document found.pdf",
    ),
    "the reason",
  )
    .argument("<code>", "the robot", robotId)
    .addArgument(kind())
    .action((id, reported, options, command) =>
      session.write(
        command,
        "clearFlag",
        async ({ documents }) => ({
          id,
          flag: reported,
          reasonDigest: await documents.commitment(options),
        }),
        `${formatRobotId(id)} is no longer reported as ${reported}.`,
      ),
    );

  withDocument(
    writing(
      flag,
      "support-clearance",
      "As a seat of tenure: support that a report is cleared against the seat that answers for it; two do it",
      "flag support-clearance CN-BH01-TERN03-25W07000000006101 stolen --document reason.pdf",
    ),
    "the reason",
  )
    .argument("<code>", "the robot", robotId)
    .addArgument(kind())
    .action((id, reported, options, command) =>
      session.write(
        command,
        "supportClearance",
        async ({ documents }) => ({
          id,
          flag: reported,
          reasonDigest: await documents.commitment(options),
        }),
        `You support that ${formatRobotId(id)} is no longer reported as ${reported}.`,
      ),
    );

  asking(flag, "show", "Show what a robot is reported as", {
    json: {
      id: "the code",
      flags: "flag, reporter, raisedAt (seconds), seat, reasonDigest; empty where there is none",
      clearances:
        "what other seats support against that: flag, firstSeat, secondSeat (null while none joined), clearableAt (seconds)",
    },
    examples: ["flag show CN-BH01-TERN03-25W07000000000001"],
  })
    .argument("<code>", "the robot", robotId)
    .action(async (id, _options, command) => {
      const found = await session.read(command, async ({ client, blockNumber }) => {
        const { flags } = await client.getRobot({ id, blockNumber });
        const clearances = await Promise.all(
          flags.map(async ({ flag: reported }) => {
            const clearance = await client.getClearance({ id, flag: reported, blockNumber });
            return clearance ? [{ flag: reported, ...clearance }] : [];
          }),
        );
        return { flags, clearances: clearances.flat() };
      });
      const { flags, clearances } = found;
      const supportOf = (reported: string) => {
        const one = clearances.find((clearance) => clearance.flag === reported);
        if (!one) return "";
        const { firstSeat, secondSeat, clearableAt } = one;
        return secondSeat === undefined
          ? `supported by seat ${firstSeat}`
          : `seats ${firstSeat} and ${secondSeat}, from ${day(clearableAt)} on`;
      };
      session.answer(command, { id, ...found }, (layout) =>
        layout.table(
          ["flag", "since", "reported by", "clearance"],
          flags.map((one) => [one.flag, day(one.raisedAt), one.reporter, supportOf(one.flag)]),
          `${formatRobotId(id)} is not reported as anything.`,
        ),
      );
    });
}
