// The registry's main job, as the network's tests and its benchmark do it: a maker is admitted, its model approved, units
// issued, placed on a market and sold. Every step through the node that the client asks.
import {
  parseCountryCode,
  parseManufacturerId,
  parseModelId,
  parseRobotId,
  type RobotId,
} from "@openrobotid/sdk";
import { createCommitment, robotIdActions } from "@openrobotid/sdk/actions";
import { type Deployment, robotIdChain } from "@openrobotid/sdk/chains";
import { createSoftwareSigner } from "@openrobotid/sdk/device";
import { endpointTransport, parseEndpoint } from "@openrobotid/sdk/endpoint";
import { createClient, type Hex, type TransactionReceipt } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { getBlock } from "viem/actions";
import { waitUntil } from "./local-network.js";

/** Somebody who acts through a node. */
export type Actor = ReturnType<typeof actor>;

export function actor(deployment: Deployment, endpoint: string, key: Hex) {
  return createClient({
    account: privateKeyToAccount(key),
    chain: robotIdChain({ deployment, rpcUrls: [parseEndpoint(endpoint).url] }),
    transport: endpointTransport(endpoint),
    pollingInterval: 200,
    cacheTime: 0,
  }).extend(robotIdActions());
}

/** A maker of the country CN, by a number of its own. */
export function makerOf(number: number) {
  const manufacturer = parseManufacturerId(`CN-T${String(number).padStart(3, "0")}`);
  const model = parseModelId(`${manufacturer}MODEL1`);
  /** A unit of its first lot. */
  const unit = (counter: number, stem = "26W01"): RobotId =>
    parseRobotId(`${model}${stem}${String(counter).padStart(12, "0")}`);
  return { manufacturer, model, unit };
}

/** The market of all of it. */
export const MARKET = parseCountryCode("CN");

/** For which the word of a maker is good, in seconds: longer than a test or a benchmark. */
const A_WEEK = 7 * 86_400;

const { commitment: certificateDigest } = createCommitment("Type certificate of a test");
const { commitment: birthRecordDigest } = createCommitment("Birth record of a test");

/** Waits until the node that somebody asks has a block. Nodes learn of one at different times, on a busy machine seconds apart. */
export async function waitForBlock(reader: Actor, number: bigint): Promise<void> {
  const hasIt = async () => (await getBlock(reader)).number >= number;
  await waitUntil(`a node that is asked has block ${number}`, hasIt, 120_000);
}

/** What one of several did through its node, as soon as the node of the next one has it too. */
export async function handOver(
  acted: Promise<{ readonly receipt: TransactionReceipt }>,
  next: Actor,
): Promise<void> {
  const { receipt } = await acted;
  await waitForBlock(next, receipt.blockNumber);
}

/** The authority of CN admits a maker. Its account must then be let in by the permissioners before it can send. */
export async function admitMaker(authority: Actor, maker: Actor, number: number): Promise<void> {
  const { manufacturer } = makerOf(number);
  const admitted = authority.admitManufacturerSync({
    manufacturer,
    makerAccount: maker.account.address,
    name: `Test maker ${number}`,
  });
  await handOver(admitted, maker);
}

/** The maker registers its model, and the authority approves it until a time, in seconds. */
export async function approveModelOf(
  authority: Actor,
  maker: Actor,
  number: number,
  expiry: number,
): Promise<void> {
  const { model } = makerOf(number);
  const registered = maker.registerModelSync({
    model,
    scheme: "sequential",
    counterWidth: 12,
    name: "Test model",
  });
  await handOver(registered, authority);
  await handOver(
    authority.approveModelSync({ model, country: MARKET, level: 3, certificateDigest, expiry }),
    maker,
  );
}

/** What places a unit of a lot without a root on the market: a key of its own, and the maker's word for it. */
export async function placementOf(maker: Actor, id: RobotId) {
  const signer = await createSoftwareSigner();
  const { key, signature } = await maker.signDeviceBinding({
    id,
    holder: maker.account.address,
    signer,
  });
  const deadline = Number((await getBlock(maker)).timestamp) + A_WEEK;
  const attestation = await maker.signAttestation({ id, key, birthRecordDigest, deadline });
  return { id, country: MARKET, key, signature, proof: { birthRecordDigest, attestation } };
}
