import { type LabelParameters, layOut, type QrItem, type TextItem } from "./layout.js";

const FONTS: Readonly<Record<TextItem["font"], string>> = {
  plain: `font-family="Helvetica, Arial, 'Noto Sans SC', sans-serif"`,
  bold: `font-family="Helvetica, Arial, 'Noto Sans SC', sans-serif" font-weight="bold"`,
  mono: `font-family="'DejaVu Sans Mono', Courier, monospace" font-weight="bold"`,
};

/**
 * The label of a robot as SVG, 105 × 74 millimetres (A7): its code, a QR code with its link, and one with a capsule where there is one.
 *
 * @throws RegistryArgumentError where the capsule is of another robot, NotProvenError where it is none.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { labelSvg } from "@openrobotid/sdk/label";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const svg = await labelSvg({ id, resolver: "id.example", language: "es" });
 * svg.includes("Registro de robots"); // true
 * ```
 */
export async function labelSvg(parameters: LabelParameters): Promise<string> {
  const { width, height, language, title, texts, codes } = await layOut(parameters);
  const lines = texts.map(({ text, x, y, size, font }) => {
    return `<text x="${x}" y="${y}" font-size="${size}" ${FONTS[font]}>${escaped(text)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img" lang="${language}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...lines,
    ...codes.map(pathOf),
    "</svg>",
    "",
  ].join("\n");
}

/** The dark modules: each stretch of a row is one rectangle. */
function pathOf({ rows, x, y, size }: QrItem): string {
  const strokes = rows.flatMap((row, top) =>
    stretches(row).map(([left, length]) => `M${left} ${top}h${length}v1h-${length}z`),
  );
  const scale = size / rows.length;
  return `<path transform="translate(${x} ${y}) scale(${scale})" d="${strokes.join("")}" shape-rendering="crispEdges"/>`;
}

/** Where dark modules of a row are: first one, and how many. */
export function stretches(row: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [at, isDark] of row.entries()) {
    if (!isDark) continue;
    const last = found.at(-1);
    if (last && last[0] + last[1] === at) last[1] += 1;
    else found.push([at, 1]);
  }
  return found;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
