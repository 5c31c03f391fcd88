// `robotid capsule` and `robotid label`: what a seat says of a robot, in one QR code, for where there is no network.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import { LABEL_LANGUAGES } from "@openrobotid/sdk/label";
import { sentenceOfVerdict } from "@openrobotid/sdk/rules";
import type { CapsuleClaims } from "@openrobotid/sdk/witness";
import { anchorFor } from "../anchors.js";
import { asking, group, reading } from "../define.js";
import { EXIT } from "../exit-codes.js";
import { usageFailure } from "../failure.js";
import { readDeviceKey, writeNewBytes } from "../files.js";
import { isPicture, qrTextIn } from "../pictures.js";
import { readBytes } from "../read-file.js";
import type { Session } from "../session.js";
import type { Shell } from "../shell.js";
import { type Layout, moment, roughly } from "../text.js";
import { integer, robotId } from "../values.js";

const CLAIMS_ANSWER = {
  capsule: "its text, as the QR code holds it",
  id: "the code",
  verdict: "the gravest thing that was true of it: a word of the SDK",
  also: "what else was true of it",
  level: "intelligence level; null where no valid approval says one",
  market: "country on whose market it was; null for none",
  openRecalls: "how many recalls were open on it",
  recalls: "the gravest of them: `campaign` and `severity`",
  head: "head of its history; null where it had none",
  block: "number of the block that all of this is of",
  blockTime: "time of that block, in seconds",
  seat: "number of the seat that signed",
  issuedAt: "when it was signed, in seconds",
  expires: "from when on it is no longer good, in seconds",
} as const;

export function defineCapsule(program: CommandUnknownOpts, session: Session): void {
  const capsule = group(
    program,
    "capsule",
    "What a seat says of a robot, signed, in one QR code, for where there is no network",
  ) as never;
  defineMake(capsule, session);
  defineVerify(capsule, session);
}

function defineMake(capsule: CommandUnknownOpts, session: Session): void {
  asking(
    capsule,
    "make",
    "Look a robot up and sign what is found with the key of a seat's witness",
    {
      json: { ...CLAIMS_ANSWER, file: "where the text was written; null where it was not" },
      examples: [
        "capsule make CN-BH01-TERN03-25W07000000000004 --seat 1 --witness-key witness.json --out robot.capsule",
      ],
    },
  )
    .argument("<code>", "the code, or its link", robotId)
    .requiredOption("--seat <number>", "number of the seat whose witness signs", integer(1))
    .requiredOption("--witness-key <file>", "key of the witness: P-256, as JSON Web Key or PEM")
    .option("--hours <number>", "how long it is good for, at most 168", integer(1, 168), 24)
    .option("--out <file>", "file to write; one that is there already is left alone")
    .action(async (id, { seat, witnessKey, hours, out }, command) => {
      const { capsuleClaims, makeCapsule } = await import("@openrobotid/sdk/witness");
      const signer = await readDeviceKey(session.shell, witnessKey);
      const [{ client }] = await session.readings(command);
      const { deployment } = await session.target(command);
      const robot = await client.getRobot({ id });
      const issuedAt = Math.floor(Date.now() / 1000);
      const terms = { chainId: deployment.chainId, seat, issuedAt, validity: hours * 3600 };
      const claims = capsuleClaims(robot, terms);
      const text = await makeCapsule(claims, signer);
      const file = out === undefined ? undefined : writeNewBytes(session.shell, out, `${text}\n`);
      if (claims.verdict === "unknownCode") session.exitCode = EXIT.unknown;
      const answer = { ...fieldsOf(text, claims), file: file ?? null };
      session.answer(command, answer, (layout) =>
        file === undefined ? `${text}\n` : layout.fields([["wrote", file], ...linesOf(claims)]),
      );
    });
}

function defineVerify(capsule: CommandUnknownOpts, session: Session): void {
  reading(
    capsule,
    "verify",
    "Say what a capsule says, whose it is and how old: no node is asked, and no network is needed",
    {
      json: {
        ...CLAIMS_ANSWER,
        seatName: "name of that seat",
        ageSeconds: "how old what it says is",
        listAgeSeconds: "how old the list of witnesses is",
      },
      examples: [
        "capsule verify robot.capsule --witnesses witnesses.cbor --anchor anchor.json",
        "capsule verify photo.png --witnesses witnesses.cbor --anchor anchor.json",
      ],
    },
  )
    .argument("<capsule>", "its text, a file that holds it, or a picture (PNG) of its QR code")
    .requiredOption(
      "--witnesses <file>",
      "the list of the seats' witnesses, which the anchor proves",
    )
    .option("--max-list-age <hours>", "greatest age of that list; 36 by default", integer(1), 36)
    .action(async (given, { witnesses: listFile, maxListAge }, command) => {
      const { verifyCapsule, verifyWitnessList } = await import("@openrobotid/sdk/witness");
      const { shell } = session;
      const text = await capsuleIn(shell, given);
      const list = readBytes(resolve(shell.cwd, listFile));
      const anchor = await anchorFor(session, command);
      const witnesses = await verifyWitnessList(new Uint8Array(list), { anchor });
      const verified = await verifyCapsule(text, { witnesses, maxListAge: maxListAge * 3600 });
      const { claims, witness, age, listAge } = verified;
      if (claims.verdict === "unknownCode") session.exitCode = EXIT.unknown;
      const answer = {
        ...fieldsOf(text, claims),
        seatName: witness.name,
        ageSeconds: age,
        listAgeSeconds: listAge,
      };
      session.answer(command, answer, (layout) =>
        [
          `${sentenceOfVerdict(claims.verdict)}\n\n`,
          layout.fields(linesOf(claims)),
          `\nSigned by the witness of seat ${claims.seat}, ${layout.cell(witness.name)}, on ${moment(claims.issuedAt)}; good until ${moment(claims.expires)}.\n`,
          `What it says is ${roughly(age)} old, the list of witnesses ${roughly(listAge)}. What happened since, it cannot say.\n`,
        ].join(""),
      );
    });
}

export function defineLabel(program: CommandUnknownOpts, session: Session): void {
  reading(
    program,
    "label",
    "Write a label to print: the code, a QR code with its link, and one with a capsule; needs no network",
    {
      json: {
        file: "the file",
        id: "the code",
        language: "language of the label",
        format: "svg or pdf",
      },
      examples: [
        "label CN-BH01-TERN03-25W07000000000004 --resolver https://id.example --out label.svg",
        "label CN-BH01-TERN03-25W07000000000004 --resolver https://id.example --capsule robot.capsule --language es --out label.pdf",
      ],
    },
  )
    .argument("<code>", "the code, or its link", robotId)
    .requiredOption("--resolver <address>", "where codes resolve, e.g. https://id.example")
    .requiredOption("--out <file>", "new file, whose name ends in .svg or .pdf")
    .option("--capsule <capsule>", "text of a capsule of this robot, or a file that holds it")
    .option("--seat-name <name>", "name of the seat that signed the capsule")
    .addOption(
      new Option("--language <language>", "language of the words on it")
        .choices(LABEL_LANGUAGES)
        .default("en" as const),
    )
    .action(async (id, { resolver, out, capsule: given, seatName, language }, command) => {
      const { labelPdf, labelSvg } = await import("@openrobotid/sdk/label");
      const [, format] = /\.(svg|pdf)$/i.exec(out.toLowerCase()) ?? [];
      if (format === undefined) {
        throw usageFailure(`${out} says no format.`, "Give a name that ends in .svg or .pdf.");
      }
      const { shell } = session;
      const capsule = given === undefined ? undefined : await capsuleIn(shell, given);
      const parameters = { id, resolver, capsule, seatName, language };
      const label = format === "pdf" ? await labelPdf(parameters) : await labelSvg(parameters);
      const file = writeNewBytes(shell, out, label);
      session.answer(command, { file, id, language, format }, (layout) =>
        layout.fields([["wrote", `${file}, a label of ${formatRobotId(id)}`]]),
      );
    });
}

/** The text of a capsule: as it is given, in a file, or in a picture. */
async function capsuleIn(shell: Shell, given: string): Promise<string> {
  const path = resolve(shell.cwd, given);
  if (/^\s*ORID\d/.test(given) && !existsSync(path)) return given.trim();
  const bytes = readBytes(path);
  return isPicture(bytes) ? await qrTextIn(given, bytes) : bytes.toString("utf8").trim();
}

function fieldsOf(capsule: string, claims: CapsuleClaims) {
  const { id, verdict, also, level, market, openRecalls, recalls, head, block, blockTime } = claims;
  const { seat, issuedAt, expires } = claims;
  return {
    ...{ capsule, id, verdict, also, level: level ?? null, market: market ?? null },
    ...{ openRecalls, recalls, head: head ?? null, block, blockTime, seat, issuedAt, expires },
  };
}

function linesOf(claims: CapsuleClaims): Parameters<Layout["fields"]>[0] {
  const { id, verdict, also, level, market, openRecalls, recalls, block, blockTime } = claims;
  const named = recalls.map(({ campaign, severity }) => `${campaign} (${severity})`).join(", ");
  return [
    ["code", formatRobotId(id)],
    ["verdict", [verdict, ...also].join(", ")],
    ["level", level === undefined ? "no valid approval" : `L${level}`],
    ["market", market ?? "none"],
    ["open recalls", openRecalls === 0 ? "none" : `${openRecalls}: ${named}`],
    ["as of", `block ${block} of ${moment(blockTime)}`],
  ];
}
