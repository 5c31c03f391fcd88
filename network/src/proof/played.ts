// A world that was played on the chain of a proof, as its contracts are called by ethers: what the year leaves out is done
// without the SDK, through which the year is played.
import type { Contracts } from "@openrobotid/deployment/contracts";
import { type ModelId, manufacturerOf, toBytes } from "@openrobotid/sdk";
import type { World } from "@openrobotid/world/files";
import type { Play } from "@openrobotid/world/play";
import type { BaseWallet } from "ethers";
import type { ProofChain } from "./chain.js";
import { worldWallet } from "./founders.js";

export class Played {
  readonly contracts: Contracts;
  readonly world: World;

  readonly chain: ProofChain;
  readonly play: Play;

  constructor(chain: ProofChain, play: Play) {
    this.chain = chain;
    this.play = play;
    this.contracts = chain.contracts;
    this.world = play.world;
  }

  /** The account of a party. */
  account(party: string): BaseWallet {
    return worldWallet(this.chain, this.world, party);
  }

  /** The contracts as a party calls them. */
  as(party: string): Contracts {
    return this.chain.as(this.account(party));
  }

  /** Key of the party whose account this is; the address where it is nobody's. */
  partyAt(address: string): string {
    return this.play.partyAt(address);
  }

  /** The account of the maker of a model. */
  async makerOf(model: ModelId): Promise<BaseWallet> {
    const maker = await this.contracts.authorityRegistry.accountOf(toBytes(manufacturerOf(model)));
    return this.account(this.partyAt(maker));
  }
}
