// Robots at every point of life.
import type { Connection } from "./network.js";
import { LOT_COUNT, serviceFixture, unit } from "./registry.js";

/** In service like `ROBOT`, held by `owner` too. */
export const SECOND = unit(2);
export const ISSUED = unit(3);
export const HANDED_IN = unit(4);
export const SCRAPPED = unit(5);
export const UNKNOWN = unit(LOT_COUNT + 1);

/** Robots at every point of life, all of them `owner`'s but the one that is still its maker's stock; and a transfer policy. */
export async function livesFixture(connection: Connection) {
  const world = await serviceFixture(connection);
  const { registry, registryModules, governance, maker, owner, place, handOver } = world;
  for (const id of [SECOND, HANDED_IN, SCRAPPED]) {
    await place(id);
    await handOver(id, maker, owner);
  }
  await world.takeIn(HANDED_IN, owner);
  await world.scrap(SCRAPPED, owner);
  const policy = await connection.ethers.deployContract("TransferPolicyMock");
  await registryModules.connect(governance).addTransferPolicy(policy);
  return { ...world, policy, byOwner: registry.connect(owner) };
}
