// Reads the whole record from a file that holds it. A robot's page never needs it.
import {
  type EvidenceSubject,
  type ProvingClient,
  readWholeRecord,
} from "@openrobotid/sdk/evidence";
import { documentOfEntry } from "@openrobotid/sdk/history";
import { NotProvenError, proofErrorOf } from "@openrobotid/sdk/proof";
import { readLogOnChain } from "@openrobotid/sdk/vault";
import { type ProvenRecord, readPublic } from "./public.js";
import { sealedBy } from "./sealed-by.js";
import type { ReadRecord } from "./verify.js";

/** The whole record where the file holds it, else the public view; and the log, where one is asked for. */
export const readAll: ReadRecord = async (client, asked, log) => {
  const record = (await readWhole(client, asked)) ?? (await readPublic(client, asked));
  return { ...record, anchored: log && (await readLogOnChain(client, log)) };
};

/** The record; `undefined` where the file does not hold it. */
async function readWhole(
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
        documents: (history?.entries ?? []).flatMap((entry, index) => {
          const document = documentOfEntry(entry);
          return document ? [{ seq: index + 1, ...document }] : [];
        }),
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
