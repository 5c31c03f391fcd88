// The page of the address, within what is around every page.
import { type ComponentType, useContext, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { Layout } from "./components/layout.js";
import { Notice } from "./components/notice.js";
import { loadedPage, loadPage } from "./pages/index.js";
import { type Route, routeOn } from "./routes.js";
import { SiteContext } from "./site.js";

export function App() {
  const [location] = useLocation();
  const search = useSearch();
  const route = routeOn(useContext(SiteContext), location, search);
  const entered = useRef(location);
  const hasMoved = useRef(false);
  if (entered.current !== location) hasMoved.current = true;
  useEffect(() => {
    // What drives the page, as tests do, sees that it answers now.
    document.documentElement.dataset.live = "yes";
  }, []);
  return (
    <Layout>
      <RoutedPage key={location} route={route} arrives={hasMoved.current} />
    </Layout>
  );
}

function RoutedPage({ route, arrives }: { readonly route: Route; readonly arrives: boolean }) {
  const { t } = useTranslation();
  const [, setLoads] = useState(0);
  const [isLost, setIsLost] = useState(false);
  const { page } = route;
  const Page = loadedPage(page) as ComponentType<{ readonly route: Route }> | undefined;
  useEffect(() => {
    if (loadedPage(page)) return;
    loadPage(page).then(
      () => setLoads((loads) => loads + 1),
      () => setIsLost(true),
    );
  }, [page]);
  useArrival(arrives && (Page !== undefined || isLost));
  if (Page) return <Page route={route} />;
  if (isLost)
    return <Notice tone="unsure" title={t("fetched.noneTitle")} text={t("fetched.unreachable")} />;
  return <p aria-live="polite">{t("fetched.loading")}</p>;
}

/** After a move within the site, once the page is there: the focus goes to its heading, as it would after a new page. */
function useArrival(isThere: boolean): void {
  useEffect(() => {
    if (!isThere || window.location.hash) return;
    window.scrollTo({ top: 0, behavior: "instant" });
    (document.querySelector<HTMLElement>("main h1") ?? document.querySelector("main"))?.focus();
  }, [isThere]);
}
