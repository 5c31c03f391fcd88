/**
 * A text without characters that a terminal or a page would take for anything but text: control codes, characters that turn
 * the direction of writing, and halves of characters are written as `\u{…}`.
 *
 * @param text - Anything: names and notices on the chain are written by strangers.
 *
 * @example
 * ```ts
 * import { printable } from "@openrobotid/sdk";
 *
 * printable("a\u0000b"); // "a\\u{0}b"
 * ```
 */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
