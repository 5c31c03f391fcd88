import { toneOfSeverity } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import type { Recall } from "../api/questions.js";
import { Link } from "../components/link.js";
import { Tag } from "../components/tag.js";
import { Time } from "../components/time.js";
import { useFormats } from "../i18n/formats.js";

/** Recalls with how grave they are and how far they have come. */
export function RecallList({ recalls }: { readonly recalls: readonly Recall[] }) {
  const { t } = useTranslation();
  const { number, day } = useFormats();
  if (recalls.length === 0) return <p className="panel__none">{t("recalls.none")}</p>;
  return (
    <ul className="entries">
      {recalls.map((recall) => (
        <li key={recall.campaign}>
          <p className="entry__head">
            <Link className="entry__title" to={`/recalls/${recall.campaign}`}>
              {recall.campaignNumber} · {recall.component}
            </Link>
            <Tag tone={toneOfSeverity(recall.severity)}>{t(`severity.${recall.severity}`)}</Tag>
            {recall.closesAt && <Tag>{t("recall.closesOn", { date: day(recall.closesAt) })}</Tag>}
          </p>
          <p className="entry__text">
            {recall.modelName} · <Time at={recall.openedAt} />
          </p>
          <p className="entry__text">{recall.summary}</p>
          <p className="entry__text">
            {t("recalls.progress", {
              remedied: number(recall.units.remedied),
              affected: number(recall.units.affected),
            })}
          </p>
        </li>
      ))}
    </ul>
  );
}
