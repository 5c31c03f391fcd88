import type {
  Abi,
  ContractEventName,
  ContractFunctionArgs,
  ContractFunctionName,
  Hash,
  Hex,
} from "viem";
import type { ContractName } from "../chains/contracts.js";
import {
  type EventFields,
  type RegistryClient,
  type WriteOptions,
  type WriteReceipt,
  write,
  writeSync,
} from "../internal/call.js";
import { toConsent } from "../internal/consent.js";
import { registrarOrders, robotFlags, robotRegistry, signedActs } from "../internal/contracts.js";
import { toNumber } from "../internal/convert.js";
import { toBytes, toBytes32 } from "../robot-id.js";
import type { Act } from "./actTypedData.js";

/** What {@link submitAct} is given. */
export interface SubmitActParameters extends WriteOptions {
  /** What `prepareAct` gave. */
  readonly act: Act;
  /** Signature of its signer: of an account, or by ERC-1271 of a contract. */
  readonly signature: Hex;
}

type Says<abi extends Abi, name extends ContractEventName<abi>> = {
  readonly event: name;
  readonly fields: EventFields<abi, name>;
};

/** What an act did, by the name of the event that says so. */
export type ActOutcome =
  | Says<typeof registrarOrders.abi, "OrderObjected">
  | Says<typeof robotFlags.abi, "FlagRaised">
  | Says<typeof robotFlags.abi, "FlagCleared">
  | Says<typeof robotRegistry.abi, "OperatorNamed">
  | Says<typeof robotRegistry.abi, "IntakeOffered">
  | Says<typeof robotRegistry.abi, "RobotReturned">
  | Says<typeof robotRegistry.abi, "Relocated">
  | Says<typeof signedActs.abi, "ConsentRevoked">
  | Says<typeof signedActs.abi, "ConsentsRevoked">;

/** What {@link submitActSync} gives. */
export type SubmitActSyncReturnType = WriteReceipt & ActOutcome;

/** A call of the signed acts, and the event of the contract that does what was signed. */
interface ActCall {
  readonly functionName: string;
  readonly args: readonly unknown[];
  readonly emitter: { readonly contract: ContractName; readonly abi: Abi };
  readonly eventName: ActOutcome["event"];
}

function callOf(act: Act, signature: Hex): ActCall {
  const signed = { signer: act.signer, deadline: BigInt(act.deadline), signature };
  const id = toBytes32(act.id);
  switch (act.act) {
    case "objectToOrder": {
      const args = [act.order, act.reasonDigest, signed] as const;
      return actCall("objectBySig", args, registrarOrders, "OrderObjected");
    }
    case "raiseFlag":
    case "clearFlag": {
      const flag = toNumber("enum IRobotFlags.Flag", act.flag);
      const args = [id, flag, act.reasonDigest, signed] as const;
      return act.act === "raiseFlag"
        ? actCall("raiseFlagBySig", args, robotFlags, "FlagRaised")
        : actCall("clearFlagBySig", args, robotFlags, "FlagCleared");
    }
    case "setOperator": {
      const args = [id, act.operator, act.until, signed] as const;
      return actCall("setOperatorBySig", args, robotRegistry, "OperatorNamed");
    }
    case "offerIntake": {
      const args = [id, act.recycler, signed] as const;
      return actCall("offerIntakeBySig", args, robotRegistry, "IntakeOffered");
    }
    case "takeBack":
      return actCall("takeBackBySig", [id, signed], robotRegistry, "RobotReturned");
    case "relocate": {
      const args = [id, toBytes(act.country), signed] as const;
      return actCall("relocateBySig", args, robotRegistry, "Relocated");
    }
    case "revokeConsent": {
      const args = [toConsent(act.consent), signed] as const;
      return actCall("revokeConsentBySig", args, signedActs, "ConsentRevoked");
    }
    case "revokeConsents":
      return actCall("revokeConsentsBySig", [id, signed], signedActs, "ConsentsRevoked");
  }
}

function actCall<
  const name extends ContractFunctionName<typeof signedActs.abi, "nonpayable">,
  const abi extends Abi,
>(
  functionName: name,
  args: ContractFunctionArgs<typeof signedActs.abi, "nonpayable", name>,
  emitter: { readonly contract: ContractName; readonly abi: abi },
  eventName: ActOutcome["event"] & ContractEventName<abi>,
): ActCall {
  return { functionName, args: args as readonly unknown[], emitter, eventName };
}

const call = ({ act, signature, ...options }: SubmitActParameters) =>
  ({ ...options, ...signedActs, ...callOf(act, signature) }) as never;

/**
 * Does what somebody signed: objects to an order, reports or clears a theft, names an operator, offers a robot to a recycler,
 * takes it back, moves it to another market, revokes consents. Called by anybody; the history names the signer.
 *
 * @returns Hash of the transaction.
 * @throws RegistryRefusedError in a plain sentence, as the action would be refused that does it directly, and where the
 * signature is not that of the signer.
 *
 * @example
 * ```ts
 * import { parseCountryCode, parseRobotId } from "@openrobotid/sdk";
 *
 * const act = await dealer.prepareAct({
 *   act: "relocate",
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   country: parseCountryCode("MX"),
 *   signer: owner.account.address,
 *   deadline: new Date("2026-03-01"),
 * });
 * const hash = await dealer.submitAct({ act, signature: await owner.signAct({ act }) });
 * ```
 */
export async function submitAct(
  client: RegistryClient,
  parameters: SubmitActParameters,
): Promise<Hash> {
  return await write(client, call(parameters));
}

/**
 * As {@link submitAct}, and waits for the block.
 *
 * @returns The receipt, the name of the event and what it says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment } from "@openrobotid/sdk/actions";
 *
 * const act = await dealer.prepareAct({
 *   act: "raiseFlag",
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   flag: "stolen",
 *   reasonDigest: createCommitment("Report 2026-7").commitment,
 *   signer: owner.account.address,
 *   deadline: new Date("2026-03-01"),
 * });
 * const { event } = await dealer.submitActSync({ act, signature: await owner.signAct({ act }) });
 * event; // "FlagRaised"
 * ```
 */
export async function submitActSync(
  client: RegistryClient,
  parameters: SubmitActParameters,
): Promise<SubmitActSyncReturnType> {
  const { receipt, ...fields } = (await writeSync(client, call(parameters))) as WriteReceipt;
  const { eventName: event } = callOf(parameters.act, parameters.signature);
  return { receipt, event, fields } as SubmitActSyncReturnType;
}
