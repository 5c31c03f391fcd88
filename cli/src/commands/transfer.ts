// `robotid transfer`: handing a robot over takes both sides, one after the other on the chain or together by signatures.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { asking, group, reading, writing } from "../define.js";
import { Documents } from "../documents.js";
import { usageFailure } from "../failure.js";
import {
  overwrite,
  readConsent,
  readDeviceKey,
  type SignedConsent,
  signedByAll,
  writeNew,
} from "../files.js";
import type { Session } from "../session.js";
import { type Layout, moment } from "../text.js";
import { address, moment as momentValue, robotId } from "../values.js";

/** Whom one approves who takes an approval back. */
const NOBODY = "0x0000000000000000000000000000000000000000";

const CONSENT_ANSWER = {
  consent:
    "what both sides sign: id, from, to, nonce, deadline (seconds), robotSigns, expectedHead, termsDigest",
  signatures: "from, to and robot; null where one is missing",
  file: "where it is",
  documents: "documents that were committed to",
} as const;

export function defineTransfer(program: CommandUnknownOpts, session: Session): void {
  const transfer = group(
    program,
    "transfer",
    "Hand a robot over: both sides have to agree",
  ) as never;

  writing(
    transfer,
    "approve",
    "As the holder: let somebody take a robot",
    "transfer approve CN-BH01-TERN03-25W07000000000001 --to 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--to <account>", "who may take it", address)
    .action((id, { to }, command) =>
      session.write(command, "approveTransfer", { id, to }, `${to} may take ${formatRobotId(id)}.`),
    );

  writing(
    transfer,
    "withdraw",
    "As the holder: take an approval back",
    "transfer withdraw CN-BH01-TERN03-25W07000000000001 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, _options, command) =>
      session.write(
        command,
        "approveTransfer",
        { id, to: NOBODY },
        `Nobody may take ${formatRobotId(id)} any more.`,
      ),
    );

  writing(
    transfer,
    "accept",
    "As the receiver: take a robot that its holder approved",
    "transfer accept CN-BH01-TERN03-25W07000000000001 --holder 0x976EA74026E726554dB657fA54763abd0C3a0aa9 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--holder <account>", "its holder, as you know it", address)
    .action((id, { holder }, command) =>
      session.write(
        command,
        "acceptTransfer",
        { id, from: holder },
        `${formatRobotId(id)} is yours.`,
      ),
    );

  const consent = group(
    transfer,
    "consent",
    "Hand a robot over by signatures, which anybody may submit",
  ) as never;
  defineBuild(consent, session);
  defineSign(consent, session);

  writing(
    consent,
    "submit",
    "Submit a consent that both sides signed",
    "transfer consent submit sale.json --dry-run",
  )
    .argument("<file>", "the consent; - is standard input")
    .action(async (file, _options, command) => {
      const signed = await readConsent(session.shell, file);
      const parameters = signedByAll(signed, file);
      const { consent: terms } = signed;
      await session.write(
        command,
        "transferWithConsent",
        parameters,
        `${formatRobotId(terms.id)} is ${terms.to}'s.`,
      );
    });

  writing(
    consent,
    "revoke",
    "As either side: revoke one consent",
    "transfer consent revoke sale.json --dry-run",
  )
    .argument("<file>", "the consent, signed or not; - is standard input")
    .action(async (file, _options, command) => {
      const { consent: terms } = await readConsent(session.shell, file);
      await session.write(
        command,
        "revokeConsent",
        { consent: terms },
        `This consent for ${formatRobotId(terms.id)} is void.`,
      );
    });

  writing(
    consent,
    "revoke-all",
    "As the holder: revoke every consent that you signed for a robot",
    "transfer consent revoke-all CN-BH01-TERN03-25W07000000000001 --dry-run",
  )
    .argument("<code>", "the robot", robotId)
    .action((id, _options, command) =>
      session.write(
        command,
        "revokeConsents",
        { id },
        `Every consent that you signed for ${formatRobotId(id)} is void.`,
      ),
    );
}

function defineBuild(consent: CommandUnknownOpts, session: Session): void {
  asking(consent, "build", "Build what both sides sign", {
    json: CONSENT_ANSWER,
    examples: [
      "transfer consent build CN-BH01-TERN03-25W07000000000001 --to 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --deadline 2030-01-01 --out sale.json",
    ],
  })
    .argument("<code>", "the robot", robotId)
    .requiredOption("--to <account>", "who takes it", address)
    .requiredOption("--deadline <moment>", "last moment at which it is valid", momentValue)
    .requiredOption("--out <file>", "new file for it")
    .option("--robot-signs", "the robot has to sign too")
    .option("--bind-history", "it is good only while nothing more happens to the robot")
    .option("--terms <file>", "contract of sale; a salted commitment to it is signed too")
    .action(async (id, { to, deadline, out, robotSigns, bindHistory, terms }, command) => {
      const documents = new Documents(session.shell.cwd, false);
      const termsDigest = terms === undefined ? undefined : await documents.commit(terms);
      const built = await session.read(command, ({ client }) =>
        client.prepareConsent({
          id,
          to,
          deadline,
          robotSigns,
          bindsHistory: bindHistory,
          termsDigest,
        }),
      );
      const signed = { consent: built, signatures: { from: null, to: null, robot: null } };
      const file = writeNew(session.shell, out, signed);
      const answer = { ...signed, file, documents: documents.committed };
      session.answer(command, answer, (layout) => render(signed, file, layout));
    });
}

function defineSign(consent: CommandUnknownOpts, session: Session): void {
  reading(
    consent,
    "sign",
    "Sign a consent, as holder, receiver or robot, into its file; sends nothing",
    {
      json: CONSENT_ANSWER,
      examples: [
        "transfer consent sign sale.json --keystore holder.json",
        "transfer consent sign sale.json --device-key robot.jwk.json",
      ],
    },
  )
    .argument("<file>", "the consent")
    .option(
      "--device-key <file>",
      "sign as the robot, with its private key, as JSON Web Key or PEM",
    )
    .action(async (file, { deviceKey }, command) => {
      const { consent: terms, signatures } = await readConsent(session.shell, file);
      let added: Partial<SignedConsent["signatures"]>;
      if (deviceKey !== undefined) {
        const signer = await readDeviceKey(session.shell, deviceKey);
        const { consentDigest } = await import("@openrobotid/sdk/actions");
        const { toDeviceSignature } = await import("@openrobotid/sdk/device");
        const { hexToBytes } = await import("viem");
        const message = hexToBytes(consentDigest(await session.client(command), terms));
        added = { robot: toDeviceSignature(await signer.sign(message)) };
      } else {
        const account = await session.signer(command);
        const client = await session.client(command, account);
        const signature = await client.signConsent({ consent: terms });
        added = { [sideOf(terms, account.address)]: signature };
      }
      const signed = { consent: terms, signatures: { ...signatures, ...added } };
      const path = overwrite(session.shell, file, signed);
      const answer = { ...signed, file: path, documents: [] };
      session.answer(command, answer, (layout) => render(signed, path, layout));
    });
}

function sideOf({ from, to }: SignedConsent["consent"], signer: string): "from" | "to" {
  if (signer.toLowerCase() === from.toLowerCase()) return "from";
  if (signer.toLowerCase() === to.toLowerCase()) return "to";
  throw usageFailure(
    `${signer} is neither the holder (${from}) nor the receiver (${to}) of this consent.`,
    "Sign with the key of one of them.",
  );
}

function render({ consent, signatures }: SignedConsent, file: string, layout: Layout): string {
  const { id, from, to, deadline, robotSigns, expectedHead } = consent;
  const signed = (signature: unknown) => (signature ? "signed" : "not signed yet");
  return layout.fields([
    ["robot", formatRobotId(id)],
    ["from", `${from}: ${signed(signatures.from)}`],
    ["to", `${to}: ${signed(signatures.to)}`],
    ...(robotSigns ? [["robot's own", signed(signatures.robot)] as const] : []),
    ["valid until", moment(deadline)],
    ...(BigInt(expectedHead) === 0n
      ? []
      : [["valid while", "nothing more happens to the robot"] as const]),
    ["file", file],
  ]);
}
