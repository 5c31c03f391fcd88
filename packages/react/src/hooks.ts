// Hooks for components under wagmi's provider, whose chain is one of `robotIdChain`.
import type { RobotId } from "@openrobotid/sdk";
import type { RegistryClient } from "@openrobotid/sdk/actions";
import { useQuery } from "@tanstack/react-query";
import { useClient } from "wagmi";
import {
  historyQueryOptions,
  recallQueryOptions,
  recallsQueryOptions,
  robotQueryOptions,
  robotsQueryOptions,
} from "./query-options.js";

/** What every hook takes beside its own parameters. */
export interface HookOptions {
  /** Chain of wagmi's configuration to ask; the one that is connected by default. */
  readonly chainId?: number | undefined;
  /** Whether to ask now; `true` by default. */
  readonly enabled?: boolean | undefined;
}

function useRegistry({ chainId }: HookOptions): RegistryClient {
  const client = useClient(chainId === undefined ? {} : { chainId });
  if (!client) {
    throw new Error(
      `wagmi's configuration has no chain ${chainId ?? "that is connected"}: give createConfig the chain of robotIdChain.`,
    );
  }
  return client as RegistryClient;
}

/** Everything about a robot. While its code is not known yet, give `undefined`. */
export function useRobot({
  id,
  enabled = true,
  ...options
}: { readonly id: RobotId | undefined } & HookOptions) {
  const asked = robotQueryOptions(useRegistry(options), { id: id as RobotId });
  return useQuery({ ...asked, enabled: enabled && id !== undefined });
}

/** Everything about several robots, as of one block. */
export function useRobots({
  ids,
  enabled = true,
  ...options
}: { readonly ids: readonly RobotId[] } & HookOptions) {
  return useQuery({ ...robotsQueryOptions(useRegistry(options), { ids }), enabled });
}

/** Everything that happened to a robot. While its code is not known yet, give `undefined`. */
export function useHistory({
  id,
  enabled = true,
  ...options
}: { readonly id: RobotId | undefined } & HookOptions) {
  const asked = historyQueryOptions(useRegistry(options), { id: id as RobotId });
  return useQuery({ ...asked, enabled: enabled && id !== undefined });
}

/** A recall campaign; an error where there is none of this number. */
export function useRecall({
  campaign,
  enabled = true,
  ...options
}: { readonly campaign: bigint } & HookOptions) {
  return useQuery({ ...recallQueryOptions(useRegistry(options), { campaign }), enabled });
}

/** All recall campaigns. */
export function useRecalls({ enabled = true, ...options }: HookOptions = {}) {
  return useQuery({ ...recallsQueryOptions(useRegistry(options)), enabled });
}
