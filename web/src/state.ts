// What the server hands to the browser along with a page, as data that is no script.
import type { Answer } from "./api/answers.js";
import type { Site } from "./site.js";

export interface PageState {
  /** What the API answered, by path. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly site: Site;
  /** When the page was made, in milliseconds. */
  readonly madeAt: number;
}

/** The `id` of the element that holds it. */
export const STATE_ELEMENT = "state";

/** As text of an element: nothing in it can end the element. */
export function writeState(state: PageState): string {
  return JSON.stringify(state).replaceAll("<", "\\u003c");
}
