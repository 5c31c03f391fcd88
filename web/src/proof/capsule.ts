// Verifies a capsule with the list of witnesses, which is itself proven from the anchor.
import { parseAnchor } from "@openrobotid/sdk/proof";
import {
  type CapsuleClaims,
  CapsuleRefusedError,
  verifyCapsule,
  verifyWitnessList,
} from "@openrobotid/sdk/witness";
import type { CapsuleResult, Question } from "./results.js";

/** What a capsule says, good or refused. Throws where it cannot be read, or the list is not proven. */
export async function readCapsuleResult({
  capsule = "",
  file,
  anchor: text,
  now,
}: Question): Promise<CapsuleResult> {
  const anchor = parseAnchor(text);
  const witnesses = await verifyWitnessList(file, { anchor, now: () => now });
  try {
    const { claims, witness } = await verifyCapsule(capsule, { witnesses, now });
    return resultOf(claims, witness.name, undefined);
  } catch (error) {
    if (!(error instanceof CapsuleRefusedError)) throw error;
    return resultOf(error.claims, undefined, error.reason);
  }
}

function resultOf(
  claims: CapsuleClaims,
  name: string | undefined,
  refused: string | undefined,
): CapsuleResult {
  const { id, verdict, also, market, openRecalls, seat, block, blockTime, issuedAt, expires } =
    claims;
  const said = {
    id,
    verdict,
    also,
    market,
    openRecalls,
    seat,
    block,
    blockTime,
    issuedAt,
    expires,
  };
  return { answer: "capsule", refused, name, ...said };
}
