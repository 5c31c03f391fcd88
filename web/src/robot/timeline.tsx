// The life of a robot, the latest first.
import { words } from "@openrobotid/sdk/actions";
import { useTranslation } from "react-i18next";
import { apiAddress } from "../api/address.js";
import type { TimelineEntry } from "../api/questions.js";
import { Panel } from "../components/panel.js";
import { Provenance } from "../components/provenance.js";
import { Time } from "../components/time.js";
import { useFormats } from "../i18n/formats.js";
import { type EntryKind, isEntryKind } from "./entry-kinds.js";
import { useScope } from "./scope.js";
import { useWho } from "./who.js";
import "./timeline.css";

export function Timeline({
  entries,
  length,
  self,
}: {
  readonly entries: readonly TimelineEntry[];
  /** Number of all entries. */
  readonly length: number;
  /** Where all of them are. */
  readonly self: string;
}) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const isCut = entries.length > 0 && entries[0]?.seq !== 0;
  return (
    <Panel title={t("timeline.title")} lead={t("timeline.lead", { entries: number(length) })}>
      <ol className="timeline">
        {entries.toReversed().map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
      {isCut && (
        <p className="entry__text">
          <a href={apiAddress(self)}>{t("timeline.all")}</a>
        </p>
      )}
    </Panel>
  );
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const { t } = useTranslation();
  const who = useWho();
  const { country } = useFormats();
  const kind: EntryKind = isEntryKind(entry.kind) ? entry.kind : "unknown";
  const said = useDetails()(entry);
  return (
    <li>
      <p className="timeline__when">
        <Time at={entry.time} />
      </p>
      <div>
        <p className="timeline__what">{t(`entryKind.${kind}`)}</p>
        <p className="timeline__detail" suppressHydrationWarning>
          {[entry.country && !entry.capacity ? country(entry.country) : "", ...said]
            .filter((part) => part !== "")
            .join(" · ")}
          {entry.corrects !== null && t("timeline.corrects", { seq: entry.corrects })}
        </p>
        <Provenance
          proof={entry.proof}
          issuer={who({ capacity: entry.capacity, country: entry.capacity ? entry.country : null })}
        />
      </div>
    </li>
  );
}

/** The details of an entry that tell people something; digests are left to the data. */
function useDetails(): (entry: TimelineEntry) => string[] {
  const { t } = useTranslation();
  const { number } = useFormats();
  const scopeText = useScope();
  return ({ details }) => {
    const { version, level, scope, partNumber, code, flag, operatingHours, chargeCycles, falls } =
      details;
    const said: string[] = [];
    if (typeof version === "string") said.push(version);
    if (typeof level === "number") said.push(t("robot.levelText", { level }));
    if (typeof scope === "string") said.push(scopeText(scope));
    if (typeof partNumber === "string") said.push(partNumber);
    if (typeof code === "string" && isBrand(code)) said.push(t(`brand.${code}`));
    if (typeof flag === "string" && isFlag(flag)) said.push(t(`flag.${flag}`));
    if (typeof operatingHours === "number")
      said.push(`${t("wear.operatingHours")}: ${number(operatingHours)}`);
    if (typeof chargeCycles === "number")
      said.push(`${t("wear.chargeCycles")}: ${number(chargeCycles)}`);
    if (typeof falls === "number") said.push(`${t("wear.falls")}: ${number(falls)}`);
    return said;
  };
}

const BRANDS = words["enum IDossier.BrandCode"].filter((word) => word !== "none");
const FLAGS = words["enum IRobotFlags.Flag"].filter((word) => word !== "none");

function isFlag(text: string): text is (typeof FLAGS)[number] {
  return FLAGS.some((flag) => flag === text);
}

function isBrand(text: string): text is (typeof BRANDS)[number] {
  return BRANDS.some((brand) => brand === text);
}
