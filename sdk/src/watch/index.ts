// What happens on the chain, as it happens: nothing left out, nothing twice, whatever the connection does.
export type { WatchFault } from "./fault.js";
export type { WatchOptions } from "./follow.js";
export {
  type RecordedChange,
  type RegistryChange,
  type WatchChangesParameters,
  watchChanges,
} from "./watchChanges.js";
export { type RecallChange, type WatchRecallsParameters, watchRecalls } from "./watchRecalls.js";
export { type RobotChange, type WatchRobotParameters, watchRobot } from "./watchRobot.js";
