// The contracts of a deployment as typed objects.
import type { ContractRunner } from "ethers";
import {
  AccessManager__factory,
  AuthorityRegistry__factory,
  Consortium__factory,
  ConsortiumGovernor__factory,
  Dossier__factory,
  RecallRegistry__factory,
  RegistrarOrders__factory,
  RegistryModules__factory,
  RobotFlags__factory,
  RobotRegistry__factory,
  SignedActs__factory,
  TimelockController__factory,
} from "../../types/index.js";
import type { ContractName, Deployment } from "./file.js";

/** Connects the contracts of a deployment: to a provider for reading, to a signer for writing too. */
export function connectContracts(
  { contracts }: Pick<Deployment, "contracts">,
  runner: ContractRunner,
) {
  const at = (name: ContractName) => contracts[name].address;
  return {
    timelock: TimelockController__factory.connect(at("TimelockController"), runner),
    accessManager: AccessManager__factory.connect(at("AccessManager"), runner),
    consortium: Consortium__factory.connect(at("Consortium"), runner),
    governor: ConsortiumGovernor__factory.connect(at("ConsortiumGovernor"), runner),
    authorityRegistry: AuthorityRegistry__factory.connect(at("AuthorityRegistry"), runner),
    registryModules: RegistryModules__factory.connect(at("RegistryModules"), runner),
    registry: RobotRegistry__factory.connect(at("RobotRegistry"), runner),
    signedActs: SignedActs__factory.connect(at("SignedActs"), runner),
    orders: RegistrarOrders__factory.connect(at("RegistrarOrders"), runner),
    flags: RobotFlags__factory.connect(at("RobotFlags"), runner),
    recalls: RecallRegistry__factory.connect(at("RecallRegistry"), runner),
    dossier: Dossier__factory.connect(at("Dossier"), runner),
  };
}

export type Contracts = ReturnType<typeof connectContracts>;
