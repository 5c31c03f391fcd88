// A label as PDF (ISO 32000-1): one page, drawn with fonts that every reader has, so that none is embedded.
import { type LabelParameters, layOut, type QrItem, type TextItem } from "./layout.js";
import { stretches } from "./svg.js";

/** Points in a millimetre. */
const POINT = 72 / 25.4;

/**
 * The label of a robot as PDF, 105 × 74 millimetres (A7), with the content of `labelSvg`. The same parameters give the same bytes.
 *
 * @throws RegistryArgumentError where the capsule is of another robot, NotProvenError where it is none.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { labelPdf } from "@openrobotid/sdk/label";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const pdf = await labelPdf({ id, resolver: "id.example" });
 * new TextDecoder().decode(pdf.slice(0, 8)); // "%PDF-1.7"
 * ```
 */
export async function labelPdf(parameters: LabelParameters): Promise<Uint8Array> {
  const { width, height, title, texts, codes } = await layOut(parameters);
  const drawn = [
    ...texts.map((item) => textOf(item, height)),
    ...codes.map((item) => modulesOf(item, height)),
  ].join("\n");
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  return documentOf([
    "<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /DisplayDocTitle true >> >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${round(width * POINT)} ${round(height * POINT)}] /Contents 4 0 R ` +
      "/Resources << /Font << /plain 5 0 R /bold 6 0 R /mono 7 0 R /chinese 8 0 R >> >> >>",
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    font("Helvetica"),
    font("Helvetica-Bold"),
    font("Courier-Bold"),
    // Of Adobe's character collection for simplified Chinese, which readers bring along.
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UTF16-H /Encoding /UniGB-UTF16-H /DescendantFonts [9 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light " +
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> /FontDescriptor 10 0 R /DW 1000 /W [1 95 500] >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    `<< /Title ${utf16(title, "\uFEFF")} >>`,
  ]);
}

/** The file: a header, the objects, where each of them begins, and a trailer. All of it is ASCII. */
function documentOf(objects: readonly string[]): Uint8Array {
  let text = "%PDF-1.7\n";
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = text.length;
  const entries = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

function textOf({ text, x, y, size, font }: TextItem, height: number): string {
  const latin = winAnsi(text);
  const name = latin === undefined ? "chinese" : font;
  const place = `${round(x * POINT)} ${round((height - y) * POINT)}`;
  return `BT /${name} ${round(size * POINT)} Tf ${place} Td ${latin ?? utf16(text)} Tj ET`;
}

function modulesOf({ rows, x, y, size }: QrItem, height: number): string {
  const scale = (size / rows.length) * POINT;
  const rectangles = rows.flatMap((row, top) =>
    stretches(row).map(([left, length]) => `${left} ${-top - 1} ${length} 1 re`),
  );
  const place = `${round(x * POINT)} ${round((height - y) * POINT)}`;
  return `q ${round(scale)} 0 0 ${round(scale)} ${place} cm\n${rectangles.join("\n")}\nf Q`;
}

/** A text of the fonts' own encoding; `undefined` where it has a character that they have not. */
function winAnsi(text: string): string | undefined {
  const characters = [...text.replaceAll("…", "...")];
  if (characters.some((one) => !/^[\x20-\x7e\xa0-\xff]$/.test(one))) return undefined;
  const digits = characters.map((one) => hex(one.charCodeAt(0), 2)).join("");
  return `<${digits}>`;
}

function utf16(text: string, mark = ""): string {
  const units = Array.from({ length: mark.length + text.length }, (_, at) =>
    hex((mark + text).charCodeAt(at), 4),
  );
  return `<${units.join("")}>`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

function round(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
