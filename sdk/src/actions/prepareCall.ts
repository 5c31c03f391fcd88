import {
  type PreparedCall,
  prepareWrite,
  type RegistryClient,
  type WriteAction,
} from "../internal/call.js";

/**
 * The call that a write would make, for who sends it in another way: a Safe, a custodian, an account abstraction, a vote.
 * Nothing is simulated and nothing sent.
 *
 * @param client - A client whose chain was made by `robotIdChain`. Where an action depends on who writes, its account or the
 * `account` of the parameters is that one.
 * @param action - Any action that writes; its `…Sync` variant will do as well.
 * @param parameters - What the action is given.
 * @returns Address of the contract, encoded call, and the value, which is zero.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { acceptTransfer, prepareCall } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const safe = "0x00000000000000000000000000000000005afe01";
 * const call = await prepareCall(client, acceptTransfer, { id, from: owner.account.address, account: safe });
 * call.to === deployment.contracts.RobotRegistry.address; // true
 * call.value; // 0n
 * ```
 */
export async function prepareCall<parameters>(
  client: RegistryClient,
  action: WriteAction<parameters>,
  parameters: parameters,
): Promise<PreparedCall> {
  return await prepareWrite(client, action, parameters);
}
