// All recalls.
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api/answers.js";
import { questions } from "../api/questions.js";
import { AsOfLine } from "../components/as-of.js";
import { Fetched } from "../components/fetched.js";
import { Panel } from "../components/panel.js";
import { RecallList } from "../recall/recall-list.js";
import { useTitle } from "../site.js";

export function RecallsPage() {
  const { t } = useTranslation();
  const asked = useAnswer(questions.recalls());
  useTitle(t("recalls.title"));
  return (
    <>
      <h1 tabIndex={-1}>{t("recalls.title")}</h1>
      <p className="lead">{t("recalls.lead")}</p>
      <Fetched asked={asked}>
        {({ recalls, next, asOf }) => (
          <>
            <Panel title={t("recalls.open")}>
              <RecallList recalls={recalls.filter(({ closedAt }) => closedAt === null)} />
            </Panel>
            <Panel title={t("recalls.closed")}>
              <RecallList recalls={recalls.filter(({ closedAt }) => closedAt !== null)} />
            </Panel>
            {next && <p className="entry__text">{t("recalls.more")}</p>}
            <AsOfLine asOf={asOf} />
          </>
        )}
      </Fetched>
    </>
  );
}
