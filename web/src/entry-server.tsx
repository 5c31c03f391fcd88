// What the server imports of the pages: which page an address leads to, what it asks the API, and its HTML.
import { renderToString } from "react-dom/server";
import { Router } from "wouter";
import { Answers } from "./api/answers.js";
import { loadTexts, speak } from "./i18n/index.js";
import type { Language } from "./i18n/languages.js";
import { fileOfPage, loadPage } from "./pages/index.js";
import { Root } from "./root.js";
import { routeOn } from "./routes.js";
import type { Head } from "./site.js";
import type { PageState } from "./state.js";

export { readRobotId } from "@openrobotid/sdk";
export { pathOf } from "@openrobotid/sdk/rules";
export { questionsOf } from "./api/questions.js";
export { badgeImage } from "./badge-image.js";
export { LANGUAGES, languageFor, languageOf, languages } from "./i18n/languages.js";
export { canonicalPath, routeOn } from "./routes.js";
export { STATE_ELEMENT, writeState } from "./state.js";
export type { Language, PageState };

export interface RenderedPage {
  readonly title: string;
  /** What is in the element `app`. */
  readonly html: string;
  /** Source files that the browser will need at once, as the manifest of the build names them. */
  readonly files: readonly string[];
}

/** Renders the page of an address. */
export async function render({
  pathname,
  search,
  language,
  state,
}: {
  readonly pathname: string;
  readonly search: string;
  readonly language: Language;
  readonly state: PageState;
}): Promise<RenderedPage> {
  const { page } = routeOn(state.site, pathname, search);
  await loadPage(page);
  const head: Head = { title: "" };
  const html = renderToString(
    <Root
      texts={speak(language, await loadTexts(language))}
      answers={new Answers(state.answers)}
      site={state.site}
      head={head}
      madeAt={state.madeAt}
      router={(pages) => (
        <Router ssrPath={pathname} ssrSearch={search}>
          {pages}
        </Router>
      )}
    />,
  );
  const files = [`locales/${language}.json`, `src/pages/${fileOfPage[page]}.tsx`];
  return { title: head.title, html, files };
}
