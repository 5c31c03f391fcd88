export {
  type RegistryReadActions,
  registryReadActions,
} from "./decorators/registryReadActions.js";
export {
  type RegistryWriteActions,
  registryWriteActions,
} from "./decorators/registryWriteActions.js";
export { type RobotIdActions, robotIdActions } from "./decorators/robotIdActions.js";
export * from "./reads.js";
export * from "./writes.js";
