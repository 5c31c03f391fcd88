// Deploys `Anchors` beside the registry of a chain, at any time: it needs nothing of the registry, and no account has power over it.
import type { NetworkConnection } from "hardhat/types/network";

/** Deploys it from the first account of a connection. Gives its address. */
export async function deployAnchors({ ethers }: NetworkConnection): Promise<string> {
  const anchors = await ethers.deployContract("Anchors");
  await anchors.waitForDeployment();
  return await anchors.getAddress();
}
