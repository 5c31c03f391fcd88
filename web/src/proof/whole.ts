// Reads the whole record from a file that holds it. A robot's page never needs it.
import { anchorsAbi } from "@openrobotid/sdk/abis";
import {
  type EvidenceSubject,
  type ProvingClient,
  readWholeRecord,
} from "@openrobotid/sdk/evidence";
import { documentOfEntry } from "@openrobotid/sdk/history";
import { NotProvenError, proofErrorOf } from "@openrobotid/sdk/proof";
import { anchorsCodeHash } from "@openrobotid/sdk/vault";
import { type Address, type Hex, keccak256 } from "viem";
import { getCode, readContract } from "viem/actions";
import type { ProvenRecord } from "./public.js";
import type { LogOnChain } from "./results.js";
import { sealedBy } from "./sealed-by.js";

/** The record; `undefined` where the file does not hold it. */
export async function readWhole(
  client: ProvingClient,
  asked: EvidenceSubject,
  log?: LogOnChain | undefined,
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
        anchored: log && (await anchoredOf(client, log)),
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

/** What the chain has of a log. Each contract with this code is as good: nobody has power over it. */
async function anchoredOf(client: ProvingClient, { contract, account, topic }: LogOnChain) {
  const address = contract as Address;
  const code = await getCode(client, { address });
  if (code === undefined || keccak256(code) !== anchorsCodeHash) return undefined;
  const [count, head] = await readContract(client, {
    ...{ address, abi: anchorsAbi, functionName: "anchorsOf" },
    args: [account as Address, topic as Hex],
  } as const);
  return { count: Number(count), head };
}
