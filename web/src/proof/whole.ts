// Reads the whole record from a file that holds it. A robot's page never needs it.
import {
  type EvidenceSubject,
  type ProvingClient,
  readWholeRecord,
} from "@openrobotid/sdk/evidence";
import { NotProvenError, proofErrorOf } from "@openrobotid/sdk/proof";
import type { ProvenRecord } from "./public.js";
import { sealedBy } from "./sealed-by.js";

/** The record; `undefined` where the file does not hold it. */
export async function readWhole(
  client: ProvingClient,
  asked: EvidenceSubject,
): Promise<ProvenRecord | undefined> {
  try {
    const record = await readWholeRecord(client, asked);
    const { robot, campaigns, history, past } = record;
    return {
      id: record.id,
      verdict: record.verdict,
      also: record.also,
      state: robot.state,
      market: robot.market,
      level: robot.approval?.valid ? robot.approval.level : undefined,
      ordered: robot.ordered,
      recalls: campaigns.map(({ campaignNumber, severity }) => ({
        number: campaignNumber,
        severity,
      })),
      whole: {
        holder: robot.holder,
        operator: robot.operator?.inCharge ? robot.operator.account : undefined,
        entries: history?.entries.length ?? 0,
        past: past && {
          at: past.at,
          state: past.state,
          market: past.market,
          holder: past.holder,
          operator: past.operator?.inCharge ? past.operator.account : undefined,
          firmware: past.firmwareVersion,
          recalls: past.openCampaigns.map(({ campaignNumber, severity }) => ({
            number: campaignNumber,
            severity,
          })),
        },
      },
      ...sealedBy(record),
    };
  } catch (error) {
    const proof = proofErrorOf(error);
    if (proof instanceof NotProvenError && proof.reason === "notCovered") return undefined;
    throw error;
  }
}
