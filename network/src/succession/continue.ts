// All steps of `network new-chain`, in their order: prove the last block, read its state, carry the decisions out, write.
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { UserError } from "@openrobotid/kit/command";
import type { RecordedProposal } from "@openrobotid/sdk/actions";
import type { Deployment as SdkDeployment } from "@openrobotid/sdk/chains";
import { readAnchorFile } from "../../witness/client.js";
import { type Founding, readFounding } from "../founding.js";
import { readGenesis } from "../genesis/file.js";
import { type Network, requireEmpty, writeNetwork } from "../init.js";
import { readDeployment } from "../life/member.js";
import { requestsOf } from "../rpc.js";
import type { Decisions } from "./decisions.js";
import { type LastBlock, openProposals, proveLastBlock } from "./last-block.js";
import { makeNewChain } from "./new-chain.js";
import { readState } from "./old-state.js";

/** What was made, and from what. */
export type Continued = {
  network: Network;
  block: LastBlock;
  decisions: Decisions;
  /** Proposals of the old chain that were not over. */
  proposals: readonly RecordedProposal[];
  accounts: number;
  slots: number;
};

/** Where the old chain is read. */
export type OldChainOptions = {
  /** A folder of the old network. */
  from: string;
  /** The caller's node of the old chain, which answers DEBUG. */
  rpc: string;
  /** Nodes of others, to prove from. */
  others: readonly string[];
  block: number;
  /** Is told how far it is, where it takes long. */
  say?: (text: string) => void;
};

/**
 * Makes the network that goes on from an old chain, in a folder that does not exist yet or is empty.
 *
 * @throws UserError where the block is not proven or not the last, the state is not the one that it commits to, or the founding
 * does not fit the old chain.
 */
export async function continueChain(
  { from, rpc, others, block: number, say = () => {} }: OldChainOptions,
  founding: Founding,
  out: string,
): Promise<Continued> {
  requireEmpty(out);
  const file = join(from, "deployment.json");
  const [deployment, anchor] = [readDeployment(file), readAnchorFile(file)];
  requireGovernance(founding, readFounding(join(from, "founding.json")));
  const { alloc } = readGenesis(join(from, "genesis.json"));
  const old = { anchor, deployment: deployment as SdkDeployment, nodes: [rpc, ...others] };
  const block = await proveLastBlock(old, number);
  const proposals = await openProposals(old, block);
  const state = await readState(requestsOf(rpc), block, alloc, say);
  const { decisions, ...made } = await makeNewChain({ deployment, block, state }, founding);
  const { hash, stateRoot } = block;
  const continues = { genesisHash: anchor.genesisHash, block: number, hash, stateRoot };
  const network = writeNetwork({ ...founding, continues }, made, out);
  const accounts = Object.values(state);
  const slots = accounts.reduce((sum, { storage }) => sum + Object.keys(storage).length, 0);
  return { network, block, decisions, proposals, accounts: accounts.length, slots };
}

/** Periods and delays are in the contracts, and stay as they are: a file that says others would be wrong. */
function requireGovernance({ governance, continues }: Founding, old: Founding): void {
  if (!isDeepStrictEqual(governance, old.governance)) {
    throw new UserError(
      "The founding file has another `governance` than that of the old chain: copy it, the contracts keep what they have. The new seats can change it by vote.",
    );
  }
  if (continues !== undefined) {
    throw new UserError("The founding file has `continues`: leave it out, this command writes it.");
  }
}
