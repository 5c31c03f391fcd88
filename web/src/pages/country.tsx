// A country: who answers for it, whom that authority admitted, what it approved.
import { pathOf, toneOfMaker } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api/answers.js";
import { type CountryView, questions } from "../api/questions.js";
import { ApprovalTable } from "../components/approval-table.js";
import { AsOfLine } from "../components/as-of.js";
import { Fetched } from "../components/fetched.js";
import { Link } from "../components/link.js";
import { Notice } from "../components/notice.js";
import { Panel } from "../components/panel.js";
import { Provenance } from "../components/provenance.js";
import { Tag } from "../components/tag.js";
import { useFormats } from "../i18n/formats.js";
import { isActingFully } from "../robot/tenancy.js";
import type { RouteOf } from "../routes.js";
import { useTitle } from "../site.js";
import { Absent } from "./absent.js";

export function CountryPage({ route: { id } }: { readonly route: RouteOf<"country"> }) {
  return (
    <Fetched asked={useAnswer(questions.country(id))} absent={<Absent id={id} kind="country" />}>
      {(country) => <KnownCountry country={country} />}
    </Fetched>
  );
}

function KnownCountry({ country }: { readonly country: CountryView }) {
  const { t } = useTranslation();
  const { country: nameOf } = useFormats();
  const { seat, makers, approvals } = country;
  const name = nameOf(country.country);
  useTitle(name);
  return (
    <>
      <h1 tabIndex={-1} suppressHydrationWarning>
        {name}
      </h1>
      <p className="lead">
        {seat ? (
          <>
            {t("country.seat")} <Link to={`/consortium#seat-${seat.number}`}>{seat.name}</Link>
          </>
        ) : (
          t("country.noSeat")
        )}
      </p>
      <Tenure country={country} />
      <Panel title={t("country.makers")}>
        {makers.length === 0 ? (
          <p className="panel__none">{t("country.makersNone")}</p>
        ) : (
          <ul className="entries">
            {makers.map((maker) => (
              <li key={maker.id}>
                <p className="entry__head">
                  <Link className="entry__title" to={pathOf(maker.id)}>
                    {maker.name}
                  </Link>
                  <code translate="no">{maker.id}</code>
                  <Tag tone={toneOfMaker(maker.status)}>{t(`makerStatus.${maker.status}`)}</Tag>
                </p>
                <Provenance
                  proof={maker.proof}
                  issuer={maker.admittedBy?.name ?? t("maker.admittedByUnknown")}
                />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t("country.approvals")}>
        {approvals.length === 0 ? (
          <p className="panel__none">{t("country.approvalsNone")}</p>
        ) : (
          <ApprovalTable
            caption={t("country.approvals")}
            approvals={approvals.map(({ model, ...approval }) => ({
              key: model,
              model,
              seat,
              approval,
            }))}
          />
        )}
      </Panel>
      <AsOfLine asOf={country.asOf} />
    </>
  );
}

/** Says from when a seat that took the country over has its full powers there. */
function Tenure({ country: { tenancy, asOf } }: { readonly country: CountryView }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  if (!tenancy || isActingFully(tenancy, asOf)) return null;
  const dates = { since: day(tenancy.since), date: day(tenancy.actsFrom) };
  return (
    <Notice tone="waiting" title={t("country.actsFrom", dates)}>
      <Provenance proof={tenancy.proof} issuer={t("consortium.byConsortium")} />
    </Notice>
  );
}
