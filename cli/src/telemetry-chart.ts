// A chart of a robot's wear and battery as SVG: a panel for each, with what its maker's rules call beyond the limit as a band.
import { formatRobotId, type RobotId } from "@openrobotid/sdk";
import { telemetryFields } from "@openrobotid/sdk/device";
import {
  type TelemetryRule,
  type TelemetrySeries,
  type TelemetryWeek,
  telemetrySeries,
} from "@openrobotid/sdk/vault";
import { day } from "./text.js";

const WIDTH = 840;
const PANEL = 260;
const TOP = 84;
const GAP = 72;
const LEFT = 76;
const RIGHT = 150;
const TICKS = 5;
/** Height of a label. */
const LABEL = 15;
const FONT = "font-family='system-ui, sans-serif'";

/** What a panel shows. */
const PANELS = [
  {
    field: "joints.wear",
    figure: telemetryFields.joints.wear,
    title: "Wear index",
    unit: "wear index (1)",
  },
  {
    field: "battery.capacity",
    figure: telemetryFields.battery.capacity,
    title: "Battery capacity",
    unit: "capacity (A·h)",
  },
] as const;
const HEIGHT = TOP + PANELS.length * (PANEL + GAP);

/** What a chart is of. */
export interface ChartParameters {
  readonly robot: RobotId;
  /** By week. */
  readonly rollups: readonly TelemetryWeek[];
  /** Seconds. */
  readonly from: number;
  readonly until: number;
  /** The maker's; limits are those that compare a mean. */
  readonly rules: readonly TelemetryRule[];
}

/** A stretch of values that a rule calls beyond the limit. */
interface Limit {
  readonly joint: string | undefined;
  readonly at: number;
  readonly side: "above" | "below";
}

/** The chart. Two panels over the same time; the joint that is worn most is drawn strong, and named. */
export function telemetryChart(parameters: ChartParameters): string {
  const { robot, from, until } = parameters;
  const panels = PANELS.map((panel, index) =>
    drawnPanel(panel, TOP + index * (PANEL + GAP), parameters),
  );
  const title = `Wear and battery of ${formatRobotId(robot)}`;
  const times = `${day(from)} to ${day(until)}, means of weeks`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(`${title}, ${times}`)}</title>`,
    `<desc id="description">${escaped(panels.map(({ said }) => said).join(" "))}</desc>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(LEFT, 26, title, { size: 16, weight: 600 }),
    text(LEFT, 46, times, { colour: "#5f6368" }),
    ...panels.map(({ drawn }) => drawn),
    "</svg>\n",
  ].join("\n");
}

function drawnPanel(
  { field, figure, title, unit }: (typeof PANELS)[number],
  top: number,
  { rollups, from, until, rules }: ChartParameters,
): { readonly drawn: string; readonly said: string } {
  const all = telemetrySeries(rollups, { field })
    .map(({ joint, points }) => ({
      joint,
      points: points.filter(({ at }) => at >= from && at < until),
    }))
    .filter(({ points }) => points.length > 0)
    .sort((one, other) => lastOf(one) - lastOf(other));
  const strong = all.at(-1);
  const isOfStrong = ({ joint }: Limit) => joint === undefined || joint === strong?.joint;
  const limits = limitsOf(rules, field).filter(isOfStrong);
  const values = [
    ...all.flatMap(({ points }) => points.map(({ value }) => value)),
    ...limits.map(({ at }) => at),
  ];
  const scale = scaleOf(values, figure);
  const x = (at: number) => LEFT + ((WIDTH - LEFT - RIGHT) * (at - from)) / (until - from);
  const y = (value: number) =>
    top + PANEL - (PANEL * (value - scale.least)) / (scale.most - scale.least);
  const right = WIDTH - RIGHT;
  const parts = [text(LEFT, top - 10, title, { size: 14, weight: 600 })];
  for (const { at, side } of limits) {
    const [upper, lower] = side === "above" ? [top, y(at)] : [y(at), top + PANEL];
    parts.push(
      `<rect x="${LEFT}" y="${fixed(upper)}" width="${right - LEFT}" height="${fixed(lower - upper)}" fill="#fde2dd"/>`,
      line(LEFT, y(at), right, y(at), "#b3261e", 1, "5 4"),
      text(right + 8, y(at) + 4, `limit ${at}`, { colour: "#b3261e" }),
    );
  }
  for (const value of scale.ticks) {
    parts.push(line(LEFT, y(value), right, y(value), "#e0e0e0"));
    parts.push(text(LEFT - 8, y(value) + 4, written(value), { anchor: "end" }));
  }
  for (let tick = 0; tick <= TICKS; tick += 1) {
    const at = from + ((until - from) * tick) / TICKS;
    parts.push(line(x(at), top + PANEL, x(at), top + PANEL + 5, "#555555"));
    parts.push(text(x(at), top + PANEL + 20, day(at), { anchor: "middle" }));
  }
  parts.push(
    line(LEFT, top, LEFT, top + PANEL, "#555555"),
    line(LEFT, top + PANEL, right, top + PANEL, "#555555"),
    text((LEFT + right) / 2, top + PANEL + 38, "week beginning (UTC)", { anchor: "middle" }),
    `<g transform="translate(20 ${top + PANEL / 2}) rotate(-90)">${text(0, 0, unit, { anchor: "middle" })}</g>`,
  );
  for (const one of all) {
    const isStrong = one === strong;
    const points = one.points.map(({ at, value }) => `${fixed(x(at))},${fixed(y(value))}`);
    const stroke = isStrong ? `stroke="#0b57d0" stroke-width="2.5"` : `stroke="#9aa0a6"`;
    parts.push(`<polyline points="${points.join(" ")}" fill="none" ${stroke}/>`);
  }
  if (!strong) {
    const middle = (LEFT + right) / 2;
    parts.push(text(middle, top + PANEL / 2, "No readings", { anchor: "middle", size: 14 }));
    return { drawn: parts.join("\n"), said: `${title}: no readings.` };
  }
  const name = strong.joint ?? "capacity";
  // Beside the label of a limit that is close, on the side on which the line ends.
  const end = y(lastOf(strong));
  const close = limits.find(({ at }) => Math.abs(y(at) - end) < LABEL);
  const place = close ? y(close.at) + (end < y(close.at) ? -LABEL : LABEL) : end;
  parts.push(text(right + 8, place + 4, name, { colour: "#0b57d0", weight: 600 }));
  if (all.length > 1) {
    parts.push(text(right + 8, top + PANEL, "grey: other joints", { colour: "#5f6368" }));
  }
  return { drawn: parts.join("\n"), said: saidOf(title, strong, limits) };
}

/** What a panel shows, in words. */
function saidOf(title: string, strong: TelemetrySeries, limits: readonly Limit[]): string {
  const [first] = strong.points;
  const of = strong.joint === null ? "" : ` of ${strong.joint}`;
  const went = `${title}${of} went from ${written(first?.value ?? 0)} to ${written(lastOf(strong))}`;
  const bounds = limits.map(({ at, side }) => `${side === "above" ? "at most" : "at least"} ${at}`);
  return `${went}${bounds.length > 0 ? `; its maker wants ${bounds.join(" and ")}` : ""}.`;
}

function limitsOf(rules: readonly TelemetryRule[], field: string): readonly Limit[] {
  return rules.flatMap(({ field: of, joint, when, threshold: at }) =>
    of === field && (when === "above" || when === "below") ? [{ joint, at, side: when }] : [],
  );
}

/** An axis around some values, with round ticks, no further than what the field can be. */
function scaleOf(
  values: readonly number[],
  field: { readonly least: number; readonly most: number },
) {
  const lowest = Math.min(...values, values.length === 0 ? 0 : Number.POSITIVE_INFINITY);
  const highest = Math.max(...values, values.length === 0 ? 1 : Number.NEGATIVE_INFINITY);
  const rough = Math.max(highest - lowest, Math.abs(highest) / 50, 1e-9) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  // A limit at the end of the axis would have no band.
  const least = Math.max(field.least, (Math.ceil(lowest / step) - 1) * step);
  const most = Math.max(
    least + step,
    Math.min(field.most, (Math.floor(highest / step) + 1) * step),
  );
  const count = Math.round((most - least) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => least + index * step);
  return { least, most, ticks };
}

function lastOf({ points }: TelemetrySeries): number {
  return points.at(-1)?.value ?? 0;
}

function text(
  x: number,
  y: number,
  content: string,
  {
    size = 12,
    weight = 400,
    anchor = "start",
    colour = "#202124",
  }: { size?: number; weight?: number; anchor?: string; colour?: string } = {},
): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" ${FONT} font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${colour}">${escaped(content)}</text>`;
}

function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  width = 1,
  dashes = "none",
): string {
  return `<line x1="${fixed(x1)}" y1="${fixed(y1)}" x2="${fixed(x2)}" y2="${fixed(y2)}" stroke="${stroke}" stroke-width="${width}" stroke-dasharray="${dashes}"/>`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function written(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function escaped(content: string): string {
  return content
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
