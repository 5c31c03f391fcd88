// One transaction of a play, through an action of the SDK.
import { simulate, type WriteAction, type WriteReceipt } from "@openrobotid/sdk/actions";
import type { TransactionReceipt } from "viem";
import type { Play } from "./play.js";

/** One transaction to be made: sent, or only tried. */
export type Call = {
  /** Sends it, waits for its block, and keeps what is learnt from it. */
  send: () => Promise<TransactionReceipt>;
  /** Throws its refusal, if it would be refused. */
  attempt: () => Promise<unknown>;
};

/** What an event comes to: a sentence, and the transactions. */
export type Plan = { says: string; calls: Call[] };

/**
 * The call of an action for somebody.
 *
 * @param action Its `…Sync` variant.
 * @param learn Hears what the action gave, once it is done.
 */
export function call<parameters, result extends WriteReceipt>(
  play: Play,
  by: string,
  action: (...given: Parameters<WriteAction<parameters>>) => Promise<result>,
  parameters: parameters,
  learn: (result: result) => void = () => {},
): Call {
  const given = { ...parameters, ...play.terms, account: play.account(by) };
  return {
    send: async () => {
      const result = await action(play.sender, given);
      learn(result);
      return result.receipt;
    },
    attempt: async () => await simulate(play.client, action, given),
  };
}
