// The page of the address, within what stands around every page.
import { type ComponentType, useContext, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearch } from "wouter";
import { Layout } from "./components/layout.js";
import { Notice } from "./components/notice.js";
import { loadedPage, loadPage } from "./pages/index.js";
import { NotFoundPage } from "./pages/not-found.js";
import { matchRoute, type Route } from "./routes.js";
import { SiteContext } from "./site.js";

export function App() {
  const [location] = useLocation();
  const search = useSearch();
  const { sandbox } = useContext(SiteContext);
  const route = matchRoute(location, search);
  const isHidden = !sandbox && (route.page === "sandbox" || route.page === "sandboxRobot");
  useArrival(location);
  useEffect(() => {
    // Whoever drives the page, as tests do, sees that it answers now.
    document.documentElement.dataset.live = "yes";
  }, []);
  return (
    <Layout>{isHidden ? <NotFoundPage /> : <RoutedPage key={location} route={route} />}</Layout>
  );
}

function RoutedPage({ route }: { readonly route: Route }) {
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
  if (Page) return <Page route={route} />;
  if (isLost)
    return <Notice tone="unsure" title={t("fetched.noneTitle")} text={t("fetched.unreachable")} />;
  return <p aria-live="polite">{t("fetched.loading")}</p>;
}

/** After a move within the site: the focus goes to the page's heading, as it would after a new page. */
function useArrival(location: string): void {
  const left = useRef(location);
  useEffect(() => {
    if (left.current === location) return;
    left.current = location;
    if (window.location.hash) return;
    window.scrollTo({ top: 0, behavior: "instant" });
    (document.querySelector<HTMLElement>("main h1") ?? document.querySelector("main"))?.focus();
  }, [location]);
}
