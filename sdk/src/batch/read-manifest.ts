import type { Hex } from "viem";
import { SdkError } from "../errors/sdk-error.js";
import type { ModelId, RobotId } from "../robot-id.js";
import { DistinctKeys } from "./distinct-keys.js";
import { MANIFEST_LINE, MANIFEST_TAIL, manifestHead } from "./manifest.js";
import { serialToKey } from "./serial-key.js";
import { textLines } from "./text-lines.js";
import { LeafWriter } from "./unit-digests.js";
import { Leaves, UnitsTree } from "./units-tree.js";

/**
 * A manifest is not what it says it is.
 *
 * @example
 * ```ts
 * import { ManifestError, verifyManifest } from "@openrobotid/sdk/batch";
 *
 * const error = await verifyManifest({ file: "units.csv" }).catch((caught) => caught);
 * error instanceof ManifestError; // true
 * error.line; // 1
 * ```
 */
export class ManifestError extends SdkError {
  override readonly name = "ManifestError";
  /** The first line that is wrong, counted from 1. */
  readonly line: number;

  constructor(file: string, line: number, reason: string) {
    super(`${file} is no whole manifest: line ${line}: ${reason}.`);
    this.line = line;
  }
}

/** What a manifest says of a unit. */
export interface ManifestUnit {
  /** Its code. */
  readonly robotId: RobotId;
  /** keccak256(abi.encode(x, y)) of its device key. */
  readonly deviceKeyDigest: Hex;
  /** Digest of its birth record. */
  readonly birthRecordDigest: Hex;
}

/** A manifest that was read to its end and holds together. */
export interface Manifest {
  readonly model: ModelId;
  readonly units: number;
  readonly tree: UnitsTree;
  /** The unit that was asked for, and its index. */
  readonly found: { readonly unit: ManifestUnit; readonly index: number } | undefined;
}

const LONGEST_LINE = 512;

/** Reads a manifest, rebuilds its tree, and looks for one unit on the way. */
export async function readManifest(file: string, wanted?: RobotId): Promise<Manifest> {
  const leaves = new Leaves();
  const serials = new DistinctKeys();
  const writer = new LeafWriter();
  let model: string | undefined;
  let tail: RegExpExecArray | undefined;
  let found: Manifest["found"];
  let line = 0;
  const fail = (reason: string, at = line) => new ManifestError(file, at, reason);

  const readUnit = (text: string) => {
    const [, robotId, key, birth] = MANIFEST_LINE.exec(text) ?? [];
    if (robotId === undefined || key === undefined || birth === undefined) {
      throw fail("expected a unit");
    }
    if (!robotId.startsWith(model ?? "")) throw fail(`expected a unit of model ${model}`);
    if (serials.add(...serialToKey(robotId.slice(12))) !== undefined) {
      throw fail(`${robotId} comes twice`);
    }
    if (robotId === wanted) {
      const unit = { robotId: wanted, deviceKeyDigest: hex(key), birthRecordDigest: hex(birth) };
      found = { unit, index: leaves.count };
    }
    leaves.add(writer.leaf(robotId, Buffer.from(key, "hex"), birth));
  };

  for await (const texts of textLines(file, LONGEST_LINE)) {
    for (const text of texts) {
      line += 1;
      if (tail) throw fail("expected nothing behind the last line");
      if (model === undefined) {
        model = /"model":"([A-Z]{2}[0-9A-Z]{10})"/.exec(text)?.[1];
        if (model === undefined || manifestHead(model) !== `${text}\n`) {
          throw fail("expected the first line of a manifest");
        }
        continue;
      }
      tail = MANIFEST_TAIL.exec(text) ?? undefined;
      if (!tail) readUnit(text);
    }
  }
  if (!tail) throw fail("expected a last line with the number of units and the root", line + 1);
  if (Number(tail[1]) !== leaves.count) {
    throw fail(`expected ${tail[1]} units, and there are ${leaves.count}`);
  }
  if (leaves.count === 0) throw fail("expected at least one unit");
  const tree = UnitsTree.of(leaves);
  if (tail[2] !== tree.root) throw fail(`the root of these units is ${tree.root}`);
  return { model: model as ModelId, units: leaves.count, tree, found };
}

function hex(digits: string): Hex {
  return `0x${digits}`;
}
