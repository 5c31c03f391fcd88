// What the chain says, for comparing: read from the contracts through the SDK, never from the index.
import { type Hex, isRobotId, type RobotId } from "@openrobotid/sdk";
import type { EventLog } from "ethers";
import { hexToString, slice } from "viem";
import type { ExampleApi } from "./example-api.js";

/** Codes of the example world to which nothing ever happened, of a lot, of a list, and of a lot without manifest. */
export const UNTOUCHED = [
  "CNBH01TERN0325W07000000009999",
  "CNBH01TERN0325W07000000010000",
  "DEAW01KRAN02B2508000000000020",
] as RobotId[];

/** Codes that were never issued: behind the last of a lot, in another stem, of nobody. */
export const NEVER_ISSUED = [
  "CNBH01TERN0325W07000000010001",
  "CNBH01TERN0325W07000000000000",
  "CNBH01TERN0325W07A00000000001",
  "DEAW01KRAN02B2508000000000021",
  "FRXX01ABCDEF00000000000000001",
] as RobotId[];

/** Every robot to which something happened, from the events of the registry. */
export async function touchedRobots({ chain }: ExampleApi): Promise<RobotId[]> {
  const { registry } = chain.contracts;
  const recorded = (await registry.queryFilter(
    registry.filters.Recorded(),
  )) as unknown as EventLog[];
  // The registry records what it issues of a model, and what approves of an account, too.
  const codes = recorded.map(({ topics }) => hexToString(slice(topics[1] as Hex, 0, CODE_LENGTH)));
  return [...new Set(codes.filter((code) => isRobotId(code)))] as RobotId[];
}

const CODE_LENGTH = 29;

/** Every campaign there is. */
export async function campaignNumbers({ chain }: ExampleApi): Promise<bigint[]> {
  const count = await chain.contracts.recalls.campaignCount();
  return Array.from({ length: Number(count) }, (_, index) => BigInt(index + 1));
}

/** A time as the API writes it. */
export function rfc3339(seconds: number | bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}

/** Does something for each, several at a time. */
export async function forEach<item>(
  items: readonly item[],
  work: (item: item) => Promise<void>,
  atOnce = 6,
): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    }),
  );
}
