// Who did something, as far as everybody may know: in what capacity, and for which country.
import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "../api/questions.js";
import { useFormats } from "../i18n/formats.js";

interface Doer {
  readonly capacity: TimelineEntry["capacity"];
  readonly country: string | null;
}

/** Puts into words who did something. */
export function useWho(): (doer: Doer) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return ({ capacity, country }) => {
    const what = capacity ? t(`capacity.${capacity}`) : t("capacity.unstated");
    return country ? t("capacity.of", { capacity: what, country: formats.country(country) }) : what;
  };
}
