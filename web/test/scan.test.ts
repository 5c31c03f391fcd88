import { expect } from "chai";
import encodeQR from "qr";
import { decodePicture } from "../src/scan/decode.js";

const LINK = "https://id.example/CN/BH01/TERN03/25W07000000000001";

/** A picture of a QR code, in two greys, with a few pixels of black and of white. */
function picture(dark: number, bright: number) {
  const modules = encodeQR(LINK, "raw", { scale: 4, border: 4 });
  const width = modules.length;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  modules.flat().forEach((isDark, pixel) => {
    data.fill(isDark ? dark : bright, pixel * 4, pixel * 4 + 3);
  });
  data.fill(0, 0, 3).fill(255, 4, 7);
  return { width, height: width, data };
}

describe("a QR code in a picture", () => {
  const greys = [
    { dark: 0, bright: 255 },
    { dark: 0, bright: 128 },
    { dark: 110, bright: 150 },
    { dark: 255, bright: 0 },
    { dark: 150, bright: 100 },
  ];
  for (const { dark, bright } of greys) {
    it(`is read: grey ${dark} on ${bright}`, () => {
      expect(decodePicture(picture(dark, bright))).to.equal(LINK);
    });
  }

  it("is not read where there is none", () => {
    expect(decodePicture({ ...picture(128, 128) })).to.equal(undefined);
  });
});
