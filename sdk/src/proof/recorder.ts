// Gets what a prover has proven: each piece alone, in the form in which it can be proven again.
import type { Hex } from "viem";
import type { CosignedCheckpoint } from "./cosigned.js";
import type { BlockHeader } from "./header.js";
import type { WireProof } from "./state.js";

/**
 * Gets everything that was proven, and nothing that was refused.
 *
 * @internal
 */
export interface Recorder {
  /** A header, with its seals. */
  header(header: BlockHeader): void;
  /** A checkpoint that vouches for the newest block. */
  checkpoint(checkpoint: CosignedCheckpoint): void;
  /** A proof of an account and of slots of it. */
  proof(proof: WireProof): void;
  /** The code of a contract. */
  code(code: Hex): void;
  /** All transactions of a block, each as it is part of it. */
  transactions(header: BlockHeader, encoded: readonly Hex[]): void;
  /** All receipts of a block, each as it is part of it. */
  receipts(header: BlockHeader, encoded: readonly Hex[]): void;
}
