// What goes wrong while somebody watches. None of it ends the watching, and none of it is believed.
import { SdkError } from "../errors/sdk-error.js";

/** What a node did that a watcher does not go on from. It asks again after a while. */
export interface WatchFault {
  /**
   * `unreachable`: nobody answered, or with an error. `behind`: the node's newest block is older than one that was read already. `conflict`:
   * what it says does not fit what it said before, or its logs do not lead to the heads that the contracts keep.
   */
  readonly reason: "unreachable" | "behind" | "conflict";
  /** What happened, in a sentence. */
  readonly message: string;
  /** What was thrown. */
  readonly error: Error;
}

/** A node that is behind, or contradicts itself. */
export class Disbelief extends SdkError {
  override readonly name = "Disbelief";
  readonly reason: "behind" | "conflict";

  constructor(reason: "behind" | "conflict", message: string) {
    super(message, {});
    this.reason = reason;
  }
}

/** What was thrown, as a fault. */
export function faultOf(thrown: unknown): WatchFault {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const reason = error instanceof Disbelief ? error.reason : "unreachable";
  const [message = ""] = error.message.split("\n", 1);
  return { reason, message, error };
}
