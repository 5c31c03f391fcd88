// `robotid act`: what somebody signs who sends nothing, and anybody submits. It goes from hand to hand in a file, as consents do.
import { Argument, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { type Act, type PrepareActParameters, words } from "@openrobotid/sdk/actions";
import { asking, type Documentation, group, reading, writing } from "../define.js";
import { Documents, withDocument } from "../documents.js";
import { wordsOf } from "../events.js";
import { usageFailure } from "../failure.js";
import { overwrite, readAct, readConsent, type SignedAct, writeNew } from "../files.js";
import type { Session } from "../session.js";
import { type Layout, moment, spaced } from "../text.js";
import { address, countryCode, moment as momentValue, number, robotId } from "../values.js";

const [, ...FLAGS] = words["enum IRobotFlags.Flag"];

const ACT_ANSWER = {
  act: "what is signed: act (what is done), id, signer, nonce, deadline (seconds), and what the act takes",
  signature: "the signer's; null where it is missing",
  file: "where it is",
  documents: "documents that were committed to",
} as const;

/** What builds an act, beside signer and deadline. */
type Terms = PrepareActParameters extends infer act
  ? act extends PrepareActParameters
    ? Omit<act, "signer" | "deadline">
    : never
  : never;

export function defineAct(program: CommandUnknownOpts, session: Session): void {
  const act = group(
    program,
    "act",
    "Act by signature: build, sign and submit what a holder does, without sending it",
  ) as never;
  defineBuild(group(act, "build", "Build what somebody signs") as never, session);
  defineSign(act, session);
  defineSubmit(act, session);
}

function defineBuild(build: CommandUnknownOpts, session: Session): void {
  const building = (name: string, summary: string, example: string) =>
    asking(build, name, summary, documentation(`act build ${name} ${example}`))
      .requiredOption("--signer <account>", "who is to sign it", address)
      .requiredOption("--deadline <moment>", "last moment at which it is valid", momentValue)
      .requiredOption("--out <file>", "new file for it");
  const write = (
    command: CommandUnknownOpts,
    options: { readonly signer: `0x${string}`; readonly deadline: number; readonly out: string },
    termsOf: (documents: Documents) => Terms | Promise<Terms>,
  ) => writeAct(session, command, options, termsOf);
  const flag = () => new Argument("<flag>", "what is reported").choices(FLAGS);
  const ROBOT = "CN-BH01-TERN03-25W07000000000002";
  const SIGNER =
    "--signer 0xdD2FD4581271e230360230F9337D5c0430Bf44C0 --deadline 2030-01-01 --out act.json";

  withDocument(
    building(
      "object",
      "Of the holder: object to an order",
      `1 ${SIGNER} --document objection.pdf`,
    ).argument("<order>", "number of the order", number),
    "the objection",
  ).action((order, options, command) =>
    write(command, options, async (documents) => ({
      act: "objectToOrder",
      order,
      reasonDigest: await documents.commitment(options),
    })),
  );
  for (const [name, action, summary, document] of [
    ["raise-flag", "raiseFlag", "Of one who may: report a robot", "report.pdf"],
    ["clear-flag", "clearFlag", "Of one who may: clear a report", "found.pdf"],
  ] as const) {
    withDocument(
      building(name, summary, `${ROBOT} stolen ${SIGNER} --document ${document}`)
        .argument("<code>", "the robot", robotId)
        .addArgument(flag()),
      "the report, or the reason",
    ).action((id, reported, options, command) =>
      write(command, options, async (documents) => ({
        act: action,
        id,
        flag: reported,
        reasonDigest: await documents.commitment(options),
      })),
    );
  }
  building(
    "name-operator",
    "Of the holder: name who runs a robot",
    `${ROBOT} --account 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --until 2030-01-01 ${SIGNER}`,
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--account <account>", "the operator", address)
    .requiredOption("--until <moment>", "when its term ends", momentValue)
    .action((id, options, command) =>
      write(command, options, () => ({
        act: "setOperator",
        id,
        operator: options.account,
        until: options.until,
      })),
    );
  building("end-operator", "Of the holder: end the term of the operator", `${ROBOT} ${SIGNER}`)
    .argument("<code>", "the robot", robotId)
    .action((id, options, command) => write(command, options, () => ({ act: "setOperator", id })));
  building(
    "offer-intake",
    "Of the holder: offer a robot to a recycler",
    `${ROBOT} --recycler 0xBcd4042DE499D14e55001CcbB24a551F3b954096 ${SIGNER}`,
  )
    .argument("<code>", "the robot", robotId)
    .option("--recycler <account>", "the recycler; without it, an offer is taken back", address)
    .action((id, options, command) =>
      write(command, options, () => ({ act: "offerIntake", id, recycler: options.recycler })),
    );
  building(
    "take-back",
    "Of the holder: take a robot back that its recycler offers back",
    `${ROBOT} ${SIGNER}`,
  )
    .argument("<code>", "the robot", robotId)
    .action((id, options, command) => write(command, options, () => ({ act: "takeBack", id })));
  building(
    "relocate",
    "Of the holder: move a robot to another market",
    `${ROBOT} --country DE ${SIGNER}`,
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--country <country>", "the market", countryCode)
    .action((id, options, command) =>
      write(command, options, () => ({ act: "relocate", id, country: options.country })),
    );
  building(
    "revoke-consent",
    "Of either side: revoke one consent to a transfer",
    `sale.json ${SIGNER}`,
  )
    .argument("<file>", "the consent; - is standard input")
    .action((file, options, command) =>
      write(command, options, async () => ({
        act: "revokeConsent",
        consent: (await readConsent(session.shell, file)).consent,
      })),
    );
  building(
    "revoke-consents",
    "Of the holder: revoke every consent that it signed for a robot",
    `${ROBOT} ${SIGNER}`,
  )
    .argument("<code>", "the robot", robotId)
    .action((id, options, command) =>
      write(command, options, () => ({ act: "revokeConsents", id })),
    );
}

const documentation = (example: string): Documentation => ({
  json: ACT_ANSWER,
  examples: [example],
});

async function writeAct(
  session: Session,
  command: CommandUnknownOpts,
  options: { readonly signer: `0x${string}`; readonly deadline: number; readonly out: string },
  termsOf: (documents: Documents) => Terms | Promise<Terms>,
): Promise<void> {
  const { signer, deadline, out } = options;
  const documents = new Documents(session.shell.cwd, false);
  const terms = await termsOf(documents);
  const parameters = { ...terms, signer, deadline } as PrepareActParameters;
  const act = await session.read(command, ({ client }) => client.prepareAct(parameters));
  const built: SignedAct = { act, signature: null };
  const file = writeNew(session.shell, out, built);
  const answer = { ...built, file, documents: documents.committed };
  session.answer(command, answer, (layout) => render(built, file, layout));
}

function defineSign(act: CommandUnknownOpts, session: Session): void {
  reading(act, "sign", "Sign an act into its file; sends nothing", {
    json: ACT_ANSWER,
    examples: ["act sign act.json --keystore holder.json"],
  })
    .argument("<file>", "the act")
    .action(async (file, _options, command) => {
      const { act: terms } = await readAct(session.shell, file);
      const account = await session.signer(command);
      if (account.address.toLowerCase() !== terms.signer.toLowerCase()) {
        throw usageFailure(
          `This act is for ${terms.signer} to sign; the key is that of ${account.address}.`,
          "Sign with the key of the signer, or build the act for another one.",
        );
      }
      const client = await session.client(command, account);
      const signed: SignedAct = { act: terms, signature: await client.signAct({ act: terms }) };
      const path = overwrite(session.shell, file, signed);
      const answer = { ...signed, file: path, documents: [] };
      session.answer(command, answer, (layout) => render(signed, path, layout));
    });
}

function defineSubmit(act: CommandUnknownOpts, session: Session): void {
  writing(act, "submit", "Submit an act that its signer signed", "act submit act.json --dry-run")
    .argument("<file>", "the act; - is standard input")
    .action(async (file, _options, command) => {
      const { act: terms, signature } = await readAct(session.shell, file);
      if (signature === null) {
        throw usageFailure(
          `${file} is not signed yet by ${terms.signer}.`,
          "`robotid act sign` adds the signature.",
        );
      }
      await session.write(
        command,
        "submitAct",
        { act: terms, signature },
        `Done in the name of ${terms.signer}: ${spaced(terms.act)}, ${formatRobotId(terms.id)}.`,
      );
    });
}

function render({ act, signature }: SignedAct, file: string, layout: Layout): string {
  const {
    act: name,
    id,
    signer,
    nonce: _,
    deadline,
    ...terms
  } = act as Act & Record<string, unknown>;
  return layout.fields([
    ["does", spaced(name)],
    ["robot", formatRobotId(id)],
    ...Object.entries(terms).map(
      ([field, value]) => [spaced(field), ...wordsOf(field, value)] as const,
    ),
    ["signer", `${signer}: ${signature ? "signed" : "not signed yet"}`],
    ["valid until", moment(deadline)],
    ["file", file],
  ]);
}
