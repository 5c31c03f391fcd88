/**
 * Why a manifest is not kept.
 *
 * - `noRoot`: the lot has no root on the chain, so nothing tells a right manifest from a wrong one
 * - `tooLarge`: it is larger than the limit
 * - `malformed`: it is no whole manifest
 * - `otherRoot`: it is a manifest, of other units than those of the lot
 */
export type ManifestRefusal = "noRoot" | "tooLarge" | "malformed" | "otherRoot";

/** A manifest was not kept. The message says what was found and what was expected, and may be shown to anybody. */
export class ManifestRefusedError extends Error {
  override readonly name = "ManifestRefusedError";

  readonly reason: ManifestRefusal;

  constructor(reason: ManifestRefusal, message: string) {
    super(message);
    this.reason = reason;
  }
}
