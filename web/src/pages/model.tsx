// A model: who makes it, where it is approved, how many there are.
import { pathOf } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api/answers.js";
import { type Model, questions } from "../api/questions.js";
import { ApprovalTable } from "../components/approval-table.js";
import { AsOfLine } from "../components/as-of.js";
import { Fetched } from "../components/fetched.js";
import { Link } from "../components/link.js";
import { Panel } from "../components/panel.js";
import { Provenance } from "../components/provenance.js";
import { Tag } from "../components/tag.js";
import { Time } from "../components/time.js";
import { UnitStates } from "../components/unit-states.js";
import type { RouteOf } from "../routes.js";
import { useTitle } from "../site.js";
import { Absent } from "./absent.js";

export function ModelPage({ route: { id } }: { readonly route: RouteOf<"model"> }) {
  return (
    <Fetched asked={useAnswer(questions.model(id))} absent={<Absent id={id} kind="model" />}>
      {(model) => <KnownModel model={model} />}
    </Fetched>
  );
}

function KnownModel({ model }: { readonly model: Model }) {
  const { t } = useTranslation();
  const { maker, recalls, releases } = model;
  useTitle(model.name);
  return (
    <>
      <h1 tabIndex={-1}>{model.name}</h1>
      <p className="lead">
        <code translate="no">{model.id}</code> · <Link to={pathOf(maker.id)}>{maker.name}</Link>
        {model.documentation && (
          <>
            {" · "}
            <a href={model.documentation} rel="noreferrer">
              {t("record.documentation")}
            </a>
          </>
        )}
      </p>
      <Provenance proof={model.proof} issuer={maker.name} />
      <Panel title={t("model.approvals")}>
        <ApprovalTable
          caption={t("model.approvals")}
          approvals={model.approvals.map((approval) => ({
            key: approval.country,
            country: approval.country,
            seat: approval.authority.seat,
            approval,
          }))}
        />
      </Panel>
      <UnitStates units={model.units} file={model.id} />
      <Panel title={t("model.recalls")}>
        {recalls.length === 0 ? (
          <p className="panel__none">{t("model.recallsNone")}</p>
        ) : (
          <ul className="entries">
            {recalls.map((recall) => (
              <li key={recall.campaign}>
                <Link to={`/recalls/${recall.campaign}`}>{recall.campaignNumber}</Link>{" "}
                <Tag {...(recall.open && { tone: "notice" as const })}>
                  {t(recall.open ? "recall.isOpen" : "recall.isClosed")}
                </Tag>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t("model.releases")}>
        {releases.length === 0 ? (
          <p className="panel__none">{t("model.releasesNone")}</p>
        ) : (
          <ul className="entries">
            {releases.map((release) => (
              <li key={release.version}>
                <span className="entry__title">{release.version}</span> ·{" "}
                <Time at={release.publishedAt} />
                {release.withdrawnAt && ` · ${t("record.firmwareWithdrawn")}`}
                <Provenance proof={release.proof} issuer={maker.name} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <AsOfLine asOf={model.asOf} />
    </>
  );
}
