// The contract `Anchors` on a chain of the tests, and the key of the account that anchors, as a service is given both.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deployAnchors } from "@openrobotid/deployment/anchors";
import type { NetworkConnection } from "hardhat/types/network";
import type { Address, Hex } from "viem";

/** Where a service anchors, and with which key. */
export interface TestAnchors {
  readonly contract: Address;
  readonly keyFile: string;
}

/** Deploys it, and writes the key into a file of a folder. */
export async function anchorsOn(
  connection: NetworkConnection,
  key: Hex,
  folder: string,
): Promise<TestAnchors> {
  const keyFile = join(folder, "anchor.key");
  writeFileSync(keyFile, key.slice(2), { mode: 0o600 });
  return { contract: (await deployAnchors(connection)) as Address, keyFile };
}
