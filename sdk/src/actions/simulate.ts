import { type RegistryClient, RehearsalPassed, rehearse } from "../internal/call.js";

/**
 * Asks what would become of a write, and sends nothing: a dry run. Nothing happens where it would pass; where it would be
 * refused, that refusal is thrown.
 *
 * @param client - A client, with the account that would write.
 * @param action - Any action that writes; its `…Sync` variant will do as well.
 * @param parameters - What the action is given.
 * @throws RegistryRefusedError as the action would.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { issueLot, simulate } from "@openrobotid/sdk/actions";
 *
 * const first = parseRobotId("CN-UT01-G1PRO1-26W06000000000001");
 * await simulate(maker, issueLot, { first, count: 10_000n });
 * ```
 */
export async function simulate<parameters>(
  client: RegistryClient,
  action: (client: RegistryClient, parameters: parameters) => Promise<unknown>,
  parameters: parameters,
): Promise<void> {
  try {
    await action(rehearse(client), parameters);
  } catch (error) {
    if (!(error instanceof RehearsalPassed)) throw error;
  }
}
