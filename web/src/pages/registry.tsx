// The registry as a whole.
import { words } from "@openrobotid/sdk/actions";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api/answers.js";
import { questions, type Stats } from "../api/questions.js";
import { Figure } from "../charts/figure.js";
import { AsOfLine } from "../components/as-of.js";
import { Fetched } from "../components/fetched.js";
import { Link } from "../components/link.js";
import { Figures, Panel } from "../components/panel.js";
import { UnitStates } from "../components/unit-states.js";
import { useFormats } from "../i18n/formats.js";
import { RecallList } from "../recall/recall-list.js";
import { useTitle } from "../site.js";

const STATUSES = words["enum IRecallRegistry.UnitStatus"].filter((word) => word !== "unaffected");

export function RegistryPage() {
  const { t } = useTranslation();
  const stats = useAnswer(questions.stats());
  const recalls = useAnswer(questions.recalls());
  useTitle(t("registry.title"));
  return (
    <>
      <h1 tabIndex={-1}>{t("registry.title")}</h1>
      <p className="lead">{t("registry.lead")}</p>
      <Fetched asked={stats}>{(body) => <StatsFigures stats={body} />}</Fetched>
      <Panel title={t("registry.campaigns")}>
        <Fetched asked={recalls}>{(body) => <RecallList recalls={body.recalls} />}</Fetched>
        <p className="entry__text">
          <Link to="/recalls">{t("registry.allCampaigns")}</Link>
        </p>
      </Panel>
    </>
  );
}

function StatsFigures({ stats }: { readonly stats: Stats }) {
  const { t } = useTranslation();
  const { number, day, country } = useFormats();
  const { units, issued, onMarket, flagged, recalls, asOf } = stats;
  const names = [t("registry.issuedUnits")];
  const largest = <row extends { readonly count: number }>(rows: readonly row[]) =>
    rows.toSorted((one, other) => other.count - one.count);
  return (
    <>
      <Figures
        figures={[
          [t("registry.units"), number(units.total)],
          [t("registry.makers"), number(stats.makers)],
          [t("registry.models"), number(stats.models)],
          [t("registry.openRecalls"), number(recalls.open)],
          [t("registry.stolen"), number(flagged.stolen)],
          [t("registry.disputed"), number(flagged.disputed)],
        ]}
      />
      <Figure
        kind="columns"
        title={t("registry.byWeek")}
        series={{
          by: t("recall.week"),
          names,
          rows: issued.byWeek.map(({ week, count }) => ({
            key: week,
            label: day(week),
            values: [count],
          })),
        }}
        file="issued-by-week"
      />
      <UnitStates units={units} file="registry" />
      <div className="figures-grid panel__space">
        <Figure
          kind="bars"
          title={t("registry.byCountry")}
          series={{
            by: t("registry.country"),
            names,
            rows: largest(issued.byCountry).map(({ country: code, count }) => ({
              key: code,
              label: country(code),
              values: [count],
            })),
          }}
          file="issued-by-country"
        />
        <Figure
          kind="bars"
          title={t("registry.onMarket")}
          series={{
            by: t("approval.market"),
            names: [t("registry.units")],
            rows: largest(onMarket).map(({ country: code, count }) => ({
              key: code,
              label: country(code),
              values: [count],
            })),
          }}
          file="on-market-by-country"
        />
        <Figure
          kind="bars"
          title={t("registry.byMaker")}
          series={{
            by: t("registry.maker"),
            names,
            rows: largest(issued.byMaker).map(({ maker, count }) => ({
              key: maker,
              label: maker,
              values: [count],
            })),
          }}
          file="issued-by-maker"
        />
        <Figure
          kind="bars"
          title={t("registry.byModel")}
          series={{
            by: t("approval.model"),
            names,
            rows: largest(issued.byModel).map(({ model, count }) => ({
              key: model,
              label: model,
              values: [count],
            })),
          }}
          file="issued-by-model"
        />
        <Figure
          kind="bars"
          title={t("registry.byLevel")}
          note={t("registry.byLevelNote")}
          series={{
            by: t("robot.level"),
            names,
            rows: issued.byLevel.map(({ level, count }) => ({
              key: level === null ? "notGraded" : `L${level}`,
              label: level === null ? t("robot.levelNone") : t("robot.levelText", { level }),
              values: [count],
            })),
          }}
          file="issued-by-level"
        />
        <Figure
          kind="bars"
          title={t("registry.recallUnits")}
          note={t("registry.recallUnitsNote")}
          series={{
            by: t("registry.standing"),
            names: [t("registry.units")],
            rows: STATUSES.map((status) => ({
              key: status,
              label: t(`unitStatus.${status}`),
              values: [recalls.units[status]],
            })),
          }}
          file="units-under-recall"
        />
      </div>
      <AsOfLine asOf={asOf} />
    </>
  );
}
