import type { RegistryClient } from "../../internal/call.js";
import * as actions from "../writes.js";
import { type Bound, bind } from "./bind.js";

/** Every write of the registry as a method of a client. */
export type RegistryWriteActions = Bound<typeof actions>;

/**
 * The writes of the registry alone, for a client; see `robotIdActions` for all of them.
 *
 * @example
 * ```ts
 * import { createClient, http } from "viem";
 * import { registryWriteActions } from "@openrobotid/sdk/actions";
 * import { robotIdChain } from "@openrobotid/sdk/chains";
 *
 * const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
 * const client = createClient({ chain, transport: http() }).extend(registryWriteActions());
 * ```
 */
export function registryWriteActions(): (client: RegistryClient) => RegistryWriteActions {
  return (client) => bind(client, actions);
}
