/**
 * Version of this package, as its errors name it.
 *
 * @example
 * ```ts
 * import { SDK_VERSION } from "@openrobotid/sdk";
 *
 * SDK_VERSION.split(".").length; // 3
 * ```
 */
export const SDK_VERSION = "0.1.0";
