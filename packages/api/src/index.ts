export {
  type Api,
  type ApiOptions,
  type AskOptions,
  type AtOptions,
  createApi,
  type LabelOptions,
  type ListOptions,
  type RecallFilter,
  type SearchQuery,
  type UnitFilter,
} from "./api.js";
export { ApiProblemError, ApiUnreachableError } from "./errors.js";
export type { components, operations, paths } from "./schema.js";
export type * from "./types.js";
