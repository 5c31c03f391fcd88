// Covers the page where what the site says and what was proven differ: nobody must read on as if nothing were wrong.
import type { Verdict } from "@openrobotid/sdk";
import { toneOfVerdict } from "@openrobotid/sdk/rules";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { VerdictCard } from "../components/verdict.js";
import { useFormats } from "../i18n/formats.js";
import type { Said } from "./check-robot.js";
import { provenWords } from "./proven-words.js";
import type { Proven } from "./results.js";
import { ShieldIcon } from "./shield-icon.js";

export function ConflictCover({
  proven,
  said,
  onSave,
  onAgain,
}: {
  readonly proven: Proven;
  readonly said: Said | undefined;
  readonly onSave: () => void;
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const words = provenWords(proven, t, formats);
  return (
    <dialog
      ref={dialog}
      className="conflict"
      aria-labelledby={title}
      onCancel={(event) => event.preventDefault()}
    >
      <div className="conflict__title" data-tone="stop">
        <ShieldIcon answer="conflict" />
        <h2 id={title}>{t("proof.conflictTitle")}</h2>
      </div>
      <p>{t("proof.conflictText")}</p>
      <div className="conflict__sides">
        <section aria-label={t("proof.conflictProven")}>
          <h3>{t("proof.conflictProven")}</h3>
          <VerdictCard
            level={3}
            tone={toneOfVerdict(proven.verdict)}
            title={t(`verdict.${proven.verdict}.title`)}
            reason={words.text}
            also={proven.also}
          >
            {proven.recalls.length > 0 && (
              <p>{formats.list(proven.recalls.map(({ number }) => number))}</p>
            )}
          </VerdictCard>
        </section>
        {said && (
          <section aria-label={t("proof.conflictSaid")}>
            <h3>{t("proof.conflictSaid")}</h3>
            <VerdictCard
              level={3}
              tone="unsure"
              title={t(`verdict.${said.verdict as Verdict}.title`)}
              reason={t("proof.said", {
                time: formats.moment(said.time),
                block: said.block === undefined ? "–" : formats.number(said.block),
              })}
              also={said.also as readonly Verdict[]}
            >
              {said.recalls.length > 0 && <p>{formats.list(said.recalls)}</p>}
            </VerdictCard>
          </section>
        )}
      </div>
      <p>{t("proof.conflictAction")}</p>
      <p className="buttons">
        <button className="button button--main" type="button" onClick={onSave}>
          {t("proof.save")}
        </button>
        <button className="button" type="button" onClick={onAgain}>
          {t("fetched.again")}
        </button>
        <a className="button" href="/">
          {t("robot.another")}
        </a>
      </p>
    </dialog>
  );
}
