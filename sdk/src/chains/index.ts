export {
  type ContractName,
  contractNames,
  type DeployedContract,
  type Deployment,
} from "./contracts.js";
export {
  type RobotIdChain,
  type RobotIdChainParameters,
  robotIdChain,
} from "./robot-id-chain.js";
