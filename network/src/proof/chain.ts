// A chain that begins with a genesis, embedded, and what a proof does on it: act for anybody, move time, decide.

import { type Contracts, connectContracts } from "@openrobotid/deployment/contracts";
import type { Deployment } from "@openrobotid/deployment/file";
import {
  HDNodeWallet,
  type JsonRpcProvider,
  JsonRpcSigner,
  type Signer,
  type TransactionRequest,
} from "ethers";
import { type Anvil, startAnvil } from "../anvil.js";
import { FREE, FreeProvider } from "../free-provider.js";
import type { Requests } from "../genesis/deployment.js";
import { requestsOf } from "../rpc.js";

/** An account whose key the node does not ask for. */
class Impersonated extends JsonRpcSigner {
  override async sendUncheckedTransaction(request: TransactionRequest): Promise<string> {
    return await super.sendUncheckedTransaction({ ...request, ...FREE });
  }
}

export class ProofChain {
  readonly request: Requests;
  readonly provider: JsonRpcProvider;
  readonly contracts: Contracts;

  readonly anvil: Anvil;
  readonly deployment: Deployment;

  private constructor(anvil: Anvil, deployment: Deployment) {
    this.anvil = anvil;
    this.deployment = deployment;
    this.request = requestsOf(anvil.url);
    this.provider = new FreeProvider(anvil.url, deployment.chainId, { pause: 5 });
    this.contracts = connectContracts(deployment, this.provider);
  }

  /** Begins a chain with a genesis file. Gas is free on it, as it will be. */
  static async begin(genesisFile: string, deployment: Deployment): Promise<ProofChain> {
    const anvil = await startAnvil([
      `--init=${genesisFile}`,
      `--chain-id=${deployment.chainId}`,
      "--gas-price=0",
      "--block-base-fee-per-gas=0",
    ]);
    return new ProofChain(anvil, deployment);
  }

  async end(): Promise<void> {
    this.provider.destroy();
    await this.anvil.stop();
  }

  /** The contracts as an account calls them whose key is not known here. */
  impersonate(address: string): Contracts {
    return this.as(new Impersonated(this.provider, address));
  }

  /** The contracts as somebody calls them. */
  as(signer: Signer): Contracts {
    return connectContracts(this.deployment, signer);
  }

  /** An account of the proof's own. Everybody can compute its key. */
  account(number: number): HDNodeWallet {
    return PROOF_ACCOUNTS.deriveChild(number).connect(this.provider);
  }

  /** Time of the latest block, in seconds. */
  async now(): Promise<number> {
    return (await this.provider.getBlock("latest"))?.timestamp ?? 0;
  }

  /** Lets time pass. */
  async wait(seconds: bigint | number): Promise<void> {
    const next = (await this.now()) + Number(seconds);
    await this.request("evm_setNextBlockTimestamp", [next]);
    await this.request("evm_mine", []);
  }
}

const PROOF_ACCOUNTS = HDNodeWallet.fromPhrase(
  "test test test test test test test test test test test junk",
  undefined,
  "m/44'/60'/1'/0",
);
