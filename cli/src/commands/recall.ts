// `robotid recall`: campaigns, from the notice to the last unit.
import { type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { formatRobotId, printable, type RobotId } from "@openrobotid/sdk";
import { type AffectedUnit, type Campaign, words } from "@openrobotid/sdk/actions";
import { isCampaignOpen, toneOfSeverity } from "@openrobotid/sdk/rules";
import { asking, group, reading, writing } from "../define.js";
import { withDocument } from "../documents.js";
import { mismatchFailure, usageFailure } from "../failure.js";
import { differencesOf, toJson } from "../json.js";
import { CSV_HEAD, csvRow, robotsFrom, robotsOption } from "../robots.js";
import type { Session } from "../session.js";
import { count, day, either, type Layout, moment, spaced } from "../text.js";
import { TONE_PAINTS } from "../tones.js";
import { countryCode, modelId, number, robotId } from "../values.js";

const [, ...SEVERITIES] = words["enum IRecallRegistry.Severity"];
const [, ...SCOPE_KINDS] = words["enum IRecallRegistry.ScopeKind"];
const [, ...STATUSES] = words["enum IRecallRegistry.UnitStatus"];

const CAMPAIGN_ANSWER = {
  campaign: "its number",
  campaignNumber: "number that its opener gave it",
  model: "it binds units of this model",
  country: "it binds units on this market; null where on all",
  severity: either(SEVERITIES),
  kind: either(SCOPE_KINDS),
  first: "first code of the range; null where marked",
  last: "last code of the range; null where marked",
  openedBy: "account that opened it",
  openedAt: "when, in seconds",
  makerRemedies: "whether the maker's own remedies count",
  closedAt:
    "from when on it is closed, in seconds, which may lie ahead; null while no closing is announced",
  component: "what is defective",
  summary: "what the defect is",
  consequence: "what it can lead to",
  remedy: "what is done about it",
  parkIt: "whether the robot should be parked until then",
  overTheAirUpdate: "whether the remedy comes over the air",
  noticeDigest: "keccak256 of the notice",
} as const;

export function defineRecall(program: CommandUnknownOpts, session: Session): void {
  const recall = group(
    program,
    "recall",
    "Recalls: open, mark, remedy, reopen, close, suspend; list, show, and every unit under one",
  ) as never;
  defineOpen(recall, session);
  defineUnitWrites(recall, session);
  defineClose(recall, session);
  defineList(recall, session);
  defineShow(recall, session);
  defineSuspension(recall, session);
  defineUnits(recall, session);
}

function defineOpen(recall: CommandUnknownOpts, session: Session): void {
  writing(
    recall,
    "open",
    "As the maker, or as an authority for its market: open a recall",
    "recall open --model CN-BH01-TERN03 --first CN-BH01-TERN03-25W07000000000001 --last CN-BH01-TERN03-25W07000000000100 --severity noTransfer --campaign-number BHM-26-01 --component 'Left knee actuator' --summary 'The brake may release.' --consequence 'The robot may fall.' --remedy 'The actuator is replaced.' --dry-run",
  )
    .requiredOption("--model <model>", "units of this model only", modelId)
    .addOption(
      new Option("--severity <severity>", "how grave it is")
        .choices(SEVERITIES)
        .makeOptionMandatory(),
    )
    .requiredOption("--campaign-number <text>", "number that you give it, 1 to 31 bytes")
    .requiredOption("--component <text>", "what is defective")
    .requiredOption("--summary <text>", "what the defect is")
    .requiredOption("--consequence <text>", "what it can lead to")
    .requiredOption("--remedy <text>", "what is done about it")
    .option(
      "--first <code>",
      "first code of a range; without it, units are marked one by one",
      robotId,
    )
    .option("--last <code>", "last code of the range", robotId)
    .option("--country <country>", "units on this market only: for an authority", countryCode)
    .option("--park-it", "the robot should be parked until it is remedied")
    .option("--over-the-air", "the remedy comes over the air")
    .option("--no-maker-remedies", "the maker's own remedies do not count: for an authority")
    .action((options, command) => {
      const { model, severity, country, parkIt, overTheAir: overTheAirUpdate } = options;
      const { makerRemedies } = options;
      const { campaignNumber, component, summary, consequence, remedy } = options;
      const notice = {
        campaignNumber,
        component,
        summary,
        consequence,
        remedy,
        parkIt,
        overTheAirUpdate,
      };
      const range = rangeOf(options);
      return session.write(
        command,
        "openCampaign",
        { model, country, severity, makerRemedies, notice, range },
        `Recall ${campaignNumber} is open.${range ? "" : " No unit is under it until it is marked."}`,
      );
    });
}

function rangeOf({ first, last }: { first?: RobotId | undefined; last?: RobotId | undefined }) {
  if (first && last) return { first, last };
  if (first || last) throw usageFailure("Expected --first and --last, found one of them.");
  return undefined;
}

function defineUnitWrites(recall: CommandUnknownOpts, session: Session): void {
  robotsOption(
    writing(
      recall,
      "mark",
      "Put units under a recall that has no range",
      "recall mark 3 --robot CN-BH01-TERN03-25W07000000000001 --dry-run",
    ),
  )
    .argument("<campaign>", "number of the recall", number)
    .action((campaign, options, command) =>
      session.write(
        command,
        "markUnits",
        async () => ({ campaign, ids: await robotsFrom(session.shell, options) }),
        `Marked under recall ${campaign}.`,
      ),
    );

  robotsOption(
    withDocument(
      writing(
        recall,
        "remedy",
        "As the maker or an accredited workshop: record units as remedied",
        "recall remedy 1 --robot CN-BH01-TERN03-25W07000000000004 --jurisdiction ES --document work-order.pdf",
      ),
      "the work record",
    ),
  )
    .argument("<campaign>", "number of the recall", number)
    .option(
      "--jurisdiction <country>",
      "country that accredits the workshop; none for the maker",
      countryCode,
    )
    .action((campaign, { jurisdiction, ...options }, command) =>
      session.write(
        command,
        "remedyUnits",
        async ({ documents }) => ({
          campaign,
          jurisdiction,
          ids: await robotsFrom(session.shell, options),
          evidenceDigest: await documents.commitment(options),
        }),
        `Remedied under recall ${campaign}.`,
      ),
    );

  robotsOption(
    withDocument(
      writing(
        recall,
        "not-applicable",
        "Record units as not having the defect",
        "recall not-applicable 1 --robot CN-BH01-TERN03-25W07000000000004 --document finding.pdf",
      ),
      "the finding",
    ),
  )
    .argument("<campaign>", "number of the recall", number)
    .action((campaign, options, command) =>
      session.write(
        command,
        "markUnitsNotApplicable",
        async ({ documents }) => ({
          campaign,
          ids: await robotsFrom(session.shell, options),
          reasonDigest: await documents.commitment(options),
        }),
        `Recorded as not concerned by recall ${campaign}.`,
      ),
    );

  robotsOption(
    withDocument(
      writing(
        recall,
        "reopen",
        "As its opener: put units under a recall again that were remedied or not concerned",
        "recall reopen 1 --robot CN-BH01-TERN03-25W07000000000002 --document finding.pdf",
      ),
      "the finding",
    ),
  )
    .argument("<campaign>", "number of the recall", number)
    .action((campaign, options, command) =>
      session.write(
        command,
        "reopenUnits",
        async ({ documents }) => ({
          campaign,
          ids: await robotsFrom(session.shell, options),
          reasonDigest: await documents.commitment(options),
        }),
        `Under recall ${campaign} again.`,
      ),
    );
}

function defineClose(recall: CommandUnknownOpts, session: Session): void {
  withDocument(
    writing(recall, "close", "Close a recall", "recall close 1 --document final-report.pdf"),
    "the reason",
  )
    .argument("<campaign>", "number of the recall", number)
    .action((campaign, options, command) =>
      session.write(
        command,
        "closeCampaign",
        async ({ documents }) => ({ campaign, reasonDigest: await documents.commitment(options) }),
        `Recall ${campaign} is closed, from the moment that the event says.`,
      ),
    );

  withDocument(
    writing(
      recall,
      "suspend",
      "As the authority of a market: suspend a recall there that was opened with a stolen key",
      "recall suspend 1 --country ES --document decision.pdf",
    ),
    "the decision",
  )
    .argument("<campaign>", "number of the recall", number)
    .requiredOption("--country <country>", "the market", countryCode)
    .action((campaign, { country, ...options }, command) =>
      session.write(
        command,
        "suspendCampaign",
        async ({ documents }) => ({
          campaign,
          country,
          reasonDigest: await documents.commitment(options),
        }),
        `Recall ${campaign} binds nobody in ${country} any more.`,
      ),
    );
}

function defineSuspension(recall: CommandUnknownOpts, session: Session): void {
  asking(recall, "suspension", "Say whether a recall is suspended on a market", {
    json: {
      campaign: "number of the recall",
      country: "the market",
      suspendedAt: "since when, in seconds; null where it is not",
    },
    examples: ["recall suspension 1 --country ES"],
  })
    .argument("<campaign>", "number of the recall", number)
    .requiredOption("--country <country>", "the market", countryCode)
    .action(async (campaign, { country }, command) => {
      const suspendedAt = await session.read(command, ({ client, blockNumber }) =>
        client.getSuspension({ campaign, country, blockNumber }),
      );
      session.answer(command, { campaign, country, suspendedAt }, () =>
        suspendedAt === undefined
          ? `Recall ${campaign} is not suspended in ${country}.\n`
          : `Recall ${campaign} is suspended in ${country} since ${moment(suspendedAt)}.\n`,
      );
    });
}

function defineList(recall: CommandUnknownOpts, session: Session): void {
  asking(recall, "list", "List recalls, the latest last", {
    json: { campaigns: "the recalls, each as `recall show` answers" },
    examples: ["recall list", "recall list --open --model CN-BH01-TERN03 --json"],
  })
    .option("--open", "open ones only")
    .option("--model <model>", "of this model only", modelId)
    .action(async ({ open, model }, command) => {
      const { all, now } = await session.read(command, async ({ client, blockNumber }) => {
        const { timestamp } = await client.getBlock({ blockNumber });
        return { all: await client.getCampaigns({ blockNumber }), now: Number(timestamp) };
      });
      const campaigns = all.filter(
        (one) => (!open || isCampaignOpen(one, now)) && (!model || one.model === model),
      );
      session.answer(command, { campaigns }, (layout) =>
        layout.table(
          ["recall", "number", "model", "market", "severity", "opened", "closed", "component"],
          campaigns.map((one) => [
            String(one.campaign),
            one.campaignNumber,
            one.model,
            one.country ?? "all",
            spaced(one.severity),
            day(one.openedAt),
            one.closedAt === undefined
              ? ""
              : `${isCampaignOpen(one, now) ? "from " : ""}${day(one.closedAt)}`,
            one.component,
          ]),
          "There is no such recall.",
        ),
      );
    });
}

function defineShow(recall: CommandUnknownOpts, session: Session): void {
  asking(recall, "show", "Show a recall and its notice", {
    json: CAMPAIGN_ANSWER,
    examples: ["recall show 1"],
  })
    .argument("<campaign>", "number of the recall", number)
    .action(async (campaign, _options, command) => {
      const { found, now } = await session.read(command, async ({ client, blockNumber }) => {
        const { timestamp } = await client.getBlock({ blockNumber });
        return {
          found: await client.getCampaign({ campaign, blockNumber }),
          now: Number(timestamp),
        };
      });
      session.answer(command, found, (layout) => renderCampaign(found, layout, now));
    });
}

function renderCampaign(found: Campaign, layout: Layout, now: number): string {
  const { severity, kind, first, last, closedAt } = found;
  const units =
    kind === "range" && first && last
      ? `${formatRobotId(first)} to ${formatRobotId(last)}`
      : "those marked";
  return layout.fields([
    ["recall", `${found.campaign}: ${found.campaignNumber}`],
    ["severity", { text: spaced(severity), paint: TONE_PAINTS[toneOfSeverity(severity)] }],
    ["model", found.model],
    ["units", units],
    ["market", found.country ?? "all"],
    ["component", found.component],
    ["summary", found.summary],
    ["consequence", found.consequence],
    ["remedy", `${found.remedy}${found.overTheAirUpdate ? " (over the air)" : ""}`],
    ["until then", found.parkIt ? "park it" : "it need not be parked"],
    ["opened", `${moment(found.openedAt)} by ${found.openedBy}`],
    isCampaignOpen(found, now)
      ? ["open", closedAt === undefined ? "no end is announced" : `until ${moment(closedAt)}`]
      : ["closed", closedAt === undefined ? "" : moment(closedAt)],
  ]);
}

function defineUnits(recall: CommandUnknownOpts, session: Session): void {
  reading(
    recall,
    "units",
    "List every unit under a recall, those too that nobody ever touched: CSV, or JSON lines with --json",
    {
      json: {
        id: "the code",
        status: "open, remedied or notApplicable",
        state: "its state",
        holder: "its holder",
        market: "country on whose market it is; null where on none",
      },
      isStream: true,
      examples: ["recall units 3", "recall units 3 --status open --json"],
    },
  )
    .argument("<campaign>", "number of the recall", number)
    .addOption(new Option("--status <status...>", "units with this status").choices(STATUSES))
    .action(async (campaign, { status }, command) => {
      const { json: isJson, quiet } = session.options(command);
      const [{ client, blockNumber }, other] = await session.readings(command);
      // Refused here where there is no such recall, before anything is written.
      await client.getCampaign({ campaign, blockNumber });
      const parameters = { campaign, status, blockNumber };
      const others = other?.client.getAffectedUnits(parameters);
      const { out, err } = session.shell;
      // Where two nodes are compared, nothing is said before they agree to the last unit.
      const kept: string[] = [];
      const say = (text: string) => (others ? kept.push(text) : out(text));
      let units = 0;
      for await (const unit of client.getAffectedUnits(parameters)) {
        await compare(unit, others);
        // What is under the recall is known before the first unit comes.
        if (units === 0 && !isJson) say(CSV_HEAD);
        say(isJson ? `${toJson(unit)}\n` : csvRow(unit));
        units += 1;
      }
      await compare(undefined, others);
      if (units === 0 && !isJson) say(CSV_HEAD);
      for (const text of kept) out(text);
      if (quiet) return;
      if (isJson) return err(`${toJson({ units, blockNumber, proof: session.proof })}\n`);
      const lines = [`${count(units, "unit")} as of block ${blockNumber}.`, ...session.proofLines];
      for (const line of lines) err(`${printable(line)}\n`);
    });
}

/** The next unit that the other node names must be the same. */
async function compare(
  unit: AffectedUnit | undefined,
  others: AsyncGenerator<AffectedUnit> | undefined,
): Promise<void> {
  if (!others) return;
  const { value } = await others.next();
  if (differencesOf(unit, value as AffectedUnit | undefined).length === 0) return;
  const id = unit?.id ?? (value as AffectedUnit).id;
  throw mismatchFailure(
    `The two nodes say different things of ${formatRobotId(id)}.`,
    "Trust neither until it is known which of them is wrong.",
    { one: unit, other: value },
  );
}
