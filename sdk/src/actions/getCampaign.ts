import { type Address, encodeAbiParameters, getAbiItem, type Hex, keccak256 } from "viem";
import { RegistryRecordError } from "../errors/registry-error.js";
import { readerOf } from "../internal/agreement.js";
import type { ReadOptions, RegistryClient } from "../internal/call.js";
import { recallRegistry } from "../internal/contracts.js";
import { momentOf } from "../internal/head.js";
import { blockOf, type KnownPlace, saidWrongly } from "../internal/known.js";
import { theEventAt } from "../internal/logs.js";
import { givenTime, readWords } from "../internal/reads.js";
import type { CountryCode, ModelId, RobotId } from "../robot-id.js";
import type { ScopeKind, Severity } from "../words.js";

/** What {@link getCampaign} is given. */
export interface GetCampaignParameters extends ReadOptions {
  /** Number of the campaign. */
  readonly campaign: bigint;
  /**
   * What an index says of it, so that its notice need not be looked for on a long chain: a campaign that was read before, or
   * `recall(number)` of `@openrobotid/api`. It is not believed: the notice is read from the node, and compared with what is said.
   */
  readonly known?: KnownCampaign | undefined;
}

/** What somebody says of a campaign. What is left out is not compared. */
export interface KnownCampaign extends KnownPlace, Partial<Pick<Campaign, ComparedField>> {
  /** Its number. */
  readonly campaign: bigint | number;
}

/** What is compared with the chain. */
const COMPARED = [
  "campaignNumber",
  "severity",
  "component",
  "summary",
  "consequence",
  "remedy",
  "parkIt",
  "overTheAirUpdate",
  "makerRemedies",
] as const;
type ComparedField = (typeof COMPARED)[number];

/** A recall campaign. The texts are those of the NHTSA recalls data; times are in seconds. */
export interface Campaign {
  /** Its number. */
  readonly campaign: bigint;
  /** Number that its opener gave it. */
  readonly campaignNumber: string;
  /** It binds units of this model. */
  readonly model: ModelId;
  /** It binds units on this country's market; on all where it is `undefined`. */
  readonly country: CountryCode | undefined;
  /** How grave it is. */
  readonly severity: Severity;
  /** How it says which units it binds. */
  readonly kind: ScopeKind;
  /** First code of the range that it binds; `undefined` where marked. */
  readonly first: RobotId | undefined;
  /** Last code of that range, inclusive. */
  readonly last: RobotId | undefined;
  /** Account that opened it. */
  readonly openedBy: Address;
  /** When it was opened. */
  readonly openedAt: number;
  /** Whether the maker's own remedies count. */
  readonly makerRemedies: boolean;
  /** From when on it is closed, which may lie ahead: until then it binds. `undefined` while no closing was announced. */
  readonly closedAt: number | undefined;
  /** What is defective. */
  readonly component: string;
  /** What the defect is. */
  readonly summary: string;
  /** What it can lead to. */
  readonly consequence: string;
  /** What is done about it. */
  readonly remedy: string;
  /** Whether the robot should be parked until it is remedied. */
  readonly parkIt: boolean;
  /** Whether the remedy comes over the air. */
  readonly overTheAirUpdate: boolean;
  /** keccak256 of the notice; what the event says of it was compared with this. */
  readonly noticeDigest: Hex;
}

/**
 * A recall campaign, with what it tells the public.
 *
 * @throws RegistryRefusedError where there is none of this number.
 * @throws RegistryRecordError where the node does not give the notice, or another than the one committed to, or `known` says of it what
 * is not so.
 *
 * @example
 * ```ts
 * const campaign = await client.getCampaign({ campaign: 1n });
 * campaign.severity; // "noTransfer"
 * campaign.component; // "Left knee actuator"
 * ```
 */
export async function getCampaign(
  node: RegistryClient,
  { campaign, known, ...options }: GetCampaignParameters,
): Promise<Campaign> {
  const client = readerOf(node, options);
  const moment = await momentOf(client, options);
  const record = await readWords(client, {
    ...recallRegistry,
    functionName: "campaignOf",
    args: [campaign],
    blockNumber: moment.blockNumber,
  });
  const filter = { ...recallRegistry, eventName: "CampaignOpened", args: { campaign } } as const;
  const said = known && blockOf(known, moment.blockNumber);
  const { notice, openedBy } = await theEventAt(client, filter, record.openedAt, moment, said);
  if (keccak256(encodeAbiParameters([noticeParameter], [notice])) !== record.noticeDigest) {
    throw new RegistryRecordError(
      `The notice that the node gives for campaign ${campaign} is not the one that the campaign commits to.`,
      "Ask another node: this one alters what it gives.",
    );
  }
  const read: Campaign = {
    campaign,
    ...record,
    ...notice,
    country: record.country as CountryCode | undefined,
    severity: record.severity as Severity,
    kind: record.kind as ScopeKind,
    first: record.first as RobotId | undefined,
    last: record.last as RobotId | undefined,
    openedBy,
    closedAt: givenTime(record.closedAt),
  };
  if (known) requireSame(read, known);
  return read;
}

/** What was said of a campaign must be what the chain has. */
function requireSame(read: Campaign, known: KnownCampaign): void {
  if (BigInt(known.campaign) !== read.campaign)
    throw saidWrongly(`campaign ${read.campaign}`, "its number");
  const other = COMPARED.find((name) => known[name] !== undefined && known[name] !== read[name]);
  if (other) throw saidWrongly(`campaign ${read.campaign}`, `its \`${other}\``);
}

const noticeParameter = getAbiItem({ abi: recallRegistry.abi, name: "CampaignOpened" }).inputs[9];
