// Lists that come in pages, as one.

/** What ends a page. */
interface Page {
  readonly next: string | null;
  /** Whether there is more; where it is not said, `next` says it. */
  readonly more?: boolean;
}

/**
 * Asks for page after page, each once the one before is used up.
 *
 * @param ask - Asks for the page after another's `next`; for the first one where it is `undefined`.
 * @param itemsOf - What is on a page.
 */
export async function* pages<page extends Page, item>(
  ask: (after: string | undefined) => Promise<page>,
  itemsOf: (page: page) => readonly item[],
): AsyncGenerator<item, void, undefined> {
  for (let after: string | undefined; ; ) {
    const page = await ask(after);
    yield* itemsOf(page);
    if (page.next === null || page.more === false) return;
    // Else it would never end.
    if (page.next === after)
      throw new Error(`The page after ${after} names itself as the next one.`);
    after = page.next;
  }
}
