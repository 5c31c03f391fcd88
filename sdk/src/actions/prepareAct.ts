import { type Address, zeroAddress } from "viem";
import { type RegistryClient, read } from "../internal/call.js";
import { registrarOrders, signedActs } from "../internal/contracts.js";
import { type Time, toSeconds } from "../internal/convert.js";
import { readWords } from "../internal/reads.js";
import { type RobotId, toBytes32 } from "../robot-id.js";
import type { Act, ActName, ActTerms } from "./actTypedData.js";

/** What an act is prepared from, beside signer and deadline. The robot of an order and of a consent is known from them. */
interface ActChoices extends Omit<ActTerms, "setOperator" | "offerIntake"> {
  readonly setOperator: {
    /** The operator; nobody ends a term. */
    readonly operator?: Address | undefined;
    /** When its term ends; needed where an operator is named. */
    readonly until?: Time | undefined;
  };
  readonly offerIntake: {
    /** The recycler; nobody takes an offer back. */
    readonly recycler?: Address | undefined;
  };
}

/** What {@link prepareAct} is given. */
export type PrepareActParameters = {
  [name in ActName]: ActChoices[name] & {
    /** What is to be done; named as the action that does it directly. */
    readonly act: name;
    /** Who is to sign it. */
    readonly signer: Address;
    /** Last moment at which the signature is good. */
    readonly deadline: Time;
  } & (name extends "objectToOrder" | "revokeConsent"
      ? object
      : {
          /** The robot. */
          readonly id: RobotId;
        });
}[ActName];

/**
 * Prepares what somebody signs who has no account that sends: to object to an order, to report or clear a theft, to name an
 * operator, to offer a robot to a recycler, to take it back, to move it to another market, to revoke consents. Signed by
 * `signAct`, submitted by anybody with `submitAct`.
 *
 * @returns The act.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const act = await dealer.prepareAct({
 *   act: "setOperator",
 *   id: parseRobotId("CN-UT01-G1PRO1-26W05000000000001"),
 *   operator: operator.account.address,
 *   until: new Date("2027-01-01"),
 *   signer: owner.account.address,
 *   deadline: new Date("2026-03-01"),
 * });
 * act.signer === owner.account.address; // true
 * ```
 */
export async function prepareAct(
  client: RegistryClient,
  parameters: PrepareActParameters,
): Promise<Act> {
  const { signer } = parameters;
  const id = await robotOf(client, parameters);
  const nonce = await read(client, {
    ...signedActs,
    functionName: "nonceOf",
    args: [signer, toBytes32(id)],
  });
  const common = { id, signer, nonce, deadline: toSeconds(parameters.deadline) };
  switch (parameters.act) {
    case "setOperator": {
      const { operator = zeroAddress, until = 0 } = parameters;
      return { act: "setOperator", operator, until: toSeconds(until), ...common };
    }
    case "offerIntake":
      return { act: "offerIntake", recycler: parameters.recycler ?? zeroAddress, ...common };
    default:
      return { ...parameters, ...common };
  }
}

async function robotOf(client: RegistryClient, parameters: PrepareActParameters): Promise<RobotId> {
  if (parameters.act === "revokeConsent") return parameters.consent.id;
  if (parameters.act !== "objectToOrder") return parameters.id;
  const { id } = await readWords(client, {
    ...registrarOrders,
    functionName: "orderOf",
    args: [parameters.order],
  });
  return id;
}
