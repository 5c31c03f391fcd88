import type { Address, Hash } from "viem";
import {
  type RegistryClient,
  type WriteOptions,
  type WriteReceipt,
  write,
  writeSync,
} from "../internal/call.js";
import { robotRegistry } from "../internal/contracts.js";

/** What {@link setApprovalForAll} is given. */
export interface SetApprovalForAllParameters extends WriteOptions {
  /** Who may approve receivers in the holder's stead; not to be taken for the operator of a robot. */
  readonly agent: Address;
  /** Whether it may, from now on. */
  readonly approved: boolean;
}

/** What {@link setApprovalForAllSync} gives. */
export interface SetApprovalForAllSyncReturnType extends WriteReceipt {
  /** Whose robots. */
  readonly holder: Address;
  /** Who may approve receivers. */
  readonly agent: Address;
  /** Whether it may. */
  readonly approved: boolean;
}

const call = ({ agent, approved, ...options }: SetApprovalForAllParameters) =>
  ({
    ...options,
    ...robotRegistry,
    functionName: "setApprovalForAll",
    args: [agent, approved],
    eventName: "ApprovalForAll",
  }) as const;

/**
 * Lets an agent say with `approveTransfer` who may take robots of the caller, all of them, or no longer. The agent moves
 * none of them: the receiver itself still has to accept.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, e.g. for the zero address.
 *
 * @example
 * ```ts
 * const hash = await owner.setApprovalForAll({ agent: dealer.account.address, approved: true });
 * ```
 */
export async function setApprovalForAll(
  client: RegistryClient,
  parameters: SetApprovalForAllParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link setApprovalForAll}, and waits for the block.
 *
 * @returns The receipt and what the event says.
 *
 * @example
 * ```ts
 * const agent = dealer.account.address;
 * const { approved } = await owner.setApprovalForAllSync({ agent, approved: true });
 * approved; // true
 * ```
 */
export async function setApprovalForAllSync(
  client: RegistryClient,
  parameters: SetApprovalForAllParameters,
): Promise<SetApprovalForAllSyncReturnType> {
  const { receipt, owner, operator, approved } = await writeSync(client, call(parameters));
  return { receipt, holder: owner, agent: operator, approved };
}
