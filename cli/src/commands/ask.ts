// `robotid ask`: a question about a robot without its file. What the chain answers is proven from there; the rest is the vault's signed word.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId, type RobotId } from "@openrobotid/sdk";
import type {
  SignedVaultAnswer,
  VaultQuestionName,
  VerifyVaultAnswerParameters,
} from "@openrobotid/sdk/vault";
import type { Address } from "viem";
import { asking, group } from "../define.js";
import { mismatchFailure, usageFailure } from "../failure.js";
import { readText, writeNewBytes } from "../files.js";
import type { Session } from "../session.js";
import { moment } from "../text.js";
import { address, integer, robotId } from "../values.js";
import { askVault, signInToVault, vaultUrl } from "../vault.js";
import { neverIssued, VAULT_OR_NAMED, vaultOf } from "../vault-of.js";

/** What `--question` is. The SDK has the questions; a test compares them. */
export const QUESTION =
  "serviced, level or crash, which the chain answers; fallen, stopped, worn, hours or cycles, which a vault answers";

const ANSWER = {
  robot: "the code",
  question: "name of the question",
  value: "its number",
  words: "the question in words",
  answer: "yes, no or unknown",
  by: "chain, where it was proven from there; vault, where it is the vault's word",
  at: "moment of the answer, in seconds",
  account: "account of the vault, which signed; null where the chain answered",
  vault: "address of the vault; null where the chain answered",
  file: "file with the signed answer; null without --out",
} as const;

export function defineAsk(program: CommandUnknownOpts, session: Session): void {
  const ask = group(
    program,
    "ask",
    "Ask about a robot without seeing its file: yes, no or unknown",
  ) as never;

  asking(
    ask,
    "question",
    "Answer a question: proven from the chain where that is public, else signed by the vault for those whom the holder grants",
    {
      json: ANSWER,
      examples: [
        "ask CN-BH01-TERN03-25W07000000000001 --question serviced --value 365",
        "ask CN-BH01-TERN03-25W07000000000001 --question fallen --vault https://vault.example",
      ],
    },
    { isDefault: true },
  )
    .argument("<code>", "the robot", robotId)
    .requiredOption("--question <name>", `what is asked: ${QUESTION}`)
    .option("--value <number>", "the number of the question", integer(0))
    .option("--vault <url>", `${VAULT_OR_NAMED}; for what the chain does not answer`, vaultUrl)
    .option("--signer <account>", "account of the vault that must have signed", address)
    .option(
      "--out <file>",
      "file to write the signed answer to; one that is there already is left alone",
    )
    .action(async (robot, options, command) => {
      const { question, signer, out } = options;
      const { isVaultQuestion, vaultQuestions } = await import("@openrobotid/sdk/vault");
      if (!isVaultQuestion(question)) {
        throw usageFailure(`--question ${question} is none.`, `Give ${QUESTION}.`);
      }
      const { by, usual, least, most } = vaultQuestions[question];
      const value = options.value ?? usual;
      if (value < least || value > most) {
        throw usageFailure(
          `--value ${value} is no number of ${question}.`,
          `Give ${least} to ${most}.`,
        );
      }
      if (by === "chain") {
        if (out !== undefined) {
          throw usageFailure(
            `${question} is public: the chain answers it, and nobody signs.`,
            "Leave --out out. `robotid evidence` makes a file that proves it.",
          );
        }
        const { answer, at } = await fromChain(session, command, robot, question, value);
        return await show(session, command, {
          ...{ robot, question, value, answer, by, at },
          ...{ account: null, vault: null, file: null },
        });
      }
      const vault = await vaultOf(session, command, robot, options.vault);
      const account = await session.signer(command);
      const { deployment } = await session.target(command);
      const token = await signInToVault(vault, deployment.chainId, account);
      const given = await askVault<object>(vault, `/robots/${robot}/answers`, {
        ...{ method: "POST", token, body: { question, value } },
      });
      const text = `${JSON.stringify(given)}\n`;
      const asked = { robot, question, value, account: signer, vault: new URL(vault).origin };
      const signed = await verify(session, command, text, { ...asked, maxAge: FRESH });
      const file =
        out === undefined
          ? null
          : writeNewBytes(session.shell, out, new TextEncoder().encode(text));
      await show(session, command, { ...signed, by, file });
    });

  asking(ask, "verify", "Verify an answer that a vault signed, and say what it answers", {
    json: ANSWER,
    examples: ["ask verify answer.json --signer 0x5FbDB2315678afecb367f032d93F642f64180aa3"],
  })
    .argument("<file>", "the answer; - is standard input")
    .option("--signer <account>", "account of the vault that must have signed", address)
    .action(async (file, { signer }, command) => {
      const text = await readText(session.shell, file);
      const signed = await verify(session, command, text, { account: signer });
      await show(session, command, { ...signed, by: "vault", file: null });
    });
}

/** How old an answer to a question of now may be, in seconds. */
const FRESH = 600;

type Shown = Pick<SignedVaultAnswer, "robot" | "question" | "value" | "answer" | "at"> & {
  readonly by: "chain" | "vault";
  readonly account: Address | null;
  readonly vault: string | null;
  readonly file: string | null;
};

async function show(session: Session, command: CommandUnknownOpts, shown: Shown): Promise<void> {
  const { questionInWords } = await import("@openrobotid/sdk/vault");
  const { robot, question, value, answer, by, at, account, vault, file } = shown;
  const words = questionInWords(question, value);
  const json = { robot, question, value, words, answer, by, at, account, vault, file };
  session.answer(command, json, (layout) =>
    layout.fields([
      ["robot", formatRobotId(robot)],
      ["question", words],
      ["answer", { text: answer, paint: "bold" }],
      ["at", moment(at)],
      by === "chain"
        ? ["by", "the chain, to everybody: it says what was recorded, not that it is true"]
        : ["by", `${account} for ${vault}: its word on what it keeps`],
      ...(file === null ? [] : [["wrote", file] as const]),
    ]),
  );
}

async function fromChain(
  session: Session,
  command: CommandUnknownOpts,
  id: RobotId,
  question: VaultQuestionName,
  value: number,
) {
  const { answerFromChain } = await import("@openrobotid/sdk/vault");
  return await session.read(command, async ({ client, blockNumber }) => {
    const robot = await client.getRobot({ id, blockNumber });
    if (robot.state === "none") throw neverIssued(id);
    const { entries } = await client.getHistory({ id, blockNumber });
    const at = robot.asOf.timestamp;
    const facts = { at, entries, approval: robot.approval, isPlaced: robot.market !== undefined };
    return { answer: answerFromChain(question, value, facts), at };
  });
}

/** Verifies a signed answer; its block must be one of the chain. */
async function verify(
  session: Session,
  command: CommandUnknownOpts,
  text: string,
  asked: Omit<VerifyVaultAnswerParameters, "chainId" | "registry" | "now">,
): Promise<SignedVaultAnswer> {
  const { deployment } = await session.target(command);
  const { chainId } = deployment;
  const registry = address(deployment.contracts.RobotRegistry?.address ?? "");
  const now = Math.floor(Date.now() / 1000);
  const { verifyVaultAnswer } = await import("@openrobotid/sdk/vault");
  const signed = await verifyVaultAnswer(text, { chainId, registry, ...asked, now });
  const { hash } = await session.read(command, async ({ client }) => {
    return { hash: (await client.getBlock({ blockNumber: BigInt(signed.blockNumber) })).hash };
  });
  if (hash === signed.blockHash) return signed;
  throw mismatchFailure(
    `The answer is as of block ${signed.blockNumber} ${signed.blockHash}, and that of the chain is ${hash}.`,
    "Do not rely on it.",
  );
}
