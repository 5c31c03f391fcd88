// `robotid verify`: whether a robot, a manifest, a unit or a document is what it is said to be.
import { resolve } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId, type Hex, verdictOf } from "@openrobotid/sdk";
import type { ChallengeAnswer } from "@openrobotid/sdk/actions";
import { sentenceOfVerdict, toneOfChallengeAnswer, toneOfVerdict } from "@openrobotid/sdk/rules";
import { asking, group, reading } from "../define.js";
import { COMMITMENT_SUFFIX, readCommitment } from "../documents.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import { Failure, mismatchFailure, usageFailure } from "../failure.js";
import { readChallenge, writeNew } from "../files.js";
import { readBytes } from "../read-file.js";
import type { Session } from "../session.js";
import { count, moment } from "../text.js";
import { TONE_PAINTS } from "../tones.js";
import { bytes, digest, integer, robotId } from "../values.js";

const ANSWERS: Readonly<Record<ChallengeAnswer, { exitCode: ExitCode; says: string }>> = {
  genuine: { exitCode: EXIT.ok, says: "It is the robot of this code." },
  wrongKey: {
    exitCode: EXIT.mismatch,
    says: "It is not the robot of this code, or its computer was replaced without a word to the registry.",
  },
  notActivated: {
    exitCode: EXIT.mismatch,
    says: "No device key was ever bound to this code: nothing can be shown.",
  },
  unknownCode: { exitCode: EXIT.unknown, says: "This code was never issued." },
  scrapped: {
    exitCode: EXIT.mismatch,
    says: "The robot of this code was destroyed, whatever answers here.",
  },
  expired: {
    exitCode: EXIT.mismatch,
    says: "The answer came too late, or before the challenge. Ask again.",
  },
};
export function defineVerify(program: CommandUnknownOpts, session: Session): void {
  const verify = group(program, "verify", "Verify a robot, a manifest, a unit or a document");
  defineChallenge(verify as never, session);
  defineAnswer(verify as never, session);
  defineManifest(verify as never, session);
  defineUnit(verify as never, session);
  defineDocument(verify as never, session);
}

function defineChallenge(verify: CommandUnknownOpts, session: Session): void {
  reading(verify, "challenge", "Make a challenge for the robot in front of you; needs no network", {
    json: {
      id: "the code that the robot claims to have",
      nonce: "32 random bytes",
      chainId: "id of the chain",
      registry: "address of the registry",
      issuedAt: "when it was made, in seconds",
      expiresAt: "until when it can be answered, in seconds",
    },
    examples: ["verify challenge CN-BH01-TERN03-25W07000000000001 --out challenge.json"],
  })
    .argument("<code>", "the code that the robot claims to have", robotId)
    .option("--valid-for <seconds>", "how long it can be answered", integer(1, 86_400), 60)
    .option("--out <file>", "write it to a new file as well: keep it, `verify answer` takes it")
    .action(async (id, { validFor, out }, command) => {
      const { target, deployment } = await session.target(command);
      const { createChallenge } = await import("@openrobotid/sdk/actions");
      const { robotIdChain } = await import("@openrobotid/sdk/chains");
      const { createClient, http } = await import("viem");
      const chain = robotIdChain({ deployment, rpcUrls: [target.rpc] });
      const challenge = createChallenge(createClient({ chain, transport: http() }), {
        id,
        validFor,
      });
      const file = out === undefined ? undefined : writeNew(session.shell, out, challenge);
      session.answer(command, challenge, (layout) =>
        file === undefined
          ? `${JSON.stringify(challenge, null, 2)}\n`
          : layout.fields([
              ["robot", formatRobotId(id)],
              ["challenge", file],
              ["valid until", moment(challenge.expiresAt)],
            ]),
      );
    });
}

function defineAnswer(verify: CommandUnknownOpts, session: Session): void {
  asking(verify, "answer", "Verify what a robot answered to a challenge", {
    json: {
      id: "the code",
      answer: "genuine, wrongKey, notActivated, unknownCode, scrapped or expired",
      verdict: "what the registry says of the robot of that code, as `robotid lookup` does",
      also: "what is true besides",
    },
    examples: ["verify answer challenge.json --signature 0x3045…"],
  })
    .argument("<challenge>", "file with the challenge as it was kept")
    .requiredOption("--signature <bytes>", "what the robot answered: r and s, or ASN.1 DER", bytes)
    .action(async (file, { signature }, command) => {
      const challenge = await readChallenge(session.shell, file);
      const { toDeviceSignature } = await import("@openrobotid/sdk/device");
      const parameters = {
        challenge,
        signature: toDeviceSignature(signature),
        answeredAt: new Date(),
      };
      const { answer, robot } = await session.read(command, ({ client, blockNumber }) =>
        client.verifyChallenge({ ...parameters, blockNumber }),
      );
      const { verdict, also } = verdictOf(robot);
      const { exitCode, says } = ANSWERS[answer];
      session.exitCode = exitCode;
      session.answer(command, { id: challenge.id, answer, verdict, also }, (layout) =>
        [
          layout.cell({ text: formatRobotId(challenge.id), paint: "bold" }),
          layout.cell({ text: says, paint: TONE_PAINTS[toneOfChallengeAnswer(answer)] }),
          ...(answer === "unknownCode" || answer === "scrapped" ? [] : [verdict, ...also]).map(
            (word) =>
              layout.cell({
                text: sentenceOfVerdict(word),
                paint: TONE_PAINTS[toneOfVerdict(word)],
              }),
          ),
          "",
        ].join("\n"),
      );
    });
}

function defineManifest(verify: CommandUnknownOpts, session: Session): void {
  asking(
    verify,
    "manifest",
    "Rebuild the root of a published manifest, and compare it with a lot on the chain",
    {
      json: {
        model: "model of the units",
        units: "number of units",
        unitsRoot: "root that follows from them",
        comparedWith: "what it was compared with: lot, root or itself",
      },
      examples: [
        "verify manifest tern-25w07.jsonl --lot-of CN-BH01-TERN03-25W07000000000001",
        "verify manifest tern-25w07.jsonl --json",
      ],
    },
  )
    .argument("<file>", "the manifest")
    .option("--lot-of <code>", "compare with the lot that this robot was issued in", robotId)
    .option("--root <digest>", "compare with this root; needs no network", digest)
    .action(async (file, { lotOf, root }, command) => {
      if (lotOf && root) throw usageFailure("Expected --lot-of or --root, found both.");
      const { verifyManifest } = await import("@openrobotid/sdk/batch");
      const unitsRoot = lotOf ? await rootOfLot(session, command, lotOf) : root;
      const path = resolve(session.shell.cwd, file);
      const found = await verifyManifest({ file: path, unitsRoot });
      const comparedWith = lotOf ? "lot" : root ? "root" : "itself";
      session.answer(command, { ...found, comparedWith }, (layout) => {
        const with_ = {
          lot: "the one on the chain",
          root: "the one given",
          itself: "the one that it ends with",
        };
        return `✔ The root of these units is ${with_[comparedWith]}.\n${layout.fields([
          ["model", found.model],
          ["units", count(found.units, "unit")],
          ["root", found.unitsRoot],
        ])}`;
      });
    });
}

function defineUnit(verify: CommandUnknownOpts, session: Session): void {
  asking(
    verify,
    "unit",
    "Verify that a maker issued a robot with the key that is bound to it, by the manifest of its lot",
    {
      json: {
        id: "the code",
        unitsRoot: "root of its lot on the chain, which follows from the manifest",
        birthRecordDigest: "commitment to its birth record",
        deviceKeyDigest: "digest of the key that it was issued with",
        boundKeyDigest: "digest of the key that is bound to it; null where none is",
        isSameKey: "whether they are the same; null where none is bound",
      },
      examples: ["verify unit CN-BH01-TERN03-25W07000000000001 --manifest tern-25w07.jsonl"],
    },
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--manifest <file>", "the manifest of its lot")
    .action(async (id, { manifest }, command) => {
      const { proofFromManifest } = await import("@openrobotid/sdk/batch");
      const { deviceKeyDigest, birthRecordDigest, unitsRoot } = await proofFromManifest({
        file: resolve(session.shell.cwd, manifest),
        id,
      });
      const onChain = await rootOfLot(session, command, id);
      if (onChain !== unitsRoot) {
        throw mismatchFailure(
          `The root of the manifest is ${unitsRoot}, and that of the lot is ${onChain}.`,
          "It is not the manifest of the lot that this robot was issued in.",
          { unitsRoot, onChain },
        );
      }
      const robot = await session.read(command, ({ client, blockNumber }) =>
        client.getRobot({ id, blockNumber }),
      );
      const boundKeyDigest = robot.deviceKeyDigest;
      const isSameKey = boundKeyDigest && boundKeyDigest === deviceKeyDigest;
      if (isSameKey === false) session.exitCode = EXIT.mismatch;
      const answer = {
        id,
        unitsRoot,
        birthRecordDigest,
        deviceKeyDigest,
        boundKeyDigest,
        isSameKey,
      };
      session.answer(command, answer, (layout) => {
        const key =
          isSameKey === undefined
            ? "none is bound yet"
            : isSameKey
              ? "the one that it was issued with"
              : "another than it was issued with: `robotid history` tells since when";
        return `✔ Its maker issued it, in the lot with the root ${unitsRoot}.\n${layout.fields([
          ["robot", formatRobotId(id)],
          ["birth record", birthRecordDigest],
          ["device key", isSameKey === false ? { text: key, paint: "red" } : key],
        ])}`;
      });
    });
}

function defineDocument(verify: CommandUnknownOpts, session: Session): void {
  reading(
    verify,
    "document",
    "Verify that a document is the one that was committed to; needs no network",
    {
      json: {
        document: "path of the document",
        commitment: "the commitment that it fits",
      },
      examples: ["verify document report.pdf --commitment 0x5e1f…"],
    },
  )
    .argument("<file>", `the document; its salt is beside it, in <file>${COMMITMENT_SUFFIX}`)
    .option("--salt-file <file>", "where the salt is instead")
    .option("--commitment <digest>", "the commitment, as the chain has it", digest)
    .action(async (file, { saltFile, commitment: expected }, command) => {
      const path = resolve(session.shell.cwd, file);
      const kept = readCommitment(
        saltFile ? resolve(session.shell.cwd, saltFile) : path + COMMITMENT_SUFFIX,
      );
      const { createCommitment } = await import("@openrobotid/sdk/actions");
      const { commitment } = createCommitment(readBytes(path), kept.salt);
      const wanted = expected ?? kept.commitment;
      if (commitment !== wanted) {
        throw mismatchFailure(
          `${path} and its salt commit to ${commitment}, and not to ${wanted}.`,
          "It is another document, or another version of it.",
          { commitment, expected: wanted },
        );
      }
      session.answer(
        command,
        { document: path, commitment },
        () => `✔ It is the document of ${commitment}.\n`,
      );
    });
}

async function rootOfLot(
  session: Session,
  command: CommandUnknownOpts,
  id: ReturnType<typeof robotId>,
): Promise<Hex> {
  const root = await session.read(command, async ({ client, blockNumber }) => {
    const { lot } = await client.getRobot({ id, blockNumber });
    return lot && { root: (await client.getLot({ lot, blockNumber }))?.unitsRoot };
  });
  if (!root) throw unknownRobot(id);
  if (root.root) return root.root;
  throw mismatchFailure(
    `The lot of ${formatRobotId(id)} has no root: its maker published no data of each unit.`,
    "Such a unit is attested by its maker when it is placed on a market.",
  );
}

function unknownRobot(id: ReturnType<typeof robotId>) {
  return new Failure(`${formatRobotId(id)} was never issued.`, {
    exitCode: EXIT.unknown,
    code: "RobotRegistryUnknownRobot",
  });
}
