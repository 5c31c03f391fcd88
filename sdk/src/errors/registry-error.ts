import { printable } from "../printable.js";
import { SdkError } from "./sdk-error.js";

/**
 * What goes wrong between the caller and the registry, in words. The errors of node and network stay viem's own.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { RegistryError } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const error = await buyer.offerIntake({ id }).catch((error) => error);
 * error instanceof RegistryError; // true
 * ```
 */
export abstract class RegistryError extends SdkError {
  /** What would have been right, or what to do about it. */
  readonly suggestion: string;

  constructor(message: string, suggestion: string, cause?: Error, page?: string) {
    super(message, { cause, lines: [suggestion], page });
    this.suggestion = printable(suggestion);
  }
}

/**
 * The SDK was set up so that it cannot work.
 *
 * @example
 * ```ts
 * import { createClient, http } from "viem";
 * import { RegistryConfigurationError, robotIdActions } from "@openrobotid/sdk/actions";
 *
 * const client = createClient({ transport: http(rpcUrl) }).extend(robotIdActions());
 * const error = await client.resignSeat().catch((error) => error);
 * error instanceof RegistryConfigurationError; // true
 * error.suggestion; // "Give the client an account, or the call an `account`."
 * ```
 */
export class RegistryConfigurationError extends RegistryError {
  override readonly name = "RegistryConfigurationError";
}

/**
 * An action was given what no contract would understand; nothing was sent.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { createCommitment, RegistryArgumentError } from "@openrobotid/sdk/actions";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { commitment: reasonDigest } = createCommitment("Police report 2026-118");
 * const error = await owner.raiseFlag({ id, flag: "lost", reasonDigest }).catch((error) => error);
 * error instanceof RegistryArgumentError; // true
 * error.suggestion; // "Give one of: stolen, disputed."
 * ```
 */
export class RegistryArgumentError extends RegistryError {
  override readonly name = "RegistryArgumentError";
}

/**
 * What a node says does not agree with itself, or with what another says.
 *
 * @example
 * ```ts
 * import { parseManufacturerId } from "@openrobotid/sdk";
 * import { RegistryRecordError } from "@openrobotid/sdk/actions";
 *
 * const manufacturer = parseManufacturerId("CN-UT01");
 * const answer = await client.getManufacturer({ manufacturer }).catch((error) => error);
 * answer instanceof RegistryRecordError; // false
 * ```
 */
export class RegistryRecordError extends RegistryError {
  override readonly name: string = "RegistryRecordError";
}
