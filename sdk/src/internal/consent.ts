import type { Consent } from "../actions/consentTypedData.js";
import { toBytes32 } from "../robot-id.js";

/** A consent as the contract takes it. */
export function toConsent({ id, deadline, ...terms }: Consent) {
  return { ...terms, id: toBytes32(id), deadline: BigInt(deadline) };
}
