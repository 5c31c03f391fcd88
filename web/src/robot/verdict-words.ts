// What the verdict on a robot says: why, and what to do. The words are the SDK's; the sentences are here.
import { verdictOfSeverity } from "@openrobotid/sdk/rules";
import type { Robot } from "../api/questions.js";
import type { Formats } from "../i18n/formats.js";
import type { Translate } from "../i18n/index.js";

/** A word of a verdict; also that nothing can be said. */
type Word = Robot["verdict"]["verdict"];

export interface VerdictWords {
  readonly title: string;
  readonly reason: string;
  readonly action: string;
}

/** The sentences of a robot's verdict. */
export function verdictWords(robot: Robot, t: Translate, formats: Formats): VerdictWords {
  const { verdict: word } = robot.verdict;
  return {
    title: t(`verdict.${word}.title`),
    reason: reasonOf(word, robot, t, formats),
    action: actionOf(word, robot, t),
  };
}

function reasonOf(word: Word, robot: Robot, t: Translate, { country, day }: Formats): string {
  const market = robot.market ? country(robot.market.country) : "";
  const flag = robot.flags.find((one) => one.flag === word);
  const recall = recallOf(word, robot);
  switch (word) {
    case "scrapped":
      return robot.disposal?.scrappedAt
        ? t("verdict.scrapped.reason", { date: day(robot.disposal.scrappedAt) })
        : t("verdict.scrapped.plain");
    case "endOfLife":
      return robot.disposal
        ? t("verdict.endOfLife.reason", { date: day(robot.disposal.takenInAt) })
        : t("verdict.endOfLife.plain");
    case "stolen":
      return flag
        ? t("verdict.stolen.reason", { date: day(flag.since) })
        : t("verdict.stolen.plain");
    case "disputed":
      return flag
        ? t("verdict.disputed.reason", { date: day(flag.since) })
        : t("verdict.disputed.plain");
    case "stopUse":
    case "recalled":
      return recall
        ? t(`verdict.${word}.reason`, {
            number: recall.campaignNumber,
            component: recall.component,
            consequence: recall.consequence,
          })
        : t(`verdict.${word}.plain`);
    case "notApproved":
      return t("verdict.notApproved.reason", { market });
    case "inService":
      return robot.market
        ? t("verdict.inService.reason", { market, date: day(robot.market.since) })
        : t("verdict.inService.plain");
    case "notOnMarket":
      return t("verdict.notOnMarket.reason", { date: day(robot.issued.at) });
    case "unknown":
    case "unknownCode":
      return t(`verdict.${word}.reason`);
  }
}

function actionOf(word: Word, robot: Robot, t: Translate): string {
  const recall = recallOf(word, robot);
  if (word === "inService" && robot.ordered) return t("verdict.inService.ordered");
  const isWorkshops = recall !== undefined && !recall.makerRemedies;
  const action =
    isWorkshops && (word === "stopUse" || word === "recalled")
      ? t(`verdict.${word}.workshop`)
      : t(`verdict.${word}.action`);
  // The maker's own words on the remedy are better than ours.
  return recall?.remedy ? t("verdict.remedy", { action, remedy: recall.remedy }) : action;
}

/** The recall that a verdict speaks of: the last one opened. */
function recallOf(word: Word, robot: Robot): Robot["recalls"]["open"][number] | undefined {
  if (word !== "stopUse" && word !== "recalled") return undefined;
  return robot.recalls.open.findLast(({ severity }) => verdictOfSeverity(severity) === word);
}
