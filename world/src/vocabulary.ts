// Words of the example world's files, which are those of the SDK, and the numbers that the contracts have for them.
import { words } from "@openrobotid/sdk/actions";

type WordList = keyof typeof words;
type Word<list extends WordList> = (typeof words)[list][number];

/** The words of a list but the one that means nothing. */
export function choices<list extends WordList>(list: list) {
  return words[list].slice(1) as unknown as (typeof words)[list] extends readonly [
    string,
    ...infer rest extends string[],
  ]
    ? rest
    : never;
}

/** The contract's number for a word. */
export function numberOf<list extends WordList>(list: list, word: Word<list>): number {
  return (words[list] as readonly string[]).indexOf(word);
}

/** A word of the files as people say it: "theftRecovery" is theft recovery. */
export function aloud(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
