// The contracts that actions call: where the chain says they are, and what they understand.
import { authorityRegistryAbi } from "../abis/authority-registry.js";
import { consortiumAbi } from "../abis/consortium.js";
import { consortiumGovernorAbi } from "../abis/consortium-governor.js";
import { dossierAbi } from "../abis/dossier.js";
import { recallRegistryAbi } from "../abis/recall-registry.js";
import { registrarOrdersAbi } from "../abis/registrar-orders.js";
import { registryModulesAbi } from "../abis/registry-modules.js";
import { robotFlagsAbi } from "../abis/robot-flags.js";
import { robotRegistryAbi } from "../abis/robot-registry.js";
import { signedActsAbi } from "../abis/signed-acts.js";

export const authorityRegistry = {
  contract: "authorityRegistry",
  abi: authorityRegistryAbi,
} as const;
export const consortium = { contract: "consortium", abi: consortiumAbi } as const;
export const consortiumGovernor = {
  contract: "consortiumGovernor",
  abi: consortiumGovernorAbi,
} as const;
export const dossier = { contract: "dossier", abi: dossierAbi } as const;
export const recallRegistry = { contract: "recallRegistry", abi: recallRegistryAbi } as const;
export const registrarOrders = { contract: "registrarOrders", abi: registrarOrdersAbi } as const;
export const registryModules = { contract: "registryModules", abi: registryModulesAbi } as const;
export const robotFlags = { contract: "robotFlags", abi: robotFlagsAbi } as const;
export const robotRegistry = { contract: "robotRegistry", abi: robotRegistryAbi } as const;
export const signedActs = { contract: "signedActs", abi: signedActsAbi } as const;
