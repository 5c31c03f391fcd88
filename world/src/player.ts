// Plays the example world on a chain, event by event, and says what happened.

import { relative } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import type { Sourced } from "@openrobotid/kit/input";
import { explainRefusal, type RegistryRefusedError } from "@openrobotid/sdk/actions";
import type { TransactionReceipt } from "viem";
import { plan } from "./actions/index.js";
import type { Call } from "./call.js";
import { Clock } from "./clock.js";
import type { WorldEvent } from "./events.js";
import type { Play } from "./play.js";

/** What happened to an event. */
export type Step = {
  date: number;
  /** What happened, in a sentence. */
  says: string;
  gas: bigint;
  transactions: number;
  /** Where it was an attempt that had to fail: how it was refused. */
  refusal?: { errorName: string; message: string; why: string };
};

/** What says when the next block is. A chain that others make blocks on too has a time that nobody sets. */
export type Timing = Pick<Clock, "reach" | "tick">;

/** Plays all events in their order. Throws `UserError` at the first that does not go as the files say. */
export async function playEvents(
  play: Play,
  onStep: (step: Step) => void,
  clock: Timing = new Clock(play.client),
): Promise<void> {
  for (const event of play.world.events) {
    await clock.reach(event.value.date);
    onStep(await playEvent(play, clock, event));
  }
}

async function playEvent(play: Play, clock: Timing, event: Sourced<WorldEvent>): Promise<Step> {
  const { date, action, refused } = event.value;
  const receipts: TransactionReceipt[] = [];
  let says: string = action;
  try {
    const planned = await plan(play, event.value);
    says = planned.says;
    const refusal = await carryOut(planned.calls, clock, receipts, refused !== undefined);
    if (refused !== undefined && refusal?.errorName !== refused.error) {
      throw refusal ?? new UserError("Nothing refused this.");
    }
    const step = {
      date,
      says,
      gas: receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n),
      transactions: receipts.length,
    };
    if (refused === undefined || refusal === undefined) return step;
    const { errorName, shortMessage } = refusal;
    return {
      ...step,
      refusal: { errorName, message: play.spoken(shortMessage), why: refused.why },
    };
  } catch (error) {
    throw placed(play, event, says, error);
  }
}

/** Sends the transactions. An attempt is only tried: what passes before its last transaction is sent, and that is not. */
async function carryOut(
  calls: Call[],
  clock: Timing,
  receipts: TransactionReceipt[],
  isAttempt: boolean,
): Promise<RegistryRefusedError | undefined> {
  for (const [index, call] of calls.entries()) {
    if (isAttempt) {
      const refusal = await attempt(call);
      if (refusal !== undefined || index === calls.length - 1) return refusal;
    }
    if (index > 0) await clock.tick();
    receipts.push(await call.send());
  }
  return undefined;
}

/** The refusal of a call that is tried; undefined where it would pass. */
async function attempt(call: Call): Promise<RegistryRefusedError | undefined> {
  try {
    await call.attempt();
    return undefined;
  } catch (error) {
    const refusal = explainRefusal(error);
    if (refusal === undefined) throw error;
    return refusal;
  }
}

/** A failure that the files explain, with the place of the event; any other as it is. */
function placed(play: Play, event: Sourced<WorldEvent>, says: string, error: unknown): unknown {
  const refusal = explainRefusal(error);
  if (refusal === undefined && !(error instanceof UserError)) return error;
  const reason =
    refusal === undefined
      ? (error as UserError).message
      : `${refusal.errorName}: ${play.spoken(refusal.shortMessage)}`;
  const { refused } = event.value;
  const wanted = refused === undefined ? "" : `\nIt had to be refused with ${refused.error}.`;
  const { file, line, column } = event.fault(["action"], "");
  const place = `${relative(process.cwd(), file)}:${line}:${column}`;
  return new UserError(`${place}: ${says}\n${reason}${wanted}`, { cause: error });
}
