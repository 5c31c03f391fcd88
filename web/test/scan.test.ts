import { expect } from "chai";
import encodeQR from "qr";
import { capsuleIn, capsuleLink } from "../src/scan/capsule-link.js";
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

describe("a text that was scanned", () => {
  it("is checked as a capsule where it is one", () => {
    const text = "ORID1:6BFOXN%TSMAHN-H$L4L2W";
    const link = capsuleLink(`${text}\n`) ?? "";
    expect(new URL(link, "https://id.example").pathname).to.equal("/verify");
    expect(capsuleIn(new URL(link, "https://id.example").hash)).to.equal(text);
  });

  it("is none where it is a link of a code, and a broken address is none either", () => {
    expect(capsuleLink(LINK)).to.equal(undefined);
    for (const hash of ["", "#main", "#%", "#ORID2%3A"])
      expect(capsuleIn(hash)).to.equal(undefined);
  });
});
