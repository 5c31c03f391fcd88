// Where a fact comes from, and how old it is. Every fact of a page has one.
import { useTranslation } from "react-i18next";
import type { Proof } from "../api/questions.js";
import { useFormats } from "../i18n/formats.js";
import { Age, Time } from "./time.js";
import "./provenance.css";

export function Provenance({
  proof,
  issuer,
}: {
  readonly proof: Proof;
  /** Who says so, in words. */
  readonly issuer: string;
}) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <details className="provenance">
      <summary>
        <span>
          {t("provenance.block", { block: number(proof.blockNumber) })} ·{" "}
          <Age at={proof.timestamp} />
        </span>
      </summary>
      <dl>
        <dt>{t("provenance.issuer")}</dt>
        <dd>{issuer}</dd>
        <dt>{t("provenance.time")}</dt>
        <dd>
          <Time at={proof.timestamp} precise />
        </dd>
        <dt>{t("provenance.transaction")}</dt>
        <dd>
          <code translate="no">{proof.transactionHash}</code>
        </dd>
        <dt>{t("provenance.place")}</dt>
        <dd>
          {t("provenance.placeText", {
            block: number(proof.blockNumber),
            log: number(proof.logIndex),
          })}
        </dd>
      </dl>
    </details>
  );
}
