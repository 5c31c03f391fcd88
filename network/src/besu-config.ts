// The options a node of the consortium runs with: Besu's TOML, the same for every member except names and ports.
import { basename } from "node:path";
import { stringify } from "smol-toml";
import type { FoundingNode } from "./founding.js";
import type { MemberFolder } from "./member-folder.js";
import { type StorageFormat, storageOptions } from "./storage.js";

const LOOPBACK = "127.0.0.1";

/**
 * Which methods of Besu a node answers, on its own loopback interface and nowhere else. PERM is for the permissioner; what
 * members and the public are given goes through a proxy that passes neither it nor anything else that changes the node.
 */
export const RPC_APIS = ["ETH", "NET", "WEB3", "QBFT", "TXPOOL", "PERM"] as const;

/** Options by their names in Besu. */
export type BesuOptions = Record<string, string | number | boolean | string[]>;

/** The options of a node, whose folder Besu is started in. */
export function besuOptions(
  node: FoundingNode,
  folder: MemberFolder,
  storage: StorageFormat = "FOREST",
): BesuOptions {
  return {
    // Chain and keys.
    "genesis-file": basename(folder.genesis),
    "data-path": basename(folder.data),
    "node-private-key-file": basename(folder.key),
    identity: node.id,
    // Its log is read by people and programs: it is to hold text alone.
    "color-enabled": false,
    // The whole history stays; unless a member chooses otherwise for its own node, every state with it: the index and
    // courts ask for old ones.
    ...storageOptions(storage),
    "sync-mode": "FULL",
    // A network of few, well-known nodes: nobody is looked for.
    "p2p-host": node.host,
    // Where it says that it is, and on no other interface. Behind NAT a member puts the machine's own address here.
    "p2p-interface": node.host,
    "p2p-port": node.p2pPort,
    "discovery-enabled": false,
    "static-nodes-file": basename(folder.staticNodes),
    // Every node that may connect is on a list already: which of two connected first does not
    // matter.
    "remote-connections-limit-enabled": false,
    "nat-method": "NONE",
    "permissions-nodes-config-file-enabled": true,
    "permissions-nodes-config-file": basename(folder.permissions),
    "permissions-accounts-config-file-enabled": true,
    "permissions-accounts-config-file": basename(folder.permissions),
    // Gas is free, so what holds a sender back is not its price but its share of the pool.
    "min-gas-price": 0,
    "tx-pool": "sequenced",
    "tx-pool-limit-by-account-percentage": 0.15,
    // A transaction says for which chain it is.
    "strict-tx-replay-protection-enabled": true,
    "rpc-http-enabled": true,
    "rpc-http-host": LOOPBACK,
    "rpc-http-port": node.rpcPort,
    "rpc-http-api": [...RPC_APIS],
    "host-allowlist": ["localhost", LOOPBACK],
    "metrics-enabled": true,
    "metrics-host": LOOPBACK,
    "metrics-port": node.metricsPort,
  };
}

/** The file that `besu --config-file` reads. */
export function configFile(options: BesuOptions): string {
  return stringify(options);
}
