import { type RegistryClient, simulateWrite, type WriteAction } from "../internal/call.js";

/**
 * Asks what would become of a write, and sends nothing: a dry run. Where it would be refused, that refusal is thrown.
 *
 * @param client - A client, with the account that would write.
 * @param action - Any action that writes; its `…Sync` variant will do as well.
 * @param parameters - What the action is given.
 * @returns What the contract's function would return, such as the lot or the number of a recall, in the SDK's words;
 * `undefined` where it returns nothing.
 * @throws RegistryRefusedError as the action would.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { issueLot, simulate } from "@openrobotid/sdk/actions";
 *
 * const first = parseRobotId("CN-UT01-G1PRO1-26W06000000000001");
 * const lot = await simulate(maker, issueLot, { first, count: 10_000n });
 * typeof lot; // "string"
 * ```
 */
export async function simulate<parameters>(
  client: RegistryClient,
  action: WriteAction<parameters>,
  parameters: parameters,
): Promise<unknown> {
  return await simulateWrite(client, action, parameters);
}
