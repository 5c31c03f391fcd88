// Reads a QR code out of a picture: PNG, as screenshots and scanners write it.
import { inflateSync } from "node:zlib";
import { usageFailure } from "./failure.js";

const SIGNATURE = "89504e470d0a1a0a";
/** Most pixels of a picture: it is held in memory whole. */
const MOST_PIXELS = 64_000_000;
/** Samples of a pixel by colour type: grey, RGB, palette, grey and alpha, RGB and alpha. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Whether bytes are a picture of a kind that people take and send. */
export function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString("hex");
  return [SIGNATURE, "ffd8ff", "47494638", "52494646"].some((of) => start.startsWith(of));
}

/** The text of the QR code in a picture. */
export async function qrTextIn(name: string, bytes: Uint8Array): Promise<string> {
  const picture = pixelsOf(name, bytes);
  const { decodeQR } = await import("qr/decode.js");
  try {
    return decodeQR(picture);
  } catch {
    throw usageFailure(
      `${name}: no QR code was found in the picture.`,
      "Cut the picture to the code with some white around it, or scan it with the page.",
    );
  }
}

/** The pixels of a PNG (ISO/IEC 15948) of 8 bits a sample, without interlacing. */
function pixelsOf(name: string, bytes: Uint8Array) {
  const file = Buffer.from(bytes);
  const refuse = (what: string) =>
    usageFailure(
      `${name}: ${what}.`,
      "Store the picture as PNG, 8 bits a sample, without interlacing; or scan it with the page.",
    );
  if (file.subarray(0, 8).toString("hex") !== SIGNATURE) throw refuse("it is no PNG");
  const parts: Buffer[] = [];
  let palette = Buffer.alloc(0);
  let header: Buffer | undefined;
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    const content = file.subarray(at + 8, at + 8 + length);
    if (content.length !== length) throw refuse("the PNG breaks off");
    if (type === "IHDR") header = content;
    if (type === "PLTE") palette = content;
    if (type === "IDAT") parts.push(content);
    if (type === "IEND") break;
    at += 12 + length;
  }
  if (header?.length !== 13) throw refuse("the PNG has no header");
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colour, , , interlacing] = header.subarray(8);
  const samples = SAMPLES[colour ?? -1];
  if (depth !== 8 || interlacing !== 0 || !samples) throw refuse("it is a PNG of another kind");
  if (width === 0 || height === 0 || width * height > MOST_PIXELS) throw refuse("it is too large");
  const stride = width * samples;
  let raw: Buffer;
  try {
    raw = inflateSync(Buffer.concat(parts), { maxOutputLength: height * (stride + 1) });
  } catch {
    throw refuse("the PNG is damaged");
  }
  if (raw.length !== height * (stride + 1)) throw refuse("the PNG is damaged");
  const rows = unfiltered(raw, { height, stride, samples });
  if (!rows) throw refuse("the PNG is damaged");
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const at = pixel * samples;
    const isGrey = samples < 3;
    for (let channel = 0; channel < 3; channel += 1) {
      const sample = rows[at + (isGrey ? 0 : channel)] ?? 0;
      data[4 * pixel + channel] = colour === 3 ? (palette[3 * sample + channel] ?? 0) : sample;
    }
  }
  return { width, height, data };
}

/** Takes the filters off the rows; `undefined` where one is unknown. */
function unfiltered(
  raw: Buffer,
  { height, stride, samples }: { height: number; stride: number; samples: number },
): Uint8Array | undefined {
  const rows = new Uint8Array(height * stride);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)] ?? 0;
    if (filter > 4) return undefined;
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const left = column >= samples ? (rows[at - samples] ?? 0) : 0;
      const up = row > 0 ? (rows[at - stride] ?? 0) : 0;
      const corner = row > 0 && column >= samples ? (rows[at - stride - samples] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      rows[at] = ((raw[row * (stride + 1) + 1 + column] ?? 0) + guess) & 0xff;
    }
  }
  return rows;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [left, up, corner].map((of) => Math.abs(estimate - of)) as [
    number,
    number,
    number,
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
