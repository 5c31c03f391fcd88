import { useTranslation } from "react-i18next";
import type { AsOf } from "../api/questions.js";
import { useFormats } from "../i18n/formats.js";

/** What an answer is as of: block and time, and whether no validator seals the blocks of the chain. */
export function AsOfLine({ asOf }: { readonly asOf: AsOf }) {
  const { t } = useTranslation();
  const { number, moment } = useFormats();
  return (
    <p className="provenance as-of" suppressHydrationWarning>
      {t("asOf", { block: number(asOf.blockNumber), time: moment(asOf.timestamp) })}
      {asOf.seals === "none" && ` · ${t("integrity.nobody")}`}
    </p>
  );
}
