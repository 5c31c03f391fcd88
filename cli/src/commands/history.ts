// `robotid history`: everything that happened to a robot, verified, and what was true of it at a moment.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import type { History, RobotAt } from "@openrobotid/sdk/actions";
import { asking } from "../define.js";
import { wordsOf } from "../events.js";
import type { Session } from "../session.js";
import { count, day, type Layout, moment, spaced } from "../text.js";
import { integer, moment as momentValue, robotId } from "../values.js";

export function defineHistory(program: CommandUnknownOpts, session: Session): void {
  asking(
    program,
    "history",
    "Show everything that happened to a robot, with every digest computed again and the head compared",
    {
      json: {
        id: "the code",
        issuance: "lot, issuer, issuedAt, unitsRoot, manifestUri, block and transaction",
        entries:
          "the entries, the first one first: seq, kind, actor, timestamp, event, fields, payloadDigest, head, block and transaction; with --at, those until then",
        head: "the head that follows from all entries, which is the one that the registry has",
        asOf: "block number and time (seconds) of the registry's head",
        comparedWith: "what gave the head to compare with: proof, otherNode or sameNode",
        past: "with --at: state, holder, market, operator, flags, brands, openCampaigns, firmwareVersion of that moment; else null",
      },
      examples: [
        "history CN-BH01-TERN03-25W07000000000001",
        "history CN-BH01-TERN03-25W07000000000002 --at 2025-06-01T12:00:00Z",
        "history CN-BH01-TERN03-25W07000000000001 --json",
      ],
    },
  )
    .argument("<code>", "the code, or its link", robotId)
    .option("--at <moment>", "say what was true then, e.g. 2026-03-01T14:20:00Z", momentValue)
    .option("--block-range <blocks>", "most blocks that one request for events covers", integer(1))
    .action(async (id, { at, blockRange }, command) => {
      const [{ client, blockNumber }, other] = await session.readings(command);
      const range = blockRange === undefined ? undefined : BigInt(blockRange);
      const parameters = { id, blockRange: range, blockNumber, verifyAgainst: other?.client };
      const then = at === undefined ? undefined : await client.getStateAt({ ...parameters, at });
      const history = then?.history ?? (await client.getHistory(parameters));
      const entries = then?.entries ?? history.entries;
      const { issuance, head, asOf } = history;
      const comparedWith = session.proof ? "proof" : other ? "otherNode" : "sameNode";
      const answer = {
        id,
        issuance,
        entries,
        head,
        asOf,
        comparedWith,
        past: then && pastOf(then),
      };
      session.answer(command, answer, (layout) =>
        renderHistory({ ...history, entries }, then, comparedWith, layout),
      );
    });
}

/** What was true at a moment, without the history that it follows from. */
export function pastOf({ history: _history, entries: _entries, ...then }: RobotAt) {
  return then;
}

const HEADS = {
  proof: "was proven",
  otherNode: "the other node has",
  sameNode: "the registry has",
} as const;

/** A history in words; with what was true at a moment, where one was asked about. */
export function renderHistory(
  history: History,
  then: RobotAt | undefined,
  comparedWith: keyof typeof HEADS,
  layout: Layout,
): string {
  const { id, issuance, entries, head, asOf } = history;
  const title = `${layout.cell({ text: formatRobotId(id), paint: "bold" })}\n`;
  const rows = [
    ["0", moment(issuance.issuedAt), "issued", issuance.issuer, ""],
    ...entries.map((entry) => [
      String(entry.seq),
      moment(entry.timestamp),
      spaced(entry.kind),
      entry.actor,
      whatItSays(entry.fields),
    ]),
  ].filter(() => then?.state !== "none");
  const table = layout.table(
    ["entry", "when", "what", "by", "says"],
    rows,
    "Nothing had happened to it then.",
  );
  const verified = `✔ ${count(history.entries.length, "entry", "entries")}${then ? " until then" : ""}; all of them follow from each other, and the head is the one that ${HEADS[comparedWith]}: ${head}\n`;
  return [
    title,
    ...(then ? [renderThen(then, layout)] : []),
    table,
    verified,
    layout.fields([["as of", `block ${asOf.blockNumber}, ${moment(asOf.timestamp)}`]]),
  ].join("\n");
}

/** Digests and keys say nothing to a reader; --json has them. */
const DIGEST = /0x[0-9a-f]{64}/;

function whatItSays(fields: object | undefined): string {
  if (!fields) return "written by a module that this version does not know";
  return Object.entries(fields)
    .filter(([field]) => field !== "kind")
    .flatMap(([field, value]) => wordsOf(field, value).map((words) => `${spaced(field)} ${words}`))
    .filter((words) => !DIGEST.test(words))
    .join(", ");
}

function renderThen(then: RobotAt, layout: Layout): string {
  const { state, holder, market, operator, flags, brands, openCampaigns, firmwareVersion, at } =
    then;
  const none = ["none"];
  const list = (words: readonly string[]) => (words.length > 0 ? words : none);
  const head = `At ${moment(at)}:\n`;
  if (state === "none") return `${head}  not issued yet\n`;
  return (
    head +
    layout.fields([
      ["state", spaced(state)],
      ["holder", ...list(holder ? [holder] : [])],
      ["market", ...list(market ? [market] : [])],
      [
        "operator",
        ...list(
          operator
            ? [
                `${operator.account}, until ${day(operator.until)}, ${operator.inCharge ? "in charge" : "not in charge"}`,
              ]
            : [],
        ),
      ],
      [
        "reports",
        ...list(
          flags.map(
            ({ flag, reporter, raisedAt }) => `${flag}, since ${day(raisedAt)}, by ${reporter}`,
          ),
        ),
      ],
      ["brands", ...list(brands.map(spaced))],
      [
        "recalls",
        ...list(
          openCampaigns.map(
            ({ campaignNumber, severity }) => `${campaignNumber}: ${spaced(severity)}`,
          ),
        ),
      ],
      ["firmware", firmwareVersion ?? "none was recorded"],
    ])
  );
}
