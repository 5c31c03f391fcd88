// What is in a page in the place of an answer that is not there, and above one that is not of now.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Asked } from "../api/answers.js";
import type { AsOf } from "../api/questions.js";
import { useFormats } from "../i18n/formats.js";
import type { Translate } from "../i18n/index.js";
import { Notice } from "./notice.js";
import "./button.css";

/** Shows an answer, or says why there is none. Never an empty page. */
export function Fetched<body>({
  asked: { answer, last, refresh },
  absent,
  children,
}: {
  readonly asked: Asked<body>;
  /** What to say where the registry knows nothing of it. */
  readonly absent?: ReactNode;
  readonly children: (body: body) => ReactNode;
}) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  if (!answer) return <p aria-live="polite">{t("fetched.loading")}</p>;
  if (answer.status === 404 && absent) return absent;
  const again = (
    <button className="button" type="button" onClick={refresh}>
      {t("fetched.again")}
    </button>
  );
  if (last?.body === undefined) {
    return (
      <Notice tone="unsure" title={t("fetched.noneTitle")} text={whyNot(answer.status, t)}>
        {again}
      </Notice>
    );
  }
  const asOf = (last.body as { asOf?: AsOf }).asOf;
  return (
    <>
      {answer.status !== 200 && (
        <Notice
          tone="unsure"
          title={t("fetched.oldTitle", { time: moment(last.at) })}
          text={whyNot(answer.status, t)}
        >
          {again}
        </Notice>
      )}
      {asOf?.lagging && (
        <Notice
          tone="unsure"
          title={t("fetched.laggingTitle", { time: moment(asOf.timestamp) })}
          text={t("fetched.laggingText")}
        />
      )}
      {children(last.body)}
    </>
  );
}

/** Why the API gave no answer. */
export function whyNot(status: number, t: Translate): string {
  if (status === 0) return t("fetched.unreachable");
  if (status === 429) return t("fetched.tooMany");
  return t("fetched.failed", { status });
}
