// Which contracts are indexed, on which chain, into which database.
import { createConfig } from "ponder";
import type { Address } from "viem";
// What handlers need: loaded here, because Ponder gives up on a handler's file after ten seconds, which is not much where
// many programs share a machine.
import "@openrobotid/sdk/actions";
import "@openrobotid/sdk/history";
import { contracts } from "./contracts.js";
import { patientNodes } from "./proof/patient-nodes.js";
import { proofStatus } from "./proof/status.js";
import { addressesAtRate, isDevelopmentChain, pgliteFolder, readSettings } from "./settings.js";

const settings = readSettings();
const { deployment, databaseUrl, dataDir, pollingInterval, blockRange } = settings;

const addresses = addressesAtRate(settings);
const verified = proofStatus();

/**
 * Where a contract is, and since when: all since the first, so that the same ranges are asked of
 * all.
 */
const startBlock = Math.min(
  ...Object.values(deployment.contracts).map((contract) => contract.startBlock),
);
const at = (name: keyof typeof contracts) => {
  const { address } = deployment.contracts[name];
  return { chain: "registry", address: address as Address, startBlock } as const;
};

export default createConfig({
  database: databaseUrl
    ? { kind: "postgres", connectionString: databaseUrl }
    : { kind: "pglite", directory: pgliteFolder(dataDir) },
  chains: {
    registry: {
      id: deployment.chainId,
      rpc: verified ? patientNodes(verified.url, addresses.length) : addresses,
      pollingInterval,
      ethGetLogsBlockRange: blockRange,
      // What a node said is not kept: a chain for development starts over with the same id, and
      // what was not proven once must not be believed later.
      disableCache: verified !== undefined || isDevelopmentChain(deployment.chainId),
    },
  },
  contracts: {
    AccessManager: { abi: contracts.AccessManager, ...at("AccessManager") },
    AuthorityRegistry: { abi: contracts.AuthorityRegistry, ...at("AuthorityRegistry") },
    Consortium: { abi: contracts.Consortium, ...at("Consortium") },
    ConsortiumGovernor: { abi: contracts.ConsortiumGovernor, ...at("ConsortiumGovernor") },
    Dossier: { abi: contracts.Dossier, ...at("Dossier") },
    RecallRegistry: { abi: contracts.RecallRegistry, ...at("RecallRegistry") },
    RegistrarOrders: { abi: contracts.RegistrarOrders, ...at("RegistrarOrders") },
    RegistryModules: { abi: contracts.RegistryModules, ...at("RegistryModules") },
    RobotFlags: { abi: contracts.RobotFlags, ...at("RobotFlags") },
    RobotRegistry: { abi: contracts.RobotRegistry, ...at("RobotRegistry") },
    SignedActs: { abi: contracts.SignedActs, ...at("SignedActs") },
    TimelockController: { abi: contracts.TimelockController, ...at("TimelockController") },
  },
});
