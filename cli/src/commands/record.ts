// `robotid record`: what makers, workshops, inspectors, insurers and authorities write into a robot's history.

import {
  Argument,
  type Command,
  type CommandUnknownOpts,
  Option,
  type OptionValues,
} from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { documentKinds, entryWriters, words } from "@openrobotid/sdk/actions";
import {
  CAPABILITIES,
  type Capability,
  capabilityOf,
  scopeOfCapability,
} from "@openrobotid/sdk/rules";
import { asking, group, writing } from "../define.js";
import { withDocument } from "../documents.js";
import { usageFailure } from "../failure.js";
import { robotsFrom, robotsOption } from "../robots.js";
import type { Session } from "../session.js";
import { day, spaced } from "../text.js";
import {
  countryCode,
  digest,
  integer,
  level,
  modelId,
  moment,
  number,
  robotId,
} from "../values.js";

const WRITERS = new Set<string>(Object.values(entryWriters).flat());
const CAPACITIES = words["enum Capacity"]
  .filter((one) => one !== "none")
  .filter((one) => WRITERS.has(one));
const [, ...BRANDS] = words["enum IDossier.BrandCode"];

/** Adds what every entry says of its writer. */
function asWriter<Args extends unknown[], Opts extends OptionValues, Globals extends OptionValues>(
  command: Command<Args, Opts, Globals>,
) {
  return command
    .addOption(
      new Option("--as <capacity>", "in what capacity you act")
        .choices(CAPACITIES)
        .makeOptionMandatory(),
    )
    .option(
      "--jurisdiction <country>",
      "country of the authority, or the one that accredits you",
      countryCode,
    );
}

export function defineRecord(program: CommandUnknownOpts, session: Session): void {
  const record = group(
    program,
    "record",
    "Write into a robot's history: documents, parts, grades, certificates, firmware, brands, corrections",
  ) as never;
  defineDocuments(record, session);
  defineGrades(record, session);
  defineCertificates(record, session);
  defineFirmware(record, session);
  defineBrand(record, session);
  defineCorrection(record, session);
}

function defineDocuments(record: CommandUnknownOpts, session: Session): void {
  withDocument(
    asWriter(
      writing(
        record,
        "document",
        `Record a document: ${documentKinds.map(spaced).join(", ")}`,
        "record document CN-BH01-TERN03-25W07000000000001 service --as workshop --jurisdiction ES --document report.pdf",
      ),
    ),
    "the document",
  )
    .argument("<code>", "the robot", robotId)
    .addArgument(new Argument("<kind>", "kind of the document").choices(documentKinds))
    .option("--uri <uri>", "where those entitled find it")
    .action((id, kind, { as: capacity, jurisdiction, uri, ...options }, command) =>
      session.write(
        command,
        "record",
        async ({ documents }) => ({
          id,
          kind,
          capacity,
          jurisdiction,
          uri,
          commitment: await documents.commitment(options),
        }),
        `Recorded on ${formatRobotId(id)}: ${spaced(kind)}.`,
      ),
    );

  withDocument(
    asWriter(
      writing(
        record,
        "part",
        "Record that a part was replaced",
        "record part CN-BH01-TERN03-25W07000000000001 --as maker --part-number B-4410 --document work-order.pdf",
      ),
    ),
    "the work record",
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption(
      "--part-number <text>",
      "catalogue number of the part fitted, 1 to 31 bytes; never a serial",
    )
    .option("--removed <digest>", "commitment to the serial of the part removed", digest)
    .option("--fitted <digest>", "commitment to the serial of the part fitted", digest)
    .option("--uri <uri>", "where those entitled find the record")
    .action(
      (id, { as: capacity, jurisdiction, partNumber, removed, fitted, uri, ...options }, command) =>
        session.write(
          command,
          "replacePart",
          async ({ documents }) => ({
            id,
            capacity,
            jurisdiction,
            partNumber,
            uri,
            removedSerial: removed,
            fittedSerial: fitted,
            commitment: await documents.commitment(options),
          }),
          `Recorded on ${formatRobotId(id)}: ${partNumber} was fitted.`,
        ),
    );

  asWriter(
    writing(
      record,
      "telemetry",
      "Anchor records of a period by their Merkle root",
      `record telemetry CN-BH01-TERN03-25W07000000000001 --as maker --root 0x${"5e".repeat(32)} --begin 2025-01-01 --end 2025-02-01 --hours 120 --dry-run`,
    ),
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--root <digest>", "Merkle root of the records", digest)
    .requiredOption("--begin <moment>", "beginning of the period, inclusive", moment)
    .requiredOption("--end <moment>", "end of the period, exclusive", moment)
    .option(
      "--hours <hours>",
      "hours it has been running since it was made",
      integer(0, 2 ** 32 - 2),
    )
    .option(
      "--charge-cycles <cycles>",
      "cycles its battery has been charged",
      integer(0, 2 ** 32 - 2),
    )
    .option("--falls <falls>", "times it has fallen", integer(0, 2 ** 32 - 2))
    .option("--uri <uri>", "where those entitled find the records")
    .action(
      (
        id,
        { as: capacity, jurisdiction, root, begin, end, hours, chargeCycles, falls, uri },
        command,
      ) =>
        session.write(
          command,
          "anchorTelemetry",
          {
            id,
            capacity,
            jurisdiction,
            root,
            from: begin,
            to: end,
            operatingHours: hours,
            chargeCycles,
            falls,
            uri,
          },
          `Recorded on ${formatRobotId(id)}: telemetry from ${day(begin)} to ${day(end)}.`,
        ),
    );

  asWriter(
    writing(
      record,
      "training",
      "Record what a robot was trained to",
      `record training CN-BH01-TERN03-25W07000000000001 --as maker --model-digest 0x${"a1".repeat(32)} --weights-digest 0x${"b2".repeat(32)} --dry-run`,
    ),
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--model-digest <digest>", "digest of architecture and configuration", digest)
    .requiredOption("--weights-digest <digest>", "digest of the weights", digest)
    .option("--uri <uri>", "where those entitled find them")
    .action((id, { as: capacity, jurisdiction, ...rest }, command) =>
      session.write(
        command,
        "recordTraining",
        { id, capacity, jurisdiction, ...rest },
        `Recorded on ${formatRobotId(id)}: training.`,
      ),
    );
}

function defineGrades(record: CommandUnknownOpts, session: Session): void {
  withDocument(
    asWriter(
      writing(
        record,
        "grade",
        "Record the intelligence level that a robot was graded to",
        "record grade CN-BH01-TERN03-25W07000000000001 L3 --as inspector --jurisdiction ES --document grading.pdf",
      ),
    ),
    "the certificate of the grading",
  )
    .argument("<code>", "the robot", robotId)
    .argument("<level>", "L1 to L5 of T/CIE 298", level)
    .action((id, graded, { as: capacity, jurisdiction, ...options }, command) =>
      session.write(
        command,
        "gradeIntelligence",
        async ({ documents }) => ({
          id,
          level: graded,
          capacity,
          jurisdiction,
          certificateDigest: await documents.commitment(options),
        }),
        `Recorded on ${formatRobotId(id)}: graded L${graded}.`,
      ),
    );
}

/** The scope of a certificate, of which exactly one way to name it is given. */
function certifiedBy({
  scope,
  capability,
}: {
  readonly scope?: string | undefined;
  readonly capability?: Capability | undefined;
}): string {
  if (capability) return scopeOfCapability(capability);
  if (scope === undefined) throw usageFailure("Expected --scope or --capability.");
  if (/^capability:/i.test(scope) && !capabilityOf(scope)) {
    throw usageFailure(
      `${scope} names no capability. Expected one of: ${Object.keys(CAPABILITIES).join(", ")}.`,
    );
  }
  return scope;
}

function defineCertificates(record: CommandUnknownOpts, session: Session): void {
  const certificate = group(
    record,
    "certificate",
    "Issue, withdraw and list certificates of a robot",
  ) as never;

  withDocument(
    asWriter(
      writing(
        certificate,
        "issue",
        "Issue a certificate",
        "record certificate issue CN-BH01-TERN03-25W07000000000001 --as inspector --jurisdiction ES --scope 'ISO 13482' --expiry 2030-01-01 --document certificate.pdf",
      ),
    ),
    "the certificate",
  )
    .argument("<code>", "the robot", robotId)
    .option("--scope <text>", "what it certifies, e.g. a standard, 1 to 31 bytes")
    .addOption(
      new Option("--capability <word>", "what it certifies that the robot can do")
        .choices(Object.keys(CAPABILITIES) as Capability[])
        .conflicts("scope"),
    )
    .requiredOption("--expiry <moment>", "from when on it is no longer valid", moment)
    .option("--uri <uri>", "where those entitled find it")
    .action((id, options, command) => {
      const { as: capacity, jurisdiction, expiry, uri } = options;
      const scope = certifiedBy(options);
      return session.write(
        command,
        "issueCertificate",
        async ({ documents }) => ({
          id,
          capacity,
          jurisdiction,
          scope,
          expiry,
          uri,
          commitment: await documents.commitment(options),
        }),
        `${formatRobotId(id)} is certified: ${scope}, until ${day(expiry)}.`,
      );
    });

  withDocument(
    writing(
      certificate,
      "withdraw",
      "Withdraw a certificate",
      "record certificate withdraw CN-BH01-TERN03-25W07000000000001 9 --document reason.pdf",
    ),
    "the reason",
  )
    .argument("<code>", "the robot", robotId)
    .argument("<entry>", "number of the certificate: that of the entry that issued it", number)
    .action((id, certificateSeq, options, command) =>
      session.write(
        command,
        "withdrawCertificate",
        async ({ documents }) => ({
          id,
          certificateSeq,
          reasonDigest: await documents.commitment(options),
        }),
        `Certificate ${certificateSeq} of ${formatRobotId(id)} is withdrawn.`,
      ),
    );

  asking(certificate, "list", "List a robot's certificates", {
    json: {
      id: "the code",
      certificates:
        "seq, scope, valid, issuer, capacity, jurisdiction, issuedAt, expiry, withdrawnAt, commitment",
    },
    examples: ["record certificate list CN-BH01-TERN03-25W07000000000001"],
  })
    .argument("<code>", "the robot", robotId)
    .action(async (id, _options, command) => {
      const certificates = await session.read(command, ({ client, blockNumber }) =>
        client.getCertificates({ id, blockNumber }),
      );
      session.answer(command, { id, certificates }, (layout) =>
        layout.table(
          ["entry", "scope", "valid", "issued", "expires", "withdrawn", "issuer"],
          certificates.map((one) => [
            String(one.seq),
            one.scope,
            one.valid ? "yes" : "no",
            day(one.issuedAt),
            day(one.expiry),
            one.withdrawnAt === undefined ? "" : day(one.withdrawnAt),
            one.issuer,
          ]),
          `${formatRobotId(id)} has no certificates.`,
        ),
      );
    });
}

function defineFirmware(record: CommandUnknownOpts, session: Session): void {
  const firmware = group(
    record,
    "firmware",
    "Publish and withdraw releases, and record installations",
  ) as never;

  writing(
    firmware,
    "publish",
    "As the maker: publish a release of a model's firmware",
    `record firmware publish CN-BH01-TERN03 --release 3.2.0 --image 0x${"c3".repeat(32)} --dry-run`,
  )
    .argument("<model>", "the model", modelId)
    .requiredOption("--release <version>", "its version, 1 to 31 bytes; unique within the model")
    .requiredOption("--image <digest>", "SHA-256 of the image", digest)
    .option("--uri <uri>", "where the image or its notes are published")
    .action((model, { release: version, image: imageDigest, uri }, command) =>
      session.write(
        command,
        "publishRelease",
        { model, version, imageDigest, uri },
        `${version} of ${model} is published.`,
      ),
    );

  withDocument(
    writing(
      firmware,
      "withdraw",
      "As the maker: withdraw a release",
      `record firmware withdraw CN-BH01-TERN03 --image 0x${"c3".repeat(32)} --document notice.pdf`,
    ),
    "the reason",
  )
    .argument("<model>", "the model", modelId)
    .requiredOption("--image <digest>", "SHA-256 of the image", digest)
    .action((model, { image: imageDigest, ...options }, command) =>
      session.write(
        command,
        "withdrawRelease",
        async ({ documents }) => ({
          model,
          imageDigest,
          reasonDigest: await documents.commitment(options),
        }),
        `The release of ${model} is withdrawn.`,
      ),
    );

  robotsOption(
    asWriter(
      writing(
        firmware,
        "install",
        "Record that a release was installed",
        `record firmware install --as maker --image 0x${"c3".repeat(32)} --robots fleet.txt`,
      ),
    ),
  )
    .requiredOption("--image <digest>", "SHA-256 of the image", digest)
    .action(({ as: capacity, jurisdiction, image: imageDigest, ...options }, command) =>
      session.write(
        command,
        "installRelease",
        async () => ({
          ids: await robotsFrom(session.shell, options),
          imageDigest,
          capacity,
          jurisdiction,
        }),
        "Recorded as installed.",
      ),
    );
}

function defineBrand(record: CommandUnknownOpts, session: Session): void {
  withDocument(
    asWriter(
      writing(
        record,
        "brand",
        "Brand a robot's title",
        "record brand CN-BH01-TERN03-25W07000000000001 flood --as insurer --jurisdiction ES --reported 'Water in the torso' --document evidence.pdf",
      ),
    ),
    "the evidence",
  )
    .argument("<code>", "the robot", robotId)
    .addArgument(new Argument("<brand>", "the brand").choices(BRANDS))
    .requiredOption(
      "--reported <text>",
      "in the words of the one who reported it; no personal data",
    )
    .action((id, code, { as: capacity, jurisdiction, reported, ...options }, command) =>
      session.write(
        command,
        "brand",
        async ({ documents }) => ({
          id,
          code,
          capacity,
          jurisdiction,
          asReported: reported,
          evidenceDigest: await documents.commitment(options),
        }),
        `${formatRobotId(id)} is branded: ${spaced(code)}.`,
      ),
    );
}

function defineCorrection(record: CommandUnknownOpts, session: Session): void {
  withDocument(
    asWriter(
      writing(
        record,
        "correct",
        "Correct an entry by a new one; nothing is edited",
        "record correct CN-BH01-TERN03-25W07000000000001 4 --as maker --document correction.pdf",
      ),
    ),
    "the document that says what is right",
  )
    .argument("<code>", "the robot", robotId)
    .argument("<entry>", "number of the entry that is corrected", number)
    .option("--uri <uri>", "where those entitled find it")
    .action((id, correctedSeq, { as: capacity, jurisdiction, uri, ...options }, command) =>
      session.write(
        command,
        "correct",
        async ({ documents }) => ({
          id,
          correctedSeq,
          capacity,
          jurisdiction,
          uri,
          commitment: await documents.commitment(options),
        }),
        `Entry ${correctedSeq} of ${formatRobotId(id)} is corrected.`,
      ),
    );
}
