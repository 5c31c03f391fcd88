// Accounts of the example world as ethers uses them: the tests' second opinion beside the SDK, through which it is played.
import { type Contracts, connectContracts } from "@openrobotid/deployment/contracts";
import type { Deployment } from "@openrobotid/deployment/file";
import { keyOf } from "@openrobotid/world/accounts";
import type { World } from "@openrobotid/world/files";
import { type Provider, Wallet } from "ethers";

/** The account with a number, on a chain. */
export function walletOf(number: number, provider: Provider): Wallet {
  return new Wallet(keyOf(number), provider);
}

/** The contracts of a chain as a party of `parties.csv` calls them. */
export function contractsAs(
  { parties }: World,
  deployment: Deployment,
  provider: Provider,
): (party: string) => Contracts {
  return (party) => {
    const found = parties.get(party);
    if (!found) throw new Error(`There is no party ${party}.`);
    return connectContracts(deployment, walletOf(found.account, provider));
  };
}
