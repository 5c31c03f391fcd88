// Reads what everybody may see of a robot.
import {
  type EvidenceSubject,
  type ProvingClient,
  readPublicRecord,
} from "@openrobotid/sdk/evidence";
import type { Proven } from "./results.js";
import { sealedBy } from "./sealed-by.js";

/** What is read from a file. */
export type ProvenRecord = Omit<Proven, "answer" | "anchor" | "bytes" | "witnessCount">;

/** The public view. Throws where the client does not prove it. */
export async function readPublic(
  client: ProvingClient,
  asked: EvidenceSubject,
): Promise<ProvenRecord> {
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
}
