// Films for Chromium's fake camera: a QR code that is held before it.
import { writeFileSync } from "node:fs";
import { encodeQR } from "qr";

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 3;
const [BLACK, GREY, WHITE] = [16, 128, 235];

/**
 * Writes a film in the YUV4MPEG2 format, without sound or colour, in which a QR code does not move.
 */
export function film(file: string, text: string): void {
  const modules = encodeQR(text, "raw", { border: 4 });
  const scale = Math.floor(HEIGHT / modules.length);
  const side = modules.length * scale;
  const [left, top] = [(WIDTH - side) >> 1, (HEIGHT - side) >> 1];
  const luma = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const isDark = modules[Math.floor(y / scale)][Math.floor(x / scale)];
      if (isDark) luma[(top + y) * WIDTH + left + x] = BLACK;
    }
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, GREY);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, chroma]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([header, ...Array(FRAMES).fill(frame)]));
}
