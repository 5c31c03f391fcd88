// A code as it comes to a search field, a command or an API: typed, pasted with a sentence around it, scanned, or as a link.
import { checkCharacter, parseRobotId, type RobotId } from "./robot-id.js";
import { RobotIdError } from "./robot-id-error.js";
import { contentOf, LENGTH, readCharacters } from "./robot-id-reading.js";
import { parseRobotIdUri } from "./robot-id-uri.js";

/**
 * What may be right before and right behind a code or a link in a sentence; scripts without spaces
 * need nothing.
 */
const BEFORE = String.raw`(?<=^|[\s\p{Cc}\p{Ps}\p{Pi}"'<>:=,;，。、：；]|\p{Lo})`;
const BEHIND = String.raw`(?=$|[\s\p{Cc}\p{Pe}\p{Pf}"'<>,;.:!?，。、：；！？]|\p{Lo})`;

/** A code in groups or in one piece, as people write it within a sentence; the check character only where it is joined. */
const CODE = new RegExp(
  `${BEFORE}[a-z]{2}([ -]?)[0-9a-z]{4}\\1[0-9a-z]{6}\\1[0-9a-z]{17}(?:-?[0-9a-z])?${BEHIND}`,
  "giu",
);

/** A link within a sentence, without the punctuation that ends the sentence. */
const LINK =
  /https?:\/\/[^\s\p{Cc}\p{Lo}"'<>()[\]{}，。、：；！？]*[^\s\p{Cc}\p{Lo}"'<>()[\]{}，。、：；！？.,;:!?]/giu;

/**
 * Reads the code of a robot out of whatever somebody typed, pasted or scanned: a code as {@link parseRobotId} takes it, a
 * link of a robot as `parseRobotIdUri` takes it, or a sentence that holds one of them once.
 *
 * @param text - What was given.
 * @returns The 29 characters, upper case, without separators and check character.
 * @throws {@link RobotIdError} naming the first wrong position and what was expected there.
 *
 * @example
 * ```ts
 * import { readRobotId } from "@openrobotid/sdk";
 *
 * readRobotId("]Q1HTTPS://ID.EXAMPLE/CN/UT01/G1PRO1/26W05000000001234-O\r\n"); // "CNUT01G1PRO126W05000000001234"
 * readRobotId("The plate says CN-UT01-G1PRO1-26W05000000001234."); // "CNUT01G1PRO126W05000000001234"
 * ```
 */
export function readRobotId(text: string): RobotId {
  const { content } = contentOf(text);
  try {
    return content.includes("/") ? idOfLink(text) : parseRobotId(text);
  } catch (error) {
    if (!(error instanceof RobotIdError)) throw error;
    const found = within(text, content.trim().length);
    if (found === undefined) throw error;
    return found;
  }
}

function idOfLink(text: string): RobotId {
  const { type, id } = parseRobotIdUri(text);
  if (type === "robot") return id;
  throw new RobotIdError({
    reason: "tooShort",
    position: id.length,
    offset: text.trimEnd().length,
    expected: "the link of a robot",
    found: `one of a ${type}`,
  });
}

/** The one code of a sentence; `undefined` where there is none. */
function within(text: string, whole: number): RobotId | undefined {
  const links = [...text.matchAll(LINK)].map(
    ([link]) =>
      () =>
        idOfLink(link),
  );
  const rest = text.replace(LINK, (link) => " ".repeat(link.length));
  const codes = [...rest.matchAll(CODE)].map(({ 0: code, index }) => () => {
    return readCharacters(code, { length: LENGTH, checkCharacter, offset: index }) as RobotId;
  });
  const longest = Math.max(
    0,
    ...[...text.matchAll(LINK), ...rest.matchAll(CODE)].map(([one]) => one.length),
  );
  // What is the whole text was read before, and refused.
  if (longest === 0 || longest === whole) return undefined;
  const ids = new Set([...links, ...codes].map((read) => read()));
  const [id, ...more] = ids;
  if (more.length === 0) return id;
  throw new RobotIdError({
    reason: "tooLong",
    expected: "one code",
    found: `${ids.size} of them`,
  });
}
