export { RegistryRefusedError } from "../errors/refusal.js";
export { RegistryArgumentError, RegistryConfigurationError } from "../errors/registry-error.js";
export type {
  ReadOptions,
  RegistryClient,
  SyncAllReturnType,
  SyncReturnType,
  WriteOptions,
  WriteReceipt,
} from "../internal/call.js";
export type { Time } from "../internal/convert.js";
export type {
  Basis,
  BrandCode,
  Capacity,
  DocumentKind,
  EntryKind,
  Flag,
  ManufacturerStatus,
  OrderAction,
  OrderStatus,
  ProposalState,
  RobotState,
  Role,
  ScopeKind,
  SerialScheme,
  Severity,
  Support,
  UnitStatus,
} from "../words.js";
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
