import { LOT_COUNTS, MINT_COUNTS } from "./measure.js";
import { type Figures, format, type Target, table } from "./tables.js";

/** What a byte of calldata costs more when it is not zero (EIP-2028). */
const NON_ZERO_BYTE = 12;

/** What must hold of the figures. */
export function judge(figures: Figures): Target[] {
  const at = reader(figures);
  const growth = (place: "First" | "Later") => at(`lot1000000${place}`) - at(`lot10000${place}`);
  return [
    {
      text: "a lot of 10,000 costs at most 11 a unit",
      reached: at("lot10000PerUnit") <= 11,
      found: format(at("lot10000PerUnit")),
    },
    {
      // 10,000 has two bytes and 1,000,000 has three.
      text: `a lot of 1,000,000 costs the same in all, except for a byte (${NON_ZERO_BYTE}) of the number`,
      reached: growth("First") === NON_ZERO_BYTE && growth("Later") === NON_ZERO_BYTE,
      found: `${growth("First")} and ${growth("Later")} more`,
    },
    {
      text: "a lot of any count costs at most 110,000",
      reached: LOT_COUNTS.every(
        (count) => Math.max(at(`lot${count}First`), at(`lot${count}Later`)) <= 110_000,
      ),
      found: format(Math.max(...LOT_COUNTS.map((count) => at(`lot${count}Later`)))),
    },
    {
      text: "a dossier record costs at most 80,000",
      reached: at("record") <= 80_000,
      found: format(at("record")),
    },
    {
      text: "a transfer costs at most 110,000",
      reached: at("transfer") <= 110_000,
      found: format(at("transfer")),
    },
    {
      text: "a placement costs at most 265,000",
      reached: at("placeOnMarket") <= 265_000,
      found: format(at("placeOnMarket")),
    },
    {
      text: "a list of 500 costs at most 27,000 a unit",
      reached: at("list500PerUnit") <= 27_000,
      found: format(at("list500PerUnit")),
    },
    {
      text: "opening a recall costs the same for 100 units as for 1,000,000",
      reached: at("recallOpen100") === at("recallOpen1000000"),
      found: `${format(at("recallOpen100"))} and ${format(at("recallOpen1000000"))}`,
    },
  ];
}

/** Every figure, in tables that read as text and as Markdown. */
export function renderTables(figures: Figures): string {
  const at = reader(figures);
  const sweep = LOT_COUNTS.map((count) => {
    const mint = (key: string) =>
      MINT_COUNTS.includes(count)
        ? [format(at(`${key}${count}`)), format(at(`${key}${count}PerUnit`))]
        : ["", ""];
    return [
      format(count),
      format(at(`lot${count}First`)),
      format(at(`lot${count}Later`)),
      format(at(`lot${count}PerUnit`)),
      ...mint("list"),
      ...mint("erc721a"),
      ...mint("openzeppelin"),
    ];
  });
  const rows = (lines: [key: string, what: string][]) =>
    lines.map(([key, what]) => [what, format(at(key)), `\`${key}\``]);

  return [
    "## Issuing",
    table(
      [
        "units",
        "lot, first of its stem",
        "lot, later one",
        "a unit",
        "list",
        "a unit",
        "ERC721A",
        "a unit",
        "OpenZeppelin",
        "a unit",
      ],
      sweep,
    ),
    table(
      ["issuing", "gas", "key"],
      rows([["lot10000OfNewMaker", "the first lot that a manufacturer ever issues, of 10,000"]]),
    ),
    "## One robot",
    table(
      ["transaction", "gas", "key"],
      rows([
        ["firstTouch", "first entry about an untouched unit of a lot: a dossier record"],
        ["record", "dossier record about a robot that has some"],
        ["placeOnMarketAttested", "place on a market, by the manufacturer's signature"],
        ["placeOnMarketProven", "place on a market, by Merkle proof in a lot of 10,000"],
        ["approve", "approve the buyer"],
        ["transfer", "transfer, called by the buyer approved"],
        ["transferWithConsent", "transfer by the signatures of both sides"],
        ["transferWithConsentOfRobot", "transfer by the signatures of both sides and the robot"],
        [
          "transferMostRecalls",
          "transfer, with as many remedied recalls still open as there can be",
        ],
        ["intake", "take in a robot that is offered"],
        ["scrap", "confirm the destruction"],
      ]),
    ),
    "## Recalls",
    table(
      ["transaction", "gas", "key"],
      rows([
        ["recallOpen100", "open a recall of a range of 100"],
        ["recallOpen1000000", "open a recall of a range of 1,000,000"],
        ["remedy", "record the remedy of one robot"],
      ]),
    ),
    "## Anchors",
    table(
      ["transaction", "gas", "key"],
      rows([
        ["anchorFirst", "the first root that an account anchors of a topic, of 28,000 leaves"],
        ["anchor", "a later one, whatever the number of leaves"],
      ]),
    ),
    "## Targets",
    table(
      ["", "target", "measured"],
      judge(figures).map(({ text, reached, found }) => [reached ? "✔" : "✘", text, found]),
    ),
  ].join("\n\n");
}

function reader(figures: Figures) {
  return (key: string): number => {
    const figure = figures[key];
    if (figure === undefined) throw new Error(`${key} was not measured`);
    return figure;
  };
}
