// The contracts that are indexed, by their names in deployments/<chainId>.json.
import {
  accessManagerAbi,
  authorityRegistryAbi,
  consortiumAbi,
  consortiumGovernorAbi,
  dossierAbi,
  recallRegistryAbi,
  registrarOrdersAbi,
  registryModulesAbi,
  robotFlagsAbi,
  robotRegistryAbi,
  signedActsAbi,
  timelockControllerAbi,
} from "@openrobotid/sdk/abis";

export const contracts = {
  AccessManager: accessManagerAbi,
  AuthorityRegistry: authorityRegistryAbi,
  Consortium: consortiumAbi,
  ConsortiumGovernor: consortiumGovernorAbi,
  Dossier: dossierAbi,
  RecallRegistry: recallRegistryAbi,
  RegistrarOrders: registrarOrdersAbi,
  RegistryModules: registryModulesAbi,
  RobotFlags: robotFlagsAbi,
  RobotRegistry: robotRegistryAbi,
  SignedActs: signedActsAbi,
  TimelockController: timelockControllerAbi,
} as const;
