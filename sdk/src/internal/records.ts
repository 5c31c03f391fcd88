// Records of the contracts as the SDK gives them: what is zero there is `undefined` here.

import type { Approval, Firmware, OpenCampaign, RaisedFlag, Seat } from "../records.js";
import { type CountryCode, type ModelId, toBytes } from "../robot-id.js";
import type { Flag } from "../words.js";
import {
  authorityRegistry,
  type consortium,
  type dossier,
  type recallRegistry,
  type robotFlags,
} from "./contracts.js";
import { type Answer, given, givenDigest, givenTime, type ReadBatch } from "./reads.js";

/** Asks for the approval of a model for a market; `undefined` where none was ever given. */
export function askForApproval(
  batch: ReadBatch,
  model: ModelId,
  country: CountryCode,
): Promise<Approval | undefined> {
  const args = [toBytes(model), toBytes(country)] as const;
  const asked = [
    batch.add({ ...authorityRegistry, functionName: "approval", args }),
    batch.add({ ...authorityRegistry, functionName: "isApproved", args }),
  ] as const;
  const approval = Promise.all(asked).then(([record, valid]) => {
    if (record.approvedAt === 0) return undefined;
    const { approvedAt, expiry, withdrawnAt, certificateDigest } = record;
    return {
      model,
      country,
      valid,
      level: record.level as Approval["level"],
      approvedAt,
      expiry,
      withdrawnAt: givenTime(withdrawnAt),
      certificateDigest,
    };
  });
  // The one who asked may look at another answer first, and throw for it.
  approval.catch(() => {});
  return approval;
}

/** What runs on a unit; `undefined` where no installation was ever recorded. */
export function toFirmware(record: Answer<typeof dossier.abi, "firmwareOf">): Firmware | undefined {
  if (!givenDigest(record.imageDigest)) return undefined;
  return { ...record, withdrawnAt: givenTime(record.withdrawnAt) };
}

/** A flag; `undefined` where it is not up. */
export function toFlag(
  flag: Flag,
  { reporter, raisedAt, seat, reasonDigest }: Answer<typeof robotFlags.abi, "flagOf">,
): RaisedFlag | undefined {
  if (raisedAt === 0) return undefined;
  return { flag, reporter, raisedAt, seat: seat || undefined, reasonDigest };
}

/** A campaign that is open on a unit. */
export function toOpenCampaign(
  record: Answer<typeof recallRegistry.abi, "openCampaignsOf">[number],
): OpenCampaign {
  return {
    ...record,
    severity: record.severity as OpenCampaign["severity"],
    country: record.country as CountryCode | undefined,
  };
}

/** A seat, held or departed. */
export function toSeat(
  seat: bigint,
  record: Answer<typeof consortium.abi, "seatOf">,
  hasTenure: boolean,
  countries: readonly CountryCode[],
): Seat {
  return {
    seat,
    ...record,
    recovery: given(record.recovery),
    departedAt: givenTime(record.departedAt),
    hasTenure,
    countries,
  };
}
