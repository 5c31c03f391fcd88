// The badge as an image, for where no script runs: a listing, a mail, a document. It checks nothing, and so it never looks good.
import { formatRobotId, type RobotId } from "@openrobotid/sdk";
import { isCalm, type Tone, toneOfVerdict } from "@openrobotid/sdk/rules";
import { renderToStaticMarkup } from "react-dom/server";
import type { Answer } from "./api/answers.js";
import type { Robot } from "./api/questions.js";
import { ToneIcon } from "./components/icons.js";
import { formatsOf } from "./i18n/formats.js";
import { loadTexts, speak } from "./i18n/index.js";
import { type Language, languages } from "./i18n/languages.js";
import tokens from "./styles/tokens.css?raw";

const WIDTH = 380;
const HEIGHT = 84;

/** What the image is of. */
export interface BadgeImage {
  readonly id: RobotId;
  /** What the API answered for the robot. */
  readonly answer: Answer;
  readonly language: Language;
  /** Who is quoted: the host of the pages. */
  readonly host: string;
}

/** The badge of a robot as SVG. */
export async function badgeImage({ id, answer, language, host }: BadgeImage): Promise<string> {
  const { t } = speak(language, await loadTexts(language));
  const robot = robotOf(answer);
  const isUnknown = answer.status === 404;
  const word = isUnknown ? ("unknownCode" as const) : robot?.verdict.verdict;
  const title = word === undefined ? t("robot.noVerdictTitle") : t(`verdict.${word}.title`);
  const level = robot?.level ? ` · L${robot.level.level}` : "";
  const code = `${formatRobotId(id)}${level}`;
  const time = formatsOf(language).moment(robot?.asOf.timestamp ?? answer.at);
  const source = `${t("proof.notProvenTitle")} · ${host} · ${time}`;
  const tone = word === undefined ? "unsure" : unproven(toneOfVerdict(word));
  const [tint, ink] = [colourOf(tone, "tint"), colourOf(tone, "ink")];
  return renderToStaticMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      lang={languages[language].tag}
      fontFamily="system-ui, sans-serif"
      fill={ink}
      color={ink}
    >
      <title>{`${title}. ${code}. ${source}`}</title>
      <rect x="1" y="1" width={WIDTH - 2} height={HEIGHT - 2} rx="8" fill={tint} stroke={ink} />
      <g transform="translate(16 28) scale(1.15)">
        <ToneIcon tone={tone} />
      </g>
      <text x="58" y="26" fontSize="14">
        {code}
      </text>
      <text x="58" y="48" fontSize="17" fontWeight="bold" {...fitted(title, 17)}>
        {title}
      </text>
      <text x="58" y="69" fontSize="12" {...fitted(source, 12)}>
        {source}
      </text>
    </svg>,
  );
}

/** The robot of an answer that is of now. */
function robotOf({ status, body }: Answer): Robot | undefined {
  const robot = status === 200 ? (body as Robot) : undefined;
  return robot?.asOf.lagging ? undefined : robot;
}

/** How a verdict looks that nobody has checked. */
function unproven(tone: Tone): Tone {
  return isCalm(tone) ? "unsure" : tone;
}

/** Squeezes a text that would be wider than its place: the width of an average letter is 0.55 of its height, of a Chinese one all. */
function fitted(text: string, size: number): { textLength?: number; lengthAdjust?: string } {
  const place = WIDTH - 58 - 14;
  const ems = [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 1 : 0.55), 0);
  return ems * size > place ? { textLength: place, lengthAdjust: "spacingAndGlyphs" } : {};
}

/** A colour as an image shows it, which does not know whether it is dark around it. */
function colourOf(tone: Tone, part: "tint" | "ink"): string {
  const [, colour] = new RegExp(`--${tone}-${part}: light-dark\\((#[0-9a-f]+),`).exec(tokens) ?? [];
  if (colour === undefined) throw new Error(`tokens.css has no --${tone}-${part}.`);
  return colour;
}
