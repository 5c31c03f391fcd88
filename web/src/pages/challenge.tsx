// Challenges a robot: it signs something new with the key in its secure element, and the signature is verified here.

import { formatRobotId } from "@openrobotid/sdk";
import type { Challenge } from "@openrobotid/sdk/device";
import { pathOf, toneOfChallengeAnswer } from "@openrobotid/sdk/rules";
import { lazy, Suspense, useContext, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Judged, Registry } from "../challenge/registry.js";
import { readAnswer, writeChallenge } from "../challenge/texts.js";
import { RobotCode } from "../components/code.js";
import { Link } from "../components/link.js";
import { Notice } from "../components/notice.js";
import { Panel } from "../components/panel.js";
import { VerdictCard } from "../components/verdict.js";
import { useFormats } from "../i18n/formats.js";
import type { RouteOf } from "../routes.js";
import { QrCode } from "../scan/qr-code.js";
import { SiteContext, useTitle } from "../site.js";
import "../components/button.css";
import "../challenge/challenge.css";

const Scanner = lazy(() =>
  import("../scan/scanner.js").then((module) => ({ default: module.Scanner })),
);

/** Seconds in which people manage to show one QR code and read another. */
const VALID_FOR = 180;

type Result = Judged | "failed";

export function ChallengePage({ route: { id } }: { readonly route: RouteOf<"challenge"> }) {
  const { t } = useTranslation();
  const { challenges } = useContext(SiteContext);
  const formatted = formatRobotId(id, { check: true });
  useTitle(t("challenge.title"));
  return (
    <>
      <h1 tabIndex={-1}>{t("challenge.title")}</h1>
      <p className="lead">
        {t("challenge.lead")} <RobotCode formatted={formatted} />
      </p>
      <noscript>
        <Notice tone="unsure" title={t("challenge.needsScript")} />
      </noscript>
      {challenges ? (
        <Proceedings id={id} />
      ) : (
        <Notice tone="unsure" title={t("challenge.offTitle")} text={t("challenge.offText")} />
      )}
      <Panel title={t("challenge.trustTitle")}>
        <div className="prose">
          <p>{t("challenge.trust1")}</p>
          <p>{t("challenge.trust2")}</p>
        </div>
      </Panel>
      <p className="buttons challenge__result">
        <Link className="button" to={pathOf(id)}>
          {t("challenge.back")}
        </Link>
      </p>
    </>
  );
}

function Proceedings({ id }: { readonly id: RouteOf<"challenge">["id"] }) {
  const { t } = useTranslation();
  const registry = useRef<Registry>(undefined);
  const [challenge, setChallenge] = useState<Challenge>();
  const [isOff, setIsOff] = useState(false);
  const [isChecking, setIsChecking] = useState(false);
  const [result, setResult] = useState<Result>();

  const begin = async () => {
    setResult(undefined);
    setIsOff(false);
    try {
      if (!registry.current) {
        const { openRegistry } = await import("../challenge/registry.js");
        registry.current = await openRegistry();
      }
      setChallenge(registry.current.createChallenge({ id, validFor: VALID_FOR }));
    } catch {
      setIsOff(true);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each robot
  useEffect(() => void begin(), [id]);

  const check = async (signature: NonNullable<ReturnType<typeof readAnswer>>) => {
    if (!challenge || !registry.current) return;
    const answeredAt = Math.floor(Date.now() / 1000);
    setIsChecking(true);
    try {
      setResult(await registry.current.judge({ challenge, signature, answeredAt }));
    } catch {
      // No node could be asked: that says nothing about the robot.
      setResult("failed");
    } finally {
      setIsChecking(false);
    }
  };

  if (isOff) {
    return (
      <Notice
        tone="unsure"
        title={t("challenge.unreachableTitle")}
        text={t("challenge.unreachableText")}
      >
        <button className="button" type="button" onClick={() => void begin()}>
          {t("fetched.again")}
        </button>
      </Notice>
    );
  }
  if (!challenge) return <p aria-live="polite">{t("challenge.making")}</p>;
  return (
    <>
      <div aria-live="assertive">
        {isChecking && <p>{t("challenge.checking")}</p>}
        {result && <ResultCard result={result} onAgain={() => void begin()} />}
      </div>
      {!result && (
        <div className="challenge">
          <Panel title={t("challenge.step1")} lead={t("challenge.step1Text")}>
            <QrCode text={writeChallenge(challenge)} label={t("challenge.qr")} />
            <Countdown until={challenge.expiresAt} onAgain={() => void begin()} />
            <details className="challenge__text">
              <summary>{t("challenge.asText")}</summary>
              <textarea
                readOnly
                rows={6}
                value={writeChallenge(challenge)}
                aria-label={t("challenge.asText")}
                onFocus={(event) => event.target.select()}
              />
            </details>
          </Panel>
          <Panel title={t("challenge.step2")} lead={t("challenge.step2Text")}>
            <AnswerEntry onAnswer={(signature) => void check(signature)} />
          </Panel>
        </div>
      )}
    </>
  );
}

function Countdown({ until, onAgain }: { readonly until: number; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [left, setLeft] = useState(VALID_FOR);
  useEffect(() => {
    const count = () => setLeft(Math.max(0, until - Math.floor(Date.now() / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return left > 0 ? (
    <p className="countdown">{t("challenge.left", { seconds: number(left) })}</p>
  ) : (
    <>
      <p className="countdown">{t("challenge.over")}</p>
      <button className="button" type="button" onClick={onAgain}>
        {t("challenge.new")}
      </button>
    </>
  );
}

function AnswerEntry({
  onAnswer,
}: {
  readonly onAnswer: (signature: NonNullable<ReturnType<typeof readAnswer>>) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const [isScanning, setIsScanning] = useState(false);
  const take = (given: string) => {
    const signature = readAnswer(given);
    setIsWrong(signature === undefined);
    setIsScanning(false);
    if (signature) onAnswer(signature);
    else setText(given);
  };
  return (
    <>
      <button
        className="button button--main"
        type="button"
        aria-expanded={isScanning}
        onClick={() => setIsScanning(!isScanning)}
      >
        {isScanning ? t("scan.close") : t("challenge.scanAnswer")}
      </button>
      {isScanning && (
        <Suspense fallback={<p>{t("scan.loading")}</p>}>
          <Scanner onText={take} />
        </Suspense>
      )}
      <form
        className="field challenge__text"
        onSubmit={(event) => {
          event.preventDefault();
          take(text);
        }}
      >
        <label>
          {t("challenge.pasteAnswer")}
          <textarea
            rows={4}
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-invalid={isWrong}
            aria-describedby="answer-mistake"
            spellCheck={false}
            required
          />
        </label>
        <p className="mistake" id="answer-mistake" aria-live="polite">
          {isWrong && t("challenge.noAnswer")}
        </p>
        <button className="button" type="submit">
          {t("challenge.check")}
        </button>
      </form>
    </>
  );
}

function ResultCard({
  result,
  onAgain,
}: {
  readonly result: Result;
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const again = (
    <p>
      <button className="button" type="button" onClick={onAgain}>
        {t("challenge.new")}
      </button>
    </p>
  );
  if (result === "failed") {
    return (
      <VerdictCard
        tone="unsure"
        title={t("challenge.failedTitle")}
        reason={t("challenge.failedText")}
        level={2}
      >
        {again}
      </VerdictCard>
    );
  }
  const { answer, blockNumber } = result;
  return (
    <VerdictCard
      tone={toneOfChallengeAnswer(answer)}
      title={t(`challenge.answer.${answer}.title`)}
      reason={t(`challenge.answer.${answer}.reason`)}
      action={t(`challenge.answer.${answer}.action`)}
      level={2}
    >
      <p className="verdict__asked">
        {t("challenge.readAt", { block: number(Number(blockNumber)) })}
      </p>
      {again}
    </VerdictCard>
  );
}
