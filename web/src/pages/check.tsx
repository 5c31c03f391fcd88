// What a form without scripts leads to where the code is not right, and a link that is none.
import { useTranslation } from "react-i18next";
import { CodeEntry } from "../code/code-entry.js";
import type { RouteOf } from "../routes.js";
import { useTitle } from "../site.js";

export function CheckPage({ route: { text } }: { readonly route: RouteOf<"check"> }) {
  const { t } = useTranslation();
  const isGiven = text.trim() !== "";
  const title = isGiven ? t("check.title") : t("check.noneTitle");
  useTitle(title);
  return (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      <p className="lead">{isGiven ? t("check.lead") : t("check.noneLead")}</p>
      <CodeEntry label={t("entry.label")} submit={t("entry.submit")} initial={text} />
    </>
  );
}
