import type { Address, Hex } from "viem";
import { type Time, toSeconds } from "../internal/convert.js";
import { given } from "../internal/reads.js";
import type { CountryCode, RobotId } from "../robot-id.js";
import { isInCharge } from "../rules/operator.js";
import type { BrandCode, Flag, RobotState } from "../words.js";
import type { HistoryEntry, RebuiltHistory } from "./history.js";

/** A robot as it was at a moment. Whatever it did not have is `undefined`; times are in seconds. */
export interface RobotThen {
  /** The robot. */
  readonly id: RobotId;
  /** The moment: what happened in its very second counts. */
  readonly at: number;
  /** Its state; `none` before its issuance. */
  readonly state: RobotState;
  /** Its owner. `undefined` while it was its maker's, which no entry of its history tells; `getStateAt` finds out. */
  readonly holder: Address | undefined;
  /** Country on whose market it was. */
  readonly market: CountryCode | undefined;
  /** Digest, SHA-256, of the firmware image that was last recorded to be installed. */
  readonly imageDigest: Hex | undefined;
  /** Who ran it, as named by its holder; who answered for running it where `inCharge`. */
  readonly operator:
    | {
        readonly account: Address;
        readonly until: number;
        readonly accepted: boolean;
        readonly inCharge: boolean;
      }
    | undefined;
  /** What it was reported as. */
  readonly flags: readonly {
    readonly flag: Flag;
    readonly reporter: Address;
    readonly raisedAt: number;
  }[];
  /** What its title was branded with. */
  readonly brands: readonly BrandCode[];
  /** Recall campaigns under which something was done to it that counts: it was remedied, or found not to have the defect. */
  readonly settledCampaigns: readonly bigint[];
  /** Entries of its history until then, the first one first. */
  readonly entries: readonly HistoryEntry[];
}

/**
 * What a history says of a moment: whose the robot was, on which market, with which firmware, who ran it, what it was
 * reported as. Computed here: no node is asked.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { stateAt } from "@openrobotid/sdk/history";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const history = await client.getHistory({ id });
 * stateAt(history, history.asOf.timestamp).holder === owner.account.address; // true
 * stateAt(history, new Date("2020-01-01")).state; // "none"
 * ```
 */
export function stateAt(history: RebuiltHistory, time: Time): RobotThen {
  const at = toSeconds(time);
  const { id, issuance } = history;
  const entries = history.entries.filter(({ timestamp }) => timestamp <= at);
  let state: RobotState = issuance.issuedAt <= at ? "issued" : "none";
  let holder: Address | undefined;
  let market: CountryCode | undefined;
  let imageDigest: Hex | undefined;
  let operator: Omit<NonNullable<RobotThen["operator"]>, "inCharge"> | undefined;
  const flags = new Map<Flag, RobotThen["flags"][number]>();
  const brands: BrandCode[] = [];
  const settledCampaigns = new Set<bigint>();

  for (const entry of entries) {
    switch (entry.event) {
      case "PlacedOnMarket":
        state = "inService";
        holder = entry.fields.holder;
        market = entry.fields.country;
        break;
      case "Relocated":
        market = entry.fields.to;
        break;
      case "RobotTransferred":
        holder = entry.fields.to;
        operator = undefined;
        break;
      case "OperatorNamed": {
        const { operator: account, until } = entry.fields;
        operator = given(account) && { account, until, accepted: false };
        break;
      }
      case "OperatorAccepted":
        operator = { account: entry.fields.operator, until: entry.fields.until, accepted: true };
        break;
      case "OperatorResigned":
        operator = undefined;
        break;
      case "FlagRaised": {
        const { flag, reporter } = entry.fields;
        if (flag !== "none") flags.set(flag, { flag, reporter, raisedAt: entry.timestamp });
        break;
      }
      case "FlagCleared":
        flags.delete(entry.fields.flag as Flag);
        break;
      case "TakenIn":
        state = "endOfLife";
        holder = entry.fields.holder;
        operator = undefined;
        break;
      case "RobotReturned":
        state = market ? "inService" : "issued";
        holder = entry.fields.holder;
        break;
      case "RobotScrapped":
        state = "scrapped";
        break;
      case "ReleaseInstalled":
        imageDigest = entry.fields.imageDigest;
        break;
      case "Branded":
        if (entry.fields.code !== "none") brands.push(entry.fields.code);
        break;
      case "UnitRemedied":
      case "UnitNotApplicable":
        settledCampaigns.add(entry.fields.campaign);
        break;
      case "UnitReopened":
        settledCampaigns.delete(entry.fields.campaign);
        break;
    }
  }
  return {
    id,
    at,
    state,
    holder,
    market,
    imageDigest,
    operator: operator && { ...operator, inCharge: isInCharge(operator, at) },
    flags: [...flags.values()],
    brands,
    settledCampaigns: [...settledCampaigns],
    entries,
  };
}
