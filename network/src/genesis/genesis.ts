// The genesis file: the chain's parameters as Besu takes them, and the registry as deployed.
//
// Where Besu documents what is written here, and why each value is as it is: network/README.md.
import type { Deployment, DeploymentAnchor } from "@openrobotid/deployment/file";
import { UserError } from "@openrobotid/kit/command";
import { type Address, type Hex, stringToHex, toHex, toRlp } from "viem";
import type { Founding } from "../founding.js";
import { addressOfNode } from "../node-key.js";
import { type Alloc, allocOf } from "./alloc.js";
import { anchorOfGenesis } from "./anchor.js";
import { foundedAt, runDeployment } from "./deployment.js";
import type { GenesisFile } from "./file.js";

/** What makes a chain, and where its contracts are. */
export type Genesis = { genesis: GenesisFile; deployment: Deployment };

/**
 * Makes the genesis of a founding file. The same file makes the same bytes, always and everywhere.
 *
 * @throws UserError where the chain goes on from another one: its genesis is not made from the file alone.
 */
export async function makeGenesis(founding: Founding): Promise<Genesis> {
  if (founding.continues !== undefined) {
    throw new UserError(
      `The founding file is of a chain that goes on from block ${founding.continues.block} of another one: \`network new-chain\` makes its genesis, from a node of that chain.`,
    );
  }
  const run = await runDeployment(founding);
  const alloc = await allocOf(founding, run);
  const consortium = run.deployment.contracts.Consortium.address as Address;
  const genesis = genesisFile(founding, consortium, alloc);
  const validators = founding.members.map(({ nodePublicKey }) => addressOfNode(nodePublicKey));
  const anchor = await anchorOfGenesis(genesis, validators, run.founding);
  return {
    genesis,
    deployment: { ...run.deployment, anchor: { ...anchor, ...witnessesOf(founding) } },
  };
}

/** The witnesses that members name, by the numbers that their seats get, and how many of them must vouch for a block. */
function witnessesOf({
  members,
  cosigners,
}: Founding): Pick<DeploymentAnchor, "witnesses" | "cosigners"> {
  if (cosigners === undefined) return {};
  const witnesses = members.flatMap(({ witness }, index) =>
    witness ? [{ seat: index + 1, ...witness }] : [],
  );
  return { witnesses, cosigners };
}

/**
 * The file of a chain whose validators are what `Consortium` says.
 *
 * @param extraData QBFT's extra data of block 0.
 */
export function genesisFile(
  { chain }: Founding,
  consortium: Address,
  alloc: Alloc,
  extraData: Hex = QBFT_EXTRA_DATA,
): GenesisFile {
  return {
    config: {
      chainId: chain.chainId,
      // Every fork up to Osaka is in force from block 0. The forks before London need no line of their own: Besu takes the
      // newest that has one; the others read them all.
      homesteadBlock: 0,
      eip150Block: 0,
      eip155Block: 0,
      eip158Block: 0,
      byzantiumBlock: 0,
      constantinopleBlock: 0,
      petersburgBlock: 0,
      istanbulBlock: 0,
      berlinBlock: 0,
      londonBlock: 0,
      shanghaiTime: 0,
      cancunTime: 0,
      pragueTime: 0,
      osakaTime: 0,
      // As the forks define them. Nobody can send a blob: it costs at least a wei, and nobody has one.
      blobSchedule: {
        cancun: { target: 3, max: 6, baseFeeUpdateFraction: 3_338_477 },
        prague: { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716 },
        osaka: { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716 },
      },
      // Gas is free, and stays so however full the blocks are.
      zeroBaseFee: true,
      contractSizeLimit: chain.contractSizeLimit,
      qbft: {
        blockperiodseconds: chain.blockPeriodSeconds,
        emptyblockperiodseconds: chain.emptyBlockPeriodSeconds,
        requesttimeoutseconds: chain.requestTimeoutSeconds,
        // Where votes in block headers would be forgotten; validators come from the contract, so it changes nothing.
        epochlength: 30_000,
        validatorcontractaddress: consortium,
      },
    },
    nonce: "0x0",
    timestamp: toHex(foundedAt(chain)),
    extraData,
    gasLimit: toHex(chain.blockGasLimit),
    baseFeePerGas: "0x0",
    difficulty: "0x1",
    mixHash: QBFT_MIX_HASH,
    coinbase: "0x0000000000000000000000000000000000000000",
    number: "0x0",
    gasUsed: "0x0",
    parentHash: `0x${"00".repeat(32)}`,
    alloc,
  };
}

/** Marks the blocks of BFT chains. */
const QBFT_MIX_HASH = stringToHex("ctical byzantine fault tolerance");

/**
 * QBFT's extra data of a genesis whose validators come from a contract: 32 bytes of vanity, no validators, no vote, round 0,
 * no seals.
 */
export const QBFT_EXTRA_DATA: Hex = toRlp([`0x${"00".repeat(32)}`, [], [], "0x", []]);
