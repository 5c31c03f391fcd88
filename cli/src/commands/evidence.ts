// `robotid evidence`: what proves the record of a robot in one file, and the same read from that file with no node.
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import type { Deployment } from "@openrobotid/sdk/chains";
import type { EvidenceSubject, ProvingClient, PublicRecord } from "@openrobotid/sdk/evidence";
import type { Anchor, Proof } from "@openrobotid/sdk/proof";
import { sentenceOfVerdict, toneOfVerdict } from "@openrobotid/sdk/rules";
import { anchorFor } from "../anchors.js";
import { actions, clientOver, type RegistryClient } from "../connection.js";
import { asking, group, reading } from "../define.js";
import { EXIT } from "../exit-codes.js";
import { usageFailure } from "../failure.js";
import { writeNewBytes } from "../files.js";
import { type AnswerProof, proofAt, proofSentence } from "../proving.js";
import { readBytes } from "../read-file.js";
import { reportOf, type Section } from "../report.js";
import type { Session } from "../session.js";
import { count, type Layout, moment, spaced } from "../text.js";
import { TONE_PAINTS } from "../tones.js";
import { moment as momentValue, robotId } from "../values.js";
import { pastOf, renderHistory } from "./history.js";
import { lookUp, renderLookup } from "./lookup.js";

const FILE_ANSWER = {
  file: "the file",
  bytes: "its length",
  sha256: "its SHA-256 digest",
} as const;

export function defineEvidence(program: CommandUnknownOpts, session: Session): void {
  const evidence = group(
    program,
    "evidence",
    "What proves a robot's record, in one file that is verified with nothing but the anchor",
  ) as never;

  reading(
    evidence,
    "make",
    "Write a file that proves the record of a robot: look-up, history, open recalls, who answers for it",
    {
      json: {
        ...FILE_ANSWER,
        id: "the code",
        at: "the moment that was asked about, in seconds; null where none was",
        block: "number of the block that all of it is of",
        timestamp: "time of that block, in seconds",
      },
      examples: [
        "evidence CN-BH01-TERN03-25W07000000000001 --out robot.evidence",
        "evidence CN-BH01-TERN03-25W07000000000002 --at 2025-06-01T12:00:00Z --out then.evidence",
      ],
    },
    { isDefault: true },
  )
    .argument("<code>", "the code, or its link", robotId)
    .requiredOption("--out <file>", "file to write; one that is there already is left alone")
    .option("--at <moment>", "prove what was true then, e.g. 2026-03-01T14:20:00Z", momentValue)
    .addOption(
      new Option("--format <format>", "cbor, which is small, or json, to look into")
        .choices(["cbor", "json"] as const)
        .default("cbor" as const),
    )
    .option("--no-code", "leave out the code of the contracts: `verify --code-from` needs it then")
    .action(async (id, { out, at, format, code }, command) => {
      const { recordEvidence } = await import("@openrobotid/sdk/evidence");
      const acting = await actions();
      const [{ client }] = await session.readings(command);
      const { proof } = client.transport as unknown as { proof?: Proof };
      if (!proof) {
        throw usageFailure(
          "Evidence is what was proven, and nothing is proven here.",
          "Leave --no-prove out, and give an --anchor where the deployment file carries none.",
        );
      }
      const about = { id, at };
      const calls = async (recording: ProvingClient) =>
        await examine(acting(recording as never), about);
      const options = { about, format, code };
      const file = await recordEvidence(client as unknown as ProvingClient, calls, options);
      const path = writeNewBytes(session.shell, out, file);
      const { number: block, timestamp } = await proof.head();
      const answer = { ...described(path, file), id, at: at ?? null, block, timestamp };
      session.answer(command, answer, (layout) =>
        layout.fields([
          ["wrote", `${path}, ${count(file.length, "byte")}`],
          ["proves", `${formatRobotId(id)}, as of block ${block} of ${moment(timestamp)}`],
          ["sha-256", answer.sha256],
          ["discloses", DISCLOSES],
        ]),
      );
    });

  asking(
    evidence,
    "verify",
    "Say what a file proves, as of when and by whose seals: no node is asked, and the file is not believed",
    {
      json: {
        ...FILE_ANSWER,
        id: "the code",
        verdict: "the gravest thing that was true of it: a word of the SDK",
        also: "what else was true of it",
        robot: "everything about it: `Robot` of the SDK",
        chain: "who admitted whom: `AuthorityChain` of the SDK",
        campaigns: "the open recalls in full: `Campaign` of the SDK",
        certificates: "its certificates, valid or not: `Certificate` of the SDK",
        answerable: "who answers for it: `for`, `account`, `name`",
        history: "issuance, entries and head; null for a code that was never issued",
        past: "state, holder, operator, recalls and so on of the moment that the file was made for; null where there is none",
        view: "of a file of the public view: `status`, `approval` and `openCampaigns`, and all from `robot` to `past` is null; null of another file",
        asOf: "block number and time (seconds) that all of this is of",
        notCovered: "what the file does not show, in words",
      },
      examples: [
        "evidence verify robot.evidence --anchor anchor.json",
        "evidence verify robot.evidence --anchor anchor.json --report report.html",
      ],
    },
  )
    .argument("<file>", "the evidence file")
    .option("--report <file>", "write a page to print, with the file's digest as a QR code")
    .option("--code-from <file>", "evidence file with the code of the contracts, for one without")
    .action(async (file, { report, codeFrom }, command) => {
      const { cwd } = session.shell;
      const bytes = readBytes(resolve(cwd, file));
      const anchor = await anchorFor(session, command);
      const { evidence: transportFrom, readEvidence } = await import("@openrobotid/sdk/evidence");
      const content = await readEvidence(bytes);
      const { about } = content;
      if (!about) {
        throw usageFailure(
          `${file} does not say which robot it is about.`,
          "Read it with the SDK, by the calls that it was made for.",
        );
      }
      const code =
        codeFrom === undefined ? [] : (await readEvidence(readBytes(resolve(cwd, codeFrom)))).code;
      const { maxAge, cosigners } = session.options(command);
      const transport = await transportFrom(content, { anchor, maxAge, cosigners, code });
      const client = await clientOver(transport, deploymentOf(anchor), ["file:evidence"]);
      const examined = await examineAny(client, about);
      const { proof } = examined;
      const { sha256 } = described(file, bytes);
      session.provenBy(proof);
      if (stateOf(examined) === "none") session.exitCode = EXIT.unknown;
      const answer = {
        ...described(file, bytes),
        ...("view" in examined ? publicAnswer(examined) : wholeAnswer(examined)),
        notCovered: notCoveredBy(examined),
      };
      const sections = sectionsOf(sha256, bytes.length, examined);
      if (report !== undefined) {
        const { anchorId } = await import("@openrobotid/sdk/proof");
        const page = reportOf({
          title: formatRobotId(about.id),
          sections: sections.toSpliced(-2, 0, sealsOf(proof)),
          ...{ sha256, anchor: anchorId(anchor) },
        });
        writeNewBytes(session.shell, report, await page);
      }
      const words = (layout: Layout) => sections.map((one) => one.words(layout)).join("\n");
      session.answer(command, answer, words);
    });
}

/** What a file discloses to anyone who gets it. */
const DISCLOSES =
  "holder, operator, accounts and digests of the whole history to anyone who gets the file";

function described(file: string, bytes: Uint8Array) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file, bytes: bytes.length, sha256 };
}

/** The registry as the anchor knows it: what proves needs no more. */
export function deploymentOf({ chainId, contracts }: Anchor): Deployment {
  const deployed = Object.entries(contracts).map(([name, one]) => [
    name,
    { ...one, startBlock: 0 },
  ]);
  return { chainId, contracts: Object.fromEntries(deployed) };
}

type Examined = Awaited<ReturnType<typeof examine>>;

/** What a file is made for, and what is read from it again. */
export async function examine(client: RegistryClient, { id, at }: EvidenceSubject) {
  const { head } = (client.transport as unknown as { proof: Proof }).proof;
  const newest = await head();
  const blockNumber = newest.number;
  const lookup = await lookUp(id, { client, blockNumber });
  const proof = await proofAt({ client, head, faults: [] }, newest);
  if (lookup.robot.state === "none") return { lookup, proof, history: undefined, past: undefined };
  const past = at === undefined ? undefined : await client.getStateAt({ id, at, blockNumber });
  const history = past?.history ?? (await client.getHistory({ id, blockNumber }));
  return { lookup, proof, history, past };
}

/** What a file of the public view shows, as the API makes it without a key. */
interface PublicExamined {
  readonly view: PublicRecord;
  readonly proof: AnswerProof;
}

/** The whole record where the file holds it, else the public view. */
async function examineAny(
  client: RegistryClient,
  about: EvidenceSubject,
): Promise<Examined | PublicExamined> {
  try {
    return await examine(client, about);
  } catch (error) {
    const { NotProvenError, proofErrorOf } = await import("@openrobotid/sdk/proof");
    const proof = proofErrorOf(error);
    if (!(proof instanceof NotProvenError && proof.reason === "notCovered")) throw error;
    const view = await publicViewOf(client, about);
    // It holds neither: the first thing that is missing is the one to name.
    if (!view) throw error;
    return view;
  }
}

async function publicViewOf(
  client: RegistryClient,
  about: EvidenceSubject,
): Promise<PublicExamined | undefined> {
  const { readPublicRecord } = await import("@openrobotid/sdk/evidence");
  const { NotProvenError, proofErrorOf } = await import("@openrobotid/sdk/proof");
  try {
    const view = await readPublicRecord(client as unknown as ProvingClient, about);
    const { number: block, hash, timestamp, node } = view.head;
    const proof: AnswerProof = {
      seals: view.seats ? "qbft" : "none",
      sealers: view.seats?.map(({ validator, seat, name }) => {
        return { validator, seat: seat === undefined ? undefined : BigInt(seat), name };
      }),
      cosigners: view.cosigners,
      ...{ block, hash, timestamp, node },
      ageSeconds: Math.floor(Date.now() / 1000) - timestamp,
      faults: [],
    };
    return { view, proof };
  } catch (error) {
    const proof = proofErrorOf(error);
    if (proof instanceof NotProvenError && proof.reason === "notCovered") return undefined;
    throw error;
  }
}

function stateOf(examined: Examined | PublicExamined): string {
  return "view" in examined ? examined.view.status.state : examined.lookup.robot.state;
}

function wholeAnswer({ lookup, history, past }: Examined) {
  const { asOf, ...rest } = lookup;
  return { ...rest, history: history ?? null, past: past ? pastOf(past) : null, view: null, asOf };
}

function publicAnswer({ view }: PublicExamined) {
  const { id, verdict, also, status, approval, openCampaigns, head } = view;
  return {
    ...{ id, verdict, also, robot: null, chain: null, campaigns: null, certificates: null },
    ...{ answerable: null, history: null, past: null },
    view: { status, approval: approval ?? null, openCampaigns },
    asOf: { blockNumber: head.number, timestamp: head.timestamp },
  };
}

function renderPublic(examined: PublicExamined, layout: Layout): string {
  const { id, verdict, also, status, approval, openCampaigns, head } = examined.view;
  const sentences = [verdict, ...also].map((word) =>
    layout.cell({ text: sentenceOfVerdict(word), paint: TONE_PAINTS[toneOfVerdict(word)] }),
  );
  const level = approval?.valid ? `L${approval.level}` : "no valid approval";
  const recalls = openCampaigns.map(({ campaignNumber, severity }) => {
    return `${campaignNumber}: ${spaced(severity)}`;
  });
  const facts =
    status.state === "none"
      ? []
      : ([
          ["state", spaced(status.state)],
          ["market", status.market ? `${status.market}, ${level}` : "none"],
          ["recalls", ...(recalls.length > 0 ? recalls : ["none open"])],
          ...(status.ordered ? [["order", "one is pending"] as const] : []),
          ["history", count(status.seq, "entry", "entries")],
        ] as const);
  return [
    `${layout.cell({ text: formatRobotId(id), paint: "bold" })}\n${sentences.join("\n")}\n`,
    layout.fields([...facts, ["as of", `block ${head.number}, ${moment(head.timestamp)}`]]),
  ].join("\n");
}

/** What the command says, part by part. */
export function sectionsOf(
  sha256: string,
  bytes: number,
  examined: Examined | PublicExamined,
): Section[] {
  const isPublic = "view" in examined;
  const { history, past } = isPublic ? {} : examined;
  return [
    {
      title: "What was true",
      words: (layout) =>
        isPublic ? renderPublic(examined, layout) : renderLookup(examined.lookup, layout),
    },
    ...(history
      ? [
          {
            title: past ? `What was true at ${moment(past.at)}` : "Its history",
            words: (layout: Layout) => {
              const entries = past?.entries ?? history.entries;
              return renderHistory({ ...history, entries }, past, "proof", layout);
            },
          },
        ]
      : []),
    {
      title: "What it does not cover",
      words: (layout) =>
        `It does not cover:\n${notCoveredBy(examined)
          .map((line) => `  - ${layout.cell(line)}\n`)
          .join("")}`,
    },
    {
      title: "The file",
      words: (layout) =>
        layout.fields([
          ["file", count(bytes, "byte")],
          ["sha-256", sha256],
        ]),
    },
  ];
}

/** Who vouches, seat by seat. On a terminal the sentence says it alone. */
export function sealsOf(proof: AnswerProof): Section {
  const { sealers = [], cosigners = [], block, hash, timestamp } = proof;
  return {
    title: "Who vouches for it",
    words: (layout) =>
      [
        `${layout.cell(proofSentence(proof))}\n`,
        layout.fields([
          ["block", String(block)],
          ["its hash", hash],
          ["its time", moment(timestamp)],
          ["verified at", moment(timestamp + proof.ageSeconds)],
        ]),
        ...(sealers.length > 0
          ? [
              layout.table(
                ["seat", "name", "validator that sealed the block"],
                sealers.map(({ seat, name, validator }) => {
                  return [seat === undefined ? "none" : String(seat), name ?? "", validator];
                }),
                "",
              ),
            ]
          : []),
        ...(cosigners.length > 0
          ? [
              layout.table(
                ["seat", "name", "cosigned the block"],
                cosigners.map(({ seat, name }) => [String(seat), name ?? "", "its witness"]),
                "",
              ),
            ]
          : []),
      ].join("\n"),
  };
}

function notCoveredBy(examined: Examined | PublicExamined): string[] {
  const { proof } = examined;
  return [
    `What happened after ${moment(proof.timestamp)}: ask the registry, or have a new file made.`,
    "Documents that the record commits to by their digests: anyone who has one can compare it.",
    "Whether what was recorded is true: a workshop can record what it did not do.",
    ...("view" in examined
      ? ["Holder, operator and history: the file was made of the public view."]
      : []),
    ...(stateOf(examined) === "none"
      ? ["Any other code: that this one was never issued says nothing of those beside it."]
      : ["Any other robot."]),
    ...(proof.sealers
      ? []
      : ["Whether the chain itself is the right one: nobody seals its blocks."]),
  ];
}
