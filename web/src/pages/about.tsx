// What the registry is, what the verdicts mean, and how to check all of it without trusting this site.

import { VERDICTS } from "@openrobotid/sdk";
import { toneOfVerdict } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import { ToneIcon } from "../components/icons.js";
import { Panel } from "../components/panel.js";
import { useTitle } from "../site.js";
import "./about.css";

export function AboutPage() {
  const { t } = useTranslation();
  useTitle(t("about.title"));
  return (
    <>
      <h1 tabIndex={-1}>{t("about.title")}</h1>
      <p className="lead">{t("about.lead")}</p>
      <Panel title={t("about.verdicts")} id="verdicts">
        <ul className="legend">
          {VERDICTS.toReversed().map((word) => (
            <li key={word} data-tone={toneOfVerdict(word)}>
              <ToneIcon tone={toneOfVerdict(word)} />
              <div>
                <h3>{t(`verdict.${word}.title`)}</h3>
                <p>{t(`verdict.${word}.means`)}</p>
              </div>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t("about.code")} id="code">
        <div className="prose">
          <p>{t("about.code1")}</p>
          <p>{t("about.code2")}</p>
        </div>
      </Panel>
      <Panel title={t("about.verify")} id="verify">
        <ol className="prose about__steps">
          {([1, 2, 3, 4] as const).map((step) => (
            <li key={step}>{t(`about.verify${step}`)}</li>
          ))}
        </ol>
      </Panel>
      <Panel title={t("about.privacy")} id="privacy">
        <div className="prose">
          <p>{t("about.privacy1")}</p>
          <p>{t("about.privacy2")}</p>
        </div>
      </Panel>
    </>
  );
}
