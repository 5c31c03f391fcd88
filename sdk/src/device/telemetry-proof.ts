// That a batch of telemetry is under a root that was anchored, and that the anchors are those of the chain.
import { concat, type Hex, keccak256, numberToHex, zeroHash } from "viem";
import { keptHead } from "../history/chain.js";
import { type RobotId, toBytes32 } from "../robot-id.js";

/** Siblings from a batch to the root of its robot's batches, and from there to the root of the fleet. */
export interface TelemetryProof {
  readonly ofRobot: readonly Hex[];
  readonly ofFleet: readonly Hex[];
}

/** An anchor, as `Anchors` has it. */
export interface TelemetryAnchor {
  readonly root: Hex;
  readonly leaves: number;
  /** Block time, in seconds. */
  readonly at: number;
}

/**
 * The root that a proof leads to from a batch. Both trees are OpenZeppelin's standard Merkle trees: of the digests of a robot's batches, and of
 * the robots, each as its code and the root of its batches.
 *
 * @example
 * ```ts
 * import { telemetryDigest, telemetryRoot } from "@openrobotid/sdk/device";
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const robot = parseRobotId("CN-UT01-G1PRO1-26W05000000001234");
 * telemetryRoot(robot, telemetryDigest("{}"), { ofRobot: [], ofFleet: [] }).length; // 66
 * ```
 */
export function telemetryRoot(robot: RobotId, digest: Hex, proof: TelemetryProof): Hex {
  const ofRobot = climb([digest], proof.ofRobot);
  return climb([toBytes32(robot), ofRobot], proof.ofFleet);
}

/**
 * The head that anchors of one account and topic fold to, from the first one on; `Anchors.anchorsOf` has the same where none is left out or
 * altered.
 *
 * @example
 * ```ts
 * import { anchorsHead } from "@openrobotid/sdk/device";
 *
 * anchorsHead([]); // 0x0000…
 * ```
 */
export function anchorsHead(anchors: readonly TelemetryAnchor[]): Hex {
  let head: Hex = zeroHash;
  for (const [index, { root, leaves, at }] of anchors.entries()) {
    const words = [index + 1, leaves, at].map((number) => numberToHex(number, { size: 32 }));
    const [seq, count, time] = words as [Hex, Hex, Hex];
    head = keptHead(keccak256(concat([head, seq, root, count, time])));
  }
  return head;
}

function climb(leaf: readonly Hex[], siblings: readonly Hex[]): Hex {
  let node = keccak256(keccak256(concat(leaf)));
  for (const sibling of siblings) {
    const [first, second] = BigInt(node) < BigInt(sibling) ? [node, sibling] : [sibling, node];
    node = keccak256(concat([first, second]));
  }
  return node;
}
