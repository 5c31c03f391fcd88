// An address that looks like a code and is none.
import { useTranslation } from "react-i18next";
import { CodeEntry } from "../code/code-entry.js";
import { Mistake } from "../code/mistake.js";
import { VerdictCard } from "../components/verdict.js";
import type { RouteOf } from "../routes.js";
import { useTitle } from "../site.js";

export function MalformedPage({
  route: { text, error },
}: {
  readonly route: RouteOf<"malformed">;
}) {
  const { t } = useTranslation();
  useTitle(t("malformed.title"));
  return (
    <>
      <VerdictCard
        tone="unknown"
        title={t("malformed.title")}
        reason={t("malformed.reason")}
        action={t("malformed.action")}
      />
      <div className="panel">
        <Mistake error={error} text={text} />
      </div>
      <div className="panel__space">
        <CodeEntry label={t("entry.label")} submit={t("entry.submit")} />
      </div>
    </>
  );
}
