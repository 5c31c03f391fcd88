// Whether a certificate of a robot is valid.
import { heldAt } from "./term.js";

/** A certificate of a robot. Times are in seconds. */
export interface CertificateTerm {
  /** When it was issued. */
  readonly issuedAt: number;
  /** From when on it is no longer valid. */
  readonly expiry: number;
  /** When it was withdrawn; absent where it was not. */
  readonly withdrawnAt: number | null | undefined;
}

/**
 * Whether a certificate is valid at a moment: issued by then, not withdrawn by then, and not expired. As `DossierCertificates.isCertified`
 * decides it. What becomes of its issuer, and of the market of the robot, changes nothing.
 *
 * @param at - The moment, in seconds.
 *
 * @example
 * ```ts
 * import { isCertificateValid } from "@openrobotid/sdk/rules";
 *
 * const certificate = { issuedAt: 1000, expiry: 2000, withdrawnAt: undefined };
 * isCertificateValid(certificate, 1999); // true
 * isCertificateValid({ ...certificate, withdrawnAt: 1999 }, 1999); // false
 * ```
 */
export function isCertificateValid(certificate: CertificateTerm, at: number): boolean {
  return heldAt({ ...certificate, from: certificate.issuedAt }, at);
}
