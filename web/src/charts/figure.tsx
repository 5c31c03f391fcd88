// A picture that answers a question, with the same figures as a table and as CSV. The drawing is fetched when the reader comes
// near it; the table is there from the start.
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { DownloadIcon } from "../components/icons.js";
import { Table } from "../components/table.js";
import { useFormats } from "../i18n/formats.js";
import { download } from "./download.js";
import "./figure.css";
import type { Band, DrawingKind, Series } from "./series.js";

const Drawing = lazy(() => import("./drawing.js").then((module) => ({ default: module.Drawing })));

export function Figure({
  title,
  note,
  kind,
  series,
  bands,
  file,
  bare = false,
}: {
  readonly title: string;
  readonly note?: string;
  readonly kind: DrawingKind;
  readonly series: Series;
  readonly bands?: readonly Band[];
  /** Name of the CSV file, without its ending. */
  readonly file: string;
  /** Within a panel, without a frame of its own. */
  readonly bare?: boolean;
}) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { ref, isNear } = useIsNear();
  const { rows, names, by } = series;
  const space = (
    <div
      className="figure__chart"
      {...(kind === "bars" && { "data-rows": Math.min(rows.length, 6) })}
    />
  );
  return (
    <figure className={bare ? "figure figure--bare" : "figure"} ref={ref}>
      <figcaption>
        <p className="figure__title">{title}</p>
        {note && <p className="figure__note">{note}</p>}
      </figcaption>
      {rows.length === 0 ? (
        <p className="panel__none">{t("figure.none")}</p>
      ) : (
        <>
          {names.length > 1 && (
            <ul className="figure__legend" aria-hidden="true">
              {names.map((name, index) => (
                <li key={name}>
                  <span className="figure__swatch" data-series={index} />
                  {name}
                </li>
              ))}
            </ul>
          )}
          {isNear ? (
            <Suspense fallback={space}>
              <Drawing kind={kind} series={series} label={title} bands={bands} />
            </Suspense>
          ) : (
            space
          )}
          <div className="figure__foot">
            <details>
              <summary>{t("figure.table")}</summary>
              <Table
                caption={title}
                columns={[by, ...names]}
                rows={rows.map(({ key, label, values }) => ({
                  key,
                  cells: [label, ...values.map((value) => (value === null ? "–" : number(value)))],
                }))}
                numeric
              />
            </details>
            <button
              type="button"
              onClick={() => void saveCsv(file, series)}
              aria-label={t("figure.csvOf", { title })}
            >
              <DownloadIcon />
              {t("figure.csv")}
            </button>
          </div>
        </>
      )}
    </figure>
  );
}

/** Whether an element has come within a screen of what is seen. Never on the server, and once it has, for good. */
function useIsNear() {
  const ref = useRef<HTMLElement>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    if (isNear || !ref.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && setIsNear(true),
      { rootMargin: "100% 0px" },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [isNear]);
  return { ref, isNear };
}

/** What writes CSV is fetched by those who want it. */
async function saveCsv(file: string, series: Series): Promise<void> {
  const { toCsv } = await import("./csv.js");
  download(`${file}.csv`, "text/csv", toCsv(series));
}
