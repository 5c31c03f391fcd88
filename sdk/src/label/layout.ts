// What is where on a label, in millimetres from its upper left corner: the same for every format.
import { encodeQR } from "qr";
import { RegistryArgumentError } from "../errors/registry-error.js";
import { formatRobotId, type RobotId } from "../robot-id.js";
import { robotIdUri } from "../robot-id-uri.js";
import { readCapsule } from "../witness/capsule.js";
import { LABEL_LANGUAGES, type LabelLanguage, WORDS } from "./words.js";

/** What a label is made of. */
export interface LabelParameters {
  /** The robot. */
  readonly id: RobotId;
  /** Where codes resolve: a host, or an address. */
  readonly resolver: string;
  /** Text of a capsule of this robot; without it the label has the link alone. */
  readonly capsule?: string | undefined;
  /** Name of the seat that signed the capsule; its number where it is left out. */
  readonly seatName?: string | undefined;
  /** English by default. */
  readonly language?: LabelLanguage | undefined;
}

/** A line of text. */
export interface TextItem {
  readonly text: string;
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  /** Height of the font. */
  readonly size: number;
  readonly font: "plain" | "bold" | "mono";
}

/** A square of modules; `true` is dark. */
export interface QrItem {
  readonly rows: readonly (readonly boolean[])[];
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** A label. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly language: LabelLanguage;
  /** What it says to who cannot see it. */
  readonly title: string;
  readonly texts: readonly TextItem[];
  readonly codes: readonly QrItem[];
}

const [WIDTH, HEIGHT, MARGIN] = [105, 74, 4];
const [LINK_SIZE, CAPSULE_SIZE] = [36, 46];
/** Modules that stay light around a code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** Lays a label out. */
export async function layOut({
  id,
  resolver,
  capsule,
  seatName,
  language = "en",
}: LabelParameters): Promise<Layout> {
  if (!LABEL_LANGUAGES.includes(language)) {
    throw new RegistryArgumentError(
      `There are no labels in ${JSON.stringify(language)}.`,
      `Give one of: ${LABEL_LANGUAGES.join(", ")}.`,
    );
  }
  const words = WORDS[language];
  const texts: TextItem[] = [
    { text: words.title, x: MARGIN, y: 8, size: 4, font: "bold" },
    { text: formatRobotId(id, { check: true }), x: MARGIN, y: 15, size: 4.6, font: "mono" },
    { text: words.online, x: MARGIN, y: 22, size: 2.8, font: "plain" },
  ];
  const link = robotIdUri(id, { resolver, qr: true });
  const codes: QrItem[] = [{ rows: rowsOf(link, "medium"), x: MARGIN, y: 24, size: LINK_SIZE }];
  if (capsule !== undefined) {
    const { claims } = await readCapsule(capsule);
    if (claims.id !== id) {
      throw new RegistryArgumentError(
        `The capsule is of ${formatRobotId(claims.id)}, the label of ${formatRobotId(id)}.`,
        "Give a capsule of the same robot.",
      );
    }
    const x = WIDTH - MARGIN - CAPSULE_SIZE;
    const seat = printable(seatName ?? `#${claims.seat}`);
    const signed = words.signed
      .replace("{seat}", () => seat)
      .replace("{signed}", dateOf(claims.issuedAt));
    texts.push(
      { text: words.offline, x, y: 22, size: 2.8, font: "plain" },
      { text: signed, x: MARGIN, y: 72.6, size: 2.4, font: "plain" },
      {
        text: words.until.replace("{until}", dateOf(claims.expires)),
        x: MARGIN,
        y: 67,
        size: 2.4,
        font: "bold",
      },
    );
    codes.push({ rows: rowsOf(capsule, "low"), x, y: 24, size: CAPSULE_SIZE });
  }
  const title = `${words.title}: ${formatRobotId(id)}`;
  return { width: WIDTH, height: HEIGHT, language, title, texts, codes };
}

function rowsOf(text: string, ecc: "low" | "medium"): boolean[][] {
  const isAlphanumeric = /^[0-9A-Z $%*+\-./:]*$/.test(text);
  return encodeQR(text, "raw", {
    ecc,
    border: QUIET_ZONE,
    ...(isAlphanumeric && { encoding: "alphanumeric" as const }),
  });
}

/** A moment to the minute, in UTC. */
function dateOf(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A name that fits on the line. */
function printable(name: string): string {
  const plain = name.replaceAll(/\p{C}/gu, " ").trim();
  return [...plain].length > 48 ? `${[...plain].slice(0, 47).join("")}…` : plain;
}
