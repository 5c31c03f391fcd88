import { type Address, encodeEventTopics, stringify } from "viem";
import { contractOf } from "../chains/contracts.js";
import { time as inWords } from "../errors/explanations/show.js";
import { RegistryArgumentError, RegistryRecordError } from "../errors/registry-error.js";
import { type RobotThen, stateAt } from "../history/state-at.js";
import type { RegistryClient } from "../internal/call.js";
import { authorityRegistry, dossier, recallRegistry } from "../internal/contracts.js";
import { type Time, toCountry, toSeconds } from "../internal/convert.js";
import { FEW_REQUESTS } from "../internal/counted-logs.js";
import type { Moment } from "../internal/head.js";
import { eventsOf, fieldsOf, firstBlockSince, logsWithin, type Topics } from "../internal/logs.js";
import { isRefusal } from "../internal/node-refusal.js";
import { type Answer, givenTime, ReadBatch, readWords } from "../internal/reads.js";
import { type CountryCode, formatRobotId, manufacturerOf, modelOf, toBytes } from "../robot-id.js";
import { countryAnswering } from "../rules/country.js";
import { bindsUnit, isCampaignOpen, namesUnit, reachesMarket } from "../rules/recall.js";
import type { Severity } from "../words.js";
import { type GetHistoryParameters, getHistory, type History } from "./getHistory.js";
import type { OpenCampaign } from "./getOpenCampaigns.js";

/** What {@link getStateAt} is given. */
export interface GetStateAtParameters extends GetHistoryParameters {
  /** The moment asked about, not after the block that is read. What happened in its very second counts. */
  readonly at: Time;
}

/** A robot as it was at a moment, with what other records say about that moment. */
export interface RobotAt extends RobotThen {
  /** The recalls that were open on it. */
  readonly openCampaigns: readonly OpenCampaign[];
  /** Version of its firmware; `undefined` where none was recorded. */
  readonly firmwareVersion: string | undefined;
  /** The whole history, examined, that this is read from. */
  readonly history: History;
}

/**
 * What was true of a robot at a moment: whose it was, on which market, with which firmware, who ran it, what it was
 * reported as, and which recalls were open on it. Needs no archive of earlier states: it is computed from the history, which
 * is examined first.
 *
 * Of the recalls it reads those of the robot's model. A transport that proves asks for those that the state of that moment has open; where no
 * node keeps that state, it reads every campaign: the contract lists open ones by model, and commits to closed ones with all others together.
 *
 * @throws RegistryArgumentError where the moment is after the block that is read: it names that block's time.
 * @throws HistoryMismatchError naming the first entry that does not fit.
 * @throws RegistryRecordError where `verifyAgainst` says otherwise of what no history commits to: the recalls, the version of
 * the firmware, the account of a maker.
 * @throws RegistryRefusedError where the code was never issued.
 *
 * @example
 * ```ts
 * import { parseRobotId } from "@openrobotid/sdk";
 *
 * const id = parseRobotId("CN-UT01-G1PRO1-26W05000000000001");
 * const { asOf } = await client.getRobot({ id });
 * const then = await client.getStateAt({ id, at: asOf.timestamp });
 * then.state; // "inService"
 * then.holder === owner.account.address; // true
 * then.openCampaigns; // []
 * ```
 */
export async function getStateAt(
  client: RegistryClient,
  { at, ...parameters }: GetStateAtParameters,
): Promise<RobotAt> {
  const history = await getHistory(client, parameters);
  const moment = toSeconds(at);
  requireHappened(moment, history.asOf);
  const then = stateAt(history, moment);
  if (then.state === "none") {
    return { ...then, openCampaigns: [], firmwareVersion: undefined, history };
  }
  const { asOf } = history;
  const { blockRange, verifyAgainst = client } = parameters;
  const records = await recordsOf(client, then, asOf, blockRange);
  if (verifyAgainst !== client) {
    // The history commits to none of these: two nodes have to agree.
    const others = await recordsOf(verifyAgainst, then, asOf, blockRange);
    if (stringify(records) !== stringify(others)) {
      throw new RegistryRecordError(
        `Two nodes say different things of ${formatRobotId(then.id)}: of its maker, its recalls or its firmware.`,
        "Trust neither of them, and ask a third one.",
      );
    }
  }
  return { ...then, ...records, history };
}

/** Nobody knows yet what will be true; and a node that is behind does not know what is true by now. */
function requireHappened(at: number, { blockNumber, timestamp }: Moment): void {
  if (at <= timestamp) return;
  throw new RegistryArgumentError(
    `${inWords(at)} is after the newest block that is known, ${blockNumber}, of ${inWords(timestamp)}.`,
    `Expected a moment up to ${inWords(timestamp)}; or ask a node that has got further.`,
  );
}

/** What other records say about a moment. */
async function recordsOf(
  client: RegistryClient,
  then: RobotThen,
  latest: Moment,
  blockRange: bigint | undefined,
): Promise<Pick<RobotAt, "holder" | "openCampaigns" | "firmwareVersion">> {
  const { id, imageDigest } = then;
  const release =
    imageDigest &&
    (await readWords(client, {
      ...dossier,
      functionName: "releaseOf",
      args: [toBytes(modelOf(id)), imageDigest],
      blockNumber: latest.blockNumber,
    }));
  return {
    holder: then.holder ?? (await makerAt(client, then, latest, blockRange)),
    openCampaigns: await campaignsAt(client, then, latest, blockRange),
    firmwareVersion: release?.version,
  };
}

/** Events by which the account of a maker changes. */
const ACCOUNT_CHANGES = ["ManufacturerAccountRotated", "SuccessionAccepted"] as const;

/** The account of the maker at a moment: the one before the first change after it. */
async function makerAt(
  client: RegistryClient,
  { id, at }: RobotThen,
  latest: Moment,
  blockRange: bigint | undefined,
): Promise<Address> {
  const manufacturer = toBytes(manufacturerOf(id));
  const range = {
    fromBlock: await firstBlockSince(client, at + 1, latest),
    toBlock: latest.blockNumber,
    blockRange,
  };
  const found = await Promise.all(
    ACCOUNT_CHANGES.map(async (eventName) => {
      const filter = { ...authorityRegistry, eventName, args: { id: manufacturer } } as const;
      return await eventsOf(client, filter, range);
    }),
  );
  const [first] = found
    .flat()
    .sort(({ log: one }, { log: other }) =>
      one.blockNumber === other.blockNumber
        ? one.logIndex - other.logIndex
        : Number(one.blockNumber - other.blockNumber),
    );
  if (first) return first.fields.previous;
  return await readWords(client, {
    ...authorityRegistry,
    functionName: "accountOf",
    args: [manufacturer],
    blockNumber: latest.blockNumber,
  });
}

type CampaignRecord = Answer<typeof recallRegistry.abi, "campaignOf">;

/** The campaigns that bound the robot at a moment, and under which nothing was done to it by then. */
async function campaignsAt(
  client: RegistryClient,
  then: RobotThen,
  latest: Moment,
  blockRange: bigint | undefined,
): Promise<OpenCampaign[]> {
  const batch = new ReadBatch(client, latest);
  const numbers = await campaignsOn(client, then, latest, blockRange);
  const asked = numbers.map((campaign) => ({
    campaign,
    record: batch.add({ ...recallRegistry, functionName: "campaignOf", args: [campaign] }),
  }));
  await batch.send();
  const open: OpenCampaign[] = [];
  for (const { campaign, record: answer } of asked) {
    const record = await answer;
    if (record.openedAt > then.at || then.settledCampaigns.includes(campaign)) continue;
    if (!isCampaignOpen({ closedAt: givenTime(record.closedAt) }, then.at)) continue;
    // What takes more requests is asked only of a campaign that would bind the robot otherwise.
    if (!bindsUnit({ ...record, suspendedIn: [] }, { ...then, isMarked: true })) continue;
    const isOfMaker = record.country === undefined;
    const suspendedIn = isOfMaker ? await suspensionOf(client, campaign, then, latest) : [];
    if (!reachesMarket({ ...record, suspendedIn }, then)) continue;
    const isMarked =
      record.kind === "marked" &&
      (await wasMarked(client, campaign, record, then, { latest, blockRange }));
    if (!namesUnit(record, { ...then, isMarked })) continue;
    const { campaignNumber, severity, country, parkIt, overTheAirUpdate } = record;
    open.push({
      campaign,
      campaignNumber,
      severity: severity as Severity,
      country: country as CountryCode | undefined,
      parkIt,
      overTheAirUpdate,
    });
  }
  return open;
}

/** So many campaigns are read rather than that it is found out which of them are of the model. */
const FEW_CAMPAIGNS = 4n;

/**
 * The campaigns that were opened on a model by a block. Those that are open now must be among them: a node that hides the event of one
 * contradicts itself.
 */
async function campaignsOn(
  client: RegistryClient,
  then: RobotThen,
  latest: Moment,
  blockRange: bigint | undefined,
): Promise<readonly bigint[]> {
  const { id, market } = then;
  const { blockNumber } = latest;
  const model = modelOf(id);
  const count = await readWords(client, {
    ...recallRegistry,
    functionName: "campaignCount",
    args: [],
    blockNumber,
  });
  if (count === 0n) return [];
  const every = Array.from({ length: Number(count) }, (_, index) => BigInt(index + 1));
  if ("proof" in client.transport) {
    if (count <= FEW_CAMPAIGNS) return every;
    return (await openAt(client, then, latest)) ?? every;
  }
  const { address, startBlock: fromBlock } = contractOf(client, "recallRegistry");
  const { abi } = recallRegistry;
  const args = { model: toBytes(model) };
  const topics = encodeEventTopics({ abi, eventName: "CampaignOpened", args }) as Topics;
  const range = { fromBlock, toBlock: blockNumber, blockRange };
  const logs = await logsWithin(client, { address, topics, ...range }, FEW_REQUESTS);
  if (!logs) return every;
  const found = logs.map((log) => fieldsOf(abi, "CampaignOpened", log).campaign);
  const open = await openOn(client, { id, market }, blockNumber);
  const hidden = open.find((campaign) => !found.includes(campaign));
  if (hidden === undefined) return found.filter((campaign) => campaign <= count);
  throw new RegistryRecordError(
    `The node gives no event of the opening of campaign ${hidden}, which its state has open on ${model}.`,
    "Ask another node: this one leaves something out.",
  );
}

/** The campaigns that the state of a block has open on a model: everywhere, and on a market. */
async function openOn(
  client: RegistryClient,
  { id, market }: Pick<RobotThen, "id" | "market">,
  blockNumber: bigint,
): Promise<readonly bigint[]> {
  const model = toBytes(modelOf(id));
  const batch = new ReadBatch(client, { blockNumber });
  const open = [undefined, market].map((country) => {
    const args = [model, toCountry(country)] as const;
    return batch.add({ ...recallRegistry, functionName: "openCampaigns", args });
  });
  await batch.send();
  return (await Promise.all(open)).flat();
}

/**
 * The campaigns that could bind the robot at the moment, as the state of its block has them: those that were open by then. The contract lists
 * open ones by model, and forgets that they were open; it commits to its log as a whole, so that to prove a part of that takes all of it.
 *
 * @returns `undefined` where no node keeps a state as old as that.
 */
async function openAt(
  client: RegistryClient,
  then: RobotThen,
  latest: Moment,
): Promise<readonly bigint[] | undefined> {
  const after = await firstBlockSince(client, then.at + 1, latest);
  const { startBlock } = contractOf(client, "recallRegistry");
  if (after <= startBlock) return [];
  try {
    return await openOn(client, then, after - 1n);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}

/** The country that answers for the robot, where a campaign of its maker was suspended there by the moment. */
async function suspensionOf(
  client: RegistryClient,
  campaign: bigint,
  { id, at, market }: RobotThen,
  { blockNumber }: Moment,
): Promise<readonly CountryCode[]> {
  const country = countryAnswering(id, market);
  const suspendedAt = await readWords(client, {
    ...recallRegistry,
    functionName: "suspendedAt",
    args: [campaign, toBytes(country)],
    blockNumber,
  });
  return suspendedAt !== 0 && suspendedAt <= at ? [country] : [];
}

async function wasMarked(
  client: RegistryClient,
  campaign: bigint,
  { openedAt }: CampaignRecord,
  { id, at }: RobotThen,
  { latest, blockRange }: { latest: Moment; blockRange: bigint | undefined },
): Promise<boolean> {
  const filter = { ...recallRegistry, eventName: "UnitsMarked", args: { campaign } } as const;
  const fromBlock = await firstBlockSince(client, openedAt, latest);
  const after = await firstBlockSince(client, at + 1, latest, fromBlock);
  const marked = await eventsOf(client, filter, {
    fromBlock,
    toBlock: after - 1n,
    blockRange,
  });
  return marked.some(({ fields }) => fields.ids.includes(id));
}
