// The QR code in a picture, also where its colours are faint or the other way around.
import { decodeQR, type Image } from "qr/decode.js";

/** Share of the pixels at either end that say nothing about how dark or bright a picture is: a speck, a reflection. */
const OUTLIERS = 0.01;

/** The text of the first QR code in a picture of RGBA pixels; `undefined` where there is none. */
export function decodePicture(picture: Image): string | undefined {
  for (const variant of variantsOf(picture)) {
    try {
      return decodeQR(variant);
    } catch {
      // No code to be seen this way.
    }
  }
  return undefined;
}

/** The picture as it is, with its contrast stretched, and the other way around; each made once it is wanted. */
function* variantsOf(picture: Image): Generator<Image> {
  yield picture;
  const { width, height, data } = picture;
  const grey = greyOf(data);
  const { low, high } = rangeOf(grey);
  const scale = high > low ? 255 / (high - low) : 1;
  const clear = (value: number) => Math.min(255, Math.max(0, Math.round((value - low) * scale)));
  const drawn = (of: (value: number) => number): Image => {
    const pixels = new Uint8ClampedArray(grey.length * 4).fill(255);
    grey.forEach((value, pixel) => {
      pixels.fill(of(value), pixel * 4, pixel * 4 + 3);
    });
    return { width, height, data: pixels };
  };
  yield drawn(clear);
  yield drawn((value) => 255 - clear(value));
}

/** How bright each pixel is, 0 to 255. */
function greyOf(data: Image["data"]): Uint8Array {
  const grey = new Uint8Array(data.length / 4);
  for (let pixel = 0; pixel < grey.length; pixel += 1) {
    const colour = (of: number) => data[pixel * 4 + of] ?? 0;
    grey[pixel] = Math.round(0.299 * colour(0) + 0.587 * colour(1) + 0.114 * colour(2));
  }
  return grey;
}

/** The darkest and the brightest that a picture has, except in a few pixels. */
function rangeOf(grey: Uint8Array): { low: number; high: number } {
  const counts = new Array<number>(256).fill(0);
  for (const value of grey) counts[value] = (counts[value] ?? 0) + 1;
  const few = grey.length * OUTLIERS;
  const end = (values: readonly number[]) => {
    let seen = 0;
    return values.find((value) => {
      seen += counts[value] ?? 0;
      return seen > few;
    });
  };
  const rising = counts.map((_, value) => value);
  return { low: end(rising) ?? 0, high: end(rising.toReversed()) ?? 255 };
}
