// Where the browser begins: takes over what the server has rendered, or renders by itself where it
// is as static files.
import { StrictMode, startTransition } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { Router } from "wouter";
import { Answers } from "./api/answers.js";
import { loadTexts, speak } from "./i18n/index.js";
import { languageFor, languageOf, languages } from "./i18n/languages.js";
import { loadPage } from "./pages/index.js";
import { Root } from "./root.js";
import { routeOn } from "./routes.js";
import { type PageState, STATE_ELEMENT } from "./state.js";
import "./styles/tokens.css";
import "./styles/tones.css";
import "./styles/base.css";

async function start(container: HTMLElement): Promise<void> {
  const given = document.getElementById(STATE_ELEMENT)?.textContent;
  const state = given ? (JSON.parse(given) as PageState) : undefined;
  const proofs = document.querySelector('meta[name="anchor"]') !== null;
  const site = state?.site ?? { sandbox: false, challenges: false, vault: false, proofs };
  const { pathname, search } = window.location;
  const chosen = new URLSearchParams(search).get("lang");
  const language = state
    ? languageOf([document.documentElement.lang])
    : (languageFor(chosen === null ? [] : [chosen]) ?? languageOf(navigator.languages));
  if (!state) document.documentElement.lang = languages[language].tag;
  const [texts] = await Promise.all([
    loadTexts(language),
    loadPage(routeOn(site, pathname, search).page),
  ]);
  const root = (
    <StrictMode>
      <Root
        texts={speak(language, texts)}
        answers={new Answers(state?.answers)}
        site={site}
        head={{ title: document.title }}
        madeAt={state?.madeAt ?? Date.now()}
        router={(pages) => <Router>{pages}</Router>}
      />
    </StrictMode>
  );
  // In slices, between which the browser can scroll and open what is clicked.
  if (state) startTransition(() => void hydrateRoot(container, root));
  else createRoot(container).render(root);
}

const container = document.getElementById("app");
if (!container) throw new Error("The document has no element with the id `app`.");
await start(container);

// Says clearly that there is no network where a page is asked for without one; keeps no page and no answer.
if ("serviceWorker" in navigator && window.isSecureContext) {
  void navigator.serviceWorker.register("/offline.js");
}
