// The drawing of a figure. What it shows is in the table beside it, so that assistive technology is spared the drawing.
import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  Line,
  LineChart,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useFormats } from "../i18n/formats.js";
import type { Band, DrawingKind, Series } from "./series.js";

const COLOURS = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"];
/** Lines are told apart without colour too. */
const DASHES = ["0", "6 4", "2 3", "8 3 2 3"];
/** With more rows than these, the dots of a line would run into one. */
const MOST_DOTS = 24;
/** Names of more characters than these are broken into lines of this width, in pixels: a telephone has room for bars, too. */
const LONG_NAME = 18;
const LABEL_WIDTH = 150;

const AXIS = {
  tick: { fill: "var(--ink-soft)" },
  stroke: "var(--line-strong)",
  tickLine: false,
} as const;

export function Drawing({
  kind,
  series,
  label,
  bands = [],
}: {
  readonly kind: DrawingKind;
  readonly series: Series;
  readonly label: string;
  /** Drawn behind lines. */
  readonly bands?: readonly Band[] | undefined;
}) {
  const { number } = useFormats();
  const { names, rows } = series;
  const isLines = kind === "lines";
  const data = rows.map(({ label: name, values }) => ({ name, values }));
  const valueAt = (index: number) => (row: { values: readonly (number | null)[] }) =>
    row.values[index] ?? (isLines ? null : 0);
  const isLong = rows.some(({ label: name }) => name.length > LONG_NAME);
  // Figures that are measured are not whole, and their axis is of what is there and what is the limit.
  const drawn = [...rows.flatMap(({ values }) => values), ...bands.map(({ at }) => at)];
  const known = drawn.filter((value) => value !== null);
  const isFine = known.some((value) => !Number.isInteger(value));
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  const room = (highest - lowest || 1) / 10;
  const step = 10 ** Math.floor(Math.log10(room));
  const least = Math.max(0, Math.floor((lowest - room) / step) * step);
  const most = Number((Math.ceil((highest + room) / step) * step).toPrecision(6));
  const common = { data, accessibilityLayer: false };
  const tooltip = (
    <Tooltip
      isAnimationActive={false}
      cursor={{ fill: "var(--sunken)", stroke: "var(--line)" }}
      formatter={(value) => number(Number(value))}
      contentStyle={{
        background: "var(--card)",
        color: "var(--ink)",
        borderColor: "var(--line-strong)",
        borderRadius: 6,
      }}
      itemStyle={{ color: "var(--ink)" }}
    />
  );
  const rowsAcross = kind === "bars" ? { "data-rows": Math.min(rows.length, 6) } : {};
  return (
    <div className="figure__chart" role="img" aria-label={label} {...rowsAcross}>
      <ResponsiveContainer width="100%" height="100%">
        {kind === "lines" ? (
          <LineChart {...common} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis dataKey="name" {...AXIS} minTickGap={24} />
            <YAxis
              {...AXIS}
              axisLine={false}
              width="auto"
              tickFormatter={number}
              allowDecimals={isFine}
              domain={isFine ? [least, most] : [0, "auto"]}
            />
            {bands.map(({ when, at }) => (
              <ReferenceArea
                key={`${when} ${at}`}
                {...(when === "above" ? { y1: at, y2: most } : { y1: least, y2: at })}
                fill="var(--stop-tint)"
                stroke="var(--stop)"
                strokeDasharray="5 4"
                label={{ value: number(at), position: "insideTopLeft", fill: "var(--stop-ink)" }}
              />
            ))}
            {tooltip}
            {names.map((name, index) => (
              <Line
                key={name}
                name={name}
                dataKey={valueAt(index)}
                stroke={COLOURS[index] ?? "var(--ink)"}
                strokeDasharray={DASHES[index] ?? "0"}
                strokeWidth={2.5}
                dot={rows.length <= MOST_DOTS && { r: 3, strokeDasharray: "0" }}
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        ) : kind === "columns" ? (
          <BarChart {...common} margin={{ top: 8, right: 4, bottom: 0, left: 0 }}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis dataKey="name" {...AXIS} minTickGap={24} />
            <YAxis
              {...AXIS}
              axisLine={false}
              width="auto"
              tickFormatter={number}
              allowDecimals={false}
            />
            {tooltip}
            {names.map((name, index) => (
              <Bar
                key={name}
                name={name}
                dataKey={valueAt(index)}
                stackId="all"
                fill={COLOURS[index] ?? "var(--ink)"}
                maxBarSize={28}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        ) : (
          <BarChart
            {...common}
            layout="vertical"
            margin={{ top: 0, right: 56, bottom: 0, left: 0 }}
          >
            <XAxis type="number" hide allowDecimals={false} />
            <YAxis
              type="category"
              dataKey="name"
              {...AXIS}
              tick={{ fill: "var(--ink)" }}
              axisLine={false}
              width={isLong ? LABEL_WIDTH : "auto"}
              interval={0}
            />
            {tooltip}
            {names.map((name, index) => (
              <Bar
                key={name}
                name={name}
                dataKey={valueAt(index)}
                stackId="all"
                fill={COLOURS[index] ?? "var(--ink)"}
                stroke="var(--card)"
                maxBarSize={22}
                isAnimationActive={false}
              >
                {names.length === 1 && (
                  <LabelList
                    dataKey={valueAt(index)}
                    position="right"
                    fill="var(--ink)"
                    formatter={(value) => number(Number(value))}
                  />
                )}
              </Bar>
            ))}
          </BarChart>
        )}
      </ResponsiveContainer>
    </div>
  );
}
