// Labels to print: what is on them is read back from the pixels, as a phone would.

import { claims, witnessSigner } from "@openrobotid/testkit/capsules";
import { expect } from "chai";
import { decodeQR } from "qr/decode.js";
import { LABEL_LANGUAGES, labelPdf, labelSvg } from "../../src/label/index.js";
import { layOut } from "../../src/label/layout.js";
import { makeCapsule } from "../../src/witness/index.js";

const { id } = claims;
const resolver = "id.example";

/** What a camera reads of a code: eight pixels a module. */
function scanned(rows: readonly (readonly boolean[])[]): string {
  const scale = 8;
  const side = rows.length * scale;
  const data = new Uint8Array(4 * side * side).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (!rows[Math.floor(y / scale)]?.[Math.floor(x / scale)]) continue;
      data.fill(0, 4 * (y * side + x), 4 * (y * side + x) + 3);
    }
  }
  return decodeQR({ width: side, height: side, data });
}

describe("a label", () => {
  let capsule: string;
  before(async () => {
    capsule = await makeCapsule(claims, witnessSigner("CN"));
  });

  for (const language of LABEL_LANGUAGES) {
    it(`in ${language} has two codes that are read: the link, and the capsule`, async () => {
      const { codes, texts, width, height } = await layOut({ id, resolver, capsule, language });
      const [link = "", text] = codes.map(({ rows }) => scanned(rows));
      expect(link).to.match(/^HTTPS:\/\/ID\.EXAMPLE\/CN\/BH01\/TERN03\/25W07000000000004/);
      expect(text).to.equal(capsule);
      for (const { x, y, size } of codes) {
        expect(x >= 0 && y >= 0 && x + size <= width && y + size <= height).to.equal(true);
      }
      // A module of the capsule is at least 0.4 mm wide: printers of labels and cameras of phones manage that.
      const [, { rows = [], size = 0 } = {}] = codes;
      expect(size / rows.length).to.be.at.least(0.4);
      const said = texts.map(({ text }) => text).join("\n");
      expect(said)
        .to.contain("CN-BH01-TERN03-25W07000000000004")
        .and.contain("2026-01-02 00:00 UTC");
    });

    it(`in ${language} is one page of PDF whose table of objects is right, the same each time`, async () => {
      const given = { id, resolver, capsule, language, seatName: "Beihu Centre" };
      const pdf = await labelPdf(given);
      expect(await labelPdf(given)).to.deep.equal(pdf);
      const text = new TextDecoder().decode(pdf);
      const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
      const table = text.slice(start);
      expect(table.startsWith("xref\n0 12\n")).to.equal(true);
      const places = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
      expect(places).to.have.length(11);
      for (const [index, place] of places.entries()) {
        expect(text.slice(place, place + 8)).to.match(new RegExp(`^${index + 1} 0 obj`));
      }
      const [, length = "", stream = ""] =
        /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(text) ?? [];
      expect(stream.length).to.equal(Number(length));
      expect(text.includes("/chinese ")).to.equal(true);
      expect(stream.includes("/chinese")).to.equal(language === "zh");
    });
  }

  it("is words of its language, and text of strangers is nothing but text", async () => {
    const seatName = `<script>"&'</script>\u0000`;
    const svg = await labelSvg({ id, resolver, capsule, seatName, language: "es" });
    expect(svg).to.contain("Registro de robots").and.contain('lang="es"');
    expect(svg).to.not.contain("<script>").and.not.contain("\u0000");
    expect((await labelSvg({ id, resolver, language: "zh" })).match(/<path /g)).to.have.length(1);
  });

  it("is refused with a capsule of another robot, and in a language that it has not", async () => {
    const other = await labelSvg({
      id: `${id.slice(0, -1)}5` as typeof id,
      resolver,
      capsule,
    }).catch((error) => error);
    expect(other.message).to.contain("The capsule is of CN-BH01-TERN03-25W07000000000004");
    const error = await labelSvg({ id, resolver, language: "fr" as never }).catch(
      (thrown) => thrown,
    );
    expect(error.suggestion).to.equal("Give one of: en, es, zh.");
  });
});
