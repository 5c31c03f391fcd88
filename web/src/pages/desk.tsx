// The desk of a vault: somebody signs in with a wallet or a passkey, and sees papers, who looked, and charts of wear and battery.
import { formatRobotId, type RobotId, readRobotId } from "@openrobotid/sdk";
import type { VaultLog } from "@openrobotid/sdk/vault";
import { type SubmitEvent, useContext, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { isAddress } from "viem";
import { download } from "../charts/download.js";
import { Figure } from "../charts/figure.js";
import { RobotCode } from "../components/code.js";
import { Notice } from "../components/notice.js";
import { Panel } from "../components/panel.js";
import { Table } from "../components/table.js";
import {
  type DeskDocument,
  type Diagnosis,
  diagnosisOf,
  documentsOf,
  logOf,
  type OnChain,
  openDocument,
  type Read,
  Refusal,
  readOf,
  readOfApi,
  reasonOf,
  type Session,
  signInWithPasskey,
  signInWithWallet,
  signOut,
  type VerifiedLog,
  walletHere,
} from "../desk/vault.js";
import { bandsOf, seriesByWeek } from "../desk/wear-series.js";
import { useFormats } from "../i18n/formats.js";
import type { Translate } from "../i18n/index.js";
import { isEntryKind } from "../robot/entry-kinds.js";
import type { RouteOf } from "../routes.js";
import { SiteContext, useTitle } from "../site.js";
import "../components/button.css";
import "./desk.css";

const YEAR = 366 * 86_400;

export function DeskPage(_: { readonly route: RouteOf<"desk"> }) {
  const { t } = useTranslation();
  useTitle(t("desk.title"));
  const [robot, setRobot] = useState<RobotId>();
  const [session, setSession] = useState<Session>();
  const end = () => {
    setSession(undefined);
    setRobot(undefined);
  };
  return (
    <>
      <h1 tabIndex={-1}>{t("desk.title")}</h1>
      <p className="lead">{t("desk.lead")}</p>
      {robot && session ? (
        <Papers robot={robot} session={session} onEnd={end} />
      ) : (
        <SignIn
          onSession={(id, begun) => {
            setRobot(id);
            setSession(begun);
          }}
        />
      )}
    </>
  );
}

function SignIn({ onSession }: { readonly onSession: (robot: RobotId, session: Session) => void }) {
  const { t } = useTranslation();
  const why = useWhy();
  const [code, account, mistake] = [useId(), useId(), useId()];
  const [wrong, setWrong] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const begin = async (fields: FormData, way: string) => {
    const robot = robotIn(String(fields.get("code") ?? ""));
    if (!robot) return setWrong(t("desk.noCode"));
    const passkeyOf = String(fields.get("account") ?? "").trim();
    const wallet = walletHere();
    if (way === "wallet" && !wallet) return setWrong(t("desk.noWallet"));
    if (way === "passkey" && !isAddress(passkeyOf, { strict: false })) {
      return setWrong(t("desk.noAccount"));
    }
    setWrong(undefined);
    setIsBusy(true);
    try {
      const session =
        way === "wallet" && wallet
          ? await signInWithWallet(wallet)
          : await signInWithPasskey(passkeyOf as `0x${string}`);
      onSession(robot, session);
    } catch (error) {
      setIsBusy(false);
      setWrong(why(error));
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as unknown as { submitter?: HTMLButtonElement };
    void begin(new FormData(event.currentTarget), submitter?.value ?? "wallet");
  };
  return (
    <Panel title={t("desk.signIn")} lead={t("desk.signInLead")}>
      <form className="desk__form" onSubmit={submit} noValidate>
        <p>
          <label htmlFor={code}>{t("desk.code")}</label>
          <input
            {...{ id: code, name: "code", autoComplete: "off", spellCheck: false }}
            {...(wrong !== undefined && { "aria-describedby": mistake })}
          />
        </p>
        <p className="buttons">
          <button className="button button--main" type="submit" value="wallet" disabled={isBusy}>
            {t("desk.wallet")}
          </button>
        </p>
        <details>
          <summary>{t("desk.passkeyTitle")}</summary>
          <p>{t("desk.passkeyText")}</p>
          <p>
            <label htmlFor={account}>{t("desk.account")}</label>
            <input {...{ id: account, name: "account", autoComplete: "off", spellCheck: false }} />
          </p>
          <p className="buttons">
            <button className="button" type="submit" value="passkey" disabled={isBusy}>
              {t("desk.passkey")}
            </button>
          </p>
        </details>
        <div aria-live="polite" id={mistake}>
          {wrong !== undefined && <Notice tone="unsure" title={t("desk.notIn")} text={wrong} />}
        </div>
      </form>
    </Panel>
  );
}

function robotIn(text: string): RobotId | undefined {
  try {
    return readRobotId(text);
  } catch {
    return undefined;
  }
}

function Papers({
  robot,
  session,
  onEnd,
}: {
  readonly robot: RobotId;
  readonly session: Session;
  readonly onEnd: () => void;
}) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { proofs } = useContext(SiteContext);
  const until = moment(new Date(session.expiresAt * 1000).toISOString());
  const read = useAsked(() => readOf(session, robot, proofs));
  useEffect(() => {
    // Papers do not stay on the screen of somebody whose session is over.
    const left = Math.max(0, session.expiresAt * 1000 - Date.now());
    const timer = setTimeout(onEnd, left);
    return () => clearTimeout(timer);
  }, [session, onEnd]);
  return (
    <>
      <div className="desk__who">
        <p>
          <RobotCode formatted={formatRobotId(robot)} />
        </p>
        <p className="desk__account">{t("desk.signedIn", { account: session.account, until })}</p>
        <button
          className="button"
          type="button"
          onClick={() => {
            void signOut(session).catch(() => undefined);
            onEnd();
          }}
        >
          {t("desk.signOut")}
        </button>
      </div>
      <Documents robot={robot} session={session} read={read} />
      <Charts robot={robot} session={session} />
      <Log read={read} />
      <LogOfApi robot={robot} session={session} />
    </>
  );
}

/** What was asked for once; and why it is not there. */
function useAsked<answer>(ask: () => Promise<answer>) {
  const [asked, setAsked] = useState<{ answer?: answer; error?: unknown }>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: each look is a line of the log: it is asked for once
  useEffect(() => {
    let isGone = false;
    ask().then(
      (answer) => !isGone && setAsked({ answer }),
      (error: unknown) => !isGone && setAsked({ error }),
    );
    return () => {
      isGone = true;
    };
  }, []);
  return asked;
}

interface Parts {
  readonly robot: RobotId;
  readonly session: Session;
}

/** Says why something is not there. */
function useWhy() {
  const { t } = useTranslation();
  return (error: unknown): string => {
    const reason = reasonOf(error);
    if (reason !== undefined) return t("desk.notVerified", { reason });
    if (!(error instanceof Refusal)) return (error as Error).message;
    if (error.status === 401) return t("desk.refusedSession");
    if (error.status === 403) return t("desk.refusedEntitled");
    return t("desk.refused", { detail: error.message });
  };
}

function None({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const why = useWhy();
  if (error === undefined) return <p aria-live="polite">{t("desk.asking")}</p>;
  return <Notice tone="unsure" title={t("desk.noneTitle")} text={why(error)} />;
}

/** What was asked for at the desk once, for both of its parts. */
type Asked = ReturnType<typeof useAsked<Read>>;

function Documents({ robot, session, read }: Parts & { readonly read: Asked }) {
  const { t } = useTranslation();
  const why = useWhy();
  const { answer, error } = useAsked(() => documentsOf(robot));
  const onChain = read.answer?.onChain;
  const isOther = ({ seq, kind, commitment }: DeskDocument) =>
    onChain !== undefined &&
    !("unproven" in onChain) &&
    !onChain.documents.some(
      (one) => one.seq === seq && one.kind === kind && one.commitment === commitment,
    );
  const [said, setSaid] = useState<string>();
  const get = async (document: DeskDocument) => {
    try {
      const blob = await openDocument(session, robot, document);
      download(`${robot}-${document.seq}.bin`, "application/octet-stream", blob);
      setSaid(t("desk.got", { seq: document.seq }));
    } catch (failure) {
      const isOther = failure instanceof Refusal && failure.message === document.commitment;
      setSaid(isOther ? t("desk.otherDocument", { seq: document.seq }) : why(failure));
    }
  };
  return (
    <Panel title={t("desk.documents")} lead={t("desk.documentsLead")}>
      {!answer || (!onChain && read.error === undefined) ? (
        <None error={error} />
      ) : answer.length === 0 ? (
        <p className="panel__none">{t("desk.noDocuments")}</p>
      ) : (
        <Table
          caption={t("desk.documents")}
          columns={[t("desk.entry"), t("desk.kind"), t("desk.state")]}
          rows={answer.map((document) => ({
            key: String(document.seq),
            cells: [
              document.seq,
              kindOf(t, document.kind),
              isOther(document) ? (
                <strong key="other">{t("desk.notOnChain")}</strong>
              ) : document.state === "kept" ? (
                <button
                  key="get"
                  className="button"
                  type="button"
                  aria-label={t("desk.getOf", { seq: document.seq })}
                  onClick={() => void get(document)}
                >
                  {t("desk.get")}
                </button>
              ) : (
                t(`desk.states.${document.state}`)
              ),
            ],
          }))}
        />
      )}
      {onChain && <Compared onChain={onChain} documents={answer} />}
      <p aria-live="polite">{said}</p>
    </Panel>
  );
}

/** Says whether the list was compared with the chain, and what it leaves out. */
function Compared({
  onChain,
  documents,
}: {
  readonly onChain: OnChain;
  readonly documents: readonly DeskDocument[] | undefined;
}) {
  const { t } = useTranslation();
  if ("unproven" in onChain) return <p>{t("desk.notCompared", { reason: onChain.unproven })}</p>;
  const listed = new Set(documents?.map(({ seq }) => seq));
  const missing = onChain.documents.filter(({ seq }) => documents && !listed.has(seq));
  if (missing.length === 0) return <p>{t("desk.compared")}</p>;
  const entries = missing.map(({ seq }) => seq).join(", ");
  return <Notice tone="stop" title={t("desk.leftOut", { entries })} />;
}

function Charts({ robot, session }: Parts) {
  const { t } = useTranslation();
  const from = Math.max(1, Math.floor(Date.now() / 1000) - YEAR);
  const { answer, error } = useAsked(() => diagnosisOf(session, robot, from));
  return (
    <Panel title={t("desk.telemetry")} lead={t("desk.telemetryLead")}>
      {answer ? <Drawn robot={robot} {...answer} /> : <None error={error} />}
    </Panel>
  );
}

function Drawn({ robot, weeks, rules, findings }: Diagnosis & { readonly robot: RobotId }) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const by = t("desk.week");
  const wear = { by, day, name: (joint: string | null) => joint ?? "" };
  const battery = { by, day, name: () => t("desk.capacity") };
  return (
    <>
      {findings.map(({ rule, joint, text }) => (
        <Notice
          key={`${rule} ${joint}`}
          tone="notice"
          title={t("desk.drifts", { what: joint ?? rule })}
          text={text}
        />
      ))}
      {rules.length === 0 && <p>{t("desk.noRules")}</p>}
      <Figure
        title={t("desk.wear")}
        note={t("desk.wearNote")}
        kind="lines"
        series={seriesByWeek(weeks, "joints.wear", wear)}
        bands={bandsOf(rules, "joints.wear")}
        file={`${robot}-wear`}
        bare
      />
      <Figure
        title={t("desk.battery")}
        kind="lines"
        series={seriesByWeek(weeks, "battery.capacity", battery)}
        bands={bandsOf(rules, "battery.capacity")}
        file={`${robot}-battery`}
        bare
      />
    </>
  );
}

function Log({ read: { answer, error } }: { readonly read: Asked }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("desk.log")} lead={t("desk.logLead")}>
      {answer ? <Shown {...answer} /> : <None error={error} />}
    </Panel>
  );
}

/** Shown when it is asked for: the account signs in once more, to another service. */
function LogOfApi({ robot, session }: Parts) {
  const { t } = useTranslation();
  const why = useWhy();
  const { proofs } = useContext(SiteContext);
  const [read, setRead] = useState<Read>();
  const [said, setSaid] = useState<string>();
  const ask = async () => {
    try {
      setRead(await readOfApi(session, robot, proofs));
      setSaid(undefined);
    } catch (error) {
      setSaid(why(error));
    }
  };
  return (
    <Panel title={t("desk.logOfApi")} lead={t("desk.logOfApiLead")}>
      {read ? (
        <Shown {...read} />
      ) : (
        <p className="buttons">
          <button className="button" type="button" onClick={() => void ask()}>
            {t("desk.logOfApiAsk")}
          </button>
        </p>
      )}
      <p aria-live="polite">{said}</p>
    </Panel>
  );
}

function Shown({ log, ...read }: Read) {
  return "error" in log ? <None error={log.error} /> : <Lines {...read} log={log} />;
}

/** Says how far a log was compared with the chain. */
function useComparison() {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return ({ compared, anchored }: VerifiedLog): string => {
    if (compared === "never") return t("desk.logNeverAnchored");
    if (compared !== true) return t("desk.logNotCompared", { reason: compared.unproven });
    if (!anchored) return t("desk.logNotAnchoredYet");
    return t("desk.logCompared", { when: moment(new Date(anchored.at * 1000).toISOString()) });
  };
}

function Lines({ session, log, onChain }: Read & { readonly log: VaultLog }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const comparison = useComparison();
  const { answer, error } = useAsked(() => logOf(session, log, onChain));
  const reason = reasonOf(error);
  return (
    <>
      {reason !== undefined ? (
        <Notice tone="stop" title={t("desk.logLies")} text={t("desk.notVerified", { reason })} />
      ) : answer ? (
        <>
          <div className="desk__account">
            <Notice
              tone={answer.endsWithOwn ? "good" : "unsure"}
              title={t("desk.verified", { size: answer.head.size, signer: answer.signer })}
              text={`${answer.endsWithOwn ? t("desk.verifiedText") : t("desk.endUnknown")} ${comparison(answer)}`}
            />
          </div>
          <Table
            caption={t("desk.log")}
            columns={[t("desk.when"), t("desk.what"), t("desk.who"), t("desk.why")]}
            rows={answer.lines.toReversed().map((line) => ({
              key: String(line.position),
              cells: [
                moment(new Date(line.at * 1000).toISOString()),
                [
                  t(`desk.lines.${line.what}` as "desk.lines.look"),
                  line.seq,
                  line.kind && kindOf(t, line.kind),
                ]
                  .filter((part) => part !== undefined)
                  .join(" · "),
                <span className="desk__account" key="who">
                  {[
                    line.account ?? line.label ?? t("desk.nobody"),
                    line.party && partyOf(t, line.party),
                  ]
                    .filter((part) => part !== undefined)
                    .join(" · ")}
                </span>,
                [line.why, line.caseNumber].filter((part) => part !== undefined).join(" · "),
              ],
            }))}
          />
        </>
      ) : (
        <None error={error} />
      )}
    </>
  );
}

/** What a kind of document is called; one that the pages do not know is called as the vault calls it. */
function kindOf(t: Translate, kind: string): string {
  return isEntryKind(kind) ? t(`entryKind.${kind}`) : kind;
}

/** What a party of the vault's table is called. */
function partyOf(t: Translate, party: string): string {
  return t(`desk.parties.${party}` as "desk.parties.holder", { defaultValue: party });
}
