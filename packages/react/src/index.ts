// The registry in React, on wagmi and TanStack Query.

export {
  type HookOptions,
  useHistory,
  useRecall,
  useRecalls,
  useRobot,
  useRobots,
} from "./hooks.js";
export {
  historyQueryOptions,
  recallQueryOptions,
  recallsQueryOptions,
  robotQueryOptions,
  robotsQueryOptions,
} from "./query-options.js";
