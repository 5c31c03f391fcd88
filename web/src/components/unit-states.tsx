import { useTranslation } from "react-i18next";
import type { UnitCounts } from "../api/questions.js";
import { Figure } from "../charts/figure.js";
import { useFormats } from "../i18n/formats.js";

/** How many units there are, by their state. */
export function UnitStates({ units, file }: { readonly units: UnitCounts; readonly file: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Figure
      kind="bars"
      title={t("registry.states")}
      note={t("registry.unitsInAll", { units: number(units.total) })}
      series={{
        by: t("registry.state"),
        names: [t("registry.units")],
        rows: units.byState.map(({ state, count }) => ({
          key: state,
          label: t(`state.${state}`),
          values: [count],
        })),
      }}
      file={`${file}-states`}
    />
  );
}
