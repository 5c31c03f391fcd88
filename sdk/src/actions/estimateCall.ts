import { estimateWrite, type RegistryClient, type WriteAction } from "../internal/call.js";

/**
 * How much gas a write would use; nothing is sent.
 *
 * @param client - A client, with the account that would write.
 * @param action - Any action that writes; its `…Sync` variant will do as well.
 * @param parameters - What the action is given.
 * @returns Units of gas, as the node estimates them.
 * @throws RegistryRefusedError as the action would.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { estimateCall, issueLot } from "@openrobotid/sdk/actions";
 *
 * const first = parseRobotId("CN-UT01-G1PRO1-26W06000000000001");
 * const gas = await estimateCall(maker, issueLot, { first, count: 10_000n });
 * gas < 150_000n; // true
 * ```
 */
export async function estimateCall<parameters>(
  client: RegistryClient,
  action: WriteAction<parameters>,
  parameters: parameters,
): Promise<bigint> {
  return await estimateWrite(client, action, parameters);
}
