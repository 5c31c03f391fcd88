// Reads what everybody may see of a robot.
import { readPublicRecord } from "@openrobotid/sdk/evidence";
import { sealedBy } from "./sealed-by.js";
import type { ReadRecord } from "./serve.js";

/** The public view. */
export const readPublic: ReadRecord = async (client, asked) => {
  const { status, approval, openCampaigns, ...record } = await readPublicRecord(client, asked);
  return {
    id: record.id,
    verdict: record.verdict,
    also: record.also,
    state: status.state,
    market: status.market,
    level: approval?.valid ? approval.level : undefined,
    ordered: status.ordered,
    recalls: openCampaigns.map(({ campaignNumber, severity }) => ({
      number: campaignNumber,
      severity,
    })),
    whole: undefined,
    ...sealedBy(record),
  };
};
