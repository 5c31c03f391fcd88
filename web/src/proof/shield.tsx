// What this device itself found out about the verdict: one of four answers, which never look alike.
import type { RobotId, Verdict } from "@openrobotid/sdk";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../api/answers.js";
import type { Robot } from "../api/questions.js";
import { download } from "../charts/download.js";
import { Link } from "../components/link.js";
import { useFormats } from "../i18n/formats.js";
import type { Translate } from "../i18n/index.js";
import { type Checked, checkRobot } from "./check-robot.js";
import { ConflictCover } from "./conflict.js";
import { provenWords, toneOfProof } from "./proven-words.js";
import { ShieldIcon } from "./shield-icon.js";
import { whyNotProven } from "./why-not.js";
import "../components/button.css";
import "./shield.css";

const EVIDENCE = "application/vnd.openrobotid.evidence+cbor";

export function Shield({
  id,
  answer,
}: {
  readonly id: RobotId;
  /** What the site says. */
  readonly answer: Answer<Robot> | undefined;
}) {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<Checked>();
  const check = useCallback(() => {
    let isWanted = true;
    setChecked(undefined);
    void checkRobot(id, answer).then((found) => isWanted && setChecked(found));
    return () => {
      isWanted = false;
    };
  }, [id, answer]);
  useEffect(check, [check]);

  const file = checked?.file;
  const save = () => file && download(`${id}.evidence`, EVIDENCE, file as Uint8Array<ArrayBuffer>);
  const result = checked?.result;
  if (result?.answer === "conflict" && typeof result.proven === "object") {
    return (
      <ConflictCover
        proven={result.proven}
        said={"said" in result && typeof result.said === "object" ? result.said : undefined}
        onSave={save}
        onAgain={check}
      />
    );
  }
  return (
    <section
      className="shield"
      aria-label={t("proof.label")}
      aria-live="polite"
      {...lookOf(result)}
    >
      <ShieldIcon
        answer={result?.answer ?? "checking"}
        isSealed={result?.answer !== "proven" || result.seats !== undefined}
      />
      <div>
        <ShieldWords result={result} />
        {result && (
          <details>
            <summary>{t("proof.more")}</summary>
            <p>{t("proof.limits")}</p>
            <p className="buttons">
              {file && (
                <button className="button" type="button" onClick={save}>
                  {t("proof.save")}
                </button>
              )}
              <button className="button" type="button" onClick={check}>
                {t("fetched.again")}
              </button>
              <Link className="button" to="/verify">
                {t("proof.toFile")}
              </Link>
            </p>
          </details>
        )}
      </div>
    </section>
  );
}

function lookOf(result: Checked["result"] | undefined) {
  const answer = result?.answer ?? "checking";
  const tone =
    result?.answer === "proven"
      ? toneOfProof(result)
      : result?.answer === "conflict"
        ? "stop"
        : "unsure";
  return { "data-answer": answer, "data-tone": tone };
}

function ShieldWords({ result }: { readonly result: Checked["result"] | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!result) return <p>{t("proof.checking")}</p>;
  switch (result.answer) {
    case "proven": {
      const { title, text } = provenWords(result, t, formats);
      return (
        <>
          <p className="shield__title">{title}</p>
          <p>{text}</p>
        </>
      );
    }
    case "notProven":
      return (
        <>
          <p className="shield__title">{t("proof.notProvenTitle")}</p>
          <p>
            {t("proof.notProven")} {whyNotProven(result.reason, t)} <code>{result.reason}</code>
          </p>
        </>
      );
    case "unreachable":
      return (
        <>
          <p className="shield__title">{t("proof.unreachableTitle")}</p>
          <p>{t("proof.unreachable")}</p>
        </>
      );
    case "conflict":
      return (
        <>
          <p className="shield__title">{t("proof.conflictTitle")}</p>
          <p>{t("proof.conflictInFile")}</p>
          <p>
            <code>{sideOf(result.proven, t)}</code> · <code>{sideOf(result.said, t)}</code>
          </p>
        </>
      );
  }
}

function sideOf(side: string | { readonly verdict: string }, t: Translate): string {
  return typeof side === "string" ? side : t(`verdict.${side.verdict as Verdict}.title`);
}
