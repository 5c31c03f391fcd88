// Histories from logs alone: what reads them, rebuilds them and computes their heads. Nothing here asks a node.
export { readFields } from "../internal/readable.js";
export {
  type HistorySeedParameters,
  historySeed,
  keptHead,
  type NextHeadParameters,
  nextHead,
  nextLogHead,
  payloadDigestOf,
} from "./chain.js";
export { type DeviceKeyPeriod, deviceKeysOf } from "./device-keys.js";
export { documentOfEntry, type EntryDocument } from "./documents.js";
export {
  type HistoryEntry,
  type Issuance,
  type RebuildHistoryParameters,
  type RebuiltHistory,
  rebuildHistory,
} from "./history.js";
export { type Change, type ChangeName, changeEvents, type HistoryKind, kinds } from "./kinds.js";
export {
  HistoryMismatchError,
  type HistoryMismatchParameters,
  type HistoryMismatchReason,
} from "./mismatch.js";
export {
  type ChangeLog,
  entryTopics,
  type HistoryLog,
  type IssuedLot,
  isInLot,
  issuanceTopics,
  type LogContent,
  type RecordedLog,
  readChange,
  readIssuance,
  readRecorded,
} from "./read-log.js";
export { type RobotThen, stateAt } from "./state-at.js";
