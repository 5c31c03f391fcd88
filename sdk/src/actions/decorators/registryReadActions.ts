import type { RegistryClient } from "../../internal/call.js";
import * as actions from "../reads.js";
import { type Bound, bind } from "./bind.js";

/** Every read of the registry as a method of a client. */
export type RegistryReadActions = Bound<typeof actions>;

/**
 * The reads of the registry alone, for a client; see `robotIdActions` for all of them.
 *
 * @example
 * ```ts
 * import { createClient, http } from "viem";
 * import { registryReadActions } from "@openrobotid/sdk/actions";
 * import { robotIdChain } from "@openrobotid/sdk/chains";
 *
 * const chain = robotIdChain({ deployment, rpcUrls: [rpcUrl] });
 * const client = createClient({ chain, transport: http() }).extend(registryReadActions());
 * ```
 */
export function registryReadActions(): (client: RegistryClient) => RegistryReadActions {
  return (client) => bind(client, actions);
}
