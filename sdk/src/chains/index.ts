export {
  type ContractName,
  contractNames,
  type DeployedContract,
  type Deployment,
  type DeploymentJson,
} from "./contracts.js";
export {
  type RobotIdChain,
  type RobotIdChainParameters,
  robotIdChain,
} from "./robot-id-chain.js";
