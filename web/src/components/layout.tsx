// What is around every page.
import type { ReactNode } from "react";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { useOnline } from "../clock.js";
import { LANGUAGES, languages } from "../i18n/languages.js";
import { SiteContext } from "../site.js";
import { MarkIcon, MenuIcon } from "./icons.js";
import { Link } from "./link.js";
import { Notice } from "./notice.js";
import "./layout.css";

export function Layout({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const online = useOnline();
  const [location] = useLocation();
  return (
    <>
      <a className="skip" href="#main">
        {t("layout.skip")}
      </a>
      <header className="site-header">
        <div className="site-header__inner">
          <Link className="site-mark" to="/">
            <MarkIcon />
            Open Robot ID
          </Link>
          <div className="site-nav site-nav--wide">
            <Navigation label={t("layout.navigation")} />
          </div>
          <details className="site-menu">
            <summary>
              <MenuIcon />
              {t("layout.menu")}
            </summary>
            <div className="site-nav">
              <Navigation label={t("layout.menu")} />
            </div>
          </details>
        </div>
      </header>
      <main className="site-main" id="main" tabIndex={-1}>
        <div aria-live="polite">
          {/* Files are checked without a network too. */}
          {!online && location !== "/verify" && (
            <Notice tone="unsure" title={t("offline.title")} text={t("offline.text")} />
          )}
        </div>
        {children}
      </main>
      <footer className="site-footer">
        <div className="site-footer__inner">
          <p>{t("layout.footer")}</p>
          <Languages />
        </div>
      </footer>
    </>
  );
}

function Navigation({ label }: { readonly label: string }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const { sandbox, vault } = useContext(SiteContext);
  const entries = [
    ["/", t("nav.check")],
    ["/recalls", t("nav.recalls")],
    ["/registry", t("nav.registry")],
    ["/consortium", t("nav.consortium")],
    ["/verify", t("nav.verify")],
    ["/about", t("nav.about")],
    ...(vault ? [["/desk", t("nav.desk")] as const] : []),
    ...(sandbox ? [["/sandbox", t("nav.sandbox")] as const] : []),
  ] as const;
  return (
    <nav aria-label={label}>
      <ul className="site-nav__entries">
        {entries.map(([path, text]) => (
          <li key={path}>
            <Link to={path} {...(location === path && { "aria-current": "page" as const })}>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Plain links: the server answers in the language, with or without scripts. */
function Languages() {
  const { t, i18n } = useTranslation();
  const [location] = useLocation();
  const search = useSearch();
  return (
    <nav aria-label={t("layout.language")}>
      <ul className="languages">
        {LANGUAGES.map((language) => {
          const parameters = new URLSearchParams(search);
          parameters.set("lang", language);
          return (
            <li key={language}>
              <a
                href={`${location}?${parameters}`}
                hrefLang={languages[language].tag}
                lang={languages[language].tag}
                {...(language === i18n.language && { "aria-current": "true" as const })}
              >
                {languages[language].name}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
