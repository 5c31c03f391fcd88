// QR codes in pictures that somebody has already. Nothing leaves the browser.
import { decodePicture } from "./decode.js";

/** Longest side that is looked at: larger pictures take time and show nothing more. */
const LONGEST = 1600;

/** The text of the first QR code in a picture; `undefined` where there is none, or it is no picture. */
export async function readImage(file: Blob): Promise<string | undefined> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const width = Math.max(1, Math.round(picture.width * scale));
    const height = Math.max(1, Math.round(picture.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    if (!context) return undefined;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0, width, height);
    picture.close();
    return decodePicture(context.getImageData(0, 0, width, height));
  } catch {
    return undefined;
  }
}
