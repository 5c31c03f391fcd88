// A recall: what, why, what to do, how far it has come, and whether a robot is under it.
import { pathOf, toneOfSeverity } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api/answers.js";
import { questions, type RecallProgress } from "../api/questions.js";
import { Figure } from "../charts/figure.js";
import { AsOfLine } from "../components/as-of.js";
import { Country } from "../components/country.js";
import { Fetched } from "../components/fetched.js";
import { Link } from "../components/link.js";
import { Figures, Panel } from "../components/panel.js";
import { Provenance } from "../components/provenance.js";
import { Tag } from "../components/tag.js";
import { Time } from "../components/time.js";
import { useFormats } from "../i18n/formats.js";
import { remainingByWeek } from "../recall/progress.js";
import { UnitCheck } from "../recall/unit-check.js";
import { UnitDownload } from "../recall/unit-download.js";
import { useWho } from "../robot/who.js";
import type { RouteOf } from "../routes.js";
import { useTitle } from "../site.js";
import { Absent } from "./absent.js";

export function RecallPage({ route: { campaign } }: { readonly route: RouteOf<"recall"> }) {
  return (
    <Fetched
      asked={useAnswer(questions.recall(campaign))}
      absent={<Absent id={String(campaign)} kind="recall" />}
    >
      {(recall) => <KnownRecall recall={recall} />}
    </Fetched>
  );
}

function KnownRecall({ recall }: { readonly recall: RecallProgress }) {
  const { t } = useTranslation();
  const { number, percent, day, moment, country } = useFormats();
  const { units, progress } = recall;
  const isReopened = progress.byWeek.some(({ reopened }) => reopened > 0);
  const settled = units.remedied + units.notApplicable;
  const file = `recall-${recall.campaign}`;
  const opener = t(`recall.openedBy.${recall.openedBy}`);
  useTitle(`${recall.campaignNumber} · ${recall.component}`);
  return (
    <>
      <p className="entry__head">
        <Tag tone={toneOfSeverity(recall.severity)}>{t(`severity.${recall.severity}`)}</Tag>
        <Tag>{t(recall.closedAt ? "recall.isClosed" : "recall.isOpen")}</Tag>
        {recall.closesAt && <Tag>{t("recall.closesOn", { date: day(recall.closesAt) })}</Tag>}
      </p>
      <h1 tabIndex={-1}>
        {recall.campaignNumber} · {recall.component}
      </h1>
      <p className="lead">
        <Link to={pathOf(recall.model)}>{recall.modelName}</Link> · <Time at={recall.openedAt} />
        {recall.closedAt && (
          <>
            {" – "}
            <Time at={recall.closedAt} />
          </>
        )}
      </p>
      <Panel title={t("recall.what")}>
        <dl className="facts">
          <dt>{t("recall.summary")}</dt>
          <dd>{recall.summary}</dd>
          <dt>{t("recall.consequence")}</dt>
          <dd>{recall.consequence}</dd>
          <dt>{t("recall.remedy")}</dt>
          <dd>{recall.remedy}</dd>
          <dt>{t("recall.remedyBy")}</dt>
          <dd>{t(recall.makerRemedies ? "recall.makerOrWorkshop" : "recall.workshopOnly")}</dd>
          <dt>{t("recall.toDo")}</dt>
          <dd>
            <strong>{t(`recall.doing.${recall.severity}`)}</strong>
            {recall.parkIt && ` ${t("record.parkIt")}`}
            {recall.overTheAirUpdate && ` ${t("record.overTheAir")}`}
          </dd>
          <dt>{t("recall.where")}</dt>
          <dd>{recall.country ? <Country code={recall.country} /> : t("recall.everywhere")}</dd>
          {recall.suspensions.map((suspension) => (
            <Suspension key={suspension.country} suspension={suspension} />
          ))}
          {recall.closing && (
            <>
              <dt>{t("recall.closing")}</dt>
              <dd suppressHydrationWarning>
                {recall.closesAt
                  ? t("recall.closingText", { time: moment(recall.closesAt) })
                  : recall.closedAt && <Time at={recall.closedAt} />}
                <Provenance proof={recall.closing} issuer={opener} />
              </dd>
            </>
          )}
          <dt>{t("recall.source")}</dt>
          <dd>
            {opener}
            <Provenance proof={recall.proof} issuer={opener} />
          </dd>
        </dl>
      </Panel>
      <Figures
        figures={[
          [t("recall.affected"), number(units.affected)],
          [t("unitStatus.open"), number(units.open)],
          [t("unitStatus.remedied"), number(units.remedied)],
          [t("unitStatus.notApplicable"), number(units.notApplicable)],
          [t("recall.share"), units.affected === 0 ? "–" : percent(settled / units.affected)],
        ]}
      />
      <UnitCheck campaign={recall.campaign} />
      <Figure
        kind="bars"
        title={t("recall.byCountry")}
        series={{
          by: t("recall.country"),
          names: [t("unitStatus.remedied"), t("unitStatus.open"), t("unitStatus.notApplicable")],
          rows: progress.byCountry.map((row) => ({
            key: row.country ?? "none",
            label: row.country ? country(row.country) : t("recall.noMarket"),
            values: [row.remedied, row.open, row.notApplicable],
          })),
        }}
        file={`${file}-by-country`}
      />
      <Figure
        kind="lines"
        title={t("recall.remaining")}
        series={{
          by: t("recall.week"),
          names: [t("unitStatus.open")],
          rows: remainingByWeek(recall).map(({ week, open }) => ({
            key: week,
            label: day(week),
            values: [open],
          })),
        }}
        file={`${file}-open-by-week`}
      />
      <Figure
        kind="columns"
        title={t("recall.byWeek")}
        series={{
          by: t("recall.week"),
          names: [t("unitStatus.remedied"), t("unitStatus.notApplicable")],
          rows: progress.byWeek.map((row) => ({
            key: row.week,
            label: day(row.week),
            values: [row.remedied, row.notApplicable],
          })),
        }}
        file={`${file}-by-week`}
      />
      {isReopened && (
        <Figure
          kind="columns"
          title={t("recall.reopenedByWeek")}
          series={{
            by: t("recall.week"),
            names: [t("recall.reopened")],
            rows: progress.byWeek.map(({ week, reopened }) => ({
              key: week,
              label: day(week),
              values: [reopened],
            })),
          }}
          file={`${file}-reopened-by-week`}
        />
      )}
      <UnitDownload campaign={recall.campaign} />
      <AsOfLine asOf={recall.asOf} />
    </>
  );
}

/** A market on which it does not bind what was not settled there, and since when. */
function Suspension({
  suspension: { country, suspendedAt, proof },
}: {
  readonly suspension: RecallProgress["suspensions"][number];
}) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const who = useWho();
  return (
    <>
      <dt>{t("recall.suspendedIn")}</dt>
      <dd suppressHydrationWarning>
        <Country code={country} /> · {t("record.since", { date: day(suspendedAt) })}
        <p className="entry__text">{t("recall.suspendedText")}</p>
        <Provenance proof={proof} issuer={who({ capacity: "authority", country })} />
      </dd>
    </>
  );
}
