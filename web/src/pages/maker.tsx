// A maker: who admitted it, its standing, what it makes.
import { pathOf, toneOfMaker } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api/answers.js";
import { type Maker, questions } from "../api/questions.js";
import { AsOfLine } from "../components/as-of.js";
import { ContactAddress } from "../components/contact.js";
import { Country } from "../components/country.js";
import { Fetched } from "../components/fetched.js";
import { Link } from "../components/link.js";
import { Notice } from "../components/notice.js";
import { Panel } from "../components/panel.js";
import { Provenance } from "../components/provenance.js";
import { Tag } from "../components/tag.js";
import { Time } from "../components/time.js";
import { UnitStates } from "../components/unit-states.js";
import type { RouteOf } from "../routes.js";
import { useTitle } from "../site.js";
import { Absent } from "./absent.js";

export function MakerPage({ route: { id } }: { readonly route: RouteOf<"maker"> }) {
  return (
    <Fetched asked={useAnswer(questions.maker(id))} absent={<Absent id={id} kind="maker" />}>
      {(maker) => <KnownMaker maker={maker} />}
    </Fetched>
  );
}

function KnownMaker({ maker }: { readonly maker: Maker }) {
  const { t } = useTranslation();
  const { authority, admittedBy, models, standing } = maker;
  const seat = admittedBy?.name ?? t("maker.admittedByUnknown");
  useTitle(maker.name);
  return (
    <>
      <h1 tabIndex={-1}>{maker.name}</h1>
      <p className="lead">
        <code translate="no">{maker.id}</code> ·{" "}
        <Tag tone={toneOfMaker(maker.status)}>{t(`makerStatus.${maker.status}`)}</Tag>
      </p>
      {maker.status === "compromised" && (
        <Notice tone="stop" title={t("maker.compromised")} text={t("maker.compromisedText")} />
      )}
      <Panel title={t("maker.standing")}>
        <dl className="facts">
          <dt>{t("robot.contact")}</dt>
          <dd>{maker.contact ? <ContactAddress uri={maker.contact} /> : t("contacts.noMaker")}</dd>
          <dt>{t("maker.country")}</dt>
          <dd>
            <Country code={authority.country} />
          </dd>
          <dt>{t("maker.authority")}</dt>
          <dd>
            {authority.seat ? (
              <Link to={`/consortium#seat-${authority.seat.number}`}>{authority.seat.name}</Link>
            ) : (
              t("robot.noAuthority")
            )}
          </dd>
          <dt>{t("maker.admitted")}</dt>
          <dd>
            {seat} · <Time at={maker.admittedAt} />
            <Provenance proof={maker.proof} issuer={seat} />
          </dd>
          {standing.slice(1).map((one) => (
            <StandingChange key={one.since} standing={one} issuer={seat} />
          ))}
        </dl>
      </Panel>
      <Panel title={t("maker.models")}>
        {models.length === 0 ? (
          <p className="panel__none">{t("maker.modelsNone")}</p>
        ) : (
          <ul className="entries">
            {models.map((model) => (
              <li key={model.id}>
                <p className="entry__head">
                  <Link className="entry__title" to={pathOf(model.id)}>
                    {model.name}
                  </Link>
                  <code translate="no">{model.id}</code>
                </p>
                <Provenance proof={model.proof} issuer={maker.name} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <UnitStates units={maker.units} file={maker.id} />
      <AsOfLine asOf={maker.asOf} />
    </>
  );
}

function StandingChange({
  standing: { status, since, proof },
  issuer,
}: {
  readonly standing: Maker["standing"][number];
  readonly issuer: string;
}) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{t(`makerStatus.${status}`)}</dt>
      <dd>
        <Time at={since} />
        <Provenance proof={proof} issuer={issuer} />
      </dd>
    </>
  );
}
