// What a member is told about its own folder.
import type { Founding, FoundingNode } from "./founding.js";
import { enodeOf } from "./node-key.js";

/** The README of a node's folder. */
export function memberReadme(node: FoundingNode, founding: Founding, address: string): string {
  const member = founding.members.find(({ id }) => id === node.id);
  const seat = founding.members.findIndex(({ id }) => id === node.id) + 1;
  const { chainId, blockPeriodSeconds, emptyBlockPeriodSeconds } = founding.chain;
  const role =
    member === undefined
      ? "An observer: it follows the chain and validates nothing."
      : `Seat ${seat} of ${founding.members.length}, for ${member.countries.join(", ") || "no country yet"}. Its account is ${member.authority}, ${
          member.recovery === undefined
            ? "without a recovery key"
            : `its recovery key ${member.recovery}`
        }.`;
  return `# ${node.name}

${role}

| | |
| --- | --- |
| chain id | ${chainId} |
| enode | \`${enodeOf(node)}\` |
| address of the node | \`${address}\` |
| listens on | ${node.host}, port ${node.p2pPort}, TCP; the other members must reach it |
| RPC | 127.0.0.1:${node.rpcPort}, for this machine alone |
| metrics | 127.0.0.1:${node.metricsPort}, for this machine alone |

## Start

1. Copy this folder to the machine of the node. Put the private key that \`network keygen\` made there into it as \`key\`, readable
   for the user that runs the node and nobody else. The key never goes anywhere else.
2. Compare \`genesis.json\` with what the other members have, by a way other than the one it came by:
   \`sha256sum genesis.json\`. In a checkout of the repository \`npm run network:prove -- --network FOLDER\`, with this folder, shows
   that it holds the registry as its source deploys it, and nothing else.
   \`npm run network:check-besu -- --folder FOLDER\` says whether the Besu of this machine is a release that will do.
3. If the machine does not have the address ${node.host} itself (NAT), put its own into \`p2p-interface\` of \`config.toml\`.
   Let TCP ${node.p2pPort} in, from the nodes of \`address-book.json\` only. Let nothing else in.
4. In this folder: \`besu --config-file=config.toml\` (Hyperledger Besu 26.8.1 or newer, Java as its release says).
5. Start the permissioner beside it: it keeps \`permissions_config.toml\` as the contracts say.
6. It is well when \`net_peerCount\` counts the other nodes that run and a block comes every ${blockPeriodSeconds} s (every
   ${emptyBlockPeriodSeconds} s while there is nothing to write).

## What is here

| file | holds | changes |
| --- | --- | --- |
| \`genesis.json\` | block 0, with the whole registry in it | never |
| \`founding.json\` | what the genesis was made from | never |
| \`deployment.json\` | where the contracts are | never |
| \`config.toml\` | options of Besu | by you |
| \`static-nodes.json\` | nodes to which it keeps a connection | when members come, move or go |
| \`address-book.json\` | where the nodes of members and observers are | when members tell you |
| \`permissions_config.toml\` | which nodes may connect, which accounts may send | by the permissioner |
| \`key\` | the private key of the node; you put it here | never: a new key is a new validator |
| \`data/\` | Besu's own; can be built again from the other nodes | all the time |

What to do when joining, leaving, changing the key or losing the machine: \`docs/operations.md\` of the repository.
`;
}
