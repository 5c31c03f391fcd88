import { pathOf } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import type { Approval, Seat } from "../api/questions.js";
import { useFormats } from "../i18n/formats.js";
import { Country } from "./country.js";
import { Link } from "./link.js";
import { Provenance } from "./provenance.js";
import { Table } from "./table.js";
import { Tag } from "./tag.js";
import { Time } from "./time.js";

interface ApprovalEntry {
  readonly key: string;
  /** The market, in a table of one model. */
  readonly country?: string;
  /** The model, in a table of one market. */
  readonly model?: string;
  readonly seat: Seat | null;
  readonly approval: Omit<Approval, "country" | "authority">;
}

/** Approvals of models for markets. */
export function ApprovalTable({
  caption,
  approvals,
}: {
  readonly caption: string;
  readonly approvals: readonly ApprovalEntry[];
}) {
  const { t } = useTranslation();
  const { day } = useFormats();
  if (approvals.length === 0) return <p className="panel__none">{t("robot.approvalsNone")}</p>;
  const first = approvals[0]?.model === undefined ? t("approval.market") : t("approval.model");
  return (
    <Table
      caption={caption}
      columns={[
        first,
        t("approval.state"),
        t("approval.level"),
        t("approval.until"),
        t("approval.source"),
      ]}
      rows={approvals.map(({ key, country, model, seat, approval }) => ({
        key,
        cells: [
          country ? (
            <Country key="name" code={country} />
          ) : (
            <Link key="name" to={pathOf(model ?? "")}>
              {model}
            </Link>
          ),
          <Tag key="state" tone={approval.valid ? "good" : "notice"}>
            {approval.valid
              ? t("approval.valid")
              : approval.withdrawnAt
                ? t("record.withdrawn", { date: day(approval.withdrawnAt) })
                : t("approval.expired")}
          </Tag>,
          t("robot.levelText", { level: approval.level }),
          <Time key="until" at={approval.expiry} />,
          <Provenance
            key="source"
            proof={approval.proof}
            issuer={seat?.name ?? t("robot.noAuthority")}
          />,
        ],
      }))}
    />
  );
}
