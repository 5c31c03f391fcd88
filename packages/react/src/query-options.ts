// How TanStack Query asks the registry: for hooks of your own, loaders and prefetching.
import type { RobotId } from "@openrobotid/sdk";
import {
  type GetHistoryParameters,
  getCampaign,
  getCampaigns,
  getHistory,
  getRobot,
  getRobots,
  type RegistryClient,
} from "@openrobotid/sdk/actions";
import { queryOptions } from "@tanstack/react-query";

/** First part of every key: `queryClient.invalidateQueries({ queryKey: ["openrobotid"] })` asks for everything again. */
const SCOPE = "openrobotid";

/** What was fine a while ago is no reason to say that it is: milliseconds after which an answer is asked for again. */
const FRESH_FOR = 30_000;

/** The answers of one chain are not those of another; nor are proven ones those that a node was believed for. */
const keyOf = (client: RegistryClient, ...parts: readonly unknown[]) =>
  [SCOPE, client.chain?.id, client.transport.type, ...parts] as const;

/** Everything about a robot. */
export function robotQueryOptions(client: RegistryClient, { id }: { readonly id: RobotId }) {
  return queryOptions({
    queryKey: keyOf(client, "robot", id),
    queryFn: async () => await getRobot(client, { id }),
    staleTime: FRESH_FOR,
  });
}

/** Everything about several robots, as of one block, in the order of their codes. */
export function robotsQueryOptions(
  client: RegistryClient,
  { ids }: { readonly ids: readonly RobotId[] },
) {
  return queryOptions({
    queryKey: keyOf(client, "robots", ids),
    queryFn: async () => await getRobots(client, { ids }),
    staleTime: FRESH_FOR,
  });
}

/** Everything that happened to a robot, compared with the head that the registry keeps. */
export function historyQueryOptions(
  client: RegistryClient,
  { id, fromBlock, blockRange }: Pick<GetHistoryParameters, "id" | "fromBlock" | "blockRange">,
) {
  return queryOptions({
    queryKey: keyOf(client, "history", id),
    queryFn: async () => await getHistory(client, { id, fromBlock, blockRange }),
    staleTime: FRESH_FOR,
  });
}

/** A recall campaign, by its number on the chain. */
export function recallQueryOptions(
  client: RegistryClient,
  { campaign }: { readonly campaign: bigint },
) {
  return queryOptions({
    queryKey: keyOf(client, "recall", String(campaign)),
    queryFn: async () => await getCampaign(client, { campaign }),
    staleTime: FRESH_FOR,
  });
}

/** All recall campaigns. */
export function recallsQueryOptions(client: RegistryClient) {
  return queryOptions({
    queryKey: keyOf(client, "recalls"),
    queryFn: async () => await getCampaigns(client),
    staleTime: FRESH_FOR,
  });
}
