export { printable } from "./printable.js";
export { readRobotId } from "./read-robot-id.js";
export {
  type CountryCode,
  checkCharacter,
  composeRobotId,
  countryOf,
  type FormatRobotIdOptions,
  findAmbiguous,
  formatRobotId,
  fromBytes2,
  fromBytes6,
  fromBytes12,
  fromBytes32,
  type Hex,
  isRobotId,
  type ManufacturerId,
  type ModelId,
  manufacturerOf,
  modelOf,
  parseCounter,
  parseCountryCode,
  parseManufacturerId,
  parseModelId,
  parseRobotId,
  type RobotId,
  type RobotIdCounter,
  serialOf,
  toBytes,
  toBytes32,
  withCounter,
} from "./robot-id.js";
export {
  RobotIdError,
  type RobotIdErrorParameters,
  type RobotIdErrorReason,
} from "./robot-id-error.js";
export {
  type ParseRobotIdUriOptions,
  parseRobotIdUri,
  type RobotIdUriOptions,
  type RobotIdUriTarget,
  robotIdUri,
} from "./robot-id-uri.js";
export {
  VERDICTS,
  type Verdict,
  type VerdictAnswer,
  type VerdictInput,
  verdictOf,
} from "./rules/verdict.js";
export { suggestRobotIds } from "./suggest.js";
export { SDK_VERSION } from "./version.js";
export type { Flag, RobotState, Severity } from "./words.js";
