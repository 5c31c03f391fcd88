// `robotid scrap`: the end of a robot, which takes two parties and leads back until it is destroyed.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { group, writing } from "../define.js";
import { withDocument } from "../documents.js";
import type { Session } from "../session.js";
import { address, robotId } from "../values.js";

export function defineScrap(program: CommandUnknownOpts, session: Session): void {
  const scrap = group(
    program,
    "scrap",
    "Hand a robot in, get it back, and confirm that it was destroyed",
  ) as never;

  writing(
    scrap,
    "offer",
    "As the holder: offer a robot to a recycler",
    "scrap offer CN-BH01-TERN03-25W07000000000001 --recycler 0xBcd4042DE499D14e55001CcbB24a551F3b954096 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--recycler <account>", "who is to destroy it", address)
    .action((id, { recycler }, command) =>
      session.write(
        command,
        "offerIntake",
        { id, recycler },
        `${formatRobotId(id)} is offered to ${recycler}, which has to take it in.`,
      ),
    );

  writing(
    scrap,
    "withdraw",
    "As the holder: take an offer back",
    "scrap withdraw CN-BH01-TERN03-25W07000000000001 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, _options, command) =>
      session.write(
        command,
        "offerIntake",
        { id },
        `${formatRobotId(id)} is offered to no recycler any more.`,
      ),
    );

  writing(
    scrap,
    "take-in",
    "As the recycler: take a robot in that its holder offers",
    "scrap take-in CN-BH01-TERN03-25W07000000000001 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, _options, command) =>
      session.write(
        command,
        "takeIn",
        { id },
        `${formatRobotId(id)} is taken in. It can be destroyed in seven days at the earliest.`,
      ),
    );

  writing(
    scrap,
    "offer-return",
    "As the recycler: offer a robot back to its holder",
    "scrap offer-return CN-BH01-TERN03-25W07000000000001 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, _options, command) =>
      session.write(
        command,
        "offerReturn",
        { id },
        `${formatRobotId(id)} is offered back to its holder.`,
      ),
    );

  writing(
    scrap,
    "take-back",
    "As the holder: take a robot back that its recycler offers back",
    "scrap take-back CN-BH01-TERN03-25W07000000000001 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, _options, command) =>
      session.write(command, "takeBack", { id }, `${formatRobotId(id)} is in service again.`),
    );

  withDocument(
    writing(
      scrap,
      "confirm",
      "As the recycler: confirm that a robot was destroyed; nothing leads back",
      "scrap confirm CN-BH01-TERN03-25W07000000000001 --document certificate-of-destruction.pdf",
    ),
    "the certificate of destruction",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, options, command) =>
      session.write(
        command,
        "scrap",
        async ({ documents }) => ({ id, certificateDigest: await documents.commitment(options) }),
        `${formatRobotId(id)} is scrapped, for good.`,
      ),
    );
}
