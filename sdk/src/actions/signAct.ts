import type { Hex } from "viem";
import { signTypedData } from "viem/actions";
import { type RegistryClient, type WriteOptions, writerOf } from "../internal/call.js";
import { type Act, actTypedData } from "./actTypedData.js";

/** What {@link signAct} is given. */
export interface SignActParameters extends Pick<WriteOptions, "account"> {
  /** What `prepareAct` gave. */
  readonly act: Act;
}

/**
 * Signs an act. Nothing is sent: anybody who has the signature submits it by `submitAct`.
 *
 * @returns The signature.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const act = await dealer.prepareAct({
 *   act: "offerIntake",
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   recycler: recycler.account.address,
 *   signer: owner.account.address,
 *   deadline: new Date("2026-03-01"),
 * });
 * const signature = await owner.signAct({ act });
 * signature.length; // 132
 * ```
 */
export async function signAct(
  client: RegistryClient,
  { act, account }: SignActParameters,
): Promise<Hex> {
  return await signTypedData(client, {
    ...actTypedData(client, act),
    account: writerOf(client, { account }),
  } as never);
}
