// What the verdict on a robot says: why, and what to do. The words are the SDK's; the sentences are here.
import type { Flag } from "@openrobotid/sdk";
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

/** What the reason of a verdict names. */
type Facts = (
  robot: Robot,
  formats: Formats,
) => Readonly<Record<string, string | number>> | null | undefined;

const sinceFlag =
  (word: Flag): Facts =>
  ({ flags }, { day }) => {
    const flag = flags.find((one) => one.flag === word);
    return flag && { date: day(flag.since) };
  };

const ofRecall =
  (word: Word): Facts =>
  (robot) => {
    const recall = recallOf(word, robot);
    if (!recall) return undefined;
    const { campaignNumber: number, component, consequence } = recall;
    return { number, component, consequence };
  };

/** Verdicts whose reason names something. Where it is not known, the plain reason is given. */
const FACTS = {
  scrapped: ({ disposal }, { day }) =>
    disposal?.scrappedAt ? { date: day(disposal.scrappedAt) } : undefined,
  endOfLife: ({ disposal }, { day }) => disposal && { date: day(disposal.takenInAt) },
  stolen: sinceFlag("stolen"),
  disputed: sinceFlag("disputed"),
  stopUse: ofRecall("stopUse"),
  recalled: ofRecall("recalled"),
  notApproved: ({ market }, { country }) => market && { market: country(market.country) },
  inService: ({ market }, { country, day }) =>
    market && { market: country(market.country), date: day(market.since) },
  notOnMarket: ({ issued }, { day }) => ({ date: day(issued.at) }),
} as const satisfies Partial<Record<Word, Facts>>;

const namesFacts = (word: Word): word is keyof typeof FACTS => word in FACTS;

function reasonOf(word: Word, robot: Robot, t: Translate, formats: Formats): string {
  if (!namesFacts(word)) return t(`verdict.${word}.reason`);
  const facts = FACTS[word](robot, formats);
  return facts ? t(`verdict.${word}.reason`, facts) : t(`verdict.${word}.plain`);
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
