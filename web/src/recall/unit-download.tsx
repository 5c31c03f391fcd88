// The list of affected units, for who has a key of the API. The key is kept nowhere.
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { apiAddress } from "../api/address.js";
import { download } from "../charts/download.js";
import { whyNot } from "../components/fetched.js";
import { Panel } from "../components/panel.js";
import "../components/button.css";
import "../challenge/challenge.css";

const types = { csv: "text/csv", jsonl: "application/jsonl" } as const;

type Format = keyof typeof types;

export function UnitDownload({ campaign }: { readonly campaign: number }) {
  const { t } = useTranslation();
  const id = useId();
  const [key, setKey] = useState("");
  const [format, setFormat] = useState<Format>("csv");
  const [outcome, setOutcome] = useState("");

  const fetchUnits = async () => {
    setOutcome(t("unitDownload.loading"));
    try {
      const response = await fetch(apiAddress(`/v1/recalls/${campaign}/units?format=${format}`), {
        headers: { authorization: `Bearer ${key.trim()}` },
        cache: "no-store",
      });
      if (response.ok) {
        download(`recall-${campaign}-units.${format}`, types[format], await response.blob());
        setOutcome(t("unitDownload.done"));
      } else if (response.status === 401) setOutcome(t("unitDownload.unknownKey"));
      else if (response.status === 403) setOutcome(t("unitDownload.forbidden"));
      else setOutcome(whyNot(response.status, t));
    } catch {
      setOutcome(whyNot(0, t));
    }
  };

  return (
    <Panel title={t("unitDownload.title")} lead={t("unitDownload.lead")}>
      <form
        className="field prose"
        onSubmit={(event) => {
          event.preventDefault();
          void fetchUnits();
        }}
      >
        <div>
          <label htmlFor={`${id}-key`}>{t("unitDownload.key")}</label>
          <input
            id={`${id}-key`}
            type="password"
            value={key}
            onChange={(event) => setKey(event.target.value)}
            autoComplete="off"
            required
          />
        </div>
        <div>
          <label htmlFor={`${id}-format`}>{t("unitDownload.format")}</label>
          <select
            id={`${id}-format`}
            value={format}
            onChange={(event) => setFormat(event.target.value as Format)}
          >
            <option value="csv">CSV</option>
            <option value="jsonl">JSON Lines</option>
          </select>
        </div>
        <button className="button" type="submit">
          {t("unitDownload.submit")}
        </button>
        <p aria-live="polite">{outcome}</p>
      </form>
    </Panel>
  );
}
