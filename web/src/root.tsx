// Everything that pages find in their contexts.
import type { i18n } from "i18next";
import type { ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { type Answers, AnswersContext } from "./api/answers.js";
import { App } from "./app.js";
import { Clock } from "./clock.js";
import { type Head, HeadContext, type Site, SiteContext } from "./site.js";

export function Root({
  texts,
  answers,
  site,
  head,
  madeAt,
  router,
}: {
  readonly texts: i18n;
  readonly answers: Answers;
  readonly site: Site;
  readonly head: Head;
  readonly madeAt: number;
  /** Puts a router around the pages: the server's knows one address, the browser's follows it. */
  readonly router: (pages: ReactNode) => ReactNode;
}) {
  return (
    <I18nextProvider i18n={texts}>
      <SiteContext value={site}>
        <HeadContext value={head}>
          <AnswersContext value={answers}>
            <Clock madeAt={madeAt}>{router(<App />)}</Clock>
          </AnswersContext>
        </HeadContext>
      </SiteContext>
    </I18nextProvider>
  );
}
