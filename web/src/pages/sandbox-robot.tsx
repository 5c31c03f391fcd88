// Plays a robot with a software key: reads a challenge and shows the signed answer. Only in a sandbox.
import { formatRobotId, isRobotId } from "@openrobotid/sdk";
import { lazy, Suspense, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { readChallenge } from "../challenge/texts.js";
import { Notice } from "../components/notice.js";
import { Panel } from "../components/panel.js";
import { useSandbox } from "../sandbox/use-sandbox.js";
import { QrCode } from "../scan/qr-code.js";
import { useTitle } from "../site.js";
import "../components/button.css";
import "../challenge/challenge.css";

const Scanner = lazy(() =>
  import("../scan/scanner.js").then((module) => ({ default: module.Scanner })),
);

/** Plays whichever robot the challenge names. */
const ITSELF = "";

export function SandboxRobotPage() {
  const { t } = useTranslation();
  const id = useId();
  const sandbox = useSandbox();
  const [text, setText] = useState("");
  const [played, setPlayed] = useState(ITSELF);
  const [answer, setAnswer] = useState<string>();
  const [isWrong, setIsWrong] = useState(false);
  const [isScanning, setIsScanning] = useState(false);
  useTitle(t("software.title"));
  if (sandbox === "absent" || (sandbox && sandbox.deviceSeed === undefined)) {
    return <Notice tone="unsure" title={t("sandbox.absent")} />;
  }

  const respond = async (given: string) => {
    setText(given);
    setIsScanning(false);
    const challenge = readChallenge(given);
    setIsWrong(challenge === undefined);
    setAnswer(undefined);
    if (!challenge || !sandbox?.deviceSeed) return;
    const { answerAs } = await import("../sandbox/software-robot.js");
    setAnswer(
      await answerAs(sandbox.deviceSeed, played === ITSELF ? challenge.id : played, challenge),
    );
  };

  return (
    <>
      <h1 tabIndex={-1}>{t("software.title")}</h1>
      <p className="lead">{t("software.lead")}</p>
      <div className="challenge">
        <Panel title={t("software.challenge")}>
          <button
            className="button button--main"
            type="button"
            aria-expanded={isScanning}
            onClick={() => setIsScanning(!isScanning)}
          >
            {isScanning ? t("scan.close") : t("software.scan")}
          </button>
          {isScanning && (
            <Suspense fallback={<p>{t("scan.loading")}</p>}>
              <Scanner onText={(given) => void respond(given)} />
            </Suspense>
          )}
          <form
            className="field challenge__text"
            onSubmit={(event) => {
              event.preventDefault();
              void respond(text);
            }}
          >
            <label htmlFor={`${id}-robot`}>{t("software.robot")}</label>
            <select
              id={`${id}-robot`}
              value={played}
              onChange={(event) => setPlayed(event.target.value)}
            >
              <option value={ITSELF}>{t("software.itself")}</option>
              {[...new Set(sandbox?.robots.map(({ code }) => code))]
                .filter(isRobotId)
                .map((code) => (
                  <option key={code} value={code}>
                    {t("software.clone", { code: formatRobotId(code) })}
                  </option>
                ))}
            </select>
            <label htmlFor={`${id}-challenge`}>{t("software.paste")}</label>
            <textarea
              id={`${id}-challenge`}
              rows={6}
              value={text}
              onChange={(event) => setText(event.target.value)}
              aria-invalid={isWrong}
              aria-describedby={`${id}-mistake`}
              spellCheck={false}
              required
            />
            <p className="mistake" id={`${id}-mistake`} aria-live="polite">
              {isWrong && t("software.noChallenge")}
            </p>
            <button className="button" type="submit">
              {t("software.sign")}
            </button>
          </form>
        </Panel>
        <Panel title={t("software.answer")}>
          {answer ? (
            <>
              <QrCode text={answer} label={t("software.answer")} />
              <div className="challenge__text">
                <textarea
                  readOnly
                  rows={4}
                  value={answer}
                  aria-label={t("software.answerText")}
                  onFocus={(event) => event.target.select()}
                />
              </div>
            </>
          ) : (
            <p className="panel__none">{t("software.none")}</p>
          )}
        </Panel>
      </div>
    </>
  );
}
