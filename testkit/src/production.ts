// Production files for tests and benchmarks: real points of P-256, a fast way to a million of them.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { p256 } from "@noble/curves/p256";

const p = p256.CURVE.Fp.ORDER;

/** A row of a production file. */
export interface Row {
  readonly serial: string;
  readonly deviceKey: string;
  readonly birthRecordDigest: string;
}

/** Digest of something. */
export const digest = (text: string) => `0x${createHash("sha256").update(text).digest("hex")}`;

/** 1·G, 2·G, 3·G, … and their negatives: different keys, a hundred thousand a second. */
export function* deviceKeys(from = 1n): Generator<string> {
  const step = 512;
  const multiples = Array.from({ length: step }, (_, k) =>
    p256.ProjectivePoint.BASE.multiply(BigInt(k + 1)).toAffine(),
  );
  let base = p256.ProjectivePoint.BASE.multiply(from * 2n ** 64n);
  for (;;) {
    const { x: bx, y: by } = base.toAffine();
    // base + k·G for all k with one inversion (Montgomery): slope = (ky - by) / (kx - bx).
    const products: bigint[] = [];
    let product = 1n;
    for (const { x } of multiples) {
      products.push(product);
      product = (product * (x - bx + p)) % p;
    }
    let inverse = p256.CURVE.Fp.inv(product);
    for (let k = step - 1; k >= 0; k -= 1) {
      const { x, y } = multiples[k] as { x: bigint; y: bigint };
      const slope = ((y - by + p) * ((inverse * (products[k] as bigint)) % p)) % p;
      inverse = (inverse * (x - bx + p)) % p;
      const sx = (slope * slope + 2n * p - x - bx) % p;
      const sy = (slope * (bx - sx + p) + p - by) % p;
      yield `04${hex(sx)}${hex(sy)}`;
      yield `04${hex(sx)}${hex(p - sy)}`;
    }
    base = base.add(p256.ProjectivePoint.BASE.multiply(BigInt(2 * step)));
  }
}

/** Rows with the serials given. Each group of rows has keys of its own. */
export function* rowsOf(serials: Iterable<string>, group = 1n): Generator<Row> {
  const keys = deviceKeys(group);
  for (const serial of serials) {
    const deviceKey = keys.next().value as string;
    yield { serial, deviceKey, birthRecordDigest: digest(`birth record of ${serial}`) };
  }
}

/** Serials of a stem, counted from a number on. */
export function* counted(stem: string, first: number, count: number): Generator<string> {
  for (let counter = first; counter < first + count; counter += 1) {
    yield `${stem}${String(counter).padStart(17 - stem.length, "0")}`;
  }
}

/** A row as a line of CSV. */
export const csvLine = ({ serial, deviceKey, birthRecordDigest }: Row) =>
  `${serial},${deviceKey},${birthRecordDigest}`;

/** The first line of a file. */
export const CSV_HEAD = "serial,deviceKey,birthRecordDigest";

/** Writes a production file of any size. */
export async function writeProductionFile(path: string, rows: Iterable<Row>): Promise<void> {
  const stream = createWriteStream(path);
  stream.write(`${CSV_HEAD}\n`);
  let text = "";
  for (const row of rows) {
    text += `${csvLine(row)}\n`;
    if (text.length < 65_536) continue;
    if (!stream.write(text)) await once(stream, "drain");
    text = "";
  }
  stream.end(text);
  await finished(stream);
}

function hex(coordinate: bigint): string {
  return coordinate.toString(16).padStart(64, "0");
}
