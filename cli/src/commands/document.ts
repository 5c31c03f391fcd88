// `robotid document`: the documents that a robot's history commits to, and one of them, from the vaults that the history names.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId, type Hex, type RobotId } from "@openrobotid/sdk";
import { verifyCommitment } from "@openrobotid/sdk/actions";
import { asking, group } from "../define.js";
import { EXIT } from "../exit-codes.js";
import { Failure, mismatchFailure, usageFailure } from "../failure.js";
import { writeNewBytes } from "../files.js";
import type { Session } from "../session.js";
import { count, spaced } from "../text.js";
import { integer, robotId } from "../values.js";
import { askVault, documentFrom, signInToVault, vaultUrl } from "../vault.js";
import { namedIn } from "../vault-of.js";

const VAULT = "address of a vault; by default all that entries of the robot's history name";

export function defineDocument(program: CommandUnknownOpts, session: Session): void {
  const document = group(
    program,
    "document",
    "Which documents a robot's history commits to, which vault keeps them, and what they say to those entitled",
  ) as never;

  asking(
    document,
    "list",
    "List the documents of a robot, and which vault keeps each",
    {
      json: {
        robot: "the code",
        documents: "documents, each with seq (of the entry), kind and vaults that keep it",
        vaults:
          "vaults, each with url, entries that name it (none for --vault), and error, in words, where it gave no answer",
      },
      examples: ["document CN-BH01-TERN03-25W07000000000001"],
    },
    { isDefault: true },
  )
    .argument("<code>", "the robot", robotId)
    .option("--vault <url>", VAULT, vaultUrl)
    .action(async (robot, { vault }, command) => {
      const { documents, vaults } = await found(session, command, robot, vault);
      const answer = { robot, documents, vaults };
      session.answer(command, answer, (layout) =>
        [
          `${layout.cell({ text: formatRobotId(robot), paint: "bold" })}\n\n`,
          layout.table(
            ["entry", "kind", "kept by"],
            documents.map(({ seq, kind, vaults: by }) => [
              String(seq),
              spaced(kind),
              by.join(", ") || "no vault that answers",
            ]),
            "The history commits to no document.",
          ),
          ...vaults
            .filter(({ error }) => error !== null)
            .map(({ url, error }) => `${layout.cell(`${url}: ${error}`)}\n`),
        ].join(""),
      );
    });

  asking(document, "get", "Get a document that you may see, compared with its commitment", {
    json: {
      robot: "the code",
      seq: "number of the entry",
      kind: "kind of the document",
      vault: "vault that gave it",
      salt: "salt of the commitment",
      bytes: "length",
      file: "the file",
      failures: "vaults that said to keep it and did not give it: vault, message",
    },
    examples: ["document get CN-BH01-TERN03-25W07000000000001 … --out report.pdf"],
  })
    .argument("<code>", "the robot", robotId)
    .argument("<entry>", "number of the entry that commits to it", integer(1))
    .option("--vault <url>", VAULT, vaultUrl)
    .requiredOption("--out <file>", "file to write; one that is there already is left alone")
    .action(async (robot, entry, { vault, out }, command) => {
      const { committed, documents } = await found(session, command, robot, vault);
      const document = committed.find(({ seq }) => seq === entry);
      if (!document) {
        throw usageFailure(
          `Entry ${entry} of ${formatRobotId(robot)} commits to no document.`,
          "`robotid document` lists those that do.",
        );
      }
      const { seq, kind, commitment } = document;
      const keepers = documents.find((one) => one.seq === seq)?.vaults ?? [];
      if (keepers.length === 0) {
        throw new Failure(`No vault that answers keeps entry ${seq}.`, {
          ...{ exitCode: EXIT.unknown, code: "NotKept" },
          suggestion: "Ask the one who made the entry, or name another vault with --vault.",
        });
      }
      const account = await session.signer(command);
      const { chainId } = (await session.target(command)).deployment;
      const failed: { readonly vault: string; readonly error: Error }[] = [];
      for (const url of keepers) {
        try {
          const token = await signInToVault(url, chainId, account);
          const path = `/robots/${robot}/documents/${seq}`;
          const { bytes, salt } = await documentFrom(url, path, token);
          if (!isCommitted(bytes, salt, commitment)) throw isAnother(url, seq);
          const file = writeNewBytes(session.shell, out, bytes);
          const failures = failed.map((one) => ({
            ...{ vault: one.vault, message: one.error.message },
          }));
          const answer = {
            ...{ robot, seq, kind, vault: url, salt, bytes: bytes.length, file, failures },
          };
          session.answer(command, answer, (layout) =>
            layout.fields([
              ["document", `entry ${seq} of ${formatRobotId(robot)}, ${spaced(kind)}`],
              ["from", `${url}; it is the one that the chain commits to`],
              ["wrote", `${file}, ${count(bytes.length, "byte")}`],
              ...failures.map(({ vault: other, message }) => [other, message] as const),
            ]),
          );
          return;
        } catch (error) {
          // Another vault may give it. What this one said is in the answer.
          failed.push({ vault: url, error: error as Error });
        }
      }
      throw failed[0]?.error;
    });
}

/** The documents of a robot and who keeps them; a vault that does not answer is named with why. */
async function found(
  session: Session,
  command: CommandUnknownOpts,
  robot: RobotId,
  given: string | undefined,
) {
  const { documents: committed, vaults: named } = await namedIn(session, command, robot);
  const places =
    given === undefined
      ? named.map(({ url, mentions }) => ({ url, entries: mentions.map(({ seq }) => seq) }))
      : [{ url: new URL(given).origin, entries: [] }];
  const asked = await Promise.all(
    places.map(async ({ url, entries }) => {
      try {
        const path = `/robots/${robot}/documents`;
        const { documents } = await askVault<{
          documents: readonly { readonly seq: number; readonly state: string }[];
        }>(url, path);
        const kept = documents.filter(({ state }) => state === "kept").map(({ seq }) => seq);
        return { url, entries, kept, error: null };
      } catch (error) {
        return { url, entries, kept: [] as readonly number[], error: (error as Error).message };
      }
    }),
  );
  return {
    committed,
    documents: committed.map(({ seq, kind }) => ({
      ...{ seq, kind },
      vaults: asked.filter(({ kept }) => kept.includes(seq)).map(({ url }) => url),
    })),
    vaults: asked.map(({ url, entries, error }) => ({ url, entries, error })),
  };
}

function isCommitted(bytes: Uint8Array, salt: string, commitment: Hex): boolean {
  return (
    /^0x[0-9a-f]{64}$/.test(salt) && verifyCommitment(bytes, { salt: salt as Hex, commitment })
  );
}

function isAnother(vault: string, seq: number): Failure {
  return mismatchFailure(
    `What ${vault} gave is not the document of entry ${seq}: the chain commits to something else.`,
    "Get it from another vault.",
  );
}
