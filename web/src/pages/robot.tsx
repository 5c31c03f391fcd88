// A robot's page: the verdict first, then who and what it is, then everything that is recorded, each with where it comes from.

import { checkCharacter, formatRobotId, type RobotId } from "@openrobotid/sdk";
import { isCalm, pathOf, toneOfVerdict } from "@openrobotid/sdk/rules";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { apiAddress } from "../api/address.js";
import { type Answer, type Asked, useAnswer } from "../api/answers.js";
import { questions, type Robot } from "../api/questions.js";
import { useNow, useOnline } from "../clock.js";
import { RobotCode } from "../components/code.js";
import { Country } from "../components/country.js";
import { whyNot } from "../components/fetched.js";
import { Link } from "../components/link.js";
import { Notice } from "../components/notice.js";
import { Provenance } from "../components/provenance.js";
import { RobotPicture } from "../components/robot-picture.js";
import { Tag } from "../components/tag.js";
import { VerdictCard } from "../components/verdict.js";
import { useFormats } from "../i18n/formats.js";
import { ProofSlot } from "../proof/slot.js";
import { CONTACTS } from "../robot/contacts.js";
import { freshnessOf } from "../robot/freshness.js";
import { RobotRecord } from "../robot/record.js";
import { verdictWords } from "../robot/verdict-words.js";
import { useWho } from "../robot/who.js";
import type { RouteOf } from "../routes.js";
import { SiteContext, useTitle } from "../site.js";
import "../components/button.css";
import "./robot.css";

export function RobotPage({ route: { id } }: { readonly route: RouteOf<"robot"> }) {
  const asked = useAnswer(questions.robot(id));
  const { answer, last } = asked;
  return (
    <>
      <p className="robot__code">
        <RobotCode formatted={formatRobotId(id, { check: true })} />
      </p>
      {!answer ? (
        <Waiting />
      ) : answer.status === 404 ? (
        <UnknownCode id={id} at={answer.at} />
      ) : last?.body === undefined ? (
        <NoVerdict asked={asked} />
      ) : (
        <KnownRobot robot={last.body} asked={asked} last={last} />
      )}
      {answer && <ProofSlot id={id} answer={answer} />}
      <Doings id={id} robot={last?.body} />
      {last?.body && <RobotRecord robot={last.body} />}
    </>
  );
}

function Waiting() {
  const { t } = useTranslation();
  useTitle(t("robot.waitingTitle"));
  return (
    <VerdictCard tone="unsure" title={t("robot.waitingTitle")} reason={t("robot.waitingText")} />
  );
}

function UnknownCode({ id, at }: { readonly id: RobotId; readonly at: string }) {
  const { t } = useTranslation();
  useTitle(t("verdict.unknownCode.title"));
  return (
    <VerdictCard
      tone={toneOfVerdict("unknownCode")}
      title={t("verdict.unknownCode.title")}
      reason={t("verdict.unknownCode.reason")}
      action={t("verdict.unknownCode.action")}
    >
      <p>{t("robot.unknownCheck", { check: checkCharacter(id) })}</p>
      <AskedLine at={at} />
    </VerdictCard>
  );
}

function NoVerdict({ asked: { answer, refresh } }: { readonly asked: Asked<Robot> }) {
  const { t } = useTranslation();
  useTitle(t("robot.noVerdictTitle"));
  return (
    <VerdictCard
      tone="unsure"
      title={t("robot.noVerdictTitle")}
      reason={whyNot(answer?.status ?? 0, t)}
      action={t("robot.noVerdictAction")}
    >
      <p>
        <button className="button" type="button" onClick={refresh}>
          {t("fetched.again")}
        </button>
      </p>
    </VerdictCard>
  );
}

function KnownRobot({
  robot,
  asked: { answer, refresh },
  last,
}: {
  readonly robot: Robot;
  readonly asked: Asked<Robot>;
  readonly last: Answer<Robot>;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const freshness = freshnessOf({ answer, last, now: useNow(), online: useOnline() });
  const { verdict: word, also } = robot.verdict;
  const tone = toneOfVerdict(word);
  const { title, reason, action } = verdictWords(robot, t, formats);
  const isCurrent = freshness === "current";
  // Bad news about a robot may stay on the page when it is old; that there is none may not.
  const isWithdrawn = !isCurrent && isCalm(tone);
  useTitle(isWithdrawn ? t("robot.oldTitle") : title);
  const when = formats.moment(last.body?.asOf.lagging ? robot.asOf.timestamp : last.at);
  return (
    <>
      <VerdictCard
        tone={isWithdrawn ? "unsure" : tone}
        title={isWithdrawn ? t("robot.oldTitle") : title}
        reason={isWithdrawn ? t("robot.oldReason", { time: when, title }) : reason}
        action={isWithdrawn ? t("robot.oldAction") : action}
        also={isWithdrawn ? [] : also}
      >
        {!isCurrent && (
          <p>
            {t(`robot.freshness.${freshness}`, { time: when })}{" "}
            <button className="button" type="button" onClick={refresh}>
              {t("fetched.again")}
            </button>
          </p>
        )}
        <AskedLine at={last.at} />
      </VerdictCard>
      {robot.pendingOrder && <PendingOrder order={robot.pendingOrder} />}
      <Identity robot={robot} />
    </>
  );
}

/** A registrar order that is pending: who wants what, and until when. */
function PendingOrder({ order }: { readonly order: NonNullable<Robot["pendingOrder"]> }) {
  const { t } = useTranslation();
  const { day, country } = useFormats();
  const who = useWho();
  const dates = {
    country: country(order.country),
    proposed: day(order.proposedAt),
    from: day(order.executableAt),
    until: day(order.expiresAt),
  };
  return (
    <div className="robot__notice">
      <Notice tone="notice" title={t("robot.ordered")} text={t("robot.orderedText")}>
        <p suppressHydrationWarning>{t(`robot.orderOf.${order.action}`, dates)}</p>
        <Provenance
          proof={order.proof}
          issuer={who({ capacity: "authority", country: order.country })}
        />
      </Notice>
    </div>
  );
}

/** When the verdict was asked for. */
function AskedLine({ at }: { readonly at: string }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  return (
    <p className="verdict__asked" suppressHydrationWarning>
      {t("robot.asked", { time: moment(at) })}
    </p>
  );
}

function Identity({ robot }: { readonly robot: Robot }) {
  const { t } = useTranslation();
  const { maker, model, level, approvals, answersFor } = robot;
  return (
    <section className="robot__identity" aria-label={t("robot.identity")}>
      <RobotPicture />
      <dl className="robot__facts">
        <div>
          <dt>{t("robot.model")}</dt>
          <dd>
            <Link to={pathOf(model.id)}>{model.name}</Link>
          </dd>
        </div>
        <div>
          <dt>{t("robot.level")}</dt>
          <dd>
            {level ? t("robot.levelText", { level: level.level }) : t("robot.levelNone")}
            {level && ` (${t(`robot.levelBasis.${level.basis}`)})`}
          </dd>
        </div>
        <div>
          <dt>{t("robot.maker")}</dt>
          <dd>
            <Link to={pathOf(maker.id)}>{maker.name}</Link>
            {maker.status !== "active" && ` (${t(`makerStatus.${maker.status}`)})`}
            {" · "}
            <a href={`#${CONTACTS}`}>{t("robot.contact")}</a>
          </dd>
        </div>
        <div>
          <dt>{t("robot.answersFor")}</dt>
          <dd>
            {answersFor.seat ? (
              <Link to={`/consortium#seat-${answersFor.seat.number}`}>{answersFor.seat.name}</Link>
            ) : (
              t("robot.noAuthority")
            )}{" "}
            (<Country code={answersFor.country} plain />) ·{" "}
            <a href={`#${CONTACTS}`}>{t("robot.contact")}</a>
          </dd>
        </div>
        <div>
          <dt>{t("robot.approvals")}</dt>
          <dd>
            {approvals.length === 0 ? (
              t("robot.approvalsNone")
            ) : (
              <span className="markets">
                {approvals.map((one) => (
                  <Tag key={one.country} {...(!one.valid && { tone: "notice" as const })}>
                    <Country code={one.country} plain />{" "}
                    {one.valid ? `L${one.level}` : t("robot.approvalOver")}
                  </Tag>
                ))}
              </span>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** What can be done next. */
function Doings({ id, robot }: { readonly id: RobotId; readonly robot: Robot | undefined }) {
  const { t, i18n } = useTranslation();
  const { challenges } = useContext(SiteContext);
  return (
    <p className="buttons robot__doing">
      {challenges && robot && (
        <Link className="button" to={`/challenge/${id}`}>
          {t("robot.challenge")}
        </Link>
      )}
      {robot && (
        <a
          className="button"
          href={apiAddress(`/v1/robots/${id}/label.pdf?language=${i18n.language}`)}
        >
          {t("robot.label")}
        </a>
      )}
      <Link className="button" to="/">
        {t("robot.another")}
      </Link>
    </p>
  );
}
