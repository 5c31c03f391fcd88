// What the pages ask the API, with the types of its OpenAPI document.

import type { components } from "@openrobotid/api";
import type { CountryCode, ManufacturerId, ModelId, RobotId } from "@openrobotid/sdk";
import type { Route } from "../routes.js";

type Schemas = components["schemas"];

export type AsOf = Schemas["AsOf"];
export type Approval = Schemas["Approval"];
export type Authority = Schemas["Authority"];
export type BlockProduction = Schemas["BlockProduction"];
export type Consortium = Schemas["Consortium"];
export type CountryView = Schemas["CountryView"];
export type Maker = Schemas["Maker"];
export type Model = Schemas["Model"];
export type Proof = Schemas["Proof"];
export type Proposal = Schemas["Proposal"];
export type Recall = Schemas["Recall"];
export type RecallProgress = Schemas["RecallProgress"];
export type Recalls = Schemas["Recalls"];
export type Robot = Schemas["Robot"];
export type RobotRecall = Schemas["RobotRecall"];
export type Seat = Schemas["Seat"];
export type Stats = Schemas["Stats"];
export type TimelineEntry = Schemas["TimelineEntry"];
export type UnitCounts = Schemas["UnitCounts"];

/** A path of the API, and the type of what it answers. */
export interface Question<body> {
  readonly path: string;
  /** Never there: carries the type. */
  readonly body?: body;
}

const to = <body>(path: string): Question<body> => ({ path });

export const questions = {
  robot: (id: RobotId) => to<Robot>(`/v1/robots/${id}`),
  model: (id: ModelId) => to<Model>(`/v1/models/${id}`),
  maker: (id: ManufacturerId) => to<Maker>(`/v1/makers/${id}`),
  country: (id: CountryCode) => to<CountryView>(`/v1/countries/${id}`),
  recalls: () => to<Recalls>("/v1/recalls?limit=100"),
  recall: (campaign: number) => to<RecallProgress>(`/v1/recalls/${campaign}`),
  stats: () => to<Stats>("/v1/stats"),
  consortium: () => to<Consortium>("/v1/consortium"),
  blocks: () => to<BlockProduction>("/v1/consortium/blocks"),
};

/** What a page asks before it is shown; the first answer decides its status code. */
export function questionsOf(route: Route): readonly Question<unknown>[] {
  switch (route.page) {
    case "robot":
      return [questions.robot(route.id)];
    case "model":
      return [questions.model(route.id)];
    case "maker":
      return [questions.maker(route.id)];
    case "country":
      return [questions.country(route.id)];
    case "recall":
      return [questions.recall(route.campaign)];
    case "recalls":
      return [questions.recalls()];
    case "home":
      return [questions.stats()];
    case "registry":
      return [questions.stats(), questions.recalls()];
    case "consortium":
      return [questions.consortium(), questions.blocks()];
    default:
      return [];
  }
}
