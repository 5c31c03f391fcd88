// Which units a recall campaign binds, and where each is under it. `RecallRegistry` decides it.
import { type ModelId, modelOf, type RobotId } from "../robot-id.js";
import type { UnitStatus, Word } from "../words.js";
import { countryAnswering } from "./country.js";

/** Which units a campaign names, and on which markets. */
export interface CampaignTerms {
  /** Model of its units. */
  readonly model: string;
  /** Country whose authority opened it; absent for a campaign of the maker, which is for every market. */
  readonly country: string | null | undefined;
  /** How it names its units. */
  readonly kind: Word<"enum IRecallRegistry.ScopeKind">;
  /** First code of its range; absent where it marks units. */
  readonly first: string | null | undefined;
  /** Last code of its range, inclusive; absent where it marks units. */
  readonly last: string | null | undefined;
  /** Countries where a campaign of the maker is suspended. */
  readonly suspendedIn: readonly string[];
}

/** A unit as far as a campaign is concerned. */
export interface CampaignUnit {
  /** Its code, which was issued. */
  readonly id: RobotId;
  /** Country on whose market it is; absent where it is on none. */
  readonly market: string | null | undefined;
  /** Whether the campaign marked it. Says nothing where the campaign has a range. */
  readonly isMarked: boolean;
}

/**
 * Whether a campaign has not ended. A closing that was announced lies ahead until its notice is over. As
 * `RecallRegistry._hasEnded` decides it.
 *
 * @param at - The moment, in seconds.
 *
 * @example
 * ```ts
 * import { isCampaignOpen } from "@openrobotid/sdk/rules";
 *
 * isCampaignOpen({ closedAt: undefined }, 1000); // true
 * isCampaignOpen({ closedAt: 1001 }, 1000); // true
 * isCampaignOpen({ closedAt: 1000 }, 1000); // false
 * ```
 */
export function isCampaignOpen(
  { closedAt }: { readonly closedAt: number | null | undefined },
  at: number,
): boolean {
  return closedAt === null || closedAt === undefined || at < closedAt;
}

/**
 * Whether a campaign names a unit, on any market: by its range, or by a mark. As `RecallRegistry._statusInScope` decides it.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { namesUnit } from "@openrobotid/sdk/rules";
 *
 * const [first, last] = ["CNUT01G1PRO126W05000000000001", "CNUT01G1PRO126W05000000000100"];
 * const campaign = { model: "CNUT01G1PRO1", kind: "range", first, last } as const;
 * namesUnit(campaign, { id: parseRobotId(last), isMarked: false }); // true
 * namesUnit({ ...campaign, kind: "marked" }, { id: parseRobotId(last), isMarked: false }); // false
 * ```
 */
export function namesUnit(
  { model, kind, first, last }: Pick<CampaignTerms, "model" | "kind" | "first" | "last">,
  { id, isMarked }: Pick<CampaignUnit, "id" | "isMarked">,
): boolean {
  if (model !== modelOf(id)) return false;
  switch (kind) {
    case "marked":
      return isMarked;
    case "range":
      // Codes have 29 characters of ASCII each: in their order, characters decide.
      return Boolean(first && last && first <= id && id <= last);
    case "none":
      return false;
  }
}

/**
 * Whether a campaign binds units on a market: one of an authority on its own market, one of a maker wherever it is not
 * suspended. As `RecallRegistry._binds` decides it.
 *
 * @param unit - The unit, or all units of a model that are on that market.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { reachesMarket } from "@openrobotid/sdk/rules";
 *
 * const id = parseRobotId("CNUT01G1PRO126W05000000000001");
 * reachesMarket({ country: "ES", suspendedIn: [] }, { id, market: "MX" }); // false
 * reachesMarket({ country: undefined, suspendedIn: ["CN"] }, { id, market: undefined }); // false
 * reachesMarket({ country: undefined, suspendedIn: ["CN"] }, { id, market: "MX" }); // true
 * ```
 */
export function reachesMarket(
  { country, suspendedIn }: Pick<CampaignTerms, "country" | "suspendedIn">,
  { id, market }: { readonly id: RobotId | ModelId } & Pick<CampaignUnit, "market">,
): boolean {
  if (country) return country === market;
  return !suspendedIn.includes(countryAnswering(id, market));
}

/**
 * Whether a campaign binds a unit, as long as nothing was done to the unit under it. Whether the campaign is still open,
 * {@link isCampaignOpen} says.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { bindsUnit } from "@openrobotid/sdk/rules";
 *
 * const [first, last] = ["CNUT01G1PRO126W05000000000001", "CNUT01G1PRO126W05000000000100"];
 * const campaign = { model: "CNUT01G1PRO1", country: "ES", kind: "range", first, last, suspendedIn: [] } as const;
 * const unit = { id: parseRobotId(first), isMarked: false };
 * bindsUnit(campaign, { ...unit, market: "ES" }); // true
 * bindsUnit(campaign, { ...unit, market: "MX" }); // false
 * ```
 */
export function bindsUnit(campaign: CampaignTerms, unit: CampaignUnit): boolean {
  return namesUnit(campaign, unit) && reachesMarket(campaign, unit);
}

/**
 * Where a unit is under a campaign, open or closed. What was done to it counts on every market; a unit to which nothing was
 * done is open where the campaign binds it. As `RecallRegistry.statusOf` decides it.
 *
 * @param outcome - What was done to the unit under the campaign and was not taken back; absent where nothing was.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 * import { unitStatusOf } from "@openrobotid/sdk/rules";
 *
 * const [first, last] = ["CNUT01G1PRO126W05000000000001", "CNUT01G1PRO126W05000000000100"];
 * const campaign = { model: "CNUT01G1PRO1", country: "ES", kind: "range", first, last, suspendedIn: [] } as const;
 * const unit = { id: parseRobotId(first), isMarked: false, market: "MX" };
 * unitStatusOf(campaign, unit, undefined); // "unaffected"
 * unitStatusOf(campaign, unit, "remedied"); // "remedied"
 * ```
 */
export function unitStatusOf(
  campaign: CampaignTerms,
  unit: CampaignUnit,
  outcome: Extract<UnitStatus, "remedied" | "notApplicable"> | null | undefined,
): UnitStatus {
  if (!namesUnit(campaign, unit)) return "unaffected";
  if (outcome) return outcome;
  return reachesMarket(campaign, unit) ? "open" : "unaffected";
}
