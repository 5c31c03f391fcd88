// `robotid scrap`: the end of a robot, which takes two parties.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { group, writing } from "../define.js";
import { withDocument } from "../documents.js";
import type { Session } from "../session.js";
import { address, countryCode, robotId } from "../values.js";

export function defineScrap(program: CommandUnknownOpts, session: Session): void {
  const scrap = group(
    program,
    "scrap",
    "Hand a robot to a recycler, and confirm that it was destroyed",
  ) as never;

  writing(
    scrap,
    "intake",
    "As the holder: hand a robot to a recycler",
    "scrap intake CN-BH01-TERN03-25W07000000000001 --recycler 0xBcd4042DE499D14e55001CcbB24a551F3b954096 --country ES --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--recycler <account>", "who is to destroy it", address)
    .requiredOption(
      "--country <country>",
      "country whose accreditation the recycler acts under",
      countryCode,
    )
    .action((id, { recycler, country }, command) =>
      session.write(
        command,
        "intake",
        { id, recycler, country },
        `${formatRobotId(id)} is handed to ${recycler}, which confirms its destruction.`,
      ),
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
