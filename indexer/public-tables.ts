// Which tables GraphQL shows.

/** Tables of figures: how they are kept may change, and what they say is in the answers of the API. */
const FIGURES: readonly string[] = [
  "unitFigure",
  "ungradedFigure",
  "issuedWeek",
  "campaignFigure",
  "campaignWeek",
  "modelCampaigns",
  "totalFigure",
];

/** The schema without the tables that only the API reads. */
export function publicTables(schema: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !FIGURES.includes(name)));
}
