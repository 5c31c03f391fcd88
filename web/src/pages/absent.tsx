// A model, maker, country or recall that the registry does not know.
import { useTranslation } from "react-i18next";
import { VerdictCard } from "../components/verdict.js";
import { useTitle } from "../site.js";

export function Absent({
  id,
  kind,
}: {
  readonly id: string;
  readonly kind: "model" | "maker" | "country" | "recall";
}) {
  const { t } = useTranslation();
  const title = t(`absent.${kind}`);
  useTitle(title);
  return (
    <VerdictCard
      tone="unknown"
      title={title}
      reason={t("absent.reason", { id })}
      action={t("absent.action")}
    />
  );
}
