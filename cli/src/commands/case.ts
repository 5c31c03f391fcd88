// `robotid case`: what is known of a robot at a moment, for a court: evidence, documents with their openings, and the log, in one signed file.
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId, type RobotId } from "@openrobotid/sdk";
import { verifyCommitment } from "@openrobotid/sdk/actions";
import type { ProvingClient } from "@openrobotid/sdk/evidence";
import type { Proof } from "@openrobotid/sdk/proof";
import type { VerifiedVaultLog } from "@openrobotid/sdk/vault";
import type { Address, Hex, LocalAccount } from "viem";
import { anchorFor } from "../anchors.js";
import { type CaseFiles, type CaseManifest, isWrong, packCase, unpackCase } from "../case-file.js";
import { actions, clientOver, type RegistryClient } from "../connection.js";
import { asking, group, reading } from "../define.js";
import { usageFailure } from "../failure.js";
import { writeNewBytes } from "../files.js";
import { readBytes } from "../read-file.js";
import { reportOf, type Section } from "../report.js";
import type { Session } from "../session.js";
import { count, type Layout, moment } from "../text.js";
import { address, moment as momentValue, robotId } from "../values.js";
import { askVault, documentFrom, signInToVault, vaultRefusalOf, vaultUrl } from "../vault.js";
import { ANCHORS, anchorsContract, fetchLog } from "../vault-log.js";
import { VAULT_OR_NAMED, vaultOf } from "../vault-of.js";
import { renderLines, renderVerified } from "./access.js";
import { deploymentOf, examine, sealsOf, sectionsOf } from "./evidence.js";

const EVIDENCE = "evidence.cbor";
const LOG = "log.json";
const REPORT = "report.html";

const ANSWER = {
  file: "the file",
  bytes: "its length",
  sha256: "its SHA-256 digest",
  robot: "the code",
  at: "the moment that it is about, in seconds",
  by: "account that made and signed it",
  vault: "address of the vault",
  documents: "documents in it: seq (of the entry), kind, file",
  missing: "documents that are not in it: seq, kind, why",
  lines: "number of lines of the vault's log; null where it is not in it",
} as const;

export function defineCase(program: CommandUnknownOpts, session: Session): void {
  const cases = group(
    program,
    "case",
    "What is known of a robot at a moment, for a court: one signed file with evidence, documents and the log",
  ) as never;

  reading(
    cases,
    "make",
    "Collect who answered for a robot at a moment, the documents that you may see with their openings, and the log of the vault",
    {
      json: ANSWER,
      examples: [
        "case CN-BH01-TERN03-25W07000000000001 --at 2026-01-01T12:00:00Z --vault https://vault.example --out robot.case.zip",
      ],
    },
    { isDefault: true },
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--at <moment>", "the moment, e.g. 2026-03-01T14:20:00Z", momentValue)
    .option("--vault <url>", VAULT_OR_NAMED, vaultUrl)
    .requiredOption("--out <file>", "file to write; one that is there already is left alone")
    .option("--anchors <address>", ANCHORS, address)
    .action(async (robot, { at, vault: named, out, anchors: given }, command) => {
      const account = await session.signer(command);
      const [{ client }] = await session.readings(command);
      const { proof } = client.transport as unknown as { proof?: Proof };
      if (!proof) {
        throw usageFailure(
          "A case is what was proven, and nothing is proven here.",
          "Leave --no-prove out, and give an --anchor where the deployment file carries none.",
        );
      }
      const anchors = (await anchorsContract(session, command, given)) ?? null;
      const vault = await vaultOf(session, command, robot, named);
      const where = { vault, robot, account };
      const papers = await documentsOf(session, command, where);
      const log = await logOf(session, command, { ...where, contract: anchors ?? undefined });
      const by = log.fetched?.log.anchored;
      const { recordEvidence } = await import("@openrobotid/sdk/evidence");
      const { readLogOnChain } = await import("@openrobotid/sdk/vault");
      const acting = await actions();
      const about = { id: robot, at };
      const calls = async (recording: ProvingClient) => {
        const over = acting(recording as never) as unknown as RegistryClient;
        await examine(over, about);
        if (!anchors || !by?.account) return;
        await readLogOnChain(over, { contract: anchors, account: by.account, topic: by.topic });
      };
      const evidence = await recordEvidence(client as unknown as ProvingClient, calls, { about });
      const files: Record<string, Uint8Array> = { ...papers.files, [EVIDENCE]: evidence };
      if (log.fetched) files[LOG] = encoded(JSON.stringify(log.fetched.log));
      const { deployment } = await session.target(command);
      const content = {
        ...{ robot, chainId: deployment.chainId, at, vault: new URL(vault).origin, anchors },
        ...{ by: account.address, documents: papers.documents, missing: papers.missing },
        ...{ noLog: log.why, holds: log.holds },
      };
      const checked = await check(session, command, { ...content, files: {} } as never, files);
      files[REPORT] = encoded(await reportOfCase(session, command, checked, evidence));
      const packed = await packCase(content, files, (typed) => account.signTypedData(typed));
      const path = writeNewBytes(session.shell, out, packed);
      answer(session, command, path, packed, { ...content, lines: checked.log?.lines.length });
    });

  asking(
    cases,
    "verify",
    "Verify a case with nothing but the anchor: signature, evidence, documents and log",
    { json: ANSWER, examples: ["case verify robot.case.zip --anchor anchor.json"] },
  )
    .argument("<file>", "the file of the case")
    .option("--by <account>", "account that must have signed it", address)
    .option("--report <file>", "write the report again, from what was verified")
    .action(async (file, { by, report }, command) => {
      const bytes = readBytes(resolve(session.shell.cwd, file));
      const { list, files, by: signer } = await unpackCase(bytes);
      if (by && by.toLowerCase() !== signer.toLowerCase()) {
        throw isWrong(`it is signed by ${signer}, not by ${by}`);
      }
      const checked = await check(session, command, list, files);
      session.provenBy(checked.examined.proof);
      if (report !== undefined) {
        const evidence = files[EVIDENCE] as Uint8Array;
        const page = await reportOfCase(session, command, checked, evidence);
        writeNewBytes(session.shell, report, page);
      }
      answer(session, command, file, bytes, { ...list, lines: checked.log?.lines.length }, checked);
    });
}

/** The parts of a case that were verified. */
interface Checked {
  readonly list: Omit<CaseManifest, "files">;
  readonly examined: Awaited<ReturnType<typeof examine>>;
  readonly log: VerifiedVaultLog | undefined;
  readonly evidence: { readonly sha256: string; readonly bytes: number };
}

/** Verifies the parts of a case against each other and the anchor. No node is asked. */
async function check(
  session: Session,
  command: CommandUnknownOpts,
  list: CaseManifest,
  files: CaseFiles,
): Promise<Checked> {
  const { robot, at, anchors, chainId } = list;
  const file = files[EVIDENCE];
  if (!file) throw isWrong(`it has no ${EVIDENCE}`);
  const anchor = await anchorFor(session, command);
  const { evidence: transportFrom } = await import("@openrobotid/sdk/evidence");
  const { maxAge, cosigners } = session.options(command);
  const transport = await transportFrom(file, { anchor, maxAge, cosigners });
  const client = await clientOver(transport, deploymentOf(anchor), ["file:evidence"]);
  if (anchor.chainId !== chainId) throw isWrong(`it is of chain ${chainId}`);
  const examined = await examine(client, { id: robot, at });
  const { documentOfEntry } = await import("@openrobotid/sdk/history");
  for (const { seq, kind, file: name, salt } of list.documents) {
    const entry = examined.history?.entries[seq - 1];
    const committed = entry && documentOfEntry(entry);
    const document = files[name];
    const isIt =
      committed?.kind === kind &&
      document !== undefined &&
      verifyCommitment(document, { salt, commitment: committed.commitment });
    if (!isIt) throw isWrong(`${name} is not the document of entry ${seq} (${kind})`);
  }
  const log = list.noLog === null ? await checkLog(client, list, files, anchors) : undefined;
  const sha256 = createHash("sha256").update(file).digest("hex");
  return { list, examined, log, evidence: { sha256, bytes: file.length } };
}

async function checkLog(
  client: RegistryClient,
  { robot, chainId, vault, by, holds }: CaseManifest,
  files: CaseFiles,
  anchors: Address | null,
): Promise<VerifiedVaultLog> {
  const { parseVaultLog, readLogOnChain, verifyVaultLog } = await import("@openrobotid/sdk/vault");
  const log = parseVaultLog(new TextDecoder().decode(files[LOG]));
  const { account, topic } = log.anchored;
  const where = anchors && account && { contract: anchors, account, topic };
  const onChain = where ? await readLogOnChain(client, where) : undefined;
  // The file names the address of the contract: anyone could have written another one.
  if (where && !onChain) throw isWrong(`the code at ${anchors} is not that of Anchors`);
  const verified = await verifyVaultLog(log, {
    ...{ robot, chainId, vault, onChain },
    reader: holds ? by : undefined,
  });
  return { ...verified, anchored: anchors ? verified.anchored : undefined };
}

/** What a vault answers where somebody may not see something, or it is not there for them. */
const UNSEEN = [401, 403, 404, 410];

/** The documents of a robot that an account may see. */
async function documentsOf(
  session: Session,
  command: CommandUnknownOpts,
  { vault, robot, account }: { vault: string; robot: RobotId; account: LocalAccount },
) {
  const { deployment } = await session.target(command);
  const token = await signInToVault(vault, deployment.chainId, account);
  const path = `/robots/${robot}/documents`;
  const { documents: all } = await askVault<{
    documents: readonly { seq: number; kind: string; state: string }[];
  }>(vault, path);
  const files: Record<string, Uint8Array> = {};
  const documents: CaseManifest["documents"] = [];
  const missing: CaseManifest["missing"] = [];
  for (const { seq, kind, state } of all) {
    if (state !== "kept") {
      missing.push({ seq, kind, why: state });
      continue;
    }
    try {
      const { bytes, salt } = await documentFrom(vault, `${path}/${seq}`, token);
      const name = `documents/${seq}.bin`;
      files[name] = bytes;
      documents.push({ seq, kind, file: name, salt: salt as Hex });
    } catch (error) {
      if (!UNSEEN.includes(vaultRefusalOf(error)?.status ?? 0)) throw error;
      missing.push({ seq, kind, why: "not shown to the one who made the case" });
    }
  }
  return { files, documents, missing };
}

/** The log, where the one who asks is shown it. */
async function logOf(
  session: Session,
  command: CommandUnknownOpts,
  where: Parameters<typeof fetchLog>[2],
) {
  try {
    const fetched = await fetchLog(session, command, where, {});
    return { fetched, why: null, holds: fetched.holds };
  } catch (error) {
    if (!UNSEEN.includes(vaultRefusalOf(error)?.status ?? 0)) throw error;
    const why = "the log is for the holder, who did not make this case";
    return { fetched: undefined, why, holds: false };
  }
}

function sections({ list, examined, log, evidence }: Checked): Section[] {
  const parts = sectionsOf(evidence.sha256, evidence.bytes, examined);
  return [
    ...parts.toSpliced(-2, 0, {
      title: "Documents",
      words: (layout: Layout) =>
        layout.table(
          ["entry", "kind", "in this case"],
          [
            ...list.documents.map(({ seq, kind, file }) => [String(seq), kind, file]),
            ...list.missing.map(({ seq, kind, why }) => [String(seq), kind, `no: ${why}`]),
          ],
          "The record commits to no document.",
        ),
    }),
    {
      title: "Who was shown what",
      words: (layout) =>
        log
          ? `${renderLines(log.lines, layout)}\n${renderVerified(log, layout)}`
          : `${layout.cell(`No log: ${list.noLog}.`)}\n`,
    },
  ];
}

async function reportOfCase(
  session: Session,
  command: CommandUnknownOpts,
  checked: Checked,
  evidence: Uint8Array,
): Promise<string> {
  const { anchorId } = await import("@openrobotid/sdk/proof");
  return await reportOf({
    title: formatRobotId(checked.list.robot),
    sections: [...sections(checked), sealsOf(checked.examined.proof)],
    sha256: createHash("sha256").update(evidence).digest("hex"),
    anchor: anchorId(await anchorFor(session, command)),
  });
}

function answer(
  session: Session,
  command: CommandUnknownOpts,
  file: string,
  bytes: Uint8Array,
  about: Omit<CaseManifest, "files" | "format" | "version"> & { lines: number | undefined },
  checked?: Checked,
): void {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { robot, at, by, vault, missing, lines = null } = about;
  const documents = about.documents.map(({ seq, kind, file: name }) => ({ seq, kind, file: name }));
  const json = {
    ...{ file, bytes: bytes.length, sha256, robot, at, by, vault },
    ...{ documents, missing, lines },
  };
  session.answer(command, json, (layout) =>
    [
      layout.fields([
        ["case", `${formatRobotId(robot)} at ${moment(at)}`],
        ["file", `${file}, ${count(bytes.length, "byte")}`],
        ["sha-256", sha256],
        ["signed by", by],
        ["documents", `${documents.length} in it, ${missing.length} not`],
        ["log", lines === null ? (about.noLog ?? "none") : count(lines, "line")],
      ]),
      ...(checked ? sections(checked).map(({ words }) => `\n${words(layout)}`) : []),
    ].join(""),
  );
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
