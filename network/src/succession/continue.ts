// All steps of `network new-chain`, in their order: prove the last block, read its state, carry the decisions out, write.
import { join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { readAnchorFile } from "../../witness/client.js";
import { type Founding, readFounding } from "../founding.js";
import { type Network, requireEmpty, writeNetwork } from "../init.js";
import { readDeployment } from "../life/member.js";
import { requestsOf } from "../rpc.js";
import type { Decisions } from "./decisions.js";
import { type LastBlock, proveLastBlock } from "./last-block.js";
import { makeNewChain } from "./new-chain.js";
import { readState } from "./old-state.js";

/** What was made, and from what. */
export type Continued = {
  network: Network;
  block: LastBlock;
  decisions: Decisions;
  accounts: number;
  slots: number;
};

/**
 * Makes the network that goes on from an old chain, in a folder that does not exist yet or is empty.
 *
 * @throws UserError where the block is not proven, the state is not the one that it commits to, or the founding file does not
 * fit the old chain.
 */
export async function continueChain(options: {
  /** A folder of the old network. */
  from: string;
  /** The caller's node of the old chain, which answers DEBUG. */
  rpc: string;
  /** Nodes of others, to prove from. */
  others: readonly string[];
  block: number;
  /** File of the new chain's founding. */
  founding: string;
  out: string;
}): Promise<Continued> {
  const { from, rpc, others, out } = options;
  requireEmpty(out);
  const file = join(from, "deployment.json");
  const [deployment, anchor] = [readDeployment(file), readAnchorFile(file)];
  const founding = readFounding(options.founding);
  requireGovernance(founding, readFounding(join(from, "founding.json")));
  const block = await proveLastBlock(anchor, [rpc, ...others], options.block);
  const state = await readState(requestsOf(rpc), block);
  const { decisions, ...made } = await makeNewChain({ deployment, block, state }, founding);
  const continues = {
    genesisHash: anchor.genesisHash,
    block: block.number,
    hash: block.hash,
    stateRoot: block.stateRoot,
  };
  const network = writeNetwork({ ...founding, continues }, made, out);
  const accounts = Object.values(state);
  const slots = accounts.reduce((sum, { storage }) => sum + Object.keys(storage).length, 0);
  return { network, block, decisions, accounts: accounts.length, slots };
}

/** Periods and delays are in the contracts, and stay as they are: a file that says others would be wrong. */
function requireGovernance({ governance, continues }: Founding, old: Founding): void {
  if (JSON.stringify(governance) !== JSON.stringify(old.governance)) {
    throw new UserError(
      "The founding file has another `governance` than that of the old chain: copy it, the contracts keep what they have. The new seats can change it by vote.",
    );
  }
  if (continues !== undefined) {
    throw new UserError("The founding file has `continues`: leave it out, this command writes it.");
  }
}
