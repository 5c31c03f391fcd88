// Everything that is recorded of a robot, below the verdict.
import { type Tone, toneOfVerdict, verdictOfSeverity } from "@openrobotid/sdk/rules";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { apiAddress } from "../api/address.js";
import type { Authority, Robot, RobotRecall } from "../api/questions.js";
import { Figure } from "../charts/figure.js";
import { AsOfLine } from "../components/as-of.js";
import { Country } from "../components/country.js";
import { Link } from "../components/link.js";
import { Panel } from "../components/panel.js";
import { Provenance } from "../components/provenance.js";
import { Tag } from "../components/tag.js";
import { Time } from "../components/time.js";
import { useFormats } from "../i18n/formats.js";
import { Contacts } from "./contacts.js";
import { useScope } from "./scope.js";
import { Timeline } from "./timeline.js";
import { wearSeries } from "./wear.js";
import { useWho } from "./who.js";

export function RobotRecord({ robot }: { readonly robot: Robot }) {
  return (
    <>
      <Recalls robot={robot} />
      <Contacts robot={robot} />
      <Standing robot={robot} />
      <Certificates robot={robot} />
      <Brands robot={robot} />
      <Wear robot={robot} />
      <Timeline entries={robot.timeline} length={robot.history.length} self={robot.links.history} />
      <Integrity robot={robot} />
    </>
  );
}

const statusTone: Readonly<Record<Exclude<RobotRecall["status"], "open">, Tone>> = {
  remedied: "good",
  notApplicable: "waiting",
};

function Recalls({ robot }: { readonly robot: Robot }) {
  const { t } = useTranslation();
  const all = [...robot.recalls.open, ...robot.recalls.settled];
  return (
    <Panel title={t("record.recalls")}>
      {all.length === 0 ? (
        <p className="panel__none">{t("record.recallsNone")}</p>
      ) : (
        <ul className="entries">
          {all.map((recall) => (
            <RecallEntry key={recall.campaign} recall={recall} maker={robot.maker.name} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RecallEntry({ recall, maker }: { readonly recall: RobotRecall; readonly maker: string }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const who = useWho();
  const tone =
    recall.status === "open"
      ? toneOfVerdict(verdictOfSeverity(recall.severity))
      : statusTone[recall.status];
  const opener =
    recall.openedBy === "maker" ? maker : who({ capacity: "authority", country: recall.country });
  return (
    <li>
      <p className="entry__head">
        <Link className="entry__title" to={`/recalls/${recall.campaign}`}>
          {recall.campaignNumber} · {recall.component}
        </Link>
        <Tag tone={tone}>{t(`unitStatus.${recall.status}`)}</Tag>
        {recall.closedAt && <Tag>{t("record.recallClosed")}</Tag>}
        {recall.status === "open" && recall.closesAt && (
          <Tag>{t("recall.closesOn", { date: day(recall.closesAt) })}</Tag>
        )}
      </p>
      <p className="entry__text">
        {recall.summary} {recall.consequence}
      </p>
      {recall.status === "open" && (
        <p className="entry__text">
          <strong>{t("record.remedy")}</strong> {recall.remedy}
          {recall.parkIt && ` ${t("record.parkIt")}`}
          {recall.overTheAirUpdate && ` ${t("record.overTheAir")}`}
        </p>
      )}
      <Provenance proof={recall.proof} issuer={opener} />
      {recall.settlement && recall.settledAt && (
        <>
          <p className="entry__text">
            {t(`unitStatus.${recall.status}`)}: <Time at={recall.settledAt} />
          </p>
          <Provenance proof={recall.settlement} issuer={t("record.settledBy")} />
        </>
      )}
    </li>
  );
}

/** The facts that the verdict rests on. */
function Standing({ robot }: { readonly robot: Robot }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const nameOf = useAuthorityName();
  const { issued, market, maker, model, level, flags, firmware, lastService, approvals, disposal } =
    robot;
  const who = useWho();
  return (
    <Panel title={t("record.standing")}>
      <dl className="facts">
        <Fact name={t("record.maker")} proof={maker.proof} issuer={nameOf(robot.authority)}>
          {maker.name} ({t(`makerStatus.${maker.status}`)})
        </Fact>
        <Fact name={t("record.model")} proof={model.proof} issuer={maker.name}>
          {model.name}
          {model.documentation && (
            <>
              {" · "}
              <a href={model.documentation} rel="noreferrer">
                {t("record.documentation")}
              </a>
            </>
          )}
        </Fact>
        <Fact name={t("record.issued")} proof={issued.proof} issuer={maker.name}>
          <Time at={issued.at} />
        </Fact>
        {market ? (
          <Fact name={t("record.market")} proof={market.proof} issuer={t("capacity.holder")}>
            <Country code={market.country} /> · {t("record.since", { date: day(market.since) })}
          </Fact>
        ) : (
          <Fact name={t("record.market")}>{t("record.marketNone")}</Fact>
        )}
        {level && (
          <Fact name={t("robot.level")} proof={level.proof} issuer={t("record.levelBy")}>
            {t("robot.levelText", { level: level.level })} ({t(`robot.levelBasis.${level.basis}`)})
          </Fact>
        )}
        {flags.length === 0 ? (
          <Fact name={t("record.flags")}>{t("record.flagsNone")}</Fact>
        ) : (
          flags.map((flag) => (
            <Fact
              key={flag.flag}
              name={t("record.flags")}
              proof={flag.proof}
              issuer={t("record.flagBy")}
            >
              {t(`flag.${flag.flag}`)} · {t("record.since", { date: day(flag.since) })}
            </Fact>
          ))
        )}
        {firmware.status === "recorded" ? (
          <Fact name={t("record.firmware")} proof={firmware.proof} issuer={t("record.firmwareBy")}>
            {firmware.version} · <Time at={firmware.installedAt} />
            {firmware.release.withdrawnAt && ` · ${t("record.firmwareWithdrawn")}`}
          </Fact>
        ) : (
          <Fact name={t("record.firmware")}>{t("record.unknown")}</Fact>
        )}
        {lastService.status === "recorded" ? (
          <Fact
            name={t("record.service")}
            proof={lastService.proof}
            issuer={who({ capacity: lastService.capacity, country: lastService.jurisdiction })}
          >
            <Time at={lastService.at} />
          </Fact>
        ) : (
          <Fact name={t("record.service")}>{t("record.unknown")}</Fact>
        )}
        {disposal && (
          <Fact name={t("record.disposal")} proof={disposal.proof} issuer={t("capacity.recycler")}>
            {t("record.takenIn", { date: day(disposal.takenInAt) })}
            {disposal.scrappedAt &&
              ` · ${t("record.scrapped", { date: day(disposal.scrappedAt) })}`}
          </Fact>
        )}
        {approvals.map((approval) => (
          <Fact
            key={approval.country}
            name={t("record.approval")}
            proof={approval.proof}
            issuer={nameOf(approval.authority)}
          >
            <Country code={approval.country} /> · {t("robot.levelText", { level: approval.level })}{" "}
            ·{" "}
            {approval.withdrawnAt
              ? t("record.withdrawn", { date: day(approval.withdrawnAt) })
              : approval.valid
                ? t("record.validUntil", { date: day(approval.expiry) })
                : t("record.expired", { date: day(approval.expiry) })}
          </Fact>
        ))}
      </dl>
    </Panel>
  );
}

function Fact({
  name,
  proof,
  issuer = "",
  children,
}: {
  readonly name: string;
  readonly proof?: Robot["issued"]["proof"];
  readonly issuer?: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      <dt>{name}</dt>
      <dd suppressHydrationWarning>
        {children}
        {proof && <Provenance proof={proof} issuer={issuer} />}
      </dd>
    </>
  );
}

/** Name of an authority, or of the country that none answers for. */
function useAuthorityName(): (authority: Authority) => string {
  const { t } = useTranslation();
  const { country } = useFormats();
  return ({ seat, country: code }) =>
    seat ? `${seat.name} (${country(code)})` : t("record.noAuthority", { country: country(code) });
}

function Certificates({ robot }: { readonly robot: Robot }) {
  const { t } = useTranslation();
  const scope = useScope();
  const { day } = useFormats();
  const who = useWho();
  return (
    <Panel title={t("record.certificates")}>
      {robot.certificates.length === 0 ? (
        <p className="panel__none">{t("record.certificatesNone")}</p>
      ) : (
        <ul className="entries">
          {robot.certificates.map((certificate) => (
            <li key={certificate.seq}>
              <p className="entry__head">
                <span className="entry__title">{scope(certificate.scope)}</span>
                <Tag tone={certificate.valid ? "good" : "ended"}>
                  {t(certificate.valid ? "record.certificateValid" : "record.certificateOver")}
                </Tag>
              </p>
              <p className="entry__text" suppressHydrationWarning>
                {certificate.withdrawnAt
                  ? t("record.withdrawn", { date: day(certificate.withdrawnAt) })
                  : certificate.valid
                    ? t("record.validUntil", { date: day(certificate.expiry) })
                    : t("record.expired", { date: day(certificate.expiry) })}
              </p>
              <Provenance
                proof={certificate.proof}
                issuer={who({
                  capacity: certificate.issuer.capacity,
                  country: certificate.issuer.jurisdiction,
                })}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Brands({ robot }: { readonly robot: Robot }) {
  const { t } = useTranslation();
  const who = useWho();
  return (
    <Panel
      title={t("record.brands")}
      lead={robot.brands.length > 0 ? t("record.brandsLead") : undefined}
    >
      {robot.brands.length === 0 ? (
        <p className="panel__none">{t("record.brandsNone")}</p>
      ) : (
        <ul className="entries">
          {robot.brands.map((brand) => (
            <li key={brand.seq}>
              <p className="entry__head">
                <span className="entry__title">{t(`brand.${brand.code}`)}</span>
                {brand.corrected && <Tag>{t("record.corrected")}</Tag>}
              </p>
              {brand.asReported && <p className="entry__text">{brand.asReported}</p>}
              <Provenance
                proof={brand.proof}
                issuer={who({ capacity: brand.capacity, country: brand.jurisdiction })}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Wear({ robot: { wear, timeline, id } }: { readonly robot: Robot }) {
  const { t } = useTranslation();
  const { number, day } = useFormats();
  const who = useWho();
  if (wear.status === "unknown") {
    return (
      <Panel title={t("wear.title")}>
        <p className="panel__none">{t("wear.none")}</p>
      </Panel>
    );
  }
  const figures = ["operatingHours", "chargeCycles", "falls"] as const;
  const by = t("wear.by");
  return (
    <Panel title={t("wear.title")} lead={t("wear.lead")}>
      <dl className="facts">
        {figures.map((figure) => (
          <Fact
            key={figure}
            name={t(`wear.${figure}`)}
            proof={wear.proof}
            issuer={who({ capacity: wear.capacity, country: null })}
          >
            {wear[figure] === null ? t("record.unknown") : number(wear[figure])}
          </Fact>
        ))}
      </dl>
      <div className="figures-grid">
        {figures.map((figure) => {
          const rows = wearSeries(timeline, figure, day);
          return rows.length < 2 ? null : (
            <Figure
              key={figure}
              bare
              kind="lines"
              title={t(`wear.${figure}`)}
              series={{ by, names: [t(`wear.${figure}`)], rows }}
              file={`${id}-${figure}`}
            />
          );
        })}
      </div>
    </Panel>
  );
}

const toneOfHistory = { proven: "good", notYet: "unsure", differs: "stop" } as const;
const wordOfHistory = { proven: "verified", notYet: "notYet", differs: "mismatch" } as const;

function Integrity({ robot }: { readonly robot: Robot }) {
  const { t } = useTranslation();
  const { history, asOf, links, token } = robot;
  return (
    <Panel title={t("integrity.title")}>
      <p>
        <Tag tone={toneOfHistory[history.verified]}>
          {t(`integrity.${wordOfHistory[history.verified]}`)}
        </Tag>
      </p>
      <dl className="facts">
        <dt>{t("integrity.head")}</dt>
        <dd>
          <code translate="no">{history.head}</code>
        </dd>
        <dt>{t("integrity.token")}</dt>
        <dd>
          <code translate="no">{token}</code>
        </dd>
        <dt>{t("integrity.data")}</dt>
        <dd>
          <a href={apiAddress(links.self)}>JSON</a> ·{" "}
          <a href={apiAddress(links.history)}>{t("integrity.history")}</a> ·{" "}
          <a href={apiAddress(links.epcis)}>EPCIS 2.0</a>
        </dd>
      </dl>
      <p className="entry__text">
        <Link to="/about#verify">{t("integrity.how")}</Link>
      </p>
      <AsOfLine asOf={asOf} />
    </Panel>
  );
}
