import type { RegistryClient } from "../../internal/call.js";
import { type RegistryReadActions, registryReadActions } from "./registryReadActions.js";
import { type RegistryWriteActions, registryWriteActions } from "./registryWriteActions.js";

/** Every action of the registry as a method of a client. */
export type RobotIdActions = RegistryReadActions & RegistryWriteActions;

/**
 * Everything a participant does with the registry, as methods of a viem client whose chain was made by `robotIdChain`.
 * What writes is sent by the client's account, unless a call names another.
 *
 * @example
 * ```ts
 * import { createClient, http } from "viem";
 * import { robotIdActions } from "@openrobotid/sdk/actions";
 * import { robotIdChain } from "@openrobotid/sdk/chains";
 *
 * const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
 * const client = createClient({ chain, transport: http() }).extend(robotIdActions());
 * ```
 */
export function robotIdActions(): (client: RegistryClient) => RobotIdActions {
  return (client) => ({ ...registryReadActions()(client), ...registryWriteActions()(client) });
}
