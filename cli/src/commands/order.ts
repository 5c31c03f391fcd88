// `robotid order`: registrar orders, for lost keys, death, insolvency and courts.
import { Argument, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { words } from "@openrobotid/sdk/actions";
import { asking, group, writing } from "../define.js";
import { withDocument } from "../documents.js";
import type { Session } from "../session.js";
import { moment } from "../text.js";
import { address, number, robotId } from "../values.js";

const [, ...ACTIONS] = words["enum IRegistrarOrders.Action"];

export function defineOrder(program: CommandUnknownOpts, session: Session): void {
  const order = group(
    program,
    "order",
    "Registrar orders: propose, object, countersign, withdraw, execute",
  ) as never;

  withDocument(
    writing(
      order,
      "propose",
      "As the authority of a robot's country: propose an order",
      "order propose CN-BH01-TERN03-25W07000000000004 transfer --beneficiary 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --document judgment.pdf",
    ),
    "the decision that it rests on",
  )
    .argument("<code>", "the robot", robotId)
    .addArgument(new Argument("<action>", "what it is to do").choices(ACTIONS))
    .requiredOption(
      "--beneficiary <account>",
      "the new holder, or the recycler that takes it in",
      address,
    )
    .action((id, action, { beneficiary, ...options }, command) =>
      session.write(
        command,
        "proposeOrder",
        async ({ documents }) => ({
          id,
          action,
          beneficiary,
          reasonDigest: await documents.commitment(options),
        }),
        `The order on ${formatRobotId(id)} is proposed; its holder can object.`,
      ),
    );

  withDocument(
    writing(
      order,
      "object",
      "As the holder: object to an order",
      "order object 1 --document objection.pdf",
    ),
    "the objection",
  )
    .argument("<order>", "number of the order", number)
    .action((one, options, command) =>
      session.write(
        command,
        "objectToOrder",
        async ({ documents }) => ({
          order: one,
          reasonDigest: await documents.commitment(options),
        }),
        `Order ${one} is objected to: it needs the signatures of other seats.`,
      ),
    );

  writing(
    order,
    "countersign",
    "As another seat of tenure: sign an order that was objected to, or is contested",
    "order countersign 1 --dry-run",
  )
    .argument("<order>", "number of the order", number)
    .action((one, _options, command) =>
      session.write(command, "countersignOrder", { order: one }, `Order ${one} is countersigned.`),
    );

  withDocument(
    writing(
      order,
      "withdraw",
      "As the authority that proposed it: withdraw an order",
      "order withdraw 1 --document reason.pdf",
    ),
    "the reason",
  )
    .argument("<order>", "number of the order", number)
    .action((one, options, command) =>
      session.write(
        command,
        "withdrawOrder",
        async ({ documents }) => ({
          order: one,
          reasonDigest: await documents.commitment(options),
        }),
        `Order ${one} is withdrawn.`,
      ),
    );

  writing(
    order,
    "execute",
    "As the beneficiary: execute an order whose notice has run out",
    "order execute 1 --dry-run",
  )
    .argument("<order>", "number of the order", number)
    .action((one, _options, command) =>
      session.write(command, "executeOrder", { order: one }, `Order ${one} is executed.`),
    );

  asking(order, "show", "Show an order", {
    json: {
      order: "its number",
      id: "the robot",
      action: "transfer or intake",
      status: "proposed, objected, countersigned, executed or withdrawn",
      pending: "whether it still binds the robot: neither carried out nor ended",
      holder: "holder of the robot when it was proposed",
      beneficiary: "new holder, or recycler",
      country: "country whose authority proposed it",
      seat: "seat that proposed it",
      executableAt: "from when on it can be executed, in seconds",
      expiresAt: "from when on it no longer can, in seconds",
      answerableUntil:
        "from when on it can no longer be countersigned, in seconds; null while nobody objected",
      signatures: "countersignatures that it has",
      signaturesNeeded: "countersignatures that overrule an objection",
      contested: "whether it needs them from the start",
      reasonDigest: "commitment to the decision",
    },
    examples: ["order show 1"],
  })
    .argument("<order>", "number of the order", number)
    .action(async (one, _options, command) => {
      const found = await session.read(command, ({ client, blockNumber }) =>
        client.getOrder({ order: one, blockNumber }),
      );
      session.answer(command, found, (layout) =>
        layout.fields([
          ["order", String(found.order)],
          ["robot", formatRobotId(found.id)],
          ["does", found.action],
          ["status", `${found.status}${found.pending ? ", pending" : ""}`],
          ["against", found.holder],
          ["for", found.beneficiary],
          ["proposed by", `seat ${found.seat}, for ${found.country}`],
          [
            "countersigned",
            `${found.signatures} of ${found.signaturesNeeded}${found.contested ? ", needed from the start" : ", needed where it is objected to"}`,
          ],
          ["executable", `from ${moment(found.executableAt)} until ${moment(found.expiresAt)}`],
        ]),
      );
    });
}
