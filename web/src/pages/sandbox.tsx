// What runs in a sandbox, and what is worth looking at. Only where the site is one.

import { formatRobotId, isRobotId } from "@openrobotid/sdk";
import { pathOf, toneOfVerdict } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import { RobotCode } from "../components/code.js";
import { Link } from "../components/link.js";
import { Notice } from "../components/notice.js";
import { Panel } from "../components/panel.js";
import { Table } from "../components/table.js";
import { Tag } from "../components/tag.js";
import { Time } from "../components/time.js";
import { useSandbox } from "../sandbox/use-sandbox.js";
import { useTitle } from "../site.js";
import "../components/button.css";

export function SandboxPage() {
  const { t } = useTranslation();
  const sandbox = useSandbox();
  useTitle(t("sandbox.title"));
  return (
    <>
      <h1 tabIndex={-1}>{t("sandbox.title")}</h1>
      <p className="lead">{t("sandbox.lead")}</p>
      {sandbox === "absent" && <Notice tone="unsure" title={t("sandbox.absent")} />}
      {sandbox !== undefined && sandbox !== "absent" && (
        <>
          <Panel title={t("sandbox.running")}>
            <Table
              caption={t("sandbox.running")}
              columns={[t("sandbox.service"), t("sandbox.address")]}
              rows={sandbox.services.map(({ name, url }) => ({
                key: name,
                cells: [t(`sandbox.services.${name}`), <code key="url">{url}</code>],
              }))}
            />
            <dl className="facts panel__space">
              <dt>{t("sandbox.since")}</dt>
              <dd>
                <Time at={sandbox.startedAt} precise />
              </dd>
              <dt>{t("sandbox.folder")}</dt>
              <dd>
                <code>{sandbox.folder}</code>
              </dd>
              <dt>{t("sandbox.stop")}</dt>
              <dd>
                <code>{sandbox.stop}</code>
              </dd>
              <dt>{t("sandbox.reset")}</dt>
              <dd>
                <code>{sandbox.reset}</code>
              </dd>
            </dl>
          </Panel>
          <Panel title={t("sandbox.robots")} lead={t("sandbox.robotsLead")}>
            <ul className="entries">
              {sandbox.robots.map(({ code, verdict }) => (
                <li key={`${code} ${verdict}`}>
                  <p className="entry__head">
                    <Tag tone={toneOfVerdict(verdict)}>{t(`verdict.${verdict}.title`)}</Tag>
                    <Link to={pathOf(code)}>
                      <RobotCode
                        formatted={isRobotId(code) ? formatRobotId(code, { check: true }) : code}
                      />
                    </Link>
                  </p>
                </li>
              ))}
            </ul>
            {sandbox.deviceSeed !== undefined && (
              <p className="panel__space">
                <Link className="button" to="/sandbox/robot">
                  {t("sandbox.play")}
                </Link>
              </p>
            )}
          </Panel>
          <Panel title={t("sandbox.accounts")} lead={t("sandbox.accountsLead")}>
            <Table
              caption={t("sandbox.accounts")}
              columns={[t("sandbox.party"), t("sandbox.account"), t("sandbox.secret")]}
              rows={sandbox.accounts.map(({ name, address, privateKey }) => ({
                key: address,
                cells: [
                  name,
                  <code key="address">{address}</code>,
                  <code key="key">{privateKey}</code>,
                ],
              }))}
            />
          </Panel>
          <Panel title={t("sandbox.keys")} lead={t("sandbox.keysLead")}>
            <Table
              caption={t("sandbox.keys")}
              columns={[t("sandbox.scope"), t("sandbox.key")]}
              rows={sandbox.keys.map(({ scope, key }) => ({
                key: scope,
                cells: [scope, <code key="key">{key}</code>],
              }))}
            />
          </Panel>
        </>
      )}
    </>
  );
}
