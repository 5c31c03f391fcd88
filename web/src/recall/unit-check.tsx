// Whether a robot is under a recall.

import type { RobotId } from "@openrobotid/sdk";
import { formatRobotId } from "@openrobotid/sdk";
import type { UnitStatus } from "@openrobotid/sdk/actions";
import { pathOf, type Tone } from "@openrobotid/sdk/rules";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, ask } from "../api/answers.js";
import { questions, type Robot } from "../api/questions.js";
import { CodeEntry } from "../code/code-entry.js";
import { RobotCode } from "../components/code.js";
import { whyNot } from "../components/fetched.js";
import { Link } from "../components/link.js";
import { Notice } from "../components/notice.js";
import { Panel } from "../components/panel.js";

type Standing = UnitStatus | "unknownCode";

const toneOfStanding: Readonly<Record<Standing, Tone>> = {
  open: "notice",
  remedied: "good",
  notApplicable: "good",
  unaffected: "good",
  unknownCode: "unknown",
};

export function UnitCheck({ campaign }: { readonly campaign: number }) {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<{ id: RobotId; answer: Answer<Robot> }>();
  const check = (id: RobotId) => {
    void ask(questions.robot(id)).then((answer) => setChecked({ id, answer }));
  };
  return (
    <Panel title={t("unitCheck.title")} lead={t("unitCheck.lead")}>
      <div aria-live="polite">{checked && <Outcome campaign={campaign} {...checked} />}</div>
      <CodeEntry label={t("entry.label")} submit={t("unitCheck.submit")} onCode={check} />
    </Panel>
  );
}

function Outcome({
  campaign,
  id,
  answer,
}: {
  readonly campaign: number;
  readonly id: RobotId;
  readonly answer: Answer<Robot>;
}) {
  const { t } = useTranslation();
  const standing = standingOf(campaign, answer);
  const code = <RobotCode formatted={formatRobotId(id, { check: true })} />;
  if (!standing) {
    return (
      <Notice tone="unsure" title={t("unitCheck.failed")} text={whyNot(answer.status, t)}>
        {code}
      </Notice>
    );
  }
  return (
    <Notice
      tone={toneOfStanding[standing]}
      title={t(`unitCheck.${standing}.title`)}
      text={t(`unitCheck.${standing}.text`)}
    >
      <Link to={pathOf(id)}>{code}</Link>
    </Notice>
  );
}

/** The status of a robot under a recall; `undefined` where it cannot be said now. */
function standingOf(campaign: number, { status, body }: Answer<Robot>): Standing | undefined {
  if (status === 404) return "unknownCode";
  // An index that lags may have missed that the recall binds it.
  if (!body || body.asOf.lagging) return undefined;
  const recall = [...body.recalls.open, ...body.recalls.settled].find(
    (one) => one.campaign === campaign,
  );
  return recall?.status ?? "unaffected";
}
