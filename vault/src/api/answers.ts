// Answers without the file, over HTTP: each is signed, and a line of the log before it is given.
import {
  isVaultQuestion,
  questionInWords,
  type VaultAnswer,
  type VaultQuestionName,
  vaultAnswerTypedData,
  vaultQuestions,
} from "@openrobotid/sdk/vault";
import type { Hono } from "hono";
import type { Address } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { z } from "zod";
import { entitlementToAnswers } from "../access/decide.js";
import type { Glasses } from "../access/glass.js";
import { answerFromTelemetry } from "../answers/answers.js";
import type { ChainReader } from "../chain/reader.js";
import type { AccessLog } from "../log/access-log.js";
import { VaultProblem } from "../problem.js";
import type { Rollups } from "../telemetry/rollups.js";
import type { Asked } from "./asked.js";
import { json, read } from "./read.js";

const question = z.custom<VaultQuestionName>(
  (given) => typeof given === "string" && isVaultQuestion(given),
  { error: `one of ${Object.keys(vaultQuestions).join(", ")}` },
);
const questionRequest = z.strictObject({ question, value: z.number().int() });

/** What the app gives. */
interface Parts {
  readonly rollups: Rollups;
  readonly chain: ChainReader;
  readonly log: AccessLog;
  readonly glasses: Glasses;
  readonly ask: (id: string, header: string | undefined) => Promise<Asked>;
  readonly refuse: (
    asked: Asked,
    about: { readonly kind: "answers" },
    problem: VaultProblem,
  ) => Promise<never>;
  readonly requireSession: (asked: Asked) => Address;
  readonly url: string;
  readonly key: PrivateKeyAccount;
  readonly now: () => number;
}

/** Adds the path. */
export function addAnswers(app: Hono, parts: Parts): void {
  const { rollups, chain, log, glasses, ask, refuse, requireSession, url, key, now } = parts;
  app.post("/robots/:id/answers", async (c) => {
    const asked = await ask(c.req.param("id"), c.req.header("authorization"));
    const account = requireSession(asked);
    const { question: name, value } = read(questionRequest, await json(c.req));
    const { by, least, most } = vaultQuestions[name];
    if (value < least || value > most) {
      throw new VaultProblem("invalid-request", `value: expected ${least} to ${most}`);
    }
    if (by === "chain") {
      throw new VaultProblem(
        "invalid-request",
        `The chain answers this to everybody: "${questionInWords(name, value)}" Ask it by proof.`,
      );
    }
    const entitlement = entitlementToAnswers(asked.standing);
    if (!entitlement) {
      const detail = `${account} may not ask this of the robot now: the holder did not grant it.`;
      return await refuse(asked, { kind: "answers" }, new VaultProblem("not-entitled", detail));
    }
    const { proven } = asked;
    const { robot, history, block } = proven;
    const at = Math.floor(now());
    const times = { issuedAt: history.issuance.issuedAt, now: at };
    const found = await answerFromTelemetry(rollups, robot.id, { question: name, value }, times);
    const answer: VaultAnswer = {
      ...{ vault: url, chainId: chain.chainId, registry: chain.addressOf("RobotRegistry") },
      ...{ robot: robot.id, question: name, value, answer: found ?? "unknown", at },
      ...{ blockNumber: Number(robot.asOf.blockNumber), blockHash: block, account: key.address },
    };
    const signature = await key.signTypedData(vaultAnswerTypedData(answer));
    const { party, grant, glass } = entitlement;
    const purpose = grant?.purpose ?? glass?.reason;
    await log.write(
      {
        ...{ what: "answered", robot: robot.id, account, party, kind: "answers" },
        why: `${name} ${value}: ${answer.answer}${purpose ? `; ${purpose}` : ""}`,
        ...{ grant: grant?.id, caseNumber: glass?.caseNumber },
      },
      { toldAt: glass && glasses.toldAt(proven) },
    );
    return c.json({ ...answer, signature }, 201);
  });
}
