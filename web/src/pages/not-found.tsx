import { useTranslation } from "react-i18next";
import { CodeEntry } from "../code/code-entry.js";
import { useTitle } from "../site.js";

export function NotFoundPage() {
  const { t } = useTranslation();
  useTitle(t("notFound.title"));
  return (
    <>
      <h1 tabIndex={-1}>{t("notFound.title")}</h1>
      <p className="lead">{t("notFound.lead")}</p>
      <CodeEntry label={t("entry.label")} submit={t("entry.submit")} />
    </>
  );
}
