// Where a robot is checked.
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api/answers.js";
import { questions } from "../api/questions.js";
import { CodeEntry } from "../code/code-entry.js";
import { AsOfLine } from "../components/as-of.js";
import { Fetched } from "../components/fetched.js";
import { Figures } from "../components/panel.js";
import { useFormats } from "../i18n/formats.js";
import { useTitle } from "../site.js";
import "./home.css";

export function HomePage() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const stats = useAnswer(questions.stats());
  useTitle("Open Robot ID");
  return (
    <>
      <div className="hero">
        <h1 tabIndex={-1}>{t("home.title")}</h1>
        <p className="lead">{t("home.lead")}</p>
      </div>
      <CodeEntry label={t("entry.label")} submit={t("entry.submit")} />
      <div className="steps">
        {(["find", "scan", "read"] as const).map((step) => (
          <div key={step}>
            <h2>{t(`home.${step}.title`)}</h2>
            <p>{t(`home.${step}.text`)}</p>
          </div>
        ))}
      </div>
      <Fetched asked={stats}>
        {({ units, makers, seats, recalls, asOf }) => (
          <>
            <Figures
              figures={[
                [t("registry.units"), number(units.total)],
                [t("registry.makers"), number(makers)],
                [t("registry.seats"), number(seats)],
                [t("registry.openRecalls"), number(recalls.open)],
              ]}
            />
            <AsOfLine asOf={asOf} />
          </>
        )}
      </Fetched>
    </>
  );
}
