import type { Address, Hex } from "viem";
import { signTypedData } from "viem/actions";
import { type RegistryClient, type WriteOptions, writerOf } from "../internal/call.js";
import { consortiumDomainOf, signedTypes } from "../internal/typed-data.js";

/** What {@link signValidatorBinding} is given. */
export interface SignValidatorBindingParameters extends Pick<WriteOptions, "account"> {
  /** Number of the seat that the node is to validate for. */
  readonly seat: bigint;
}

/** What {@link signValidatorBinding} gives: as `rotateValidator` takes it. */
export interface SignValidatorBindingReturnType {
  /** Address of the node. */
  readonly validator: Address;
  /** Signature of its key. */
  readonly signature: Hex;
}

/**
 * Signs with the key of a validator's node that it validates for a seat: what `rotateValidator` needs, so that no seat takes
 * the node of another. The account is that of the node key; nothing is sent.
 *
 * @example
 * ```ts
 * import { privateKeyToAccount } from "viem/accounts";
 *
 * const nodeKey = `0x${"5a".repeat(32)}` as const;
 * const binding = await spain.signValidatorBinding({ seat: 2n, account: privateKeyToAccount(nodeKey) });
 * binding.signature.length; // 132
 * ```
 */
export async function signValidatorBinding(
  client: RegistryClient,
  { seat, account }: SignValidatorBindingParameters,
): Promise<SignValidatorBindingReturnType> {
  const node = writerOf(client, { account });
  const signature = await signTypedData(client, {
    account: node,
    domain: consortiumDomainOf(client),
    types: { ValidatorBinding: signedTypes.ValidatorBinding },
    primaryType: "ValidatorBinding",
    message: { seat, validator: node.address },
  });
  return { validator: node.address, signature };
}
